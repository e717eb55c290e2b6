"""HTTPS证书无效: what every browser refuses is a fault; a root that this machine does not know is a question."""

from pathlib import Path
from typing import Any

import pytest
from families import record
from sites import findings, page, site

RULE = "certificate_invalid"


def shown(code: int | None = 0, **more: Any) -> dict[str, Any]:
    return {
        "address": "192.0.2.1", "family": 4, "port": 443, "error": "", "protocol": "TLSv1.3", "cipher": "X",
        "verify_code": code, "verify": "because", "not_before": "2026-01-01T00:00:00+00:00",
        "not_after": "2027-01-01T00:00:00+00:00", "names": ["www.chenghu.gov.cn"], "issuer": "CN=Root", "roots": 140,
    } | more  # fmt: skip


def judge(tmp_path: Path, *tls: dict[str, Any]) -> tuple[str, str]:
    (found,) = findings(RULE, site(tmp_path, {"/": page("欢迎")}, reach=record(tls=list(tls))))
    return found.outcome.value, found.message


def test_a_good_one(tmp_path: Path) -> None:
    outcome, said = judge(tmp_path, shown())
    assert outcome == "pass" and "41 天" in said


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (shown(10, not_after="2026-11-19T00:00:00+00:00"), "2026-11-19 过期"),
        (shown(None, not_after="2026-11-20T03:59:59+00:00"), "过期"),
        (shown(9, not_before="2026-12-01T00:00:00+00:00"), "起才有效"),
        (shown(62, names=["other.cn"]), "other.cn，与 www.chenghu.gov.cn 不符"),
        (shown(64), "不符"),
        (shown(18), "自签名"),
    ],
)
def test_what_browsers_refuse(tmp_path: Path, given: dict[str, Any], word: str) -> None:
    outcome, said = judge(tmp_path, given)
    assert outcome == "fail" and word in said
    assert judge(tmp_path, shown(), given | {"address": "::1", "family": 6})[0] == "fail"


def test_a_clock_that_is_wrong_here_accuses_nobody(tmp_path: Path) -> None:
    given = shown(10, not_after="2026-11-20T02:00:00+00:00", verify="certificate has expired")
    assert judge(tmp_path, given)[0] == "fail"
    ahead = site(tmp_path, {"/": page("欢迎")}, reach=record(tls=[given], clock=3 * 3600.0))
    (found,) = findings(RULE, ahead)
    assert found.outcome == "unsure"


def test_another_certificate_of_the_chain_is_expired(tmp_path: Path) -> None:
    assert judge(tmp_path, shown(10))[0] == "unsure"


def test_the_last_second_of_its_term(tmp_path: Path) -> None:
    assert judge(tmp_path, shown(not_after="2026-11-20T04:00:00+00:00"))[0] == "pass"


@pytest.mark.parametrize("code", [19, 20, 21])
def test_a_chain_that_ends_in_the_unknown_is_for_a_person(tmp_path: Path, code: int) -> None:
    assert judge(tmp_path, shown(code))[0] == "unsure"


def test_without_roots_of_our_own_no_chain_is_judged(tmp_path: Path) -> None:
    assert judge(tmp_path, shown(20, roots=0))[0] == "not_measured"
    assert judge(tmp_path, shown(None))[0] == "not_measured"
    assert judge(tmp_path, shown(10, roots=0, not_after="2026-01-01T00:00:00+00:00"))[0] == "fail"


def test_a_certificate_without_names(tmp_path: Path) -> None:
    outcome, said = judge(tmp_path, shown(62, names=[]))
    assert outcome == "fail" and "（无）" in said


def test_nobody_speaks_tls(tmp_path: Path) -> None:
    assert (
        judge(tmp_path, {"address": "192.0.2.1", "family": 4, "port": 443, "error": "refused"})[0] == "not_applicable"
    )
    assert judge(tmp_path)[0] == "not_measured"
