"""规章库、规范性文件库功能不全: each function tried; what was not tried is not measured."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from sites import HOME, Answer, Given, answer, article, column, entry, file, findings, outcomes, page, site

RULE = "library_function_missing"
TITLE = "澄湖市停车管理办法"
TEXT = "<p>第一条 为规范停车秩序，制定本办法。</p>" * 6
FORM = "<form action='/so'><input name='q'><button>检索</button></form>"


def county(
    form: str = FORM, name: str = "规范性文件库", file_link: str = "<a href='/f/1.pdf'>下载</a>", **more: Given
) -> Mapping[str, Given]:
    listed = entry(TITLE, "2026-05-05", "/ku/1.html") + entry("澄湖市养犬管理规定", "2026-05-04", "/ku/2.html")
    return {
        "/": page(f"<a href='/ku/'>{name}</a>"),
        "/ku/": column(name, f"{form}<ul>{listed}</ul>"),
        "/ku/1.html": article(TITLE, "2026-05-05", TEXT + file_link),
        "/ku/2.html": article("澄湖市养犬管理规定", "2026-05-04", TEXT),
        "/f/1.pdf": file(b"%PDF-1.4 text"),
    } | more


def tried(body: str, status: int = 200, via: str = "/ku/") -> Answer:
    detail = json.dumps({"word": TITLE, "url": f"{HOME}ku/1.html"}, ensure_ascii=False)
    return Answer(body, status=status, purpose="search", via=via, detail=detail)


def said_of(tmp_path: Path, item: str, pages: Mapping[str, Given]) -> str:
    return {one: outcome for outcome, one in outcomes(RULE, site(tmp_path, pages))}[item]


@pytest.mark.parametrize(
    ("search", "outcome"),
    [
        (tried("<ul><li><a href='/ku/1.html'><em>澄湖市</em>停车管理办法</a></li></ul>"), "pass"),
        (tried(f"<ul><li><a href='http://a.gov.cn/1'>{TITLE}</a></li></ul>"), "pass"),
        (tried("<p>没有找到相关结果</p>"), "fail"),
        (tried("<ul><li><a href='/xw/9.html'>澄湖市召开养犬管理会议</a></li></ul>"), "fail"),
        (tried("error", 500), "fail"),
        (tried("", 403), "not_measured"),
        (tried("<script>$.get('/api',function(d){$('#r').html(d)})</script>"), "not_measured"),
        (tried("<p>没有找到相关结果</p>", via="/"), "fail"),  # the site's own box, asked for a title of the library
    ],
)
def test_search_is_what_was_tried(tmp_path: Path, search: Answer, outcome: str) -> None:
    assert said_of(tmp_path, "search", county(**{"/so?q=1": search})) == outcome


def test_one_hit_is_enough(tmp_path: Path) -> None:
    hit, miss = tried("<a href='/ku/1.html'>停车</a>"), tried("<p>没有找到</p>")
    assert said_of(tmp_path, "search", county(**{"/so?q=1": miss, "/so?q=2": hit})) == "pass"


@pytest.mark.parametrize(
    ("form", "outcome"),
    [
        ("", "fail"),
        (FORM, "not_measured"),
        ("<input type='text' id='kw'>", "not_measured"),
        ("<a href='/search.html'>高级</a>", "not_measured"),
        ("<p>站内检索</p>", "not_measured"),
        ("<script src='/js/header.js'></script>", "not_measured"),
    ],
)
def test_a_search_box_that_was_not_tried(tmp_path: Path, form: str, outcome: str) -> None:
    pages = county(form, **{"/search.html": page("检索")})
    assert said_of(tmp_path, "search", pages) == outcome


@pytest.mark.parametrize(
    ("link", "given", "outcome"),
    [
        ("<a href='/f/1.pdf'>下载</a>", file(b"%PDF-1.7"), "pass"),
        ("<a href='/f/1.pdf'>下载</a>", file(b""), "fail"),
        ("<a href='/f/1.pdf'>下载</a>", file(b"<html>none</html>"), "fail"),
        ("<a href='/f/1.pdf'>下载</a>", answer(404), "fail"),
        ("<a href='/f/1.pdf'>下载</a>", answer(403), "not_measured"),
        ("<a href='/f/2.pdf'>下载</a>", file(b"%PDF-1.7"), "not_measured"),  # never asked for
        ("<a href='javascript:load(1)'>下载Word</a>", file(b"%PDF-1.7"), "not_measured"),
        ("", file(b"%PDF-1.7"), "fail"),
    ],
)
def test_downloads(tmp_path: Path, link: str, given: Answer, outcome: str) -> None:
    assert said_of(tmp_path, "download", county(file_link=link, **{"/f/1.pdf": given})) == outcome


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        (article(TITLE, "2026-05-05", TEXT), article("澄湖市养犬管理规定", "2026-05-04", TEXT), "pass"),
        (article(TITLE, "2026-05-05", TEXT), answer(404), "fail"),  # half is not enough
        (answer(404), answer(500), "fail"),
        (answer(403), answer(403), "not_measured"),
        (article(TITLE, "2026-05-05", "<p></p>"), article("澄湖市养犬管理规定", "2026-05-04", "<p></p>"), "fail"),
        (article(TITLE, "2026-05-05", "<img src='1.jpg'>"), article("澄湖市养犬管理规定", "2026-05-04", "<img src='2.jpg'>"), "not_measured"),
    ],
)  # fmt: skip
def test_reading(tmp_path: Path, one: Given, two: Given, outcome: str) -> None:
    assert said_of(tmp_path, "read", county(file_link="", **{"/ku/1.html": one, "/ku/2.html": two})) == outcome


@pytest.mark.parametrize(
    ("name", "judged"),
    [
        ("规范性文件", True),
        ("政府规章", True),
        ("行政规范性文件库", True),
        ("政策文件", False),
        ("规范性文件解读", False),
    ],
)
def test_what_is_a_library(tmp_path: Path, name: str, judged: bool) -> None:
    assert (("not_applicable", "") not in outcomes(RULE, site(tmp_path, county(name=name)))) == judged


def test_the_column_is_named(tmp_path: Path) -> None:
    (found,) = (one for one in findings(RULE, site(tmp_path, county(""))) if one.item == "search")
    assert found.url.endswith("/ku/") and "规范性文件库" in found.message and not found.certain


def test_no_library_in_a_crawl_cut_short(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, {"/": page("<a href='/a/'>概况</a>")}, finished=False)) == [
        ("not_measured", "")
    ]
