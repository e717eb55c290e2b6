"""站内搜索不可用: what came of looking for a title that the site shows."""

import json
from pathlib import Path

import pytest
from sites import HOME, Answer, Given, answer, article, column, failure, findings, news, page, said, site

RULE = "search_broken"
WORD, SOUGHT = "澄湖市召开优化营商环境座谈会", HOME + "art/2026/10/9/art_1_7.html"
BOX = '<form action="/search.jsp"><input name="q" placeholder="请输入关键词"><input type="submit" value="搜索"></form>'
QUERY = "/search.jsp?q=x"
MENU = "".join(f"<a href='/l{n}/'>栏目{n}</a>" for n in range(9))
FRAME = MENU + "<p>主办：澄湖市人民政府办公室</p>"
READ = {SOUGHT: article(WORD, "2026-10-09")}
INNER = {f"/l{n}/": column(f"栏目{n}", news("2026-11-19")) for n in range(9)}


def asked(body: str = "", *, status: int | None = 200, error: str = "", whole: bool = False) -> Answer:
    detail = json.dumps({"word": WORD, "url": SOUGHT}, ensure_ascii=False)
    text = body if whole else page(FRAME + BOX + body, title="搜索结果")
    return Answer(text, status, error, purpose="search", via="/", detail=detail)


def searched(tmp_path: Path, *answers: Answer, box: str = BOX) -> set[str]:
    home = page(FRAME + box + news("2026-11-19"))
    return said(RULE, site(tmp_path, {"/": home, **INNER, **READ, QUERY: list(answers)}))


def results(*titles: str) -> str:
    return "".join(
        f"<div><h3><a href='/art/2026/9/{n}/art_1_{n}.html'>{t}</a></h3></div>" for n, t in enumerate(titles)
    )


HIT = f"<li><a href='{SOUGHT}'>澄湖市召开<em>优化营商环境</em>座谈会</a></li>"
OTHERS = results("澄湖市举行稻蟹共作现场观摩活动", "澄湖市部署秋季森林防火工作")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>您搜索的是“{WORD}”，共找到 1 条结果</p>{HIT}",
        f"<li><a href='/other.html'>{WORD}</a></li>",
        f"<li><a href='{SOUGHT.replace('http:', 'https:').replace('www.', '')}'>查看</a></li>",
        "<li><a href='/x?id=7'>澄湖市召开优化营商环…</a></li>",
        f"<div onclick='go(7)'>{WORD}</div>",
        OTHERS + HIT,
    ],
)
def test_it_is_found(tmp_path: Path, body: str) -> None:
    assert searched(tmp_path, asked(body)) == {"pass"}


@pytest.mark.parametrize(
    "body",
    [
        f"<p>很抱歉，没有找到与“{WORD}”相关的结果</p>",
        "<div>共找到 0 条信息</div>",
        "<p>暂无数据</p>",
        "<td>找到相关记录 0 条</td>",
        "<p>为您找到相关结果约0个</p>",
        "<div>检索结果：<b>0</b>条</div>",
        "<p>抱歉，没有检索到您想要的信息</p>",
        "<p>查询结果为空</p>",
        f"<p>关键词：{WORD}</p><p>共 2 条</p>" + OTHERS,
        OTHERS,
    ],
)
def test_it_is_not_found(tmp_path: Path, body: str) -> None:
    assert searched(tmp_path, asked(body)) == {"fail"}


def test_the_finding_names_word_article_and_what_the_page_says(tmp_path: Path) -> None:
    home = page(FRAME + BOX + news("2026-11-19"))
    (found,) = findings(RULE, site(tmp_path, {"/": home, **INNER, **READ, QUERY: asked("<p>没有找到相关结果</p>")}))
    assert WORD in found.message and SOUGHT in found.message and found.quote == "没有找到相关结果"
    assert not found.certain and found.url == HOME + QUERY[1:]


def test_it_does_not_open(tmp_path: Path) -> None:
    gone = asked("x", status=500)
    assert searched(tmp_path, gone, gone) == {"fail"}
    assert searched(tmp_path, asked("x", status=404), asked("x", status=404)) == {"fail"}
    assert searched(tmp_path, gone) == {"not_measured"}
    assert searched(tmp_path, gone, asked("x", status=404)) == {"not_measured"}


@pytest.mark.parametrize(
    "one",
    [
        asked(status=None, error="robots"),
        asked(status=None, error="timeout"),
        asked("禁止访问", status=403, whole=True),
        asked("<html><script>$_ts=1</script></html>", whole=True),
        asked("<div id='app'></div><script>new Vue({el:'#app'})</script>"),
        asked("<div v-if='!total'>没有找到相关结果</div><script src='/js/result.js'></script>"),
        asked("<p>{{ item.title }}</p><p>暂无数据</p>"),
        asked("<iframe src='/so/list.jsp'></iframe>"),
        asked("<p>请输入验证码</p>"),
        asked("<p>搜索过于频繁，请稍后再试</p>"),
        asked("<p>请输入关键词</p><p>没有找到相关结果</p>"),
        asked("<p>全文检索</p>"),
        asked(OTHERS + "<script src='/js/list.js'></script>"),
    ],
)
def test_it_cannot_be_told(tmp_path: Path, one: Answer) -> None:
    assert searched(tmp_path, one) == {"not_measured"}


def test_a_counted_list_is_the_servers_whatever_scripts_there_are(tmp_path: Path) -> None:
    assert searched(tmp_path, asked("<p>共找到 23 条结果</p>" + OTHERS + "<script src='/js/pager.js'></script>")) == {
        "fail"
    }


def test_a_box_that_a_script_sends_may_be_sent_otherwise(tmp_path: Path) -> None:
    box = BOX.replace("<form", "<form onsubmit='return toSearch(this)'")
    assert searched(tmp_path, asked("<p>没有找到相关结果</p>"), box=box) == {"not_measured"}
    assert searched(tmp_path, asked(HIT), box=box) == {"pass"}


def test_a_redirect_is_followed(tmp_path: Path) -> None:
    detail = json.dumps({"word": WORD, "url": SOUGHT}, ensure_ascii=False)
    moved = Answer("", 302, location="/so/result.html", purpose="search", via="/", detail=detail)
    home = page(FRAME + BOX + news("2026-11-19"))
    for body, outcome in ((HIT, "pass"), ("<p>没有找到相关结果</p>", "fail")):
        end = Answer(page(FRAME + body), purpose="search", via=QUERY, detail=detail)
        judged = site(tmp_path, {"/": home, **INNER, **READ, QUERY: moved, "/so/result.html": end})
        assert said(RULE, judged) == {outcome}


def test_the_search_of_a_library_is_another_matter(tmp_path: Path) -> None:
    one = Answer(
        page("<p>没有找到相关结果</p>"), purpose="search", via="/l1/", detail=json.dumps({"word": WORD, "url": SOUGHT})
    )
    judged = site(tmp_path, {"/": page(FRAME + news("2026-11-19")), **INNER, "/gfx.jsp?q=x": one})
    assert said(RULE, judged) == {"fail"}
    assert "未见站内搜索框" in findings(RULE, judged)[0].message


@pytest.mark.parametrize(
    "read",
    [
        {},
        {SOUGHT: answer(404, "x")},
        {SOUGHT: article("澄湖市召开2026年优化营商环境企业家座谈会", "2026-10-09")},
    ],
)
def test_an_article_that_need_not_be_found(tmp_path: Path, read: dict[str, Given]) -> None:
    home = page(FRAME + BOX + news("2026-11-19"))
    for body in ("<p>没有找到相关结果</p>", OTHERS):
        assert said(RULE, site(tmp_path, {"/": home, **INNER, **read, QUERY: asked(body)})) == {"not_measured"}


def without(tmp_path: Path, extra: str = "", pages: dict[str, Given] | None = None) -> set[str]:
    return said(RULE, site(tmp_path, {"/": page(FRAME + extra + news("2026-11-19")), **INNER, **(pages or {})}))


def test_no_search_at_all(tmp_path: Path) -> None:
    assert without(tmp_path) == {"fail"}
    assert without(tmp_path, "<script src='/js/jquery.min.js'></script><script>var p = location.search</script>") == {
        "fail"
    }
    assert without(tmp_path, "<!-- <form action='/search.jsp'><input name='q'></form> -->") == {"fail"}


@pytest.mark.parametrize(
    "extra",
    [
        "<form method='post' action='/s.do'><input name='q'><button>搜索</button></form>",
        "<div class='search-box'><input id='k'><a href='javascript:go()'></a></div>",
        "<input placeholder='请输入关键词' id='kw'><img src='/images/sousuo.png'>",
        "<a href='/so/'>高级检索</a>",
        "<a href='http://so.chenghu.gov.cn/' title='搜索'></a>",
        "<script>function toSo(){location.href='/so/s?word='+w}</script>",
    ],
)
def test_signs_of_a_search_that_was_not_tried(tmp_path: Path, extra: str) -> None:
    assert without(tmp_path, extra) == {"not_measured"}


def test_the_register_of_sites_has_a_search_of_its_own(tmp_path: Path) -> None:
    police = "<a href='https://beian.mps.gov.cn/#/query/webSearch?code=32028202000123'>苏公网安备32028202000123号</a>"
    judged = site(tmp_path, {"/": page(FRAME + news("2026-11-19") + police), **INNER})
    assert said(RULE, judged) == {"fail"}


def test_that_there_is_no_result_is_said_in_many_ways(tmp_path: Path) -> None:
    assert searched(tmp_path, asked(f"<p>您搜索的“{WORD}”没有结果</p>")) == {"fail"}


def test_a_small_site_without_a_script_was_read_whole(tmp_path: Path) -> None:
    pages = {"/": page("<a href='/a/'>工作动态</a>"), "/a/": column("工作动态", news("2026-11-19"))}
    assert said(RULE, site(tmp_path, pages)) == {"fail"}
    drawn = pages | {"/": page("<a href='/a/'>工作动态</a><script src='/js/x.js'></script>")}
    assert said(RULE, site(tmp_path, drawn)) == {"not_measured"}


def test_a_search_may_be_linked_from_another_page(tmp_path: Path) -> None:
    inner: dict[str, Given] = {"/l1/": column("栏目1", "<a href='/l2/'>全文检索</a>" + news("2026-11-19"))}
    assert without(tmp_path, pages=inner) == {"not_measured"}


def test_a_head_that_a_script_may_draw(tmp_path: Path) -> None:
    assert without(tmp_path, "<script src='/js/header.js'></script>") == {"unsure"}
    assert without(tmp_path, "<script>$('#top').load('/top.html')</script>") == {"unsure"}


def test_what_was_not_read_is_not_judged(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page(FRAME)})) == {"not_measured"}
    assert said(RULE, site(tmp_path, {"/": page("<p>正在进入</p>")})) == {"not_measured"}
    assert said(RULE, site(tmp_path, {"/": failure("timeout")})) == {"not_measured"}
