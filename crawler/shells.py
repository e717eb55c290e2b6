"""Pages whose list a script draws from an address that nobody knows: which they are, and how many are worth a browser.

A guess, and a cheap one: a page that is drawn for nothing costs a little time, and what was drawn counts only where
the page as received lists nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from crawler.links import Found
from crawler.platforms import Listing
from crawler.sample import is_column

if TYPE_CHECKING:
    from crawler.plan import Ask

DRAWN_A_SITE = 20
"""Pages of a site that are drawn in a browser at most. Our default."""
OWN_LINKS = 2
"""Links at most that no page before had; a page with more lists something itself. Our default."""

DRAWS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|XMLHttpRequest|axios|fetch\s*\(|\.load\s*\(|new Vue|createApp|v-for|\{\{|ng-repeat"
    r"|template\s*\(|innerHTML|\.append\s*\(|\.html\s*\(|document\.write|laypage|jpage|createPageHTML|dataproxy|getList|pageNo",
    re.IGNORECASE,
)
"""What scripts say that draw a list or other text."""


class Shells:
    """Waits until the columns are read, so that none is drawn whose endpoint is known; the likeliest come first."""

    def __init__(self, room: int) -> None:
        self.room = room
        """How many more may be drawn."""
        self._line: dict[str, tuple[bool, Ask]] = {}
        self._taken: set[str] = set()
        self._columns_read = False

    def consider(
        self, ask: Ask, text: str, found: list[Found], lists: list[Listing], knows: Callable[[str], bool]
    ) -> None:
        """A page that was read, before the articles are; `knows`: had a page before it this link too?"""
        if not self.room or self._columns_read or ask.purpose != "page" or not is_column(Found(ask.url, "a")):
            return
        if is_shell(text, found, lists, sum(one.how == "a" and not knows(one.url) for one in found)):
            self.notice(ask, text)

    def notice(self, ask: Ask, text: str) -> None:
        """A column, by the ask for its page, that is to be drawn; once an address."""
        if self.room and ask.url not in self._taken:
            drawing = ask._replace(purpose="rendered", via=ask.url, attempt=1)
            self._line.setdefault(ask.url, (DRAWS.search(text) is not None, drawing))

    def take(self) -> list[Ask]:
        """Empty it: as many as there is room for."""
        likeliest = sorted(self._line.values(), key=lambda one: not one[0])[: self.room]
        self.room -= len(likeliest)
        self._taken.update(ask.url for _, ask in likeliest)
        self._line, self._columns_read = {}, True
        return [ask for _, ask in likeliest]


def is_shell(text: str, found: list[Found], lists: list[Listing], new: int) -> bool:
    """Does it list nothing itself, though a script of it might? `new`: how many of its links no page before had.

    A page without any link is none: what a firewall's challenge runs in a browser is not ours to run.
    """
    if new > OWN_LINKS or "<script" not in text.lower() or not any(one.how == "a" for one in found):
        return False
    return all(one.drawn and not (one.items or one.more) and one.total != 0 for one in lists)
