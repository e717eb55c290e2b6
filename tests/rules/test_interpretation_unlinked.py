"""政策文件与解读未相互关联: each way told apart; any link counts; a script's word is not known."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sites import Given, article, column, fails, findings, outcomes, page, redirect, site

RULE = "interpretation_unlinked"
TITLE, TOLD = "澄湖市公共停车场管理办法", "《澄湖市公共停车场管理办法》解读"


def county(there: str = "", back: str = "", day: str = "2026-09-15", **more: Given) -> Mapping[str, Given]:
    return {
        "/": page("<a href='/wj/'>政策文件</a><a href='/jd/'>政策解读</a>"),
        "/wj/": column("政策文件", f'<ul><li><a href="/wj/1.html">{TITLE}</a><span>{day}</span></li></ul>'),
        "/jd/": column("政策解读", f'<ul><li><a href="/jd/1.html">{TOLD}</a><span>{day}</span></li></ul>'),
        "/wj/1.html": article(TITLE, day, "<p>第一条 为规范停车，制定本办法。</p>" + there),
        "/jd/1.html": article(TOLD, day, "<p>一、背景</p>" + back),
    } | more


@pytest.mark.parametrize(
    ("there", "back", "missing"),
    [
        ("", "", ["document", "interpretation"]),
        ("<a href='/jd/1.html'>解读</a>", "", ["interpretation"]),
        ("", "<a href='/wj/1.html'>原文</a>", ["document"]),
        ("<a href='/jd/1.html'>解读</a>", "<a href='/wj/1.html'>原文</a>", []),
        ("<a href='/jd/'>政策解读</a>", "<a href='/wj/1.html'>原文</a>", ["document"]),  # the column is not the page
        ("<a href='/go?id=9'>解读</a>", "<a href='http://other.gov.cn/9.html'>澄湖市公共停车场管理办法</a>", []),
    ],
)
def test_each_way(tmp_path: Path, there: str, back: str, missing: list[str]) -> None:
    judged = site(tmp_path, county(there, back, **{"/go?id=9": redirect("/jd/1.html")}))
    assert fails(RULE, judged) == missing


def test_the_message_says_which_way(tmp_path: Path) -> None:
    one, two = findings(RULE, site(tmp_path, county()))
    assert (one.item, one.url[-10:]) == ("document", "/wj/1.html") and TOLD in one.message and one.certain
    assert (two.item, two.url[-10:]) == ("interpretation", "/jd/1.html") and TITLE in two.message


@pytest.mark.parametrize(
    "drawn",
    [
        "<script>$.get('/related?id=1',function(d){$('#xgjd').append(d)})</script>",
        "<h3>相关解读</h3><div id='x'></div><script src='/js/detail.js'></script>",
        "<iframe src='/xgjd.html'></iframe>",
    ],
)
def test_what_a_script_may_draw_is_for_a_person(tmp_path: Path, drawn: str) -> None:
    back = "<a href='/wj/1.html'>原文</a>"
    assert outcomes(RULE, site(tmp_path, county(drawn, back))) == [("pass", "interpretation"), ("unsure", "document")]


@pytest.mark.parametrize(("day", "missing"), [("2017-06-08", 2), ("2017-06-07", 0)])
def test_documents_before_the_clause_are_left(tmp_path: Path, day: str, missing: int) -> None:
    assert len(fails(RULE, site(tmp_path, county(day=day)))) == missing


def test_what_is_only_alike_is_not_accused(tmp_path: Path) -> None:
    pages = dict(county()) | {"/jd/1.html": article("图解：澄湖市公共停车收费管理", "2026-09-15")}
    assert outcomes(RULE, site(tmp_path, pages)) == [("not_applicable", "")]


def test_the_next_in_the_list_is_no_link_of_its_own(tmp_path: Path) -> None:
    """上一篇 leads from one interpretation to the next document by chance: it makes no pair."""
    other = article(
        "图解：换证新流程", "2026-09-16", "<p>上一篇：<a href='/wj/1.html'>澄湖市公共停车场管理办法</a></p>"
    )
    pages = dict(county("<a href='/jd/1.html'>解读</a>", "<a href='/wj/1.html'>原文</a>")) | {"/jd/2.html": other}
    assert fails(RULE, site(tmp_path, pages)) == []


def test_a_box_of_the_latest_documents_makes_no_pair(tmp_path: Path) -> None:
    """Every interpretation shows the newest document at its side: only its own is asked to link back."""
    box = "<div class='side'><h3>最新文件</h3><a href='/wj/1.html'>澄湖市公共停车场管理办法</a></div>"
    others = {f"/jd/{n}.html": article(f"图解：第{n}类证照办理新流程", "2026-09-16", box) for n in range(2, 7)}
    pages = dict(county("<a href='/jd/1.html'>解读</a>", "<a href='/wj/1.html'>原文</a>" + box, **others))
    assert outcomes(RULE, site(tmp_path, pages)) == [("pass", "document"), ("pass", "interpretation")]


def test_a_press_conference_that_names_it_in_passing_is_not_its_own(tmp_path: Path) -> None:
    talk = article("全市经济运行情况新闻发布会", "2026-09-16", "<p>出台了《澄湖市公共停车场管理办法》等文件。</p>")
    pages = dict(county("<a href='/jd/1.html'>解读</a>", "<a href='/wj/1.html'>原文</a>")) | {"/jd/2.html": talk}
    assert fails(RULE, site(tmp_path, pages)) == []


@pytest.mark.parametrize(
    "title",
    [
        "一图读懂澄湖市公共停车",  # a part of the title may be of anything
        "《澄湖市公共停车场管理办法实施细则》解读",  # another document
        "《澄湖市公共停车场管理办法（征求意见稿）》解读",  # of the draft
        "关于开展《澄湖市公共停车场管理办法》解读工作的通知",
    ],
)
def test_titles_that_only_look_like_its_own(tmp_path: Path, title: str) -> None:
    pages = dict(county()) | {"/jd/1.html": article(title, "2026-09-15")}
    assert fails(RULE, site(tmp_path, pages)) == []
