"""不存在的网址返回正常状态: an address made up for the purpose ends in 404, or in nothing that can be judged."""

from pathlib import Path

import pytest
from sites import HOME, Answer, answer, failure, findings, news, page, redirect, said, site

from crawler.addresses import no_such_page

RULE = "soft_404"
PROBE = no_such_page(HOME)
HOME_PAGE = page(news("2026-11-19"))
LOST = page("<p>您访问的页面不存在或已删除。</p><a href='/'>返回首页</a>", title="页面不存在")


def probed(tmp_path: Path, *answers: tuple[str, Answer]) -> set[str]:
    pages: dict[str, str | Answer] = {"/": HOME_PAGE}
    for url, one in answers:
        pages[url] = Answer(**{**one.__dict__, "purpose": "probe"})
    return said(RULE, site(tmp_path, pages))


@pytest.mark.parametrize("status", [404, 410, 400])
def test_an_honest_answer(tmp_path: Path, status: int) -> None:
    assert probed(tmp_path, (PROBE, answer(status, LOST))) == {"pass"}


def test_an_answer_of_200_is_told_with_its_words(tmp_path: Path) -> None:
    judged = site(tmp_path, {"/": HOME_PAGE, PROBE: answer(200, LOST, purpose="probe")})
    (found,) = findings(RULE, judged)
    assert (found.outcome, found.url, found.certain) == ("fail", PROBE, True)
    assert "页面不存在" in found.quote and PROBE in found.message and "200" in found.message


def test_a_redirect_to_a_page_that_says_200(tmp_path: Path) -> None:
    error = HOME + "error/404.html"
    moved = (PROBE, redirect(error))
    assert probed(tmp_path, moved, (error, answer(200, LOST))) == {"fail"}
    assert probed(tmp_path, moved, (error, answer(404, LOST))) == {"pass"}
    assert probed(tmp_path, moved) == {"not_measured"}


def test_another_host_that_answers_is_not_surely_the_site(tmp_path: Path) -> None:
    gate = "http://waf.example.com/block.html"
    assert probed(tmp_path, (PROBE, redirect(gate)), (gate, answer(200, LOST))) == {"unsure"}


@pytest.mark.parametrize(
    "one",
    [
        failure("timeout"),
        failure("robots"),
        answer(500, "x"),
        answer(503, "系统维护中"),
        answer(403, "禁止访问"),
        answer(412, "<script>$_ts</script>"),
        answer(200, "<html><script src='/a.js'></script><script>$_ts=1</script></html>"),
        answer(200, "<html><body>您的请求已被Web应用防火墙拦截</body></html>"),
        answer(200, "<html><body><p>网站正在维护中，请稍后访问</p></body></html>"),
    ],
)
def test_what_says_nothing_of_the_address(tmp_path: Path, one: Answer) -> None:
    assert probed(tmp_path, (PROBE, one)) == {"not_measured"}


def test_a_page_of_scripts_alone_may_be_a_challenge(tmp_path: Path) -> None:
    assert probed(tmp_path, (PROBE, answer(200, "<html><body><script>go()</script></body></html>"))) == {"unsure"}


def test_nothing_was_asked(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": HOME_PAGE})) == {"not_measured"}
