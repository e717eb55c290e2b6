"""Which pages are one list, told by their addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_IN_PATH = re.compile(r"(?:[_-]|(?<=index)|(?<=list))(\d{1,4})(?=\.s?html?$)", re.IGNORECASE)
_IN_QUERY = re.compile(r"[?&](?:page|pageNum|pageNo|pageIndex|p|PAGENUM|currentPage)=(\d{1,4})\b", re.IGNORECASE)


def page_number(url: str) -> int:
    """Which page of its list an address names; 0 when it names none."""
    match = _IN_QUERY.search(url) or _IN_PATH.search(urlsplit(url).path)
    return int(match[1]) if match else 0


def list_address(url: str) -> str:
    """What the addresses of all pages of one list share. Two lists may share it too: their names must tell."""
    parts = urlsplit(_IN_QUERY.sub("", url))
    path = re.sub(r"/index\.s?html?$", "/", _IN_PATH.sub("", parts.path))
    return f"{parts.netloc}{path}?{parts.query}"
