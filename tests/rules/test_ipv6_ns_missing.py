"""域名服务器不支持IPv6: asked for real, and never accused from a machine without a way."""

from pathlib import Path
from typing import Any

import pytest
from sites import dns_facts, findings, page, site

RULE = "ipv6_ns_missing"


def server(name: str, *aaaa: str, said: str = "ok", status: str = "") -> dict[str, Any]:
    known = status or ("ok" if aaaa else "nodata")
    return {
        "name": name,
        "a": ["192.0.2.53"],
        "aaaa": list(aaaa),
        "status": known,
        "over_ipv6": dict.fromkeys(aaaa, said),
    }


def judge(tmp_path: Path, *servers: dict[str, Any], proven: bool = True, **more: Any) -> tuple[str, str]:
    facts = dns_facts("::1", **({"ns": list(servers)} | more))
    (found,) = findings(RULE, site(tmp_path, {"/": page("欢迎")}, dns=facts, ipv6_proven=proven))
    return found.outcome.value, found.message


def test_one_that_answers_is_enough(tmp_path: Path) -> None:
    assert judge(tmp_path, server("ns1", "2408::1"), server("ns2"))[0] == "pass"
    outcome, said = judge(tmp_path, server("ns1", "2408::1", said="timeout"), server("ns2", "2408::2"))
    assert outcome == "pass" and "1 台" in said


def test_none_has_an_address(tmp_path: Path) -> None:
    for proven in (True, False):
        outcome, said = judge(tmp_path, server("ns1"), server("ns2"), proven=proven)
        assert outcome == "fail" and "2 台" in said


@pytest.mark.parametrize("address", ["fe80::1", "::ffff:192.0.2.1", "2001:db8::53", "::"])
def test_unusable_addresses_are_none(tmp_path: Path, address: str) -> None:
    assert judge(tmp_path, server("ns1", address))[0] == "fail"


@pytest.mark.parametrize("said", ["timeout", "refused", "lame", "failed"])
def test_none_answers(tmp_path: Path, said: str) -> None:
    outcome, message = judge(tmp_path, server("ns1", "2408::1", said=said))
    assert outcome == "fail" and "2408::1" in message


def test_without_a_way_nothing_is_said(tmp_path: Path) -> None:
    assert judge(tmp_path, server("ns1", "2408::1", said="no_route"))[0] == "not_measured"
    assert judge(tmp_path, server("ns1", "2408::1", said="timeout"), proven=False)[0] == "not_measured"
    assert judge(tmp_path, server("ns1", "::1", said="timeout"), proven=False)[0] == "fail"


@pytest.mark.parametrize("status", ["servfail", "timeout"])
def test_an_address_that_could_not_be_learnt(tmp_path: Path, status: str) -> None:
    assert judge(tmp_path, server("ns1", status=status), server("ns2"))[0] == "not_measured"
    unknown = {"A": "ok", "AAAA": "ok", "NS": status}
    assert judge(tmp_path, status=unknown)[0] == "not_measured"


def test_a_literal_address_has_no_zone(tmp_path: Path) -> None:
    assert judge(tmp_path, literal=True)[0] == "not_applicable"
    (found,) = findings(RULE, site(tmp_path, {"/": page("欢迎")}))
    assert found.outcome == "not_measured"
