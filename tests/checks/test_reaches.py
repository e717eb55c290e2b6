"""What an answer is called: refusals, challenges, upkeep and soft errors are no dead links."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sites import Answer, answer, failure, page, site

from checks.facts.answers import SLOW, Reach, reach
from crawler.archive import Page

HOME = "http://www.chenghu.gov.cn/"
PROBE = "/gongkai-audit-0.html"


def visit(status: int | None, error: str = "") -> Page:
    return Page(HOME, "page", 0, datetime(2026, 3, 2, tzinfo=UTC), 0.1, status=status, error=error)


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (200, "<p>正文</p>", Reach.OK),
        (412, "", Reach.CHALLENGE),
        (521, "", Reach.CHALLENGE),
        (202, "<script>$_ts</script>", Reach.CHALLENGE),
        (202, "<script>go()</script>", Reach.CHALLENGE),
        (202, "已受理", Reach.ODD),
        (200, "<script>__jsl_clearance</script>", Reach.CHALLENGE),
        (403, "", Reach.BLOCKED),
        (429, "", Reach.BLOCKED),
        (454, "", Reach.BLOCKED),
        (200, "您的请求已被拦截", Reach.BLOCKED),
        (404, "网站防火墙", Reach.GONE),
        (200, "<h1>系统正在维护中</h1>", Reach.UPKEEP),
        (503, "网站升级维护期间暂停服务", Reach.UPKEEP),
        (200, "<a href='/x'>关于网站维护期间暂停服务的公告</a>", Reach.OK),
        (503, "", Reach.BROKEN),
        (999, "", Reach.ODD),
    ],
)
def test_reach_of_an_answer(status: int, text: str, expected: Reach) -> None:
    assert reach(visit(status), text) is expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [("dns", Reach.DEAD), ("refused", Reach.DEAD), ("timeout", Reach.SILENT), ("reset", Reach.SILENT),
     ("tls", Reach.SILENT), ("robots", Reach.BLOCKED), ("too_large", Reach.ODD)],
)  # fmt: skip
def test_reach_of_a_failure(error: str, expected: Reach) -> None:
    assert reach(visit(None, error)) is expected


def test_site_that_answers_everything_with_200_is_not_believed(tmp_path: Path) -> None:
    nothing = "<h1>抱歉，您访问的页面 {} 不存在</h1>"
    audited = site(
        tmp_path,
        {
            "/": page("欢迎"),
            PROBE: Answer(nothing.format(PROBE), purpose="probe"),
            "/lost.html": nothing.format("/lost.html"),
            "/there.html": page("正文正文"),
        },
    )
    reaches = {path: audited.answers.of(HOME + path) for path in ("lost.html", "there.html", "")}
    assert [found.reach for found in reaches.values() if found] == [Reach.SOFT, Reach.OK, Reach.OK]


def test_site_that_says_404_is_believed(tmp_path: Path) -> None:
    audited = site(tmp_path, {"/": page("欢迎"), PROBE: Answer("", status=404, purpose="probe"), "/a.html": ""})
    found = audited.answers.of(HOME + "a.html")
    assert found is not None and found.reach is Reach.OK


def test_permanent_and_slow(tmp_path: Path) -> None:
    late = Answer(page("欢迎"), elapsed=SLOW)
    audited = site(tmp_path, {"/": late, "/gone": answer(404), "/down": answer(502), "/mute": failure("timeout")})
    found = {path: audited.answers.of(HOME + path) for path in ("", "gone", "down", "mute")}
    assert [one.slow for one in found.values() if one] == [True, False, False, False]
    assert [one.permanent for one in found.values() if one] == [True, True, False, False]
