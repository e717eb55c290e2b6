"""What list endpoints reply in JSON, and what scripts keep in literals."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.links import absolute
from crawler.platforms import Item

_CALLBACK = re.compile(r"\s*[\w.$]+\s*\((.*)\)\s*;?\s*\Z", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_STRING = re.compile(r"[\s,\[]*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CHINA = timedelta(hours=8)


def read_json(text: str) -> Any:
    """The value of a JSON or JSONP reply; None when it is neither. Raw line breaks in strings are let pass."""
    match = _CALLBACK.match(text) if text.lstrip()[:1] not in ("{", "[") else None
    try:
        return json.loads(match[1] if match else text, strict=False)
    except (ValueError, RecursionError):
        return None


def read_items(rows: Any, url: str, titles: str, addresses: str, days: str) -> tuple[Item, ...]:
    """Items of a reply's rows; each of the last three names the keys to look under, in order, by spaces."""
    found = []
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict):
            title = " ".join(html.unescape(_TAG.sub("", _first(row, titles))).split())
            address = absolute(url, _first(row, addresses))
            if title and address:
                found.append(Item(title, address, _day(_first(row, days))))
    return tuple(found)


def number(value: Any) -> int | None:
    """A count that may be written as a string."""
    return int(value) if str(value).isdecimal() and len(str(value)) < 10 else None


def js_strings(text: str, start: int) -> Iterator[str]:
    """The strings of the array literal that stands at `start`, as far as it holds nothing else."""
    while match := _STRING.match(text, start):
        yield _ESCAPE.sub(_unescaped, match[1] if match[1] is not None else match[2])
        start = match.end()


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else {"n": "\n", "t": " ", "r": ""}.get(match[2], match[2])


def _first(row: dict[str, Any], names: str) -> str:
    return next((str(row[name]) for name in names.split() if row.get(name) not in (None, "", 0)), "")


def _day(text: str) -> str:
    """As written; a count of seconds or milliseconds is turned into the day in China."""
    if not text.isdecimal() or not 9 <= len(text) <= 13:
        return text[:10] if re.match(r"\d{4}-\d\d-\d\d[ T]", text) else text
    seconds = int(text) / (1000 if len(text) > 11 else 1)
    return str((datetime.fromtimestamp(seconds, UTC) + _CHINA).date())
