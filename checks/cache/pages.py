"""Pages as they were read: parsing is most of what a check costs, and the bytes of a visit never change."""

from __future__ import annotations

import hashlib
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import DecodeError, ValidationError
from msgspec.msgpack import Decoder, Encoder

from checks.facts.documents import Document
from checks.facts.grids import Table
from crawler.archive import Page, page_to_json

_KEY, _SIZE = 16, 4
"""Bytes of a page's digest, and of the length of what follows."""
_LEVEL = 1
"""Of zlib: a fifth of the cost of the usual level at a quarter more bytes."""


class Pages:
    """One file, which only grows: digest, length, deflated page; it begins with the edition of the code that read them."""

    def __init__(self, path: Path, edition: str) -> None:
        """What other code has read is thrown away."""
        self._path, self._edition = path, hashlib.sha256(edition.encode()).digest()
        self._encoder, self._decoder = Encoder(enc_hook=_plain), Decoder(Document, dec_hook=_unplain)
        self._at: dict[bytes, tuple[int, int]] = {}
        self._end = 0
        with suppress(OSError):
            self._open()

    def get(self, page: Page) -> Document | None:
        place = self._at.get(_digest(page))
        if place is None:
            return None
        with suppress(OSError, zlib.error, DecodeError, ValidationError), self._path.open("rb") as file:
            file.seek(place[0])
            document = self._decoder.decode(zlib.decompress(file.read(place[1])))
            return document if document.page == page else None
        return None

    def keep(self, document: Document) -> None:
        """A full disk costs the next check its time, not this one its findings."""
        key, data = _digest(document.page), zlib.compress(self._encoder.encode(document), _LEVEL)
        with suppress(OSError), self._path.open("r+b") as file:
            file.seek(self._end)
            file.write(key + len(data).to_bytes(_SIZE, "big") + data)
            self._at[key] = self._end + _KEY + _SIZE, len(data)
            self._end += _KEY + _SIZE + len(data)

    def _open(self) -> None:
        if self._path.exists():
            with self._path.open("rb") as file:
                if file.read(len(self._edition)) == self._edition:
                    self._find(file)
                    return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_bytes(self._edition)
        self._end = len(self._edition)

    def _find(self, file: Any) -> None:
        """Where each page lies; a torn last one is written over."""
        size = self._path.stat().st_size
        self._end = file.tell()
        while len(head := file.read(_KEY + _SIZE)) == _KEY + _SIZE:
            length = int.from_bytes(head[_KEY:], "big")
            begin = self._end + len(head)
            if begin + length > size:
                return
            self._at[head[:_KEY]] = begin, length
            self._end = file.seek(begin + length)


def _digest(page: Page) -> bytes:
    return hashlib.sha256(page_to_json(page).encode()).digest()[:_KEY]


def _plain(value: Any) -> str:
    if isinstance(value, Table):
        return value.html
    raise NotImplementedError(type(value))


def _unplain(kind: type, value: Any) -> Any:
    if kind is Table:
        return Table(value)
    raise NotImplementedError(kind)
