"""Which pages of a site are worth the budget first: columns before articles, and of the articles a fair sample.

Everything is drawn by a seed that the round states, so that the same visits lead to the same sample.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import zip_longest
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.links import COLUMN_NAME, Found

if TYPE_CHECKING:
    from crawler.plan import Ask

ARTICLES_A_COLUMN = 3
"""Articles read of each page by a freshness crawl. Our default."""
ARTICLES_SHARE = 4
"""One page in so many of the budget is kept for articles, however many columns there are. Our default."""

_ARTICLE = re.compile(
    r"/t\d{8}_\d+|/art/\d{4}/|/(?:content|article|post)_\d|/\d{4}[-/]?\d{2}[-/]?\d{2}/|/(?:19|20)\d{4}/[^/]*\d{4}"
)


class Mode(StrEnum):
    """What a crawl is for."""

    FULL = "full"
    """Everything in scope up to the budget."""
    FRESHNESS = "freshness"
    """Home page, columns, the first page of each list, a few articles of each: what a monthly check needs."""

    @property
    def label(self) -> str:
        return {"full": "全面采集", "freshness": "更新巡检"}[self.value]


def is_column(found: Found) -> bool:
    """Does the link look like one to a column: a short name, no day beside it, no article's address?"""
    if found.how != "a":
        return True
    if found.dated or len(found.text) > COLUMN_NAME:
        return False
    return _ARTICLE.search(urlsplit(found.url).path) is None


class Sample:
    """Articles that wait until the columns are read. Holds no more than a few times `limit`, however many are named."""

    def __init__(self, seed: int, limit: int) -> None:
        self._seed, self._limit = seed, max(limit, 1)
        self._columns: dict[str, list[Ask]] = {}
        self._draws: dict[str, Random] = {}
        self._named: dict[str, int] = {}
        self._waiting: set[str] = set()
        self.left_out = False
        """Something was named that will not be asked for."""

    def add(self, ask: Ask) -> None:
        """Once an address; of a page that names too many, each has the same chance to stay."""
        if ask.url in self._waiting:
            return
        line = self._columns.setdefault(ask.via, [])
        named = self._named[ask.via] = self._named.get(ask.via, 0) + 1
        room = -(-self._limit // len(self._columns))
        if len(line) < room:
            line.append(ask)
        else:
            self.left_out = True
            place = self._draw(ask.via).randrange(named)
            if place >= len(line):
                return
            self._waiting.discard(line[place].url)
            line[place] = ask
        self._waiting.add(ask.url)

    def holds(self, url: str) -> bool:
        return url in self._waiting

    def take(self, room: int, each: int) -> list[Ask]:
        """Empty it: at most `room` asks, at most `each` of a column, each column in turn."""
        lines = list(self._columns.values())
        fits = len(self._waiting) <= room and all(len(line) <= each for line in lines)
        if not fits:
            self.left_out = True
            for via, line in self._columns.items():
                self._draw(via).shuffle(line)
        turns = lines if fits else zip_longest(*(line[:each] for line in lines))
        taken = [ask for turn in turns for ask in turn if ask is not None][:room]
        self._columns, self._draws, self._named, self._waiting = {}, {}, {}, set()
        return taken

    def _draw(self, via: str) -> Random:
        return self._draws.setdefault(via, Random(f"{self._seed} {via}"))
