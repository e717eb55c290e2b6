"""What belongs to a site, and what only seems to go on for ever."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.links import host_of

QUERIES_A_PATH = 100
"""Addresses read that differ in the query alone, or in the day of a calendar. Our default: enough for a sample."""
REPEATS = 4
"""A path that names one folder so often is a relative link gone round in circles. Our default."""

_CALENDAR = re.compile(r"/(?:19|20)\d\d[-/]?\d{1,2}(?:[-/]?\d{1,2})?/?$")
_YEAR = re.compile(r"/(20\d\d)[-/]\d{1,2}(?:[-/]|$)|(?:^|&)(?:y|year|month|date|day|d|ym)=(20\d\d)", re.IGNORECASE)
_DIGITS = re.compile(r"\d")


class Scope:
    """The hosts of one site; where other targets of the round live on the same host, only its own folders of it."""

    def __init__(self, url: str, neighbours: Iterable[str] = ()) -> None:
        """`neighbours`: home pages of other targets."""
        self.hosts = {host_of(url)}
        self._own = {_folder(url)}
        self._shared = host_of(url)
        self._others = {_folder(other) for other in neighbours if host_of(other) == self._shared} - self._own

    def widen(self, url: str) -> None:
        """The home page moved on to there."""
        self.hosts.add(host_of(url))
        if host_of(url) == self._shared and not self.owns(url):
            self._own.add(_folder(url))
            self._others.discard(_folder(url))

    def owns_host(self, url: str) -> bool:
        return host_of(url) in self.hosts

    def owns(self, url: str) -> bool:
        host = host_of(url)
        if host not in self.hosts:
            return False
        if not self._others or host != self._shared:
            return True
        path = urlsplit(url).path
        own = max((len(folder) for folder in self._own if path.startswith(folder)), default=-1)
        return own > max((len(folder) for folder in self._others if path.startswith(folder)), default=0)


class Traps:
    """Tells addresses that a script makes up without end. Grows with what was let through, which a budget bounds."""

    def __init__(self) -> None:
        self._read: Counter[str] = Counter()

    def springs(self, url: str, year: int) -> bool:
        """Is it one of too many? `year` is that of the capture: nothing was published in the year after next."""
        parts = urlsplit(url)
        if any(int(found[1] or found[2]) > year + 1 for text in parts[2:4] for found in _YEAR.finditer(text)):
            return True
        folders = Counter(folder for folder in parts.path.split("/") if folder)
        if folders and max(folders.values()) >= REPEATS:
            return True
        return self._read[_shape(url)] >= QUERIES_A_PATH

    def passed(self, url: str) -> None:
        """The address will be asked for."""
        if shape := _shape(url):
            self._read[shape] += 1


def _shape(url: str) -> str:
    """What all addresses of one script or calendar share; empty for any other address."""
    parts = urlsplit(url)
    if _CALENDAR.search(parts.path):
        return parts.netloc + _DIGITS.sub("0", parts.path)
    return parts.netloc + parts.path if parts.query else ""


def _folder(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[0] + "/"
