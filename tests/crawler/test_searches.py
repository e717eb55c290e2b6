"""A site's own search is tried once with a title the site shows; nothing a script would have to send is."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from loopback import Answer, Site, crawled, serving, target

from crawler.archive import Page
from crawler.plan import MAX_HOPS, Ask, Plan
from crawler.sample import Mode
from crawler.searches import LIBRARIES, Searches, read_detail

HOME = "http://www.a.gov.cn/"
WHEN = datetime(2026, 3, 20, 4, tzinfo=UTC)
BOX = '<form action="/so/search.jsp" method="get"><input name="q" placeholder="请输入关键词"><input type="submit" value="搜索"></form>'


def item(title: str, day: str, url: str = "") -> str:
    return f'<li><a href="{url or f"/x/{title}.html"}">{title}</a><span>{day}</span></li>'


NEWS = (
    item("全县安全生产工作会议今日召开", "2026-03-20", "/n/1.html")
    + item("县领导调研老旧小区改造进展", "2026-03-16", "/n/2.html")
    + item("县图书馆新馆面向公众试运行", "2026-02-11", "/n/3.html")
)


def owns(url: str) -> bool:
    return (urlsplit(url).hostname or "").removeprefix("www.") == "a.gov.cn"


def visit(url: str = HOME, purpose: str = "home") -> Page:
    return Page(url, purpose, 0, WHEN, 0.1, status=200, content_type="text/html")


def tried(*pages: tuple[str, str]) -> list[tuple[str, str, str]]:
    """(query's address, what was looked for, page of the form); the first page is the home page."""
    searches = Searches(owns)
    found = []
    for number, (url, text) in enumerate(pages):
        page = visit(url, "page" if number else "home")
        for one in searches.learn(page, text, [], []):
            found.append((one.url, read_detail(one.detail)[0], one.via))
    return found


def test_the_newest_title_that_the_index_must_have_is_looked_for() -> None:
    [(url, word, via)] = tried((HOME, BOX + NEWS))
    assert (word, via) == ("县领导调研老旧小区改造进展", HOME)
    assert url.startswith(HOME + "so/search.jsp?q=%E5%8E%BF")
    assert dict(parse_qsl(urlsplit(url).query)) == {"q": word}


def test_the_detail_names_word_and_article() -> None:
    [one] = Searches(owns).learn(visit(), BOX + NEWS, [], [])
    assert read_detail(one.detail) == ("县领导调研老旧小区改造进展", HOME + "n/2.html")
    assert read_detail("no json") == read_detail("{}") == ("", "")


@pytest.mark.parametrize("day", ["2026-03-17", "03-17", "3月17日", "[2026/03/17]", "2026.03.17"])
def test_days_as_lists_write_them(day: str) -> None:
    assert tried((HOME, BOX + item("县领导调研老旧小区改造进展", day)))[0][1] == "县领导调研老旧小区改造进展"


def test_what_was_published_these_days_is_not_looked_for() -> None:
    assert tried((HOME, BOX + item("县领导调研老旧小区改造进展", "2026-03-18"))) == []


@pytest.mark.parametrize(
    "title",
    [
        "七个字的短标题",
        "关于印发澄湖县城乡居民基本医疗保险市级统筹实施细则等四项配套文件的通知",
        "县领导调研老旧小区改…",
        "莲塘镇：稻虾共作拓宽增收",
        "全县 安全生产工作会议召开",
        "2025年政府信息公开工作年度报告",
    ],
)
def test_titles_that_prove_nothing(title: str) -> None:
    assert tried((HOME, BOX + item(title, "2026-03-10"))) == []


def test_a_title_that_stands_twice_is_not_distinctive() -> None:
    twice = item("政府信息公开工作年度报告", "2026-01-20", "/1.html") + item(
        "政府信息公开工作年度报告", "2026-01-21", "/2.html"
    )
    assert tried((HOME, BOX + twice + NEWS))[0][1] == "县领导调研老旧小区改造进展"
    assert tried((HOME, BOX + twice)) == []


@pytest.mark.parametrize(
    "form",
    [
        BOX.replace('method="get"', 'method="post"'),
        BOX.replace("/so/search.jsp", "javascript:search()"),
        BOX.replace("/so/search.jsp", "https://www.baidu.com/s"),
        BOX.replace("/so/search.jsp", "http://so.b.gov.cn/s"),
        BOX.replace("/so/search.jsp", ""),
        BOX.replace('name="q"', 'id="q"'),
        '<form action="/login"><input name="user"><input name="pass" type="password"><input type="submit" value="登录"></form>',
        '<form action="/tj"><input name="a"><input name="b"><textarea name="c"></textarea>搜索</form>',
        '<form action="/xj"><input name="bh" placeholder="信件编号"><input name="mm" placeholder="查询密码">查询</form>',
        '<form action="/bj"><input name="code"><input type="submit" value="办件进度查询"></form>',
        '<form action="/wh"><input name="a"><input name="b">文号 主题 检索</form>',
        "",
    ],
)
def test_boxes_that_are_not_tried(form: str) -> None:
    assert tried((HOME, form + NEWS)) == []


def test_a_search_of_the_sites_own_subdomain() -> None:
    [(url, _, _)] = tried((HOME, BOX.replace("/so/search.jsp", "http://so.a.gov.cn/s?old=1") + NEWS))
    assert url.startswith("http://so.a.gov.cn/s?q=")


def test_the_box_for_documents_is_told_from_one_for_cases() -> None:
    lookup = '<form action="/xj"><input name="bh" placeholder="信件编号">查询</form>'
    assert tried((HOME, lookup + BOX + NEWS))[0][0].startswith(HOME + "so/")


def test_what_others_looked_for_makes_no_lookup_of_cases() -> None:
    hot = "热搜：身份证办理 手机报税 公交线路调整 社保证书查询 邮编一览 成绩查询入口 天气预报 违章查询办理</form>"
    assert len(tried((HOME, BOX.replace("</form>", hot) + NEWS))) == 1


def test_a_box_without_a_script_goes_first() -> None:
    scripted = BOX.replace("<form", "<form onsubmit='return f()'").replace("/so/", "/js/")
    assert tried((HOME, scripted + BOX + NEWS))[0][0].startswith(HOME + "so/")
    assert tried((HOME, scripted + NEWS))[0][0].startswith(HOME + "js/")


def test_the_title_goes_into_the_field_for_titles() -> None:
    form = '<form action="/s"><input name="wh" placeholder="文号"><input name="bt" placeholder="标题">检索</form>'
    [(url, word, _)] = tried((HOME, form + NEWS))
    assert dict(parse_qsl(urlsplit(url).query)) == {"bt": word}


def test_fields_go_along_as_a_browser_sends_them() -> None:
    form = (
        '<form action="/s"><input type="hidden" name="site" value="12"><input type="hidden" value="no name">'
        '<select name="where"><option value="title">标题</option><option value="all" selected>全文</option></select>'
        '<input type="text" name="key"><button>检索</button></form>'
    )
    [(url, word, _)] = tried((HOME, form + NEWS))
    assert parse_qsl(urlsplit(url).query) == [("site", "12"), ("where", "all"), ("key", word)]


@pytest.mark.parametrize(
    "inputs",
    [
        '<input name="key" value="请输入关键字">',
        '<input name="searchWord">',
        '<input type="radio" name="r" value="1" checked>标题<input type="radio" name="r" value="2">正文<input name="w" title="搜索">',
    ],
)
def test_boxes_told_by_what_stands_in_them(inputs: str) -> None:
    [(url, word, _)] = tried((HOME, f'<form action="/s">{inputs}</form>' + NEWS))
    fields = dict(parse_qsl(urlsplit(url).query))
    assert word in fields.values() and fields.get("r", "1") == "1"


def test_a_page_in_gb2312_is_asked_in_gb2312() -> None:
    [(url, word, _)] = tried((HOME, '<meta charset="gb2312">' + BOX + NEWS))
    assert dict(parse_qsl(urlsplit(url).query, encoding="gb18030"))["q"] == word


def test_an_entry_page_waits_for_a_page_that_shows_titles() -> None:
    assert tried((HOME, BOX), (HOME + "a/", "<p>正文</p>"), (HOME + "b/", NEWS), (HOME + "c/", NEWS)) == [
        (tried((HOME, BOX + NEWS))[0][0], "县领导调研老旧小区改造进展", HOME)
    ]


def library(name: str = "规范性文件", action: str = "/gfx/list.jsp", extra: str = "") -> str:
    form = f'<form action="{action}"><input name="title"><input type="submit" value="查询"></form>'
    return f'<meta name="ColumnName" content="{name}">{extra}{form}' + item(
        "澄湖县城镇燃气管理办法", "2026-01-05", "/g/1.html"
    )


def test_a_librarys_own_search() -> None:
    found = tried((HOME, BOX + NEWS), (HOME + "gfx/", BOX + library()))
    assert [(word, via) for _, word, via in found] == [
        ("县领导调研老旧小区改造进展", HOME),
        ("澄湖县城镇燃气管理办法", HOME + "gfx/"),
    ]
    assert found[1][0].startswith(HOME + "gfx/list.jsp?title=")


@pytest.mark.parametrize(
    "page",
    [
        BOX + item("澄湖县城镇燃气管理办法", "2026-01-05") + '<meta name="ColumnName" content="规范性文件">',
        library(name="通知公告"),
        library(extra='<meta name="ArticleTitle" content="关于规范性文件清理结果的公告">'),
    ],
)
def test_no_library_or_no_search_of_its_own(page: str) -> None:
    assert len(tried((HOME, BOX + NEWS), (HOME + "gfx/", page))) == 1


def test_a_library_is_known_by_the_link_to_it_too() -> None:
    one = Plan(0, target(HOME), 50, 50)
    [home] = one.begin()
    asks = one.learn(home, visit(), lambda: '<a href="/g/">行政规范性文件库</a>')
    [page] = [ask for ask in asks if ask.purpose == "page"]
    text = library(name="")
    [search] = [ask for ask in one.learn(page, visit(page.url, "page"), lambda: text) if ask.purpose == "search"]
    assert (search.via, search.depth) == (HOME + "g/", 2)


def test_so_many_libraries_and_no_more() -> None:
    pages = [(f"{HOME}g{n}/", library(action=f"/g{n}/list.jsp")) for n in range(LIBRARIES + 2)]
    assert len(tried((HOME, ""), *pages)) == LIBRARIES


def plan(mode: Mode = Mode.FULL) -> tuple[Plan, Ask]:
    one = Plan(0, target(HOME), 2, 2, mode)
    return one, one.begin()[0]


def learn(one: Plan, ask: Ask, text: str = "", **came: object) -> list[Ask]:
    page = Page(ask.url, ask.purpose, ask.depth, WHEN, 0.1, **({"status": 200} | came))  # type: ignore[arg-type]
    return [found for found in one.learn(ask, page, lambda: text) if found.purpose not in ("probe", "link")]


def test_a_search_takes_nothing_of_the_budget_and_is_read_by_nobody() -> None:
    one, home = plan()
    asks = learn(one, home, BOX + NEWS + '<a href="/l/">栏目</a>')
    assert [ask.purpose for ask in asks] == ["page", "search"]
    assert learn(one, asks[1], '<a href="/new/">新栏目</a>' + NEWS) == []


def test_the_article_looked_for_is_read() -> None:
    one = Plan(0, target(HOME), 3, 2)
    [home] = one.begin()
    asks = learn(one, home, BOX + NEWS)
    assert [(ask.purpose, ask.url.removeprefix(HOME)[:4]) for ask in asks] == [("page", "n/2."), ("search", "so/s")]


def test_a_search_that_fails_is_asked_for_once_more_and_its_redirect_followed() -> None:
    one, home = plan()
    [search] = [ask for ask in learn(one, home, BOX + NEWS) if ask.purpose == "search"]
    [again] = learn(one, search, status=500)
    assert again == search._replace(attempt=2)
    assert learn(one, again, status=None, error="timeout") == []
    [moved] = learn(one, search, status=302, location=HOME + "so/result.jsp?id=1")
    assert (moved.purpose, moved.via, moved.detail) == ("search", search.url, search.detail)
    assert learn(one, moved._replace(hops=MAX_HOPS), status=302, location=HOME) == []


def test_a_fresh_look_does_not_search() -> None:
    one, home = plan(Mode.FRESHNESS)
    assert [ask for ask in learn(one, home, BOX + NEWS) if ask.purpose == "search"] == []


def test_the_visit_is_kept_with_what_was_looked_for(tmp_path: Path) -> None:
    def result(path: str) -> Answer:
        return Answer(b"<title>results</title><a href='/trap.html'>x</a>")

    class Searching(Site):
        def answer(self, path: str) -> Answer | None:
            return result(path) if path.startswith("/so/") else super().answer(path)

    old = item("县领导调研老旧小区改造进展", "2020-03-16", "/n/2.html")
    page = Answer(f"<!doctype html><title>县政府</title>{BOX}{old}".encode())
    site = Searching({"/": page, "/n/2.html": Answer(b"<!doctype html><p>x</p>")})
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    [search] = [one for one in pages if one.purpose == "search"]
    assert read_detail(search.detail) == ("县领导调研老旧小区改造进展", site.url + "n/2.html")
    assert (search.via, search.status) == (site.url, 200) and search.sha256
    assert "/trap.html" not in site.asked
    with serving(site, port=int(site.url.rsplit(":", 1)[1].rstrip("/"))):
        asked = len(site.asked)
        again = crawled({"s": site.url}, tmp_path)["s"]
    assert [one.url for one in again if one.purpose == "search"] == [search.url]
    assert not any(path.startswith("/so/") for path in site.asked[asked:])


def test_robots_forbid_a_search_too(tmp_path: Path) -> None:
    rules = Answer(b"User-agent: *\nDisallow: /so/\n", content_type="text/plain")
    old = item("县领导调研老旧小区改造进展", "2020-03-16", "/n/2.html")
    page = Answer(f"<!doctype html><title>县政府</title>{BOX}{old}".encode())
    site = Site({"/robots.txt": rules, "/": page})
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    [search] = [one for one in pages if one.purpose == "search"]
    assert (search.status, search.error) == (None, "robots")
    assert read_detail(search.detail)[0] == "县领导调研老旧小区改造进展"
    assert not any(path.startswith("/so/") for path in site.asked)
