"""The site has no search, or its search does not find what the site itself shows.

A visitor who cannot search a site of thousands of pages has to guess in which column a document lies.

Fails          when the home page's search does not open, says that nothing matches, or lists other things only, though
               it was asked for the title of an article that the site shows and that is older than the crawl leaves an
               index to catch up with; when nothing on the home page speaks of a search. Always a suspicion.
Unsure         when nothing speaks of a search, but a script may draw the head of the home page.
Not measured   when the search is sent by script or by POST, goes to another site's address, is barred by robots.txt, or
               its results may be drawn by script; when the crawl did not read what the home page links.
Blind spots    one title is looked for, once, and only the first page of results is read; a result counts as found by its
               address or its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.documents import Document
from checks.facts.searches import Result, Search, search_sign, searches
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site

_FEW_LINKS = 8
"""A home page with fewer links and some script draws its head and menus by it (our default)."""
_HEAD = re.compile(
    r"(?:^|[/_-])(?:head|header|top|nav|menu|common|include|layout|index|app|main)[\w.-]*\.js", re.IGNORECASE
)
"""Scripts that may draw the head of a page, where its search box stands."""


@rule(
    title="站内搜索不可用",
    basis="国办秘函〔2019〕19号 扣分指标“站内搜索”；国办发〔2017〕47号 提供站内搜索功能；《政府信息公开条例》第二十四条",
    fix="提供覆盖全站的搜索功能，并核查索引是否完整、及时。",
    certain=False,
)
def search_broken(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    tried = [one for one in site.fact(searches) if one.via == home.page.url]
    if tried:
        yield _judge(tried[0])
        return
    sign = site.fact(search_sign)
    if sign:
        said = f"首页有搜索的迹象（“{sign}”），但由脚本或 POST 提交、指向站外，或没有适合检索的标题，没有实际检索。"
        yield not_measured(said, home.page)
    elif reason := _unread(site, home):
        yield not_measured(f"{reason}，不评判有无站内搜索。", home.page)
    elif home.draws or home.frames or any(map(_HEAD.search, home.scripts)):
        yield unsure("首页源码中未见搜索框，页头可能由脚本绘制，须人工核实。", home.page)
    else:
        seen = f"首页和已读取的 {len(site.documents)} 个页面"
        yield failed(f"{seen}未见站内搜索框或搜索入口。", home.page, quote=home.title or next(iter(home.lines), ""))


def _unread(site: Site, home: Document) -> str:
    """Why a search may be where nobody looked, or ''."""
    drawn = home.scripts or home.inline or home.frames or not home.links
    if len(home.links) < _FEW_LINKS and drawn:
        return f"首页只读到 {len(home.links)} 个链接，可能由脚本绘制"
    return site.unread


def _judge(search: Search) -> Verdict:
    asked = f"用站内搜索检索本站文章标题“{search.word}”（{search.sought}）"
    if search.result is Result.FOUND:
        return passed(f"{asked}，可以找到。", search.page, quote=search.quote)
    if search.result is Result.UNTOLD:
        return not_measured(f"{asked}，{search.why}，不能断定结果。", search.page)
    came = {
        Result.DEAD: f"搜索页打不开（{search.why}）",
        Result.NOTHING: f"搜索页称“{search.quote}”",
        Result.OTHERS: "第一页结果中没有这篇文章",
    }[search.result]
    return failed(f"{asked}，{came}。", search.page, quote=search.quote)
