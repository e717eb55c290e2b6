"""域名没有IPv6地址: only a name server's clear word counts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from families import reached
from sites import answer, dns_facts, findings, page, said, site

from checks.site import Site

RULE = "ipv6_address_missing"


def judge(tmp_path: Path, facts: dict[str, Any] | None) -> str:
    (found,) = findings(RULE, site(tmp_path, {"/": page()}, dns=facts))
    return found.outcome.value


@pytest.mark.parametrize("address", ["2408:8000::1", "240e:1::1", "::1", "fd00::1"])
def test_an_address(tmp_path: Path, address: str) -> None:
    assert judge(tmp_path, dns_facts(address)) == "pass"


def test_a_host_that_leads_to_another_with_an_address_is_for_a_person(tmp_path: Path) -> None:
    end = dns_facts("2408:8000::1", host="portal.chenghu.gov.cn")
    assert said(RULE, reached(tmp_path, (), dns=dns_facts(), facts=end)) == {"unsure"}
    assert said(RULE, reached(tmp_path, (), dns=dns_facts(), facts=dns_facts())) == {"fail"}


@pytest.mark.parametrize("address", ["::", "fe80::1", "::ffff:192.0.2.1", "2001:db8::1", "3fff::1", "ff02::1"])
def test_an_address_that_nobody_can_use(tmp_path: Path, address: str) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": page()}, dns=dns_facts(address)))
    assert found.outcome == "fail" and address in found.message and found.sha256
    assert judge(tmp_path, dns_facts(address, "2408:8000::1")) == "pass"


def test_none(tmp_path: Path) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": page()}, dns=dns_facts()))
    assert found.outcome == "fail" and "www.chenghu.gov.cn" in found.message
    assert found.url == "http://www.chenghu.gov.cn/" and found.sha256


@pytest.mark.parametrize("status", ["servfail", "timeout", "nxdomain"])
def test_a_name_server_that_did_not_say(tmp_path: Path, status: str) -> None:
    assert judge(tmp_path, dns_facts(status=status)) == "not_measured"


def test_a_host_that_does_not_exist(tmp_path: Path) -> None:
    assert judge(tmp_path, dns_facts(a=[], status="nxdomain")) == "not_measured"


def test_an_address_in_figures_has_no_name(tmp_path: Path) -> None:
    assert judge(tmp_path, dns_facts(literal=True, host="192.0.2.1")) == "not_applicable"


def test_nobody_asked(tmp_path: Path) -> None:
    assert judge(tmp_path, None) == "not_measured"


def test_a_home_page_that_did_not_open_does_not_matter(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": answer(403)}, dns=dns_facts())) == {"fail"}


def test_an_inventing_resolver_is_no_witness(tmp_path: Path) -> None:
    judged = site(tmp_path, {"/": page("欢迎")}, dns=dns_facts())
    doubted = Site(judged.target, judged.archive, replace(judged.around, resolver_invents=True))
    assert said(RULE, judged) == {"fail"} and said(RULE, doubted) == {"not_measured"}
