"""What was not read is told, so that nobody calls it missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Answer, answer, failure, file, news, page, redirect, site

HOME = page('<a href="/tzgg/">通知公告</a><a href="/b.doc">申请表</a>' + news("2026-11-18"))
CHALLENGE = '<html><head><script>$_ts={};$_ts.cd="x";</script></head><body></body></html>'


@pytest.mark.parametrize(
    "column",
    [
        answer(403, "<h1>403 Forbidden</h1>"),
        answer(412, CHALLENGE),
        answer(200, CHALLENGE),
        answer(200, "<title>维护</title><p>系统正在升级维护中，请稍后访问。</p>"),
        failure("timeout"),
        failure("robots"),
        redirect("http://elsewhere.gov.cn/tzgg/"),
    ],
)
def test_column_that_is_shut_is_unread(tmp_path: Path, column: Answer) -> None:
    assert site(tmp_path, {"/": HOME, "/tzgg/": column}).unread == "尚有 1 个栏目样的链接没有采集"
    told = "有 1 个栏目样的链接没有读到内容（拒绝访问、超时、转到站外等）"
    assert site(tmp_path, {"/": HOME, "/tzgg/": column, "/b.doc": file(b"x", "application/msword")}).unread == told


@pytest.mark.parametrize(
    "column",
    [
        page(news("2026-11-18")),
        answer(404),
        failure("dns"),
        redirect("/tzgg/index.html"),
        file(b"%PDF", "application/pdf"),
    ],
)
def test_column_that_was_read_or_is_surely_not_there_is_not(tmp_path: Path, column: str | Answer) -> None:
    pages = {"/": HOME, "/tzgg/": column, "/tzgg/index.html": page(news("2026-11-18")), "/b.doc": file(b"x")}
    assert site(tmp_path, pages).unread == ""


def test_crawl_that_did_not_end_left_something(tmp_path: Path) -> None:
    assert site(tmp_path, {"/": HOME}, finished=False).unread == "采集没有完成"
