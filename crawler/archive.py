"""The evidence of one target: bytes in WARC, one index line for every attempt to get them.

A folder holds `pages.warc.gz` (WARC/1.1, one gzip member a record, so each can be sought alone) and
`visits.jsonl`. A record is written and flushed before its index line: after a crash the index is true and
what follows its last line in the WARC is cut off on the next opening. Bodies are kept as received, still
content-encoded; header lines are re-serialised by the HTTP client, and the warcinfo record says so.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from crawler.appending import ArchiveFull, append
from crawler.text import unpack
from crawler.warc import Headers, http_block, read_record, record, split_http

WARC = "pages.warc.gz"
INDEX = "visits.jsonl"
SUMMARY = "summary.json"


@dataclass(frozen=True, slots=True)
class Page:
    """One attempt to get one address, and what came of it.

    `error` is empty when there was an answer, else one of
    `dns refused reset timeout tls too_large robots private encoding failed`.
    """

    url: str
    purpose: str
    """`home` `page` `list` in scope · `link` only checked · `ipv6` home over IPv6 · `probe` an address that cannot
    exist · `search` the site's own search: `via` carries the form, `detail` is JSON with the `word` looked for, the
    `url` of its article and the `failure` in the client's own words, if any · `robots` robots.txt · `dns` · `ledger`
    an account's file · `post` a post's public page, `via` empty of a ledger's link itself · `task` what people found of
    an account · `reach` `ipv4` `ipv6-link` `ipv4-link` how it is reached (`crawler.reach`) · `rendered` a page's elements
    after its scripts ran in a browser · `visit` the home page by the clock, with a record of its own
    (`crawler.visitlog`)."""
    depth: int
    """Clicks from the home page; 0 is the home page."""
    fetched_at: datetime
    """UTC, whole seconds."""
    elapsed: float
    """Seconds from asking to the last byte."""
    via: str = ""
    """The page that led here."""
    status: int | None = None
    error: str = ""
    detail: str = ""
    """The failure in the client's own words, or facts beside the bytes."""
    content_type: str = ""
    location: str = ""
    """Where a redirect points, absolute."""
    sha256: str = ""
    """Of the body as received; empty when there was none."""
    size: int = 0
    ip: str = ""
    family: int = 0
    """4 or 6, of the address that answered; 0 when none did."""
    offset: int = -1
    """Of the record in the WARC file; -1 when nothing was written."""
    length: int = 0

    @property
    def answered(self) -> bool:
        return self.status is not None


def page_from_json(line: str) -> Page:
    row = json.loads(line)
    row["fetched_at"] = datetime.fromisoformat(row["fetched_at"])
    return Page(**row)


def page_to_json(page: Page) -> str:
    row: dict[str, Any] = asdict(page)
    row["fetched_at"] = page.fetched_at.isoformat()
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


_NOTE = "bodies are as received, still content-encoded; header lines are re-serialised by the HTTP client"


class ArchiveWriter:
    """Appends to the archive in `folder`, which is made or, after a crash, mended.

    Holds no descriptor between writes: a round has more archives than a process may have open files.
    """

    def __init__(self, folder: Path, about: dict[str, str]) -> None:
        """`about` names the software and the user agent; it opens the WARC file."""
        folder.mkdir(parents=True, exist_ok=True)
        self._warc, self._index = folder / WARC, folder / INDEX
        self._end = _mend(self._warc, self._index)
        if self._end == 0:
            fields = {"format": "WARC File Format 1.1", "note": _NOTE} | about
            block = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
            began = datetime.now(UTC).replace(microsecond=0)
            self._end = append(self._warc, record("warcinfo", "", began, block, _FIELDS), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def write(self, page: Page, body: bytes = b"", headers: Headers = (), *, truncated: bool = False) -> Page:
        """Keep one attempt; returns it with `sha256`, `size`, `offset` and `length` filled in.

        An answer becomes a `response`, a failure a `metadata`, a `dns` or `ledger` visit a `resource` record; what a
        browser drew a `conversion` record, which is what WARC calls bytes that no server sent.
        Raises ArchiveFull when the disk has no room; nothing of this visit is kept then.
        """
        data = _record_of(page, body, headers, truncated)
        end = append(self._warc, data, self._end)
        kept = replace(
            page,
            sha256=hashlib.sha256(body).hexdigest() if _has_body(page) else "",
            size=len(body),
            offset=self._end,
            length=len(data),
        )
        try:
            append(self._index, (page_to_json(kept) + "\n").encode(), None)
        except ArchiveFull:
            os.truncate(self._warc, self._end)
            raise
        self._end = end
        return kept


class Archive:
    """Reads what an `ArchiveWriter` wrote; a torn last line, left by a crash, is passed over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def finished(self) -> bool:
        """Did the crawl end with nothing left to ask for? False too when it was killed and wrote no summary."""
        return bool(self._summary.get("finished"))

    @property
    def budget_hit(self) -> bool:
        """Were there more pages than the crawl was to ask for?"""
        return bool(self._summary.get("budget_hit"))

    @property
    def _summary(self) -> dict[str, Any]:
        path = self.folder / SUMMARY
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}

    def pages(self) -> Iterator[Page]:
        """Every attempt, in order of capture; none when nothing was crawled."""
        index = self.folder / INDEX
        if not index.exists():
            return
        with index.open("rb") as lines:
            for line in lines:
                if line.endswith(b"\n"):
                    yield page_from_json(line.decode())

    def body(self, page: Page) -> bytes:
        """The body with its content encoding taken off, at most `text.BODY_LIMIT` bytes of it."""
        headers, body = self._parts(page)
        return unpack(body, header(headers, "content-encoding"))[0]

    def raw(self, page: Page) -> bytes:
        """The body as received, which `Page.sha256` is of."""
        return self._parts(page)[1]

    def truncated(self, page: Page) -> bool:
        """Was the download broken off, so that only the beginning of the body is here?"""
        return page.offset >= 0 and "warc-truncated" in self._record(page)[0]

    def headers(self, page: Page) -> list[tuple[str, str]]:
        """Header lines of an answer, in the order received."""
        return self._parts(page)[0]

    def _parts(self, page: Page) -> tuple[list[tuple[str, str]], bytes]:
        if page.offset < 0:
            return [], b""
        fields, block = self._record(page)
        if fields["warc-type"] == "response":
            return split_http(block)
        return [], block if fields["warc-type"] in ("resource", "conversion") else b""

    def _record(self, page: Page) -> tuple[dict[str, str], bytes]:
        with (self.folder / WARC).open("rb") as warc:
            warc.seek(page.offset)
            return read_record(warc.read(page.length))


def header(headers: Headers, name: str) -> str:
    """The first value of a header, any case; empty when it is not there."""
    return next((value for key, value in headers if key.lower() == name), "")


_FIELDS = "application/warc-fields"
_RESOURCES = {"dns": "text/dns", "ledger": "application/octet-stream"} | dict.fromkeys(
    ("task", "reach"), "application/json"
)


def _has_body(page: Page) -> bool:
    return page.answered or page.purpose in _RESOURCES


def _record_of(page: Page, body: bytes, headers: Headers, truncated: bool) -> bytes:
    if page.purpose in _RESOURCES:
        content_type = page.content_type or _RESOURCES[page.purpose]
        return record("resource", page.url, page.fetched_at, body, content_type)
    if page.status is None:
        block = f"error: {page.error}\r\ndetail: {' '.join(page.detail.split())}\r\nelapsed: {page.elapsed}\r\n"
        return record("metadata", page.url, page.fetched_at, block.encode(), _FIELDS)
    if page.purpose == "rendered":
        of = [("WARC-Refers-To-Target-URI", page.url)]
        return record("conversion", page.url, page.fetched_at, body, page.content_type, of)
    extra = [("WARC-Payload-Digest", f"sha256:{hashlib.sha256(body).hexdigest()}")]
    if page.ip:
        extra.append(("WARC-IP-Address", page.ip))
    if truncated:
        extra.append(("WARC-Truncated", "length"))
    block_ = http_block(page.status, headers, body)
    return record("response", page.url, page.fetched_at, block_, "application/http; msgtype=response", extra)


def _mend(warc: Path, index: Path) -> int:
    """Cut off what a crash left behind; returns the end of the WARC, 0 when it must be begun anew."""
    size = warc.stat().st_size if warc.exists() else 0
    end = kept = 0
    index.touch()
    with index.open("rb") as lines:
        for line in lines:
            page = page_from_json(line.decode()) if line.endswith(b"\n") else None
            if page is None or page.offset + page.length > size:
                break
            kept += len(line)
            end = page.offset + page.length
    for path, length in ((index, kept), (warc, end)):
        if path.exists() and path.stat().st_size > length:
            os.truncate(path, length)
    return end
