"""Libraries of regulations and normative documents (规章库, 规范性文件库): what they hold, and what was tried in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.answers import Reach
from checks.facts.attachments import file_fault, is_document
from checks.facts.channels import Channel, Reading
from checks.facts.documents import Document
from checks.facts.searches import Search, searches
from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

_NAMED = re.compile(r"^.{0,8}(?:规章|规范性文件|政策文件|法规规章)(?:数据)?库(?:查询|检索)?$")
_PLAIN = re.compile(
    r"^(?:本级|本市|本县|县|市|区|省|部门|现行有效|政府|地方政府|行政|市政府|县政府|区政府)*(?:规章|规范性文件)(?:库|汇编|集中公开|查询)?$"
)
_FINDS = re.compile(r"搜索|检索|查询|搜一搜|查找")
_LOADS = re.compile(r"下载|附件|另存|导出|pdf|word", re.IGNORECASE)
_DRAWS_HEAD = re.compile(r"search|sousuo|jiansuo|head|top|nav|common", re.IGNORECASE)
"""Names of external scripts that may draw a page's head, a search box in it."""
_TEXT = 60
"""Characters of its own text at least on a page that shows a document (our default)."""


_LISTS = (Reading.EMPTY, Reading.DRAWN, Reading.UNREAD)
"""A page of words about a library is none."""


@dataclass(frozen=True, slots=True)
class Library:
    """`pages`: of its lists and of the columns in it. `documents`: of its items, those that were read."""

    name: str
    channel: Channel
    pages: tuple[Document, ...]
    items: tuple[str, ...]
    documents: tuple[Document, ...]

    @property
    def url(self) -> str:
        return self.channel.document.page.url


def libraries(site: Site) -> list[Library]:
    """Columns that are called a library; without one, those called 规章 or 规范性文件. Sorted by address."""
    named = [channel for channel in site.channels if _NAMED.match(channel.name)]
    plain = [channel for channel in site.channels if _PLAIN.match(channel.name)]
    found = [_library(site, channel) for channel in named or plain]
    return [one for one in found if one.items or one.channel.reading in _LISTS]


def _library(site: Site, head: Channel) -> Library:
    below = [one for one in site.channels if _is_below(one, head)]
    channels = [head, *below]
    pages = [page for one in channels for page in (one.document, *site.continuations.get(one.document.page.url, ()))]
    host = host_of(head.document.page.url)
    items = {item.url: None for one in channels for item in one.items if host_of(item.url) == host}
    read = tuple(site.documents[url] for url in items if url in site.documents)
    return Library(head.name, head, tuple(pages), tuple(items), read)


def _is_below(channel: Channel, head: Channel) -> bool:
    """A column within the library: its address lies under the library's."""
    here = head.document.page.url.rpartition("/")[0] + "/"
    return channel is not head and here.count("/") > 3 and channel.document.page.url.startswith(here)


def without_text(library: Library) -> list[Document]:
    """Documents whose page shows them neither as text that the list's page does not have, nor as a file or in a frame."""
    frame = frozenset(library.channel.document.lines)
    return [document for document in library.documents if not _shows_text(document, frame)]


def _shows_text(document: Document, frame: frozenset[str]) -> bool:
    known = {link.text for link in document.links} | {document.title, *document.heads}
    own = sum(len(line) for line in document.lines if line not in known and line not in frame)
    if document.record:
        own -= sum(len(field.label) + len(field.value) for field in document.record.fields)
    return own >= _TEXT or bool(document.frames or document.embeds) or any(map(is_document, _targets(document)))


def _targets(document: Document) -> list[str]:
    return [link.url for link in document.links]


def library_searches(site: Site, library: Library) -> list[Search]:
    """What was tried in a search box on the library's pages, or with one of its documents' titles, in order."""
    within = {document.page.url for document in library.pages} | {library.url}
    return [one for one in site.fact(searches) if one.via in within or one.sought in library.items]


def may_search(documents: Iterable[Document]) -> bool:
    """Is there anything on these pages that may be a search box, or lead to one?"""
    return any(
        document.boxes
        or any(form.word or form.entry for form in document.forms)
        or any(_FINDS.search(line) for line in document.lines)
        or any(_FINDS.search(f"{image.alt} {image.src}") or "search" in image.src.lower() for image in document.images)
        or any("search" in link.url.lower() for link in document.links)
        for document in documents
    )


def may_draw_search(documents: Iterable[Document]) -> bool:
    return any(
        document.draws or document.frames or any(map(_DRAWS_HEAD.search, document.scripts)) for document in documents
    )


def downloads(site: Site, library: Library) -> list[tuple[Document, str, bool | None, str]]:
    """Files that the library's documents offer: the page, the address, whether it was had whole, and what was wrong."""
    found = []
    for document in (*library.documents, *library.pages):
        for url in dict.fromkeys(filter(is_document, _targets(document))):
            found.append((document, url, *_had(site, url)))
    for url in library.items:
        if is_document(url):
            found.append((library.channel.document, url, *_had(site, url)))
    return found


def _had(site: Site, url: str) -> tuple[bool | None, str]:
    answer = site.answers.of(url)
    if answer is None:
        return None, "没有采集"
    if answer.reach in (Reach.GONE, Reach.BROKEN, Reach.DEAD):
        return (False if answer.agreed else None), answer.reach.label
    if answer.reach is not Reach.OK:
        return None, answer.reach.label
    fault = file_fault(answer.page, site.archive.body(answer.page))
    return not fault, fault


def may_download(documents: Iterable[Document]) -> bool:
    """Do these pages speak of downloads, which a script may give?"""
    return any(_LOADS.search(line) for document in documents for line in document.lines if len(line) <= 30)
