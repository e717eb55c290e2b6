"""What came of trying the site's own search, and what on the home page speaks of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checks.facts.answers import Answer, Reach, failure, reach
from checks.facts.documents import Document, read_document
from checks.facts.scripts import COUNTERS
from crawler.archive import Page
from crawler.links import host_of
from crawler.searches import read_detail

if TYPE_CHECKING:
    from checks.site import Site

_NOTHING = re.compile(
    r"(?:没有|未能?|无法)(?:找到|检索到|搜索到|查询到|查到|搜到|发现)|(?:没有|无)(?:搜索|检索|查询)?结果|(?:没有|无)(?:相关|符合|匹配|任何)[^，。]{0,8}(?:结果|信息|内容|记录|数据|文章)"
    r"|(?:共|找到|搜到|搜索到|检索到|结果|总数|命中)[^0-9，。]{0,12}(?<!\d)0\s*(?:条|个|篇|项)|暂无(?:相关|搜索|检索)?(?:数据|信息|结果|内容|记录)"
    r"|结果为空|查无(?:结果|记录|此)"
)
"""What a result page says when nothing was found."""
_COUNTED = re.compile(r"(?:共|找到|搜到|搜索到|检索到|约)[^0-9，。]{0,12}[1-9]\d*\s*(?:条|个|篇|项)")
_REFUSED = re.compile(
    r"验证码|过于频繁|太频繁|稍后再试|请输入[^，。]{0,6}(?:关键[词字]|内容)|非法(?:字符|参数)|请(?:先)?登录"
)
"""Why a search did not look at all."""
_ECHO = re.compile(r"搜索|检索|查询|关键[词字]|您|结果|找到|相关|包含")
"""Words beside a title that was only typed in."""
_WORDS = re.compile(r"[\W_]+")
_RESULT, _SHORTENED = 8, 10
"""Characters at least of a result's title, and of one that is cut short (our default)."""
_DEAD = (Reach.GONE, Reach.BROKEN, Reach.DEAD)

_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:link|meta|title)\b[^<>]*>|<style\b.*?(?:</style>|\Z)|(?<=://)(?:www\.)?beian\.[^\"'\s>]*",
    re.DOTALL | re.IGNORECASE,
)
"""What no visitor sees, and the register of sites, whose address has a search of its own."""
_SIGN = re.compile(
    r"搜索|检索|搜一[搜下]|全站搜|站内搜|智能搜|(?<![.])(?<!re)search(?!light|params)|sousuo|jiansuo|[/\"'_-]so[/\"'_.-]",
    re.IGNORECASE,
)


class Result(StrEnum):
    """What a search gave for a title that the site shows."""

    FOUND = "found"
    NOTHING = "nothing"
    """It says itself that nothing matches."""
    OTHERS = "others"
    """It lists other things only."""
    DEAD = "dead"
    """It does not open."""
    UNTOLD = "untold"
    """It may have found it or not: `why` says what stands in the way."""


@dataclass(frozen=True, slots=True)
class Search:
    via: str
    """The page that carries the box."""
    word: str
    sought: str
    """Address of the article whose title was looked for."""
    page: Page
    """The visit that ended it."""
    result: Result
    quote: str
    why: str


def searches(site: Site) -> list[Search]:
    """Every search that was tried, in order of capture."""
    found: dict[str, Search] = {}
    for page in site.visits:
        word, sought = read_detail(page.detail) if page.purpose == "search" else ("", "")
        answer = site.answers.of(page.url)
        redirected = page.via in found
        if word and answer and not redirected:
            found[page.url] = _search(site, page, word, sought, answer)
    return list(found.values())


def _search(site: Site, page: Page, word: str, sought: str, answer: Answer) -> Search:
    result, quote, why = _outcome(site, page.via, word, sought, answer)
    if result not in (Result.FOUND, Result.UNTOLD) and _is_scripted(site.shown.get(page.via), page.url):
        result, why = Result.UNTOLD, "搜索框由脚本提交，本程序的提交方式可能与之不同"
    if result in (Result.NOTHING, Result.OTHERS) and (doubt := _doubt(site, word, sought)):
        result, why = Result.UNTOLD, doubt
    return Search(page.via, word, sought, answer.page, result, quote, why)


def _doubt(site: Site, word: str, sought: str) -> str:
    """Why a right search need not find it: lists shorten titles and keep what is gone."""
    chain = site.answers.chain(sought)
    article = site.documents.get(chain[-1].url) if chain else None
    if article is None:
        return "没有读到这篇文章，不能确认它的标题"
    shown = (article.title, *article.heads, article.tags.value("ArticleTitle"), article.text)
    return "" if any(_bare(word) in _bare(text) for text in shown) else "列表所示标题与文章自己的标题不同"


def _outcome(site: Site, via: str, word: str, sought: str, answer: Answer) -> tuple[Result, str, str]:
    if answer.reach in _DEAD:
        if answer.agreed and answer.attempts > 1:
            return Result.DEAD, failure(answer.page), failure(answer.page)
        return Result.UNTOLD, "", f"搜索页{answer.reach.label}，复核未能得出一致结果"
    if answer.reach is not Reach.OK:
        return Result.UNTOLD, "", f"搜索页{answer.reach.label}"
    text = site.text(answer.page)
    if (seen := reach(answer.page, text)) is not Reach.OK:
        return Result.UNTOLD, "", f"搜索页{seen.label}"
    document = read_document(answer.page, text)
    if quote := _found(document, word, sought):
        return Result.FOUND, quote, ""
    return _not_found(document, site.shown.get(via))


def _not_found(document: Document, carrier: Document | None) -> tuple[Result, str, str]:
    lines = [line for line in document.lines if carrier is None or line not in carrier.lines]
    if refused := _REFUSED.search("\n".join(lines)):
        return Result.UNTOLD, "", f"搜索页要求“{refused[0]}”"
    nothing, counted = (next((line for line in lines if said.search(line)), "") for said in (_NOTHING, _COUNTED))
    others = _results(document, carrier)
    drawn = _is_drawn(document, carrier)
    if others and (counted or not drawn):
        return Result.OTHERS, "；".join(others[:3]), ""
    if nothing and not others and not drawn:
        return Result.NOTHING, nothing, ""
    return Result.UNTOLD, "", "搜索结果由脚本绘制" if drawn else "搜索页没有给出可以辨认的结果"


def _found(document: Document, word: str, sought: str) -> str:
    """The words that show that the article was found; ''."""
    bare = _bare(word)
    for link in document.links:
        text = _bare(link.text)
        short = link.text.rstrip().endswith(("…", "...")) and len(text) >= _SHORTENED and bare.startswith(text)
        if _same(link.url, sought) or bare in text or short:
            return link.text
    return next(
        (line for line in document.lines if bare in _bare(line) and not _ECHO.search(line.replace(word, ""))), ""
    )


def _results(document: Document, carrier: Document | None) -> list[str]:
    """Titles that the page with the box does not show."""
    known = {link.url for link in carrier.links} if carrier else set()
    new = (link for link in document.links if link.url not in known and link.url != document.page.url)
    return [link.text for link in new if len(link.text) >= _RESULT]


def _is_drawn(document: Document, carrier: Document | None) -> bool:
    """May a script that the page with the box does without, or a frame, draw the results?"""
    scripts, draws = (carrier.scripts, carrier.draws) if carrier else ((), ())
    names = {_name(one) for one in scripts}
    own = [one for one in document.scripts if _name(one) not in names and not COUNTERS.search(one)]
    return bool(own or document.frames or set(document.draws) - set(draws) or "{{" in document.text)


def _is_scripted(carrier: Document | None, url: str) -> bool:
    bare = url.partition("?")[0]
    return carrier is None or any(form.scripted for form in carrier.forms if form.action.partition("?")[0] == bare)


def search_sign(site: Site) -> str:
    """What of the home page's source, or of links and forms elsewhere, speaks of a search; ''."""
    home = site.home_document
    pages = [home.page, *(site.documents[url].page for url in home.frames if url in site.documents)] if home else []
    for page in pages:
        if match := _SIGN.search(_UNSHOWN.sub(" ", site.text(page))):
            return match[0]
    for document in site.documents.values():
        named = next(
            (link.text for link in document.links if re.fullmatch(r".{0,4}(?:搜索|检索).{0,4}", link.text)), ""
        )
        if named or any(form.word for form in document.forms):
            return named or document.page.url
    return ""


def _name(script: str) -> str:
    return urlsplit(script).path.rpartition("/")[2]


def _same(one: str, other: str) -> bool:
    first, second = urlsplit(one), urlsplit(other)
    return bool(other) and (host_of(one), first.path, first.query) == (host_of(other), second.path, second.query)


def _bare(text: str) -> str:
    return _WORDS.sub("", text).lower()
