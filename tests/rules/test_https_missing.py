"""网站不支持HTTPS: refused on 443, or sent on to HTTP; silence and odd ports accuse nobody."""

from pathlib import Path
from typing import Any

from families import record
from sites import findings, home_of, page, redirect, site

RULE = "https_missing"


def shake(error: str = "", address: str = "192.0.2.1") -> dict[str, Any]:
    return {"address": address, "family": 4, "port": 443, "error": error}


def judge(tmp_path: Path, *tls: dict[str, Any], home: str = "http://www.chenghu.gov.cn/", **more: Any) -> str:
    kept = record(tls=list(tls), **more)
    (found,) = findings(RULE, site(tmp_path, {home: page("欢迎")}, home=home, reach=kept))
    return found.outcome.value


def test_https_is_there(tmp_path: Path) -> None:
    assert judge(tmp_path, shake()) == "pass"
    assert judge(tmp_path, shake("timeout"), shake(address="::1")) == "pass"
    assert judge(tmp_path, home="https://www.chenghu.gov.cn/") == "pass"
    assert judge(tmp_path, home="https://www.chenghu.gov.cn:8443/") == "pass"


def test_https_is_not_there(tmp_path: Path) -> None:
    assert judge(tmp_path, shake("refused")) == "fail"
    assert judge(tmp_path, shake("refused"), shake("refused", "::1")) == "fail"


def test_what_listens_may_speak_what_this_machine_does_not(tmp_path: Path) -> None:
    assert judge(tmp_path, shake("tls")) == "unsure"
    dial = {"address": "192.0.2.2", "family": 4, "port": 443, "error": "", "tcp": 0.01}
    assert judge(tmp_path, shake("refused"), dials=[dial]) == "unsure"
    assert judge(tmp_path, shake("refused"), dials=[dial | {"port": 80}]) == "fail"


def test_silence_may_be_a_filter(tmp_path: Path) -> None:
    assert judge(tmp_path, shake("timeout")) == "unsure"
    assert judge(tmp_path, shake("reset")) == "unsure"
    assert judge(tmp_path, shake("refused"), shake("timeout", "::1")) == "unsure"


def test_an_odd_port_tells_nothing_of_https(tmp_path: Path) -> None:
    assert judge(tmp_path, shake("refused"), home="http://www.chenghu.gov.cn:8080/") == "not_measured"
    assert judge(tmp_path, shake(), home="http://www.chenghu.gov.cn:8080/") == "pass"
    assert judge(tmp_path, shake("refused"), home="http://www.chenghu.gov.cn:80/") == "fail"


def test_https_that_sends_its_visitor_on_to_http(tmp_path: Path) -> None:
    home = "https://www.chenghu.gov.cn/"
    pages = {home: redirect("http://www.chenghu.gov.cn/"), "http://www.chenghu.gov.cn/": home_of(page("欢迎"), home)}
    (found,) = findings(RULE, site(tmp_path, pages, home=home, reach=record(tls=[shake()])))
    assert found.outcome == "fail" and "转到HTTP" in found.message


def test_nothing_asked(tmp_path: Path) -> None:
    assert judge(tmp_path) == "not_measured"
    (found,) = findings(RULE, site(tmp_path, {"/": page("欢迎")}))
    assert found.outcome == "not_measured"
