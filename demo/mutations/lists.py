"""Mutations of lists and links: a day shifted over a term, a list emptied, a target gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from checks.facts.dates import months_before
from demo.labelled import Case
from demo.mutations.pages import TODAY, column, home, listed, made


def cases() -> Iterator[Case]:
    for days, item in ((14, None), (15, "")):
        day = str(TODAY - timedelta(days))
        yield made("home_stale", f"首页最新信息 {days} 天前", {"/": home(news=day)}, item)
        yield made("channel_stale", f"动态类最新信息 {days} 天前", _news(day), None if item is None else "政务动态")
    last = months_before(TODAY, 6)
    for notice, item in ((last, None), (last - timedelta(1), "政策文件")):
        body = listed(
            ("/zcwj/1.html", "关于做好防汛工作的通知", str(notice)),
            ("/zcwj/2.html", "关于开展普查工作的通知", "2025-01-06"),
        )
        yield made("channel_stale", f"政策文件最新信息 {notice}", {"/zcwj/": column(body=body)}, item)
    yield made("channel_blank", "栏目清空", {"/zwdt/": column("政务动态", "工作动态", "<ul></ul>")}, "政务动态")
    yield made(
        "channel_blank", "栏目写明暂无", {"/zwdt/": column("政务动态", "工作动态", "<p>暂无相关信息</p>")}, "政务动态"
    )
    yield made("channel_blank", "栏目有一条", _news("2026-11-19"), None)
    yield from _links()


def _news(day: str) -> dict[str, str]:
    body = listed(
        ("/zwdt/t1.html", "县政府召开第四季度重点工作推进会", day),
        ("/zwdt/t2.html", "县领导调研冬季供暖准备工作情况", "2026-06-01"),
    )
    return {"/zwdt/": column("政务动态", "工作动态", body)}


def _links() -> Iterator[Case]:
    more = '<p><a href="/fj/biao.pdf">登记表下载</a> <a href="/zt/index.html">专题专栏入口</a></p>'
    ends: list[tuple[str, str, dict[str, Any], str | None]] = [
        ("页面 404", "/zt/index.html", {"status": 404}, "home"),
        ("页面 410", "/zt/index.html", {"status": 410}, "home"),
        ("页面 500", "/zt/index.html", {"status": 500}, "home"),
        ("页面 503", "/zt/index.html", {"status": 503}, "home"),
        ("附件 404", "/fj/biao.pdf", {"status": 404, "purpose": "link"}, "attachment"),
        ("附件为空", "/fj/biao.pdf", {"body": "", "type": "application/pdf", "purpose": "link"}, "attachment"),
        (
            "附件是网页",
            "/fj/biao.pdf",
            {"body": "<html>没有文件</html>", "type": "text/html", "purpose": "link"},
            "attachment",
        ),
        ("页面 403", "/zt/index.html", {"status": 403}, None),
        ("页面超时", "/zt/index.html", {"error": "timeout"}, None),
        ("附件完好", "/fj/biao.pdf", {"body": "%PDF-1.4", "type": "application/pdf", "purpose": "link"}, None),
    ]
    for name, address, answer, item in ends:
        yield made("link_broken", name, {"/": home(more=more), address: answer}, item)
