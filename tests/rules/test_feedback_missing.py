"""征求意见结果未反馈: thirty days after closing; told on the page, by a link, by a title; a column unread forbids a word."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sites import Given, article, column, entry, findings, page, said, site

RULE = "feedback_missing"
TITLE = "关于公开征求《澄湖市停车管理办法（征求意见稿）》意见的公告"


def county(closes: str = "2026-04-01", after: str = "", result: str = "", home: str = "") -> Mapping[str, Given]:
    listed = entry(TITLE, "2026-03-01", "/zj/1.html") + (entry(result, "2026-06-01", "/zj/2.html") if result else "")
    body = f"<p>征求意见截止日期：{closes}。请将意见反馈至市司法局。</p>{after}"
    pages: dict[str, Given] = {
        "/": page("<a href='/zj/'>意见征集</a>" + home),
        "/zj/": column("意见征集", f"<ul>{listed}</ul>"),
        "/zj/1.html": article(TITLE, "2026-03-01", body),
    }
    return pages | ({"/zj/2.html": article(result, "2026-06-01")} if result else {})


@pytest.mark.parametrize(
    ("closes", "outcome"),
    [
        ("2026-10-21", "not_applicable"),  # thirty days
        ("2026-10-20", "fail"),
    ],
)
def test_both_sides_of_the_wait(tmp_path: Path, closes: str, outcome: str) -> None:
    (found,) = findings(RULE, site(tmp_path, county(closes)))
    assert (found.outcome, found.url[-10:]) == (outcome, "/zj/1.html")
    assert closes in found.message


def test_what_ended_long_ago_is_left(tmp_path: Path) -> None:
    pages = dict(county()) | {
        "/zj/1.html": article(TITLE, "2024-10-01", "<p>征求意见时间：2024-10-01 至 2024-11-19</p>")
    }
    assert said(RULE, site(tmp_path, pages)) == {"not_applicable"}
    pages["/zj/1.html"] = article(TITLE, "2024-10-01", "<p>征求意见时间：2024-10-01 至 2024-11-20</p>")
    assert said(RULE, site(tmp_path, pages)) == {"fail"}


@pytest.mark.parametrize(
    "after",
    [
        "<p>征求意见期间，共收到意见3条，均已采纳。</p>",
        "<p>征求意见结果：未收到社会公众意见。</p>",
        "<p><a href='/zj/9.html'>意见采纳情况</a></p>",
    ],
)
def test_told_on_the_page(tmp_path: Path, after: str) -> None:
    pages = dict(county(after=after)) | {"/zj/9.html": article("意见采纳情况", "2026-06-01")}
    assert said(RULE, site(tmp_path, pages)) == {"pass"}


@pytest.mark.parametrize(
    "after",
    [
        "<p>意见采纳情况将另行公布。</p>",
        "<p>对收到的意见，我局将认真研究。</p>",
        "<p>为广泛收集各方意见，现予公布。</p>",
        "<h3>结果反馈</h3><p>暂无</p>",
    ],
)
def test_promises_tell_nothing(tmp_path: Path, after: str) -> None:
    assert said(RULE, site(tmp_path, county(after=after))) == {"fail"}


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("《澄湖市停车管理办法》征求意见采纳情况", "pass"),
        ("关于澄湖市停车管理办法公开征求意见结果的公告", "pass"),
        ("关于《澄湖市养犬管理规定》公开征求意见采纳情况的公告", "fail"),
        ("关于《澄湖市停车管理规定》公开征求意见采纳情况的公告", "unsure"),
    ],
)
def test_told_by_a_title(tmp_path: Path, result: str, outcome: str) -> None:
    assert said(RULE, site(tmp_path, county(result=result))) == {outcome}


def test_a_heading_with_nothing_read_under_it(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, county(after="<h3>结果反馈</h3><div id='r'></div>"))) == {"unsure"}


def test_what_was_not_read_forbids_a_word(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, county(home="<a href='/fk/'>意见反馈</a>"))) == {"not_measured"}
    drawn = column("意见反馈", "<div id='l'></div><script>$.get('/x',function(d){$('#l').html(d)})</script>")
    pages = dict(county(home="<a href='/fk/'>意见反馈</a>")) | {"/fk/": drawn}
    assert said(RULE, site(tmp_path, pages)) == {"not_measured"}
    assert said(RULE, site(tmp_path, county(), finished=False)) == {"not_measured"}
