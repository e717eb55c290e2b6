"""Lists that a script draws from an address nobody knows: drawn in a browser that reaches nothing by itself."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from loopback import Answer, Site, archive, crawled, html, serving, target

from checks.facts.channels import Channel, Reading
from checks.facts.columns import columns
from checks.site import Around
from checks.site import Site as Facts
from crawler.archive import WARC, Page
from crawler.browser import DRAWN_AT_ONCE

pytestmark = pytest.mark.chromium
pytest.importorskip("scrapy_playwright", reason="no scrapy-playwright here (pip install gongkai-audit[browser])")

NAMES = {
    "fk": "意见反馈",
    "sec": "网上调查",
    "poll": "民意征集",
    "away": "办事统计",
    "gb": "征集结果",
}
MENU = '<a href="/">首页</a>' + "".join(f'<a href="/{key}/">{name}</a>' for key, name in NAMES.items())
ROWS = [[f"/fk/{n}.html", f"关于第{n}件意见采纳情况的公告", f"2026-03-{n + 1:02}"] for n in range(9)]
DRAW = """
function draw(address) {
  var x = new XMLHttpRequest(); x.open("POST", address);
  x.onload = function () { JSON.parse(x.responseText).forEach(function (row) {
    var li = document.createElement("li");
    li.innerHTML = "<a href='" + row[0] + "'>" + row[1] + "</a><span>" + row[2] + "</span>";
    document.getElementById("list").appendChild(li); }); };
  x.send("pageNo=1");
}
"""


def shell(script: str, more: str = "", name: str = "") -> Answer:
    text = f"<!doctype html><meta charset=utf-8><title>{name}</title>{MENU}{more}<ul id=list></ul><script>{script}</script>"
    return Answer(text.encode())


@dataclass
class Round:
    out: Path
    pages: list[Page]
    site: Site
    outside: Site

    def drawn(self, path: str) -> Page:
        [page] = [one for one in self.pages if one.purpose == "rendered" and one.url == self.site.url + path]
        return page

    def channel(self, path: str) -> Channel:
        facts = Facts(target(self.site.url), archive(self.out, "s"), Around())
        return next(one for one in facts.channels if one.document.page.url == self.site.url + path)


def portal(outside: str) -> Site:
    data = Answer(gzip.compress(json.dumps(ROWS).encode()), headers={"Content-Encoding": "gzip"})
    data.content_type = "application/json"
    library = '<script src="/lib.js"></script>'
    foreign = f'<script src="{outside}x.js"></script><img src="{outside}p.png"><iframe src="{outside}f.html"></iframe>'
    beacon = f'new WebSocket("ws" + "{outside}".slice(4)); fetch("{outside}beacon"); window.open("{outside}" + "opened"); window.open("/ope" + "ned");'
    pages = {
        "/": html(more=MENU),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /secret/", content_type="text/plain"),
        "/lib.js": Answer(DRAW.encode(), content_type="text/javascript"),
        "/fk/": shell(beacon + 'document.cookie = "seen=1"; draw("/q9/rows");', library + foreign),
        "/sec/": shell('draw("/secret/rows");', library),
        "/poll/": shell('draw("/q9/rows"); setInterval(function () { fetch("/q9/tick?" + Math.random()); }, 100);', library),
        "/away/": shell('fetch("/q9/none"); setTimeout(function () { window["loc" + "ation"] = "/gone.html" }, 50);', library),
        "/q9/rows": data,
        "/secret/rows": data,
        **{row[0]: html(more=MENU) for row in ROWS},
    }  # fmt: skip
    gb = shell('draw("/q9/rows");', library, "征集结果").body.decode().replace("utf-8", "gb2312")
    pages["/gb/"] = Answer(gb.encode("gb18030"), content_type="text/html; charset=gb2312")
    return Site(pages)


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    out, outside = tmp_path_factory.mktemp("round"), Site({})
    with ExitStack() as stack:
        stack.enter_context(serving(outside, "127.0.0.2"))
        site = stack.enter_context(serving(portal(outside.url)))
        pages = crawled({"s": site.url}, out, browser=True, timeout=40.0)["s"]
        yield Round(out, pages, site, outside)


def test_the_columns_items_count(round_: Round) -> None:
    one = round_.channel("fk/")
    assert (one.reading, len(one.items), one.document.page.purpose) == (Reading.READ, len(ROWS), "rendered")
    assert [str(item.published.day) for item in one.items if item.published] == [row[2] for row in ROWS]
    facts = Facts(target(round_.site.url), archive(round_.out, "s"), Around())
    row = next(column for column in facts.fact(columns) if column.url == one.document.page.url)
    assert (row.items, row.newest, row.drawn) == (9, "2026-03-09", True)
    assert set(facts.carriers[round_.site.url + "fk/3.html"]) >= {round_.site.url + "fk/"}


def test_every_item_is_harvested_once(round_: Round) -> None:
    assert [round_.site.asked.count(row[0]) for row in ROWS] == [1] * len(ROWS)


def test_what_was_drawn_is_kept_as_such(round_: Round) -> None:
    from warcio.archiveiterator import ArchiveIterator

    page = round_.drawn("fk/")
    assert page.detail == f"浏览器运行页面脚本后的内容，不是服务器的应答，数据取自 {round_.site.url}q9/rows"
    assert "关于第3件意见" in archive(round_.out, "s").body(page).decode()
    with (round_.out / "archive" / "s" / WARC).open("rb") as file:
        kinds = {
            (record.rec_type, record.rec_headers["WARC-Refers-To-Target-URI"])
            for record in ArchiveIterator(file)
            if record.rec_headers["WARC-Target-URI"] == page.url
        }
    assert kinds == {("response", None), ("conversion", page.url)}


def test_no_other_host_is_asked_and_nothing_is_asked_unsaid(round_: Round) -> None:
    assert round_.outside.asked == []
    assert "/opened" not in round_.site.asked
    assert len(round_.site.agents) == 1 and "gongkai-audit" in round_.site.agents.pop()
    assert set(round_.site.posted) == {b"pageNo=1"}
    assert round_.site.asked.count("/lib.js") <= DRAWN_AT_ONCE


def test_robots_are_obeyed_by_what_a_page_draws(round_: Round) -> None:
    assert "/secret/rows" not in round_.site.asked
    assert round_.drawn("sec/").answered
    assert round_.channel("sec/").reading is Reading.DRAWN


def test_script_that_never_ends_is_a_typed_answer(tmp_path: Path) -> None:
    site = portal("http://127.0.0.1:9/")
    site.pages = {"/": html(more=MENU), "/fk/": shell("document.body.innerHTML += '&nbsp;'; while (true) {}")}
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path, browser=True, timeout=5.0)["s"]
    [page] = [page for page in pages if page.purpose == "rendered"]
    assert (page.status, page.error) == (None, "timeout")
    assert "秒内没有绘制完成" in page.detail
    facts = Facts(target(site.url), archive(tmp_path, "s"), Around())
    assert all(one.reading is not Reading.READ for one in facts.channels)
    assert json.loads((tmp_path / "archive/s/summary.json").read_text())["finished"]


def test_page_that_never_rests_is_taken_as_it_is(round_: Round) -> None:
    from crawler.drawing import ASKED_A_DRAWING

    assert len(round_.channel("poll/").items) == len(ROWS)
    assert sum(path.startswith("/q9/tick") for path in round_.site.asked) < ASKED_A_DRAWING


def test_page_that_moves_on_leads_nowhere(round_: Round) -> None:
    assert "/gone.html" not in round_.site.asked
    assert round_.drawn("away/").answered


def test_old_character_sets_are_drawn_right(round_: Round) -> None:
    assert "<title>征集结果</title>" in archive(round_.out, "s").body(round_.drawn("gb/")).decode()
    assert round_.channel("gb/").name == "征集结果"


def test_without_a_browser_it_is_not_measured(tmp_path: Path) -> None:
    with serving(portal("http://127.0.0.1:9/")) as site:
        pages = crawled({"s": site.url}, tmp_path)["s"]
    facts = Facts(target(site.url), archive(tmp_path, "s"), Around())
    assert {one.reading for one in facts.channels if one.name == "网上调查"} == {Reading.DRAWN}
    assert not [page for page in pages if page.purpose == "rendered"]


def test_a_browser_that_comes_later_draws_what_is_left(tmp_path: Path) -> None:
    site = portal("http://127.0.0.1:9/")
    del site.pages["/away/"], site.pages["/poll/"], site.pages["/gb/"]
    with serving(site):
        crawled({"s": site.url}, tmp_path)
        before = list(site.asked)
        pages = crawled({"s": site.url}, tmp_path, browser=True, timeout=40.0)["s"]
    assert {page.url.removeprefix(site.url) for page in pages if page.purpose == "rendered"} == {"fk/", "sec/"}
    later = site.asked[len(before) :]
    assert set(later) == {"/robots.txt", "/lib.js", "/q9/rows", *(row[0] for row in ROWS)}


def test_drawing_keeps_the_hosts_pace(tmp_path: Path) -> None:
    library = "".join(f'<script src="/{n}.js"></script>' for n in range(6))
    site = portal("http://127.0.0.1:9/")
    site.pages = {"/": html(more=MENU), "/fk/": shell("", library)}
    site.pages |= {f"/{n}.js": Answer(b"1", content_type="text/javascript") for n in range(6)}
    with serving(site):
        crawled({"s": site.url}, tmp_path, browser=True, rate=4, timeout=40.0)
    assert {f"/{n}.js" for n in range(6)} <= set(site.asked)
    gaps = [later - sooner for sooner, later in pairwise(site.times)]
    assert sum(gaps) / len(gaps) > 0.2375
