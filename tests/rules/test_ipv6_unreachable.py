"""首页无法通过IPv6访问: only where this machine surely has a way and IPv4 gave the page."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from families import HOME, reached
from sites import Answer, answer, dns_facts, failure, findings, page, redirect, said, site

RULE = "ipv6_unreachable"
PUBLIC = dns_facts("2408:8000::1")
LOCAL = dns_facts("::1")
DOWN = [failure("timeout"), failure("timeout")]


def judge(
    tmp_path: Path, facts: dict[str, Any] | None, tries: list[Answer], home: object = None, *, proven: bool = True
) -> str:
    given = {"/": home or page("欢迎")}
    (found,) = findings(RULE, site(tmp_path, given, dns=facts, ipv6=tries, ipv6_proven=proven))  # type: ignore[arg-type]
    return found.outcome.value


@pytest.mark.parametrize(
    "tries", [[answer(200)], [failure("timeout"), answer(200)], [redirect("/index.html")], [answer(304)]]
)
def test_an_answer(tmp_path: Path, tries: list[Answer]) -> None:
    assert judge(tmp_path, PUBLIC, tries) == "pass"
    assert judge(tmp_path, PUBLIC, tries, proven=False) == "pass"


@pytest.mark.parametrize("error", ["timeout", "refused", "reset", "tls", "failed"])
def test_every_attempt_failed(tmp_path: Path, error: str) -> None:
    tries = [failure(error), failure(error)]
    (found,) = findings(RULE, site(tmp_path, {"/": page("欢迎")}, dns=PUBLIC, ipv6=tries, ipv6_proven=True))
    assert found.outcome == "fail" and "2408:8000::1" in found.message and "2 次" in found.message
    assert found.quote and found.url == "http://www.chenghu.gov.cn/"


def test_an_error_over_ipv6_alone(tmp_path: Path) -> None:
    assert judge(tmp_path, PUBLIC, [answer(502), answer(502)]) == "fail"
    assert judge(tmp_path, PUBLIC, [answer(404), answer(404)]) == "fail"


def test_one_visit_may_be_chance(tmp_path: Path) -> None:
    assert judge(tmp_path, PUBLIC, [answer(502)]) == "not_measured"


@pytest.mark.parametrize("status", [404, 500, 502])
def test_an_error_over_both_is_no_matter_of_ipv6(tmp_path: Path, status: int) -> None:
    assert judge(tmp_path, PUBLIC, [answer(status)], answer(status)) == "not_measured"


@pytest.mark.parametrize("status", [403, 412, 429])
def test_a_firewall_over_ipv6_proves_nothing(tmp_path: Path, status: int) -> None:
    assert judge(tmp_path, PUBLIC, [answer(status)]) == "not_measured"


@pytest.mark.parametrize("home", [failure("timeout"), answer(403), answer(500)])
def test_a_home_page_that_ipv4_does_not_give_either(tmp_path: Path, home: Answer) -> None:
    assert judge(tmp_path, PUBLIC, DOWN, home) == "not_measured"


def test_no_route_from_here(tmp_path: Path) -> None:
    assert judge(tmp_path, dns_facts("2408:8000::1", route=False), DOWN) == "not_measured"
    assert judge(tmp_path, PUBLIC, DOWN, proven=False) == "not_measured"
    assert judge(tmp_path, PUBLIC, []) == "not_measured"


def test_on_loopback_nothing_need_be_proven(tmp_path: Path) -> None:
    assert judge(tmp_path, LOCAL, DOWN, proven=False) == "fail"


def test_a_site_that_fell_over_both_after_its_pages_were_read(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, ("timeout",) * 3, (HOME, "timeout", "timeout"))) == {"fail"}
    assert said(RULE, reached(tmp_path, ("timeout",) * 3, ("timeout",) * 5)) == {"not_measured"}
    assert said(RULE, reached(tmp_path, ("timeout",) * 3, (), dns=dns_facts("::1", a=[]))) == {"not_measured"}


CHALLENGE = "<html><script>document.cookie='acw_sc__v2=1';location.reload()</script></html>"


def test_a_challenge_with_a_good_status_is_neither(tmp_path: Path) -> None:
    for rule in (RULE, "ipv6_unstable"):
        assert said(rule, reached(tmp_path, (CHALLENGE,) * 5)) == {"not_measured"}


def test_a_home_page_on_another_host_is_asked_for_at_that_host(tmp_path: Path) -> None:
    """The target's own host has no IPv6 address; the one it leads to has, and is shut."""
    end = dns_facts("::1", host="portal.chenghu.gov.cn")
    assert said(RULE, reached(tmp_path, ("timeout",) * 3, dns=dns_facts(), facts=end)) == {"fail"}
    assert said(RULE, reached(tmp_path, ("timeout",) * 3, facts=dns_facts())) == {"not_applicable"}


def test_name_servers_that_invent(tmp_path: Path) -> None:
    shut = reached(tmp_path, ("timeout",) * 3)
    shut.around = replace(shut.around, resolver_invents=True)
    assert said(RULE, shut) == {"not_measured"}


def test_a_literal_address(tmp_path: Path) -> None:
    assert judge(tmp_path, dns_facts(literal=True), []) == "not_applicable"
    assert said("ipv6_claim_false", site(tmp_path, {"/": page("本站已支持IPv6")}, dns=dns_facts(literal=True))) == {
        "not_measured"
    }


def test_no_address(tmp_path: Path) -> None:
    assert judge(tmp_path, dns_facts(), []) == "not_applicable"


@pytest.mark.parametrize("facts", [None, dns_facts(status="servfail"), dns_facts(status="timeout")])
def test_whether_there_is_an_address_is_not_known(tmp_path: Path, facts: dict[str, Any] | None) -> None:
    assert judge(tmp_path, facts, []) == "not_measured"
