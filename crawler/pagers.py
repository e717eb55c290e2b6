"""Which addresses are pages of one list, and what the address of another page of it is."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_IN_PATH = re.compile(r"(?:[_-]|(?<=index)|(?<=list))(\d{1,4})(?=\.s?html?$)", re.IGNORECASE)
_NUMBERS = frozenset({"page", "pagenum", "pageno", "pageindex", "p", "currentpage"})
_COUNTS = frozenset({"totalpage", "pagesize"})
"""Parameters that say how the list is cut, and not which list it is."""


def page_number(url: str) -> int:
    """Which page of its list an address names; 0 when it names none."""
    parts = urlsplit(url)
    for name, value in _pairs(parts.query):
        if name.lower() in _NUMBERS and value.isdecimal() and len(value) < 5:
            return int(value)
    match = _IN_PATH.search(parts.path)
    return int(match[1]) if match else 0


def list_address(url: str) -> str:
    """What the addresses of all pages of one list share. Two lists may share it too: their names must tell."""
    parts = urlsplit(url)
    path = re.sub(r"/index\.s?html?$", "/", _IN_PATH.sub("", parts.path))
    kept = (f"{name}={value}" for name, value in _pairs(parts.query) if name.lower() not in _NUMBERS | _COUNTS)
    return f"{parts.netloc}{path}?{'&'.join(sorted(kept))}"


def same_list(url: str, here: str) -> bool:
    """Is it another page of the list that is `here`?"""
    return list_address(url) == list_address(here)


def at_page(url: str, number: int) -> str:
    """The address with another page's number in the place of its own; unchanged when it names none."""
    parts = urlsplit(url)
    for name, value in _pairs(parts.query):
        if name.lower() in _NUMBERS and value.isdecimal():
            return with_query(url, **{name: str(number)})
    return urlunsplit(
        parts._replace(path=_IN_PATH.sub(lambda match: match[0][: -len(match[1])] + str(number), parts.path))
    )


def with_query(url: str, **values: str) -> str:
    """The address with these parameters; the others stay byte for byte, in whatever encoding they are."""
    parts = urlsplit(url)
    pairs = [(name, values.pop(name, value)) for name, value in _pairs(parts.query)]
    query = "&".join(f"{name}={value}" for name, value in [*pairs, *values.items()])
    return urlunsplit(parts._replace(query=query))


def query_value(url: str, name: str) -> str:
    """The first value of a parameter as it stands there; '' when there is none."""
    return next((value for key, value in _pairs(urlsplit(url).query) if key == name), "")


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&") if pair)]
