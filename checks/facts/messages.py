"""Letters of the public that a site publishes: when each was asked and answered, and in what state it stands.

Columns of the 政务咨询 kind (县长信箱, 咨询, 留言 …); 网上信访, 纪检举报, 在线访谈 and 调查征集 are left out, as
国办秘函〔2019〕19号 单项否决“互动回应差” leaves them out. Read from list tables, list entries and the letters' own pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checks.facts.dates import Dated, local_day
from checks.facts.documents import PICTURE, Document
from checks.facts.entrances import is_drawn
from checks.facts.letter_lists import entry_letter, table_letters
from checks.facts.letters import Letter, Standing, page_letters

if TYPE_CHECKING:
    from checks.site import Site

_COLUMN = re.compile(
    r"信箱|咨询|留言|来信|写信|信件|问政|建言|献策|互动交流|政民互动|投诉|答复|回复|(?<!\d)12345(?!\d)|诉求|民声|心声|有话|你问我答|我要问"
)
_OTHER = re.compile(
    r"信访|举报|纪检|纪委|监委|监察|巡[视察]|廉政|访谈|调查|征集|征求|问卷|评议|依申请|申请公开|人大|政协|代表|委员|提案|知识库|常见问题|问答库|直播|发布会"
)
_CRUMB = re.compile(r"(?:当前|现在的?|所在|您的|你的)(?:所在)?位置")
_CRUMB_LINES = 10
_ON = re.compile(r"[>»›→/|＞\-]|&gt;|-->|>>")
_PARTS = re.compile(r"[-_|—–>»]")


@dataclass(frozen=True, slots=True)
class Message:
    title: str
    asked: Dated | None
    answered: Dated | None
    standing: Standing
    quote: str
    """The words of the page that say how it stands."""
    document: Document
    url: str
    """Of its own page; '' where it has none."""
    read: bool
    """Was its own page read?"""
    sure: bool = True
    """False where the page that would show an answer shows none, but may hide one."""


def messages(site: Site) -> list[Message]:
    """Each letter once, its own page before the list's word; sorted by address of the page and title."""
    listed: list[Message] = []
    for document in _pages(site):
        listed += _listed(document)
    linked = {one.url for one in listed if one.url}
    lists = {one.document.page.url for one in listed if one.standing is not Standing.UNKNOWN}
    own: dict[str, Message] = {}
    for url, document in site.documents.items():
        if url in linked or (url not in lists and is_consulting(_context(document))):
            found = [_seen(site, letter, document) for letter in page_letters(document, url in linked)]
            own |= {url if len(found) == 1 else f"{url}#{place}": one for place, one in enumerate(found)}
    kept: dict[tuple[str, str], Message] = {(url, ""): one for url, one in own.items()}
    for one in listed:
        key = (one.url, "") if one.url else (one.title, one.asked.quote if one.asked else "")
        kept[key] = _merged(kept[key], one) if key in kept else replace(one, read=one.url in site.documents)
    return sorted(
        kept.values(), key=lambda one: (one.document.page.url, one.title, one.asked.quote if one.asked else "")
    )


def _seen(site: Site, letter: Letter, document: Document) -> Message:
    """A letter's own page; one that a script, a frame or a picture may add an answer to is silent of nothing."""
    silent = letter.standing is Standing.SILENT
    hidden = silent and (is_drawn(site, document) or any(PICTURE in line for line in document.pictured))
    return _message(replace(letter, standing=Standing.UNKNOWN) if hidden else letter, document, read=True)


def _message(letter: Letter, document: Document, *, read: bool) -> Message:
    standing, url = letter.standing, letter.url
    return Message(letter.title, letter.asked, letter.answered, standing, letter.quote, document, url, read)


def is_consulting(name: str) -> bool:
    """Is it a column of the 政务咨询 kind?"""
    return bool(_COLUMN.search(name)) and not _OTHER.search(name)


def _merged(own: Message, listed: Message) -> Message:
    """The letter's own page is believed; what it leaves out the list says."""
    own = replace(own, title=own.title or listed.title, asked=own.asked or listed.asked)
    if own.standing not in (Standing.UNKNOWN, Standing.SILENT):
        return own
    if listed.answered:
        return replace(own, answered=listed.answered, standing=Standing.ANSWERED)
    if listed.standing is Standing.UNKNOWN:
        return own
    return replace(listed, asked=own.asked, read=True, sure=own.standing is Standing.SILENT)


def _pages(site: Site) -> Iterator[Document]:
    """Pages that may list letters, the further pages of their lists among them."""
    names = {channel.document.page.url: channel.name for channel in site.channels}
    consulting = set()
    for url, document in site.documents.items():
        context = _context(document)
        if document is not site.home_document and is_consulting(context or names.get(url, "")):
            consulting.add(url)
            yield document
    for url, pages in site.continuations.items():
        if url in consulting:
            yield from (page for page in pages if page.page.url not in consulting)


def _context(document: Document) -> str:
    """The column a page stands in, by its tag, the way to it, its title."""
    column = document.tags.value("ColumnName")
    lines = document.lines
    place = next((place for place, line in enumerate(lines[:120]) if _CRUMB.search(line)), None)
    crumb = " ".join(_trail(lines[place : place + _CRUMB_LINES])) if place is not None else ""
    titles = (*_PARTS.split(document.title), *document.heads)
    own = "" if document.tags.value("ArticleTitle") or crumb else " ".join(titles)
    return f"{column} {crumb} {own}".strip()


def _trail(lines: Sequence[str]) -> Iterator[str]:
    """The way here, up to the first line that no sign of going on joins to it."""
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        joined = place < 2 or _ON.match(line) or _ON.search(before[-1:])
        if not joined:
            return
        yield line


def _listed(document: Document) -> Iterator[Message]:
    titles = set()
    for letter in table_letters(document):
        titles.add(letter.title)
        yield _message(letter, document, read=False)
    seen = local_day(document.page.fetched_at)
    for found in (entry_letter(entry, seen) for entry in document.entries):
        if found and found.title not in titles:
            yield _message(found, document, read=False)
