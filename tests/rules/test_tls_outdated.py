"""TLS版本过低: only a server that speaks nothing newer."""

from pathlib import Path
from typing import Any

import pytest
from families import record
from sites import findings, page, site

RULE = "tls_outdated"


def judge(tmp_path: Path, *tls: dict[str, Any]) -> str:
    (found,) = findings(RULE, site(tmp_path, {"/": page("欢迎")}, reach=record(tls=list(tls))))
    return found.outcome.value


def shown(protocol: str, address: str = "192.0.2.1") -> dict[str, Any]:
    family = 6 if ":" in address else 4
    return {"address": address, "family": family, "port": 443, "error": "", "protocol": protocol, "cipher": "AES"}


@pytest.mark.parametrize("protocol", ["TLSv1.2", "TLSv1.3"])
def test_new_ones(tmp_path: Path, protocol: str) -> None:
    assert judge(tmp_path, shown(protocol)) == "pass"


@pytest.mark.parametrize("protocol", ["SSLv3", "TLSv1", "TLSv1.1"])
def test_old_ones(tmp_path: Path, protocol: str) -> None:
    assert judge(tmp_path, shown(protocol)) == "fail"
    assert judge(tmp_path, shown("TLSv1.3"), shown(protocol, "::1")) == "fail"


def test_nobody_speaks_tls(tmp_path: Path) -> None:
    assert judge(tmp_path, {"address": "192.0.2.1", "family": 4, "port": 443, "error": "refused"}) == "not_applicable"
    assert judge(tmp_path) == "not_measured"
