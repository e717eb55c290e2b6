"""Mutations of a site as a whole: numbers at the foot, forms of tags, its search, its answers to what it has not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from checks.facts.dates import months_before
from crawler.addresses import no_such_page
from demo.labelled import HOME, Case
from demo.mutations.pages import (
    ARTICLE_TAGS,
    FIELDS,
    MARKS,
    SITE_TAGS,
    TODAY,
    article,
    column,
    home,
    listed,
    made,
    table,
)

_TITLE, _SOUGHT = ARTICLE_TAGS["ArticleTitle"], f"{HOME}zcwj/1.html"
_BOX = '<form action="/s"><input name="q" placeholder="请输入关键词"><input type="submit" value="搜索"></form>'
_NAMES = ("县情概况", "领导之窗", "办事服务", "互动交流", "数据开放", "政策解读", "回应关切", "公共服务")
_MENU = "".join(f'<a href="/m{n}/">{name}</a>' for n, name in enumerate(_NAMES))
_INNER = {f"/m{n}/": column(name, "其他", f"<p>{name}</p>") for n, name in enumerate(_NAMES)}


def cases() -> Iterator[Case]:
    yield from _numbers()
    yield from _tags()
    yield from _answers()
    yield from _dormant()
    yield from _domains()
    yield from _searches()
    yield from _outlets()


def _numbers() -> Iterator[Case]:
    for item, whole in (
        ("icp", "苏ICP备05012345号"),
        ("police", "苏公网安备32029802000123号"),
        ("site-code", "标识码：3202980001"),
    ):
        digits = "".join(char for char in whole if char.isdigit())
        for how, other in (("少三位", digits[:-3]), ("多五位", digits + "12345"), ("换成占位符", "XXXXXXXX")):
            text = whole.replace(digits, other)
            yield made("mark_malformed", f"{item} {how}", {"/": home(marks={**MARKS, item: text})}, item, "/")
        for how, other in (("加空格", f" {digits} "), ("原样", digits)):
            yield made(
                "mark_malformed",
                f"{item} {how}",
                {"/": home(marks={**MARKS, item: whole.replace(digits, other)})},
                None,
            )
    changed = {**MARKS, "site-code": "网站标识码：3202980002"}
    yield made("mark_malformed", "页脚标识码与标签、名录不同", {"/": home(marks=changed)}, "site-code", "/")


def _tags() -> Iterator[Case]:
    for value, item in (
        ("2026-11-05", "PubDate"),
        ("2026/11/05 09:30", "PubDate"),
        ("2026-11-05 09:60", "PubDate"),
        ("null", "PubDate"),
        ("2026—11—05 09:30", None),
        ("2026-11-05 23:59", None),
    ):
        yield made(
            "tag_malformed", f"PubDate 写作 {value}", {"/zcwj/1.html": article(table(FIELDS), PubDate=value)}, item
        )
    for name, value, item in (
        ("SiteDomain", "http://www.chenghu.gov.cn", "SiteDomain"),
        ("SiteDomain", "www.chenghu.gov.cn:8080", None),
        ("SiteIDCode", "28", "SiteIDCode"),
        ("SiteIDCode", "BM01000001", None),
        ("SiteName", "undefined", "SiteName"),
    ):
        yield made("tag_malformed", f"{name} 写作 {value}", {"/": home(tags={**SITE_TAGS, name: value})}, item)


def _answers() -> Iterator[Case]:
    probe = no_such_page(HOME)
    for status, item in ((200, ""), (404, None), (410, None), (403, None), (500, None)):
        body = "<html><head><title>提示</title></head><body><p>页面不存在</p></body></html>"
        given = {probe: {"status": status, "purpose": "probe", "body": body, "attempts": 1}}
        yield made("soft_404", f"不存在的网址返回 {status}", given, item)


def _dormant() -> Iterator[Case]:
    last = months_before(TODAY, 12)
    for name, day, item in (
        ("回应关切", last, None),
        ("回应关切", last - timedelta(1), "回应关切"),
        ("财政预决算", last - timedelta(90), None),
        ("创建文明城市专题", last - timedelta(900), None),
        ("领导信息", last - timedelta(900), None),
    ):
        body = listed(
            ("/hy/1.html", "关于公交线路调整问题的回应", str(day)),
            ("/hy/2.html", "关于学区划分问题的回应", "2023-01-06"),
        )
        pages = {"/": home(more=f'<a href="/hy/">{name}</a>'), "/hy/": column(name, "其他", body)}
        yield made("channel_dormant", f"{name}最新信息 {day}", pages, item)


def _domains() -> Iterator[Case]:
    for name, host, item in (
        ("政府信息公开", "xxgk.chenghu-cloud.com", "政府信息公开"),
        ("政府信息公开", "xxgk.wuxi.gov.cn", None),
        ("澄湖旅游网", "www.chenghu-tour.com", None),
        ("政府信息公开", "10.1.2.3", None),
    ):
        yield made(
            "domain_improper", f"{name}指向 {host}", {"/": home(more=f'<a href="http://{host}/">{name}</a>')}, item
        )


def _searches() -> Iterator[Case]:
    detail = json.dumps({"word": _TITLE, "url": _SOUGHT}, ensure_ascii=False)
    other = listed(("/zcwj/8.html", "关于开展秋季普查工作的通知", "2026-01-05"))
    ends: list[tuple[str, Mapping[str, Any], str | None]] = [
        ("找到", {"body": f'<p>共 1 条</p><a href="{_SOUGHT}">{_TITLE}</a>'}, None),
        ("换了网址也找到", {"body": f'<a href="/d?id=1">{_TITLE}</a>'}, None),
        ("没有找到", {"body": f"<p>没有找到与“{_TITLE}”相关的信息</p>"}, ""),
        ("只有别的", {"body": f"<p>共 1 条</p>{other}"}, ""),
        ("打不开", {"body": "x", "status": 404}, ""),
        ("服务器出错", {"body": "x", "status": 500}, ""),
        ("脚本绘制", {"body": '<div id="app"></div><script>new Vue({})</script>'}, None),
        ("脚本验证", {"body": "<script>$_ts={}</script>", "status": 412}, None),
        ("超时", {"error": "timeout"}, None),
    ]
    for name, given, item in ends:
        pages = {"/": home(more=_BOX), "/s?q=x": {"purpose": "search", "via": "/", "detail": detail, **given}}
        yield made("search_broken", f"搜索{name}", pages, item)
    yield made("search_broken", "没有搜索", {"/": home(more=_MENU), **_FILLED}, "", "/")
    yield made("search_broken", "搜索框由脚本提交", {"/": home(more=_MENU + '<input id="search">'), **_FILLED}, None)


_FILLED = {
    **_INNER,
    "/zwdt/": column("政务动态", "工作动态"),
    "/zwdt/t1.html": article(),
    "/wzdt.html": "<html><body><p>网站地图</p></body></html>",
}
"""Every page that the home page links, so that nothing is unread."""
_ACCOUNTS = '<img src="/i/1.png" alt="澄湖发布微信二维码">'
_SERVICE = '<a href="http://www.jszwfw.gov.cn/">江苏政务服务网</a>'


def _outlets() -> Iterator[Case]:
    for name, more, item in (
        ("都有", _ACCOUNTS + _SERVICE, None),
        ("没有政务服务网", _ACCOUNTS, "service"),
        ("没有账号", _SERVICE, "accounts"),
        ("政务服务网换成图片", _ACCOUNTS + '<a href="http://www.jszwfw.gov.cn/"><img src="/b.png"></a>', None),
    ):
        yield made("platform_unlinked", name, {"/": home(more=_MENU + more), **_FILLED}, item)
