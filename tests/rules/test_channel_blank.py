"""栏目空白: empty is only what surely lists nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sites import Answer, column, entry, fails, further, news, outcomes, page, said, site

RULE = "channel_blank"
MENU = "".join(f"<a href='/m{n}/'>菜单{n}</a>" for n in range(6))


def county(body: str, name: str = "网上调查", **more: str | Answer) -> Mapping[str, str | Answer]:
    """A home page, five columns that list and one with this body; all share a menu."""
    home = page(f"{MENU}<a href='/lm/'>{name}</a>" + news("2026-11-19"))
    others = {f"/m{n}/": column(f"动态{n}", MENU + news(f"2026-11-{10 + n}")) for n in range(5)}
    return {"/": home, "/lm/": column(name, MENU + body), **others, **more}


def judged(tmp_path: Path, body: str, **more: str | Answer) -> str:
    found = [outcome for outcome, item in outcomes(RULE, site(tmp_path, county(body, **more))) if item == "网上调查"]
    return found[0] if found else ""


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<ul></ul>",
        "<div class='list'><ul id='list'></ul></div>",
        "<p>暂无信息</p>",
        "<div>暂无相关内容！</div>",
        "栏目建设中",
    ],
)
def test_nothing_listed(tmp_path: Path, body: str) -> None:
    assert judged(tmp_path, body) == "fail"


@pytest.mark.parametrize(
    "body",
    ["<ul>" + entry("澄湖市召开会议", "2026-11-01") + "</ul>", "<p>" + "机构职能：负责全市防汛抗旱工作的组织协调。" * 5 + "</p>",
     "<form action='/ask'><input name='name'><input name='phone'><textarea name='text'></textarea></form>", "<iframe src='/list.html'></iframe>",
     "<img src='/upload/structure.png' alt='组织机构图'>"],
)  # fmt: skip
def test_lists_texts_forms_frames_and_pictures_are_something(tmp_path: Path, body: str) -> None:
    assert judged(tmp_path, body) == "pass"


@pytest.mark.parametrize(
    "body",
    ["<ul id='l'></ul><script>$.ajax({url:'/api',success:function(d){$('#l').append(d)}})</script>",
     "<ul id='l'></ul><script>fetch('/api').then(r=>r.json())</script>", "<ul id='l'></ul><script src='/js/survey-list.js'></script>",
     "<div id='app'><ul><li v-for='i in list'></li></ul></div><script>new Vue({el:'#app'})</script>"],
)  # fmt: skip
def test_a_list_that_a_script_may_draw_is_for_a_person(tmp_path: Path, body: str) -> None:
    assert judged(tmp_path, body) == "unsure"


def test_a_script_that_all_pages_share_draws_no_list(tmp_path: Path) -> None:
    pages = dict(county("<ul></ul>"))
    shared = {
        url: str(html).replace("</head>", "<script src='/js/site.js'></script></head>") for url, html in pages.items()
    }
    assert fails(RULE, site(tmp_path, shared)) == ["网上调查"]


def test_with_no_other_column_that_lists_it_is_for_a_person(tmp_path: Path) -> None:
    """Where no list of the site could be read, an unknown way of drawing them is likelier than an empty site."""
    home = page(MENU + "<a href='/lm/'>网上调查</a>")
    drawn = MENU + "<script src='/list.js'></script>"
    empty = {f"/m{n}/": column(f"动态{n}", drawn) for n in range(5)}
    assert said(RULE, site(tmp_path / "a", {"/": home, "/lm/": column("网上调查", drawn), **empty})) == {"unsure"}
    assert said(RULE, site(tmp_path / "b", {"/": home, "/lm/": column("网上调查", "<ul></ul>")})) == {"fail"}


def test_a_column_that_sends_the_visitor_away_is_not_blank(tmp_path: Path) -> None:
    assert judged(tmp_path, "<script>window.location.href='http://diaocha.gov.cn/'</script>") in ("", "unsure")


def test_a_small_site_whose_items_link_each_other(tmp_path: Path) -> None:
    """Items without days that the home page, the column and their neighbours link are not a menu."""
    items = [f"<a href='/a{n}.html'>澄湖市第{n}次工作会议召开</a>" for n in range(3)]
    pages = {
        "/": page("<a href='/lm/'>部门动态</a><a href='/n/'>通知公告</a>" + "".join(items)),
        "/lm/": column("部门动态", "".join(items)),
        "/n/": column("通知公告", news("2026-11-19")),
    }
    for n in range(3):
        neighbours = "".join(items[:n][-1:] + items[n + 1 :][:1])
        pages[f"/a{n}.html"] = page(f"<h1>澄湖市第{n}次工作会议召开</h1>{neighbours}", title="会议")
    assert fails(RULE, site(tmp_path, pages)) == []


def test_no_column_at_all(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page(news("2026-11-19"))})) == {"not_measured"}


def test_every_column_is_told_with_its_page(tmp_path: Path) -> None:
    found = outcomes(RULE, site(tmp_path, county("<ul></ul>")))
    assert found == [("fail", "网上调查"), *[("pass", f"动态{n}") for n in range(5)]]


SHELL = "<div id='9'></div><script>$('#9').jpage({totalRecord:41,perPage:15,proxyUrl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{columnid:7}})</script>"
"""A list of a known family, all of which its endpoint gives."""


def test_list_whose_endpoint_fails_is_not_blank(tmp_path: Path) -> None:
    boxes = "<ul>" + entry("澄湖市召开另一栏目的会议", "2019-11-01") + "</ul>"
    for body in (SHELL, SHELL + boxes, SHELL + "<p>暂无信息</p>"):
        assert judged(tmp_path, body) == "not_measured"
    assert judged(tmp_path, SHELL.replace("41", "0")) == "fail"


def test_error_page_in_the_place_of_a_list_is_not_read(tmp_path: Path) -> None:
    asked = "/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=41&perpage=15&columnid=7"
    lost = further(page("<p>页面走丢了</p>" + entry("澄湖市旧闻一条在此", "2012-01-01")), "/lm/")
    assert judged(tmp_path, SHELL, **{asked: lost}) == "not_measured"
