"""站点无法访问: one crawl never convicts; a firewall is no failure."""

from pathlib import Path

import pytest
from sites import answer, failure, findings, page, redirect, said, site

RULE = "home_unreachable"


def test_a_page_that_opens(tmp_path: Path) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": page("欢迎")}))
    assert found.outcome == "pass" and "0.2 秒" in found.message


@pytest.mark.parametrize(
    "home",
    [
        failure("timeout"),
        failure("refused"),
        failure("dns"),
        failure("reset"),
        failure("tls"),
        answer(500),
        answer(502),
        answer(404),
    ],
)
def test_three_failures_are_for_a_person(tmp_path: Path, home: object) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": home}))  # type: ignore[dict-item]
    assert found.outcome == "unsure" and "3 次" in found.message


def test_a_second_attempt_that_opens_is_a_pass(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": [failure("timeout"), answer(200, page("欢迎"))]})) == {"pass"}


@pytest.mark.parametrize(
    "home",
    [answer(403), answer(401), answer(429), failure("robots"), answer(412, "x"), answer(521, "x"),
     answer(200, "<html><script>var $_ts={};$_ts.cd='q'</script></html>"), answer(503, "<script>document.cookie='__jsl_clearance=1'</script>"),
     answer(200, "<h1>您的请求已被拦截</h1>网站防火墙"), answer(200, "<script>var arg1='x';setCookie('acw_sc__v2')</script>")],
)  # fmt: skip
def test_a_firewall_or_challenge_proves_nothing(tmp_path: Path, home: object) -> None:
    assert said(RULE, site(tmp_path, {"/": home})) == {"not_measured"}  # type: ignore[dict-item]


def test_a_page_about_a_safety_check_is_no_challenge(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page("人机验证系统上线。" + "正文内容" * 1500)})) == {"pass"}


def test_nothing_captured(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path)) == {"not_measured"}


def test_redirects_are_followed_to_their_end(tmp_path: Path) -> None:
    https = "https://www.chenghu.gov.cn/"
    from sites import home_of

    pages = {"/": redirect(https), https: home_of(page("欢迎"), "/")}
    (found,) = findings(RULE, site(tmp_path, pages))
    assert found.outcome == "pass" and found.url == https


def test_a_loop_of_redirects_ends(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": redirect("/a"), "/a": redirect("/")})) == {"not_measured"}
