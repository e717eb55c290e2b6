"""The columns of a site: their names, kinds, items and newest item, and how each list was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from checks.facts.dates import Dated, dates, only_date, url_date
from checks.facts.documents import Document
from checks.facts.links import Link

_ARTICLE_URL = re.compile(
    r"/art/\d{4}/|/t20\d{6}_\d+|/content[_/](?:post_)?\d+|/post_\d+|/info/\d+/\d+\.|/[0-9a-f]{32}\.s?html?|/doc/20\d\d/"
    r"|/content/[0-9A-Fa-f-]{32,36}\.",
)
_COLUMN_URL = re.compile(
    r"/col/col\d+|/(?:index|list|node|channel|common_list|zwgklist)[\w-]*\.s?html?(?:$|\?)|/$|/[\w-]+_?list[\w-]*\.s?html?", re.I
)
_PUBLISHED = re.compile(r"(?:发布|发文|信息|更新|录入)?(?:时间|日期)\s*[:：]")
_EMPTY_WORDS = re.compile(r"(?:暂无|没有|尚无)(?:相关|任何|可显示的|该栏目)?(?:信息|数据|内容|记录|文章)|栏目(?:正在)?建设中")
_NEWS = re.compile(r"要闻|动态|新闻|快讯|今日|工作进展")
_NOTICES = re.compile(r"通知|公告|公示|政策文件|规范性文件|政府文件|文件公开|最新文件|规章")
_SETTLED = re.compile(r"专题|专栏|历史|归档|往期|解读|回应|图解|访谈|征集|人事|招考|规划|年报|指南|制度|领导|机构|概况")
_OWN_TEXT = 60
"""Characters of a column's own text that make it a page of text and not an empty list."""
_TITLE = 5
"""Characters at least of an item's title; shorter link texts are menus."""


class ChannelKind(StrEnum):
    NEWS = "news"
    """动态要闻类"""
    NOTICES = "notices"
    """通知公告、政策文件类"""
    OTHER = "other"


class Reading(StrEnum):
    """How much of a column's list could be read."""

    READ = "read"
    EMPTY = "empty"
    """The page is there and lists nothing."""
    DRAWN = "drawn"
    """Nothing is listed, but a script that could not be followed may draw the list."""
    TEXT = "text"
    """The column is a page of text, a form or a frame, not a list."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list. `published` is None when no day could be read anywhere."""

    title: str
    url: str
    published: Dated | None


@dataclass(frozen=True, slots=True)
class Channel:
    name: str
    kind: ChannelKind
    document: Document
    items: tuple[Item, ...]
    reading: Reading
    says_empty: str
    """The page's own words for having nothing, or ''."""
    partly: bool
    """Further pages of the list were not read."""

    @property
    def newest(self) -> Item | None:
        dated = [item for item in self.items if item.published]
        return max(dated, key=lambda item: (item.published.day, item.title), default=None) if dated else None  # type: ignore[union-attr]

    @property
    def newest_first(self) -> bool:
        """Is the list ordered so that what was not read is older than what was?"""
        days = [item.published.day for item in self.items if item.published]
        return len(days) < 2 or days[-1] <= days[0]


def is_article(document: Document) -> bool:
    """Surely one item's own page: by its tags, its address, or a labelled time of publication."""
    tags = document.tags
    if tags.has("ArticleTitle") or tags.has("PubDate") or tags.has("ContentSource"):
        return True
    if tags.has("ColumnName") and not _ARTICLE_URL.search(document.page.url):
        return False
    return bool(_ARTICLE_URL.search(document.page.url)) or published(document) is not None


def published(document: Document) -> Dated | None:
    """The day that the page itself gives as its publication, under a label near its top."""
    for line in document.lines[:80]:
        if (match := _PUBLISHED.search(line)) and len(line) < 200:
            if found := next(dates(line[match.start() : match.end() + 24]), None):
                return found
    return None


def channel_kind(name: str) -> ChannelKind:
    """By name, as the census does; closed topics and columns with rhythms of their own are `other`."""
    if _SETTLED.search(name):
        return ChannelKind.OTHER
    if _NOTICES.search(name):
        return ChannelKind.NOTICES
    return ChannelKind.NEWS if _NEWS.search(name) else ChannelKind.OTHER


class Channels:
    """Reads the columns of one site. Links, lines and scripts that most pages share are its frame, not content."""

    def __init__(self, home: Document, documents: dict[str, Document], continued: dict[str, list[Document]]) -> None:
        """`continued`: further pages of a column's list, by the column's address."""
        self._home = home
        self._documents = documents
        self._continued = continued

    @cached_property
    def _frame(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        links: Counter[str] = Counter()
        lines: Counter[str] = Counter()
        scripts: Counter[str] = Counter()
        for document in self._documents.values():
            links.update({link.url for link in document.links})
            lines.update(set(document.lines))
            scripts.update(set(document.scripts))
        often = max(3, len(self._documents) * 0.3)
        return (
            frozenset(url for url, count in links.items() if count >= often),
            frozenset(line for line, count in lines.items() if count >= often),
            frozenset(source for source, count in scripts.items() if count >= often),
        )

    def read(self) -> list[Channel]:
        """Columns sorted by address."""
        names = self._names()
        found = []
        for url, document in sorted(self._documents.items()):
            if document is self._home or document.moves or is_article(document):
                continue
            if self._is_column(document, names):
                found.append(self._channel(document, names.get(url, "")))
        return found

    def _names(self) -> dict[str, str]:
        """What the home page, then other pages, call each address in short."""
        names: dict[str, str] = {}
        for document in [self._home, *self._documents.values()]:
            for link in document.links:
                if 2 <= len(link.text) <= 16 and link.dated is None and link.text not in ("更多", "更多>>", "more", "首页"):
                    names.setdefault(link.url, link.text)
        return names

    def _is_column(self, document: Document, names: dict[str, str]) -> bool:
        if document.tags.has("ColumnName") or document.tags.has("ColumnType"):
            return True
        if document.listing is not None:
            return True
        return document.page.url in names and bool(_COLUMN_URL.search(document.page.url))

    def _channel(self, document: Document, called: str) -> Channel:
        name = document.tags.value("ColumnName") or called or re.split(r"[-_|—]", document.title)[0].strip()
        items, partly = self._items(document)
        says = next((m[0] for line in document.lines if len(line) < 30 and (m := _EMPTY_WORDS.search(line))), "")
        return Channel(name, channel_kind(name), document, items, self._reading(document, items, says), says, partly)

    def _items(self, document: Document) -> tuple[tuple[Item, ...], bool]:
        pages = [document, *self._continued.get(document.page.url, [])]
        found: dict[str, Item] = {}
        partly = False
        for page in pages:
            for item in self._listed(page):
                found.setdefault(item.url, item)
        if document.listing is not None and document.listing.total is not None:
            partly = len(found) < document.listing.total
        elif document.listing is not None:
            partly = len(document.listing.more) >= len(pages)
        return tuple(found.values()), partly

    def _listed(self, document: Document) -> Iterable[Item]:
        if document.listing is not None and document.listing.items:
            for entry in document.listing.items:
                yield Item(entry.title, entry.url, only_date(entry.date_text) or self.day_of(entry.url))
            return
        frame = self._frame[0] - {document.page.url}
        for link in document.links:
            if link.url not in frame or link.dated:
                if len(link.text) >= _TITLE:
                    yield Item(link.text, link.url, self.day_beside(link))

    def day_beside(self, link: Link) -> Dated | None:
        """The day in the list, else the item's own, else month and day alone."""
        return link.dated or self.day_of(link.url) or link.yearless

    def day_of(self, url: str) -> Dated | None:
        """The day that an item's own page or address gives."""
        document = self._documents.get(url)
        if document is not None:
            tag = next(dates(document.tags.value("PubDate")), None)
            if found := tag or published(document):
                return found
        day = url_date(url)
        return Dated(day, url) if day else None

    def _reading(self, document: Document, items: tuple[Item, ...], says: str) -> Reading:
        links, lines, scripts = self._frame
        if items or any(link.url not in links and link.url != document.page.url for link in document.links):
            return Reading.READ
        own = sum(len(line) for line in document.lines if line not in lines and len(line) >= 12)
        if own >= _OWN_TEXT or document.forms or document.frames or any(i.src for i in document.images if not says and self._own(i.src)):
            return Reading.TEXT
        if says:
            return Reading.EMPTY
        foreign = [source for source in document.scripts if source not in scripts]
        return Reading.DRAWN if document.draws or foreign else Reading.EMPTY

    def _own(self, source: str) -> bool:
        """Is a picture this page's own, not one that others show too?"""
        return sum(source == image.src for document in self._documents.values() for image in document.images) < 3


def newest_day(items: Iterable[Item]) -> date | None:
    return max((item.published.day for item in items if item.published), default=None)
