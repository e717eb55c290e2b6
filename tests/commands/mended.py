"""A small site with faults of many kinds, some of which its unit mends, some not, some into something else."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

from tests.crawler.loopback import ROOT, Answer

TODAY = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=8)
_AUDIT = """
import functools, sys
import crawler.settings as settings
settings.CrawlOptions = functools.partial(settings.CrawlOptions, retry_wait=0.1, timeout=1.0, rest=0.2, %s)
import audit
sys.exit(audit.main(sys.argv[1:]))
"""


def day(ago: int) -> str:
    return (TODAY - datetime.timedelta(days=ago)).strftime("%Y-%m-%d")


def audit(*given: object, **options: object) -> str:
    """What a person would type, with a crawl that does not wait; what it printed."""
    told = ", ".join(f"{name}={value!r}" for name, value in options.items())
    done = subprocess.run(
        [sys.executable, "-c", _AUDIT % told, *map(str, given)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode in (0, 3), done.stdout + done.stderr
    return done.stdout + done.stderr


def write_roster(path: Path, sites: dict[str, str]) -> Path:
    rows = ["单位名称,网站名称,网址,类型,层级", *(f"{unit},{unit},{url},部门网站,县" for unit, url in sites.items())]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def page(title: str, body: str, *, tags: str = "") -> Answer:
    head = f'<meta charset="utf-8"><meta name="SiteName" content="某县水务局">{tags}<title>{title}</title>'
    nav = '<div class="nav"><a href="/">首页</a><a href="/dt/">工作动态</a><a href="/gg/">通知公告</a><a href="/jd/">政策解读</a><a href="/ml/">文章目录</a></div>'
    foot = "<div class=footer><p>主办：某县水务局　地址：滨湖路1号</p></div>"
    return Answer(f"<!doctype html><html><head>{head}</head><body>{nav}{body}{foot}</body></html>".encode())


def listing(name: str, path: str, days: list[int]) -> str:
    items = "".join(
        f'<li><span class="date">{day(ago)}</span><a href="{path}{ago}.html" title="水务局{name}工作第{ago}号情况">水务局{name}工作第{ago}号情况</a></li>'
        for ago in days
    )
    return f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; {name}</div><h2>{name}</h2><ul class="list">{items}</ul>'


def article(name: str, path: str, ago: int, text: str = "") -> tuple[str, Answer]:
    title = f"水务局{name}工作第{ago}号情况"
    body = f"<h1>{title}</h1><p>发布日期：{day(ago)}</p><div class=content><p>水务局开展了{name}方面的工作，取得进展，现予公布。{text}</p></div>"
    return f"{path}{ago}.html", page(title, body)


def faulty() -> dict[str, Answer]:
    home = listing("工作动态", "/dt/", [40, 41]) + '<p><a href="/gone.html">节水专题</a></p>'
    pages = {
        "/": page("某县水务局", home),
        "/dt/": page("工作动态", listing("工作动态", "/dt/", [40, 41, 42])),
        "/gg/": page("通知公告", listing("通知公告", "/gg/", [30, 31])),
        "/jd/": page("政策解读", "<h2>政策解读</h2><p>暂无相关信息</p>"),
        "/ml/": page("文章目录", listing("文章目录", "/jd/", list(range(50, 62)))),
    }
    pages |= dict(article("政策解读", "/jd/", ago) for ago in range(50, 62))
    told = {
        40: '<a href="/files/form.pdf">申报表</a>',
        41: '<a href="/files/list.pdf">名单</a>',
        42: '<a href="/files/a42.pdf">附件</a>',
        30: '<a href="/files/notice.pdf">通知</a>',
        31: '<a href="/files/a31.pdf">附件</a>',
    }
    for ago, text in told.items():
        name, path = ("工作动态", "/dt/") if ago >= 40 else ("通知公告", "/gg/")
        pages |= dict([article(name, path, ago, text)])
    return pages


def mended() -> dict[str, Answer]:
    """Home and column have news; one attachment is there, one link is taken out, one stays dead; one page is gone but
    still linked, one is gone from its list as well."""
    pages = faulty()
    pages["/"] = page(
        "某县水务局",
        listing("工作动态", "/dt/", [1, 40]) + '<p><a href="/zt/">节水专题</a></p><p>联系电话：0510-80990012</p>',
    )
    pages["/dt/"] = page("工作动态", listing("工作动态", "/dt/", [1, 40, 41]))
    pages |= dict([article("工作动态", "/dt/", 1)])
    pages["/zt/"] = page("节水专题", "<h2>节水专题</h2><p>节水宣传材料，供下载学习使用。</p>")
    pages |= dict([article("工作动态", "/dt/", 41)])
    pages["/files/form.pdf"] = Answer(b"%PDF-1.4\n" + b"x" * 2000 + b"\n%%EOF\n", content_type="application/pdf")
    del pages["/dt/42.html"], pages["/gg/31.html"]
    return pages
