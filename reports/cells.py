"""What may stand in a cell, on a page and in a file name, whatever the crawled world wrote there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from crawler.beijing import BEIJING

CELL_LIMIT = 32_000
"""Characters; Excel refuses more than 32,767."""
NAME_LIMIT = 60
"""Characters of a file name: three bytes each in UTF-8, and file systems take 255."""

_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+"
)
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]\s*\S")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])(\d{6})\d{8}(\d{3}[0-9Xx])(?![0-9A-Za-z])", re.ASCII)
_MOBILE = re.compile(r"(?<![0-9A-Za-z])((?:(?:\+|00)?86[ -]?)?1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?![0-9A-Za-z])", re.ASCII)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\n]+')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def plain(text: str) -> str:
    """Text that no program takes for anything else: visible characters, never a formula, personal numbers masked."""
    text = masked(visible(text))
    if len(text) > CELL_LIMIT:
        text = text[:CELL_LIMIT] + "…"
    return f"'{text}" if _FORMULA.match(text) else text


def visible(text: str) -> str:
    """Without what no reader sees; line breaks stay."""
    return _INVISIBLE.sub(" ", text).strip()


def masked(text: str) -> str:
    """Identity-card numbers keep six and four digits, mobile numbers three and four."""
    return _MOBILE.sub(r"\1****\2", _IDENTITY.sub(r"\1********\2", text))


def address(url: str) -> str:
    """A page's address: kept as fetched, so that it opens; only what a file cannot hold is taken out."""
    return _INVISIBLE.sub("", url).replace("\n", "")[:CELL_LIMIT]


def beijing(seen_at: str) -> str:
    """`2026-03-15 10:21` in China of an ISO time, which is UTC when it does not say; empty stays empty."""
    if not seen_at:
        return ""
    moment = datetime.fromisoformat(seen_at)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def file_names(titles: Iterable[str]) -> dict[str, str]:
    """Title → stem of a file that every system accepts; titles that would meet get a number, by the order given."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for title in titles:
        stem = _stem(title)
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}({number})"
        taken.add(name.casefold())
        names[title] = name
    return names


def _stem(title: str) -> str:
    stem = _NOT_IN_NAMES.sub("_", _INVISIBLE.sub("", title)).strip(" .'")[:NAME_LIMIT].strip(" .")
    if not stem:
        return "未命名单位"
    return f"_{stem}" if _RESERVED.match(stem) else stem
