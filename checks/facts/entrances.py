"""Ways into something that a site offers under a name, as 依申请公开 or 县长信箱, and what became of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from checks.facts.answers import Answer, Reach, reach
from checks.facts.articles import is_article
from checks.facts.documents import Document
from checks.facts.routes import is_cut_off
from checks.facts.scripts import COUNTERS
from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

NAME = 20
"""Characters at most of what a menu calls something; a longer text is a headline."""
_FEW_LINKS = 8
"""A home page with fewer links may draw its menus by script (our default)."""
PARTS = re.compile(r"[-_|—–>»]")
_PROSE = re.compile(r"[。，、；：:,.;!?！？\d（(]")
_TEXTS = re.compile(r"指南|年报|报告|制度|规定|条例")
"""Pages of running text, whose headings name what they speak of."""
_MARKS = re.compile(r"conac|beian|miit\.gov|12377|isc\.org|zfwzgl|jiucuo|^(?:www|app)\.gov\.cn|weibo|weixin|wechat")
"""Hosts of marks, state portals and accounts, which pictures in a foot lead to."""
_DEAD = frozenset({Reach.GONE, Reach.BROKEN, Reach.DEAD})

Named = Callable[[str], bool]


class Fate(StrEnum):
    OPEN = "open"
    DEAD = "dead"
    UNKNOWN = "unknown"
    """Not asked, refused to this program, silent, or answered so that nothing can be concluded."""


@dataclass(frozen=True, slots=True)
class Entrance:
    text: str
    url: str
    carrier: Document
    """The page that links it; itself where only its own title names it."""
    document: Document | None
    """The page behind it, where it is the site's own and was read."""
    fate: Fate
    answer: Answer | None

    @property
    def why_unknown(self) -> str:
        """Why nothing can be said of what is behind it, in Chinese."""
        if self.answer is None:
            return "没有采集"
        return "没有返回它自己的页面" if self.answer.reach is Reach.OK else self.answer.reach.label

    @property
    def told(self) -> str:
        """It, as a message names it."""
        return f"“{self.text}”（{self.url}）"


def entrances(site: Site, named: Named) -> list[Entrance]:
    """Each address once, those that the home page links first, then by address of the page that does."""
    home = site.home_document
    assert home is not None
    found: dict[str, Entrance] = {}
    called = cache(lambda text: 2 <= len(text) <= NAME and named(_bare(text)))
    for carrier in [home, *(one for one in site.shown.values() if one is not home)]:
        for link in carrier.links:
            if link.dated is None and link.url not in found and called(link.text):
                found[link.url] = _entrance(site, link.text, link.url, carrier)
    for url, document in site.documents.items():
        if url not in found and document is not home and not is_article(document):
            if name := next((name for name in own_names(document) if named(_bare(name))), ""):
                found[url] = _entrance(site, name, url, document)
    return list(found.values())


def _bare(name: str) -> str:
    return "".join(name.split())


def own_names(document: Document) -> list[str]:
    """What a page calls itself: its column's tag, the first part of its window's title, its heading."""
    window = PARTS.split(document.title)[0].strip()
    names = (document.tags.value("ColumnName"), window, *document.heads)
    return [name for name in names if 2 <= len(name) <= NAME]


def _entrance(site: Site, text: str, url: str, carrier: Document) -> Entrance:
    answer = site.answers.of(url)
    document = site.documents.get(answer.page.url) if answer else None
    return Entrance(text, url, carrier, document, _fate(site, url, answer), answer)


def _fate(site: Site, url: str, answer: Answer | None) -> Fate:
    assert site.home is not None
    if answer is None:
        return Fate.UNKNOWN
    if answer.reach is Reach.OK:
        return Fate.OPEN if _is_itself(site, url, answer) else Fate.UNKNOWN
    own = host_of(site.home.url)
    surely = answer.reach in _DEAD and answer.agreed and answer.attempts > 1
    if surely and not (answer.reach is Reach.DEAD and host_of(url) != own and is_cut_off(site, own)):
        return Fate.DEAD
    return Fate.UNKNOWN


def _is_itself(site: Site, url: str, answer: Answer) -> bool:
    """Is it neither a challenge or wall with status 200, nor the home page in place of what was asked for?"""
    assert site.home is not None
    end = answer.page
    if end.url == site.home.url and url != end.url:
        return False
    return end.url in site.documents or reach(end, site.text(end)) is Reach.OK


def is_drawn(site: Site, document: Document) -> bool:
    """May a script or a frame of its own show what the page's text does not?"""
    home = site.home_document
    assert home is not None
    common = {*home.scripts, *home.draws} if document is not home else set()
    own = (one for one in (*document.scripts, *document.draws) if one not in common and not COUNTERS.search(one))
    return document.moves or bool(document.frames or document.embeds) or any(own)


def is_called(site: Site, named: Named) -> bool:
    """Does a page show the name where no link could be read, as menus do whose links are scripts?"""
    pages = (one for one in site.shown.values() if not is_article(one) and not _TEXTS.search(one.title))
    return any(named(_bare(line)) for document in pages for line in menu(document))


def menu(document: Document) -> Iterator[str]:
    """Short lines of a page that are no link's: headings, tabs, and what a script makes a button of."""
    linked = {link.text for link in document.links}
    return (
        line
        for line in (*document.lines, *document.sections)
        if 2 <= len(line) <= NAME and line not in linked and not _PROSE.search(line)
    )


def why_unread(site: Site) -> str:
    """Why the absence of a name proves nothing, in Chinese, or ''."""
    home = site.home_document
    assert home is not None
    if len(home.links) < _FEW_LINKS and (home.scripts or home.inline or home.frames or not home.links):
        return f"首页只读到 {len(home.links)} 个链接，导航可能由脚本绘制"
    return site.unread


def has_unnamed(site: Site) -> bool:
    """Does the home page lead elsewhere by pictures without a name? One of them may be what is looked for."""
    home = site.home_document
    assert home is not None
    away = (link for link in home.links if host_of(link.url) != host_of(home.page.url))
    return any(not link.text and not _MARKS.search(host_of(link.url)) for link in away)
