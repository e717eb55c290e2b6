"""All that is shown of one target's findings: each visit's bytes once, made harmless, with the places at fault marked."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.evidence import Evidence, Shelf, link_of
from checks.facts.exhibits import Exhibit, page_exhibit, text_exhibit
from checks.facts.files import File, read_file
from checks.facts.harmless import Wanted
from checks.facts.numbers import cover
from checks.facts.passages import Match
from checks.finding import Finding
from crawler.archive import Archive, Page
from crawler.rounds import archive_of
from crawler.targets import Target
from crawler.text import decode, is_html

ROOM = 4.0
"""Megabytes of packed pages and documents that a target's evidence page holds at most. Our default."""
FILE_SIZE = 1024 * 1024
"""Bytes of a document that is handed on with the page at most. Our default."""
_READ = frozenset({"pdf", "docx", "xlsx", "ofd", "zip"})
_TEXTS = frozenset({"txt", "csv", "html"})
"""What files are that can be shown as they are; markup that came as another type is shown as source."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The bytes of one visit as they may be shown."""

    page: Page
    kind: str
    """`html`, `text`, or what a document is: `pdf`, `docx` …; '' where it cannot be told."""
    packed: bytes
    """gzip of the harmless document; empty when there is no room for it."""
    matches: Mapping[str, Match]
    """Key of each finding that it proves → how much of what it quotes is marked."""
    cut: bool
    covered: bool
    """Were personal numbers masked?"""
    fault: str = ""
    """Why a document could not be read, or not to its end, in Chinese."""
    file: bytes = b""
    """gzip of the document itself: only one that was read to its end and holds no personal number."""


@dataclass(frozen=True, slots=True)
class Dossier:
    target: Target
    folder: Path
    """Of its archive."""
    evidence: tuple[Evidence, ...]
    """In the findings' order."""
    shown: Mapping[Page, Shown]

    @property
    def left_out(self) -> int:
        """Visits whose bytes found no room."""
        return sum(not one.packed for one in self.shown.values())


def dossier(folder: Path, target: Target, found: Sequence[Finding], room: float = ROOM) -> Dossier:
    """`room`: megabytes; pages that prove what is certain come first, what has no room is told without its page."""
    shelf = Shelf(archive_of(folder, target))
    gathered = [shelf.evidence(finding) for finding in found]
    proving: dict[Page, list[Finding]] = defaultdict(list)
    for one in gathered:
        if one.page is not None and one.intact:
            proving[one.page].append(one.finding)
    shown, left = {}, room * 1024 * 1024
    for page in sorted(proving, key=lambda page: not any(finding.certain for finding in proving[page])):
        shown[page] = _within(_show(shelf.archive, page, proving[page]), left)
        left -= len(shown[page].packed) + len(shown[page].file)
    return Dossier(target, shelf.archive.folder, tuple(gathered), shown)


def _within(one: Shown, room: float) -> Shown:
    if len(one.packed) + len(one.file) <= room:
        return one
    return Shown(one.page, one.kind, b"", one.matches, one.cut, one.covered, one.fault)


def _show(archive: Archive, page: Page, found: Sequence[Finding]) -> Shown:
    body = archive.body(page)
    wanted = [Wanted(finding.key, finding.quote, link_of(finding)) for finding in found]
    if page.purpose == "rendered" or is_html(page.content_type, body):
        return _packed(page, "html", page_exhibit(decode(body, page.content_type)[0], page.url, wanted))
    read = read_file(page, body)
    if read.kind in _TEXTS or not body:
        return _packed(page, "text", text_exhibit(_laid_out(decode(body, page.content_type)[0]), wanted))
    return _document(page, read, archive.raw(page), wanted)


def _laid_out(text: str) -> str:
    """What an endpoint replies, a line a field; anything else as it is."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1) if text[:1] in "{[" else text
    except (ValueError, RecursionError):
        return text


def _document(page: Page, read: File, raw: bytes, wanted: Sequence[Wanted]) -> Shown:
    exhibit = text_exhibit("\n".join(read.lines), wanted)
    # What nobody could read, nobody can say to hold no personal numbers.
    whole = read.kind in _READ and not read.fault and not exhibit.covered and cover(read.text) == read.text
    return _packed(page, read.kind, exhibit, read.fault, raw if whole and len(raw) <= FILE_SIZE else b"")


def _packed(page: Page, kind: str, exhibit: Exhibit, fault: str = "", file: bytes = b"") -> Shown:
    packed = gzip.compress(exhibit.html.encode(), mtime=0)
    kept = gzip.compress(file, mtime=0) if file else b""
    return Shown(page, kind, packed, exhibit.found, exhibit.cut, exhibit.covered, fault, kept)
