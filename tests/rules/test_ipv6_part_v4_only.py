"""页面元素只有IPv4: hosts of parts without AAAA, and none that could not be asked."""

from pathlib import Path
from typing import Any

import pytest
from families import NO_ADDRESS, reached
from sites import findings, said

RULE = "ipv6_part_v4_only"


def part(host: str, *aaaa: str, status: str = "", urls: int = 2) -> dict[str, Any]:
    known = status or ("ok" if aaaa else "nodata")
    return {"host": host, "urls": urls, "aaaa": list(aaaa), "status": known, "example": f"http://{host}/a.js"}


def test_all_parts_have_addresses(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, parts=[part("cdn.example", "2408::1")])) == {"pass"}
    assert said(RULE, reached(tmp_path, parts=[])) == {"pass"}


def test_one_has_none(tmp_path: Path) -> None:
    (found,) = findings(RULE, reached(tmp_path, parts=[part("cdn.example", "2408::1"), part("js.example", urls=3)]))
    assert found.outcome == "fail" and "js.example（3 个）" in found.message and "1/2" in found.message


@pytest.mark.parametrize("address", ["fe80::1", "2001:db8::1", "::ffff:192.0.2.1"])
def test_unusable_addresses_are_none(tmp_path: Path, address: str) -> None:
    assert said(RULE, reached(tmp_path, parts=[part("cdn.example", address, status="ok")])) == {"fail"}


@pytest.mark.parametrize("status", ["servfail", "timeout"])
def test_who_could_not_be_asked(tmp_path: Path, status: str) -> None:
    assert said(RULE, reached(tmp_path, parts=[part("cdn.example", status=status)])) == {"not_measured"}


def test_a_host_that_does_not_exist_is_a_broken_link_and_no_hole(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, parts=[part("gone.example", status="nxdomain")])) == {"pass"}


def test_counters_leave_no_hole(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, parts=[part("hm.baidu.com"), part("s4.cnzz.com")])) == {"pass"}


def test_a_site_without_ipv6(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, parts=[part("js.example")], **NO_ADDRESS)) == {"not_applicable"}
