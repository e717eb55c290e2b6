"""The columns of a site: their names, kinds, items and newest item, and how each list was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from urllib.parse import urlsplit

from checks.facts.articles import is_article, published
from checks.facts.channel_kinds import ChannelKind, channel_kind
from checks.facts.dates import Dated, dates, only_date, url_date
from checks.facts.documents import Document
from checks.facts.drawn import Drawn
from checks.facts.frames import Frame
from checks.facts.links import Link
from checks.facts.parts import partly
from crawler.pagers import list_address, page_number, same_list

_COLUMN_URL = re.compile(
    r"/col/col\d+|/(?:index|list|node|channel|common_list|zwgklist)[\w-]*\.s?html?(?:$|\?)|/$|/[\w-]+_?list[\w-]*\.s?html?",
    re.I,
)
_EMPTY_WORDS = re.compile(
    r"(?:暂无|没有|尚无)(?:相关|任何|可显示的|该栏目)?(?:信息|数据|内容|记录|文章)|栏目(?:正在)?建设中"
)
_SERVICE_PAGES = re.compile(
    r"地图|联系我们|关于|版权|声明|隐私|帮助|登录|注册|搜索|检索|无障碍|长者|English|RSS|首页|举报|找错", re.IGNORECASE
)
_MORE = frozenset({"更多", "更多>>", "更多>", "更多+", "more", "MORE", "首页"})
_HOME_PATHS = frozenset(
    {"/"} | {f"/{name}.{end}" for name in ("index", "default") for end in ("html", "htm", "shtml", "jsp", "php")}
)
_OWN_TEXT = 3
"""Characters of text beside its names and pager that make a column a page of text, not an empty list (our default)."""
_ENTRIES = 3
"""So many of the frame's links, shown once more, make a page of entries."""
TITLE, SHORT = 5, 2
"""Characters at least of an item's title; shorter link texts are menus, unless a day stands beside them."""
_ASTRAY = 0.1
"""Share of a list's entries that may stand out of order (our default)."""
_NAME = 16
"""Characters at most of a column's name; longer link texts are headlines."""


class Reading(StrEnum):
    """How much of a column's list could be read."""

    READ = "read"
    MENU = "menu"
    """No list of its own, but short links to further columns."""
    TEXT = "text"
    """A page of text, a form or a frame, not a list."""
    UNREAD = "unread"
    """Its list is fetched from an address that was not asked or did not answer."""
    EMPTY = "empty"
    """The page is there and lists nothing."""
    DRAWN = "drawn"
    """Nothing is listed, but a script that could not be followed may draw the list."""


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
    def newest_first(self) -> bool:
        """Is the list ordered so that what was not read is older than what was? An entry out of place is let pass."""
        days = [item.published.day for item in self.items if item.published]
        rises = sum(later > sooner for sooner, later in pairwise(days))
        return len(days) < 2 or (days[-1] <= days[0] and rises <= len(days) * _ASTRAY)


class Channels:
    """Reads the columns of one site."""

    def __init__(
        self, home: Document, documents: dict[str, Document], continued: dict[str, list[Document]], drawn: Drawn
    ) -> None:
        """`continued`: further pages of a column's list, by the column's address."""
        self._home, self._documents, self._continued, self._drawn = home, documents, continued, drawn

    @cached_property
    def _frame(self) -> Frame:
        return Frame(self._documents.values())

    def read(self) -> list[Channel]:
        """Columns sorted by address; the pages of one list are one column."""
        first: dict[tuple[str, str], Document] = {}
        continued = {url: list(pages) for url, pages in self._continued.items()}
        for document in sorted(self._columns, key=lambda document: (page_number(document.page.url), document.page.url)):
            key = list_address(document.page.url), document.tags.value("ColumnName") or document.title
            if key in first:
                continued.setdefault(first[key].page.url, []).append(document)
            else:
                first[key] = document
        heads = sorted(first.values(), key=lambda document: document.page.url)
        return [self._channel(document, continued.get(document.page.url, [])) for document in heads]

    @cached_property
    def _columns(self) -> list[Document]:
        return [document for document in self._documents.values() if self._is_column(document)]

    @cached_property
    def _names(self) -> dict[str, str]:
        """What the home page, then other pages, call each address in short."""
        names: dict[str, str] = {}
        for document in [self._home, *self._documents.values()]:
            for link in document.links:
                if 2 <= len(link.text) <= _NAME and link.dated is None and link.text not in _MORE:
                    names.setdefault(link.url, link.text)
        return names

    @cached_property
    def _dated(self) -> frozenset[str]:
        """Addresses that stand in lists with a day beside them."""
        documents = [self._home, *self._documents.values()]
        return frozenset(link.url for document in documents for link in document.links if link.dated)

    def _is_column(self, document: Document) -> bool:
        url, tags = document.page.url, document.tags
        if url == self._home.page.url or urlsplit(url).path in _HOME_PATHS or document.moves or is_article(document):
            return False
        if document.page.sha256 and document.page.sha256 == self._home.page.sha256:
            return False
        if url in self._dated and url not in self._names and document.listing is None:
            return False  # an item of a list
        if tags.has("ColumnName") or tags.has("ColumnType") or document.listing is not None:
            return True
        name = self._names.get(url, "")
        if not name or _SERVICE_PAGES.search(name):
            return False
        if _COLUMN_URL.search(url):
            return True
        lists = any(link.dated for link in document.links)
        headed = channel_kind(name) is not ChannelKind.OTHER and name in (*document.heads, *document.sections)
        return (lists or headed) and any(link.url == url for link in self._home.links)

    def _channel(self, document: Document, further: list[Document]) -> Channel:
        name = next(filter(None, self._called(document)), "")
        if document.listing is not None and document.listing.drawn:
            further = [page for page in further if page.listing is not None]
        found: dict[str, Item] = {}
        for page in (document, *further):
            for item in self._listed(page):
                found.setdefault(item.url, item)
        items = self._of_its_own(document, tuple(found.values()))
        unread = partly(document, further, len(found))
        says = next((m[0] for line in document.lines if len(line) < 30 and (m := _EMPTY_WORDS.search(line))), "")
        kind = channel_kind(name, document.tags.value("ColumnType"))
        reading = self._reading(document, further, items, says)
        if appeared := {item.url: item for item in self._linked(document, self._drawn.links(document))}:
            drawn = self._drawn.documents[document.page.url]
            return Channel(name, kind, drawn, (*items, *appeared.values()), Reading.READ, "", True)
        return Channel(name, kind, document, items, reading, says, unread)

    def _called(self, document: Document) -> tuple[str, ...]:
        """Its names: the tag's, the menus', its title's."""
        title = re.split(r"[-_|—]", document.title)[0].strip()
        return document.tags.value("ColumnName"), self._names.get(document.page.url, ""), title

    def _of_its_own(self, document: Document, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Without what a side box shows of other columns, where the column has items under its own address."""
        here = document.page.url.rsplit("/", 1)[0] + "/"
        if not any(item.url.startswith(here) for item in items):
            return items
        others = tuple(folder for folder in self._folders if not here.startswith(folder))
        return tuple(item for item in items if item.url.startswith(here) or not item.url.startswith(others))

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        """Addresses that columns have to themselves."""
        return tuple(sorted({document.page.url.rsplit("/", 1)[0] + "/" for document in self._columns}))

    def _listed(self, document: Document) -> Iterator[Item]:
        if document.listing is not None and (document.listing.items or document.listing.drawn):
            for entry in document.listing.items:
                yield Item(entry.title, entry.url, only_date(entry.date_text) or self.day_of(entry.url))
            return
        yield from self._linked(document, self._frame.own_links(document))

    def _linked(self, document: Document, links: Iterable[Link]) -> Iterator[Item]:
        for link in links:
            enough = len(link.text) >= (SHORT if link.dated else TITLE)
            if enough and not (page_number(link.url) and same_list(link.url, document.page.url)):
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

    def _reading(self, document: Document, further: list[Document], items: tuple[Item, ...], says: str) -> Reading:
        frame = self._frame
        if items:
            return Reading.READ
        lists = [page.listing for page in (document, *further) if page.listing]
        if lists and any(one.total == 0 for one in lists):
            return Reading.EMPTY
        if any(one.total or one.more for one in lists):
            return Reading.UNREAD
        if any(one.drawn for one in lists):
            return Reading.DRAWN
        if any(frame.own_links(document)) or frame.repeats(document) >= _ENTRIES:
            return Reading.MENU
        shows = any(form.entry for form in document.forms) or document.frames or document.embeds
        if shows or frame.own_text(document, (self._home.title, *self._called(document))) - len(says) >= _OWN_TEXT:
            return Reading.TEXT
        if says:
            return Reading.EMPTY
        if frame.own_images(document):
            return Reading.TEXT
        return Reading.DRAWN if frame.own_scripts(document) else Reading.EMPTY
