"""What a fetched document says: its lines and tables, or why it cannot be read.

What a file is, its bytes say; names lie. All work is bounded: by bytes, pages, members and cells, never by the clock, so
that the same file reads the same on every machine.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.attachments import is_document as _is_named_document
from checks.facts.documents import read_document
from checks.facts.packages import (
    DAMAGED,
    LOCKED,
    SCANNED,
    TOO_LARGE,
    UNKNOWN,
    Content,
    Unreadable,
    members,
    package_kind,
    read_docx,
    read_ofd,
    read_xlsx,
)
from checks.facts.pdfs import read_pdf
from crawler.archive import Page
from crawler.links import is_attachment, is_document
from crawler.settings import LINK_KEPT
from crawler.text import decode, is_html

if TYPE_CHECKING:
    from checks.site import Site

SIZE = 20 * 1024 * 1024
"""Bytes of a file at most (our default)."""
LINES, ROWS = 20_000, 5_000
"""Lines of a file and rows of all of its tables at most; what is beyond is left out and said (our defaults)."""
_NESTED = 5
"""Documents at most that are read of an archive of files (our default)."""
CUT = "未完整下载"
_STARTS = {
    b"%PDF": "pdf", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\xd0\xcf\x11\xe0": "doc", b"{\\rtf": "rtf",
    b"Rar!": "rar", b"7z\xbc\xaf": "7z", b"\x89PNG": "image", b"\xff\xd8\xff": "image", b"GIF8": "image",
}  # fmt: skip
_PACKED = {"docx": read_docx, "xlsx": read_xlsx, "ofd": read_ofd}
_SECRET = "EncryptedPackage".encode("utf-16-le")
_TYPES = ("pdf", "msword", "officedocument", "ms-excel", "ofd", "zip", "octet-stream", "csv")


@dataclass(frozen=True, slots=True)
class File:
    """`kind`: pdf docx xlsx ofd zip html csv txt; doc (old Office) rtf rar 7z image, which are not read; '' unknown."""

    kind: str
    lines: tuple[str, ...] = ()
    """Text in reading order, white space within made one; of an archive of files its members' names, then their lines."""
    tables: tuple[list[list[str]], ...] = ()
    """Rows of cell texts; a merged cell's text stands in every place it covers. Of a pdf none."""
    fault: str = ""
    """Why it could not be read, or not to its end, in Chinese; what was read stands."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Files(Mapping[str, File]):
    """The documents of a site by address, each read when it is first asked for; sorted."""

    def __init__(self, site: Site) -> None:
        self._site = site
        latest = {page.url: page for page in site.visits if page.status == 200 and _is_file(page)}
        self._pages = dict(sorted(latest.items()))
        self._read: dict[str, File] = {}

    def page(self, url: str) -> Page:
        return self._pages[url]

    def __contains__(self, url: object) -> bool:
        return url in self._pages  # without reading it, as a mapping otherwise would

    def __getitem__(self, url: str) -> File:
        if url not in self._read:
            page = self._pages[url]
            whole = page.size < LINK_KEPT or page.purpose != "link" or not self._site.archive.truncated(page)
            body = self._site.archive.body(page)
            self._read[url] = read_file(page, body) if whole else File(_kind(page, body), fault=CUT)
        return self._read[url]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def files(site: Site) -> Files:
    """Of the documents that links of the site lead to, those that were delivered."""
    return Files(site)


def _is_file(page: Page) -> bool:
    kind = page.content_type.lower()
    told = any(one in kind for one in _TYPES) and not is_attachment(page.url)
    return page.purpose in ("link", "page") and (told or _is_named_document(page.url))


def read_file(page: Page, body: bytes) -> File:
    """Never raises, whatever the bytes are. `page` gives the header's type and, of HTML, the base of its links."""
    kind = _kind(page, body)
    if len(body) > SIZE:
        return File(kind, fault=TOO_LARGE)
    try:
        return _bounded(_read(kind, page, body))
    except Unreadable as refusal:
        return File(kind, fault=str(refusal))
    except Exception:  # libraries raise everything at broken files; that it is broken is all there is to say
        return File(kind, fault=DAMAGED)


def _kind(page: Page, body: bytes) -> str:
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    kind = next((name for mark, name in _STARTS.items() if start.startswith(mark)), "")
    if kind == "zip":
        return package_kind(body)
    if kind or not body:
        return kind
    if b"%PDF" in body[:1024]:
        return "pdf"
    if is_html("", body) or b"<table" in body[:4096].lower():
        return "html"
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "" if b"\0" in body and not wide else "csv" if _rows(decode(body)[0]) else "txt"


def _read(kind: str, page: Page, body: bytes) -> File:
    if kind == "pdf":
        told, fault = read_pdf(body)
        return File(kind, tuple(told), fault=fault)
    if kind in _PACKED:
        members(body)  # refuses what is locked or too large
        content = _PACKED[kind](body)
        return File(kind, tuple(content.lines), tuple(content.tables), content.fault)
    if kind == "zip":
        return _archive(page, body)
    if kind == "html":
        document = read_document(page, decode(body, page.content_type)[0])
        return File(kind, document.lines, tuple(table.grid for table in document.tables))
    if kind in ("txt", "csv"):
        text = decode(body, page.content_type)[0]
        lines = tuple(line for row in text.splitlines() if (line := " ".join(row.split())))
        return File(kind, lines, (rows,) if (rows := _rows(text)) else ())
    return File(kind, fault=DAMAGED if not body else LOCKED if kind == "doc" and _SECRET in body else UNKNOWN)


def _rows(text: str) -> list[list[str]]:
    """Of comma- or tab-separated text; empty when its rows differ in length, or there is but one column."""
    if "\0" in text:
        return []
    for mark in "\t,":
        try:
            rows = [row for row in csv.reader(text.splitlines()[: ROWS + 1], delimiter=mark) if any(row)]
        except csv.Error:
            continue
        if len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1:
            return [[cell.strip() for cell in row] for row in rows]
    return []


def _archive(page: Page, body: bytes) -> File:
    """Names of the members, then what the first documents among them say; archives within it stay shut."""
    content, tried = Content(), 0
    for name, data in members(body):
        content.lines.append(name)
        if tried < _NESTED and data is not None and is_document(f"http://member/{name.rpartition('/')[2]}"):
            tried += 1
            inner = data()
            if _kind(page, inner) in ("pdf", *_PACKED):
                document = read_file(page, inner)
                content.lines += document.lines
                content.tables += document.tables
    return File("zip", tuple(content.lines), tuple(content.tables))


def _bounded(found: File) -> File:
    """No more than the limits allow; a file without any text is a picture of one."""
    rows = sum(map(len, found.tables))
    if len(found.lines) > LINES or rows > ROWS:
        kept, left = [], ROWS
        for table in found.tables:
            kept.append(table[:left])
            left -= len(kept[-1])
        return File(found.kind, found.lines[:LINES], tuple(table for table in kept if table), TOO_LARGE)
    if not found.lines and not found.fault and found.kind in ("pdf", "docx", "ofd"):
        return File(found.kind, fault=SCANNED)
    return found
