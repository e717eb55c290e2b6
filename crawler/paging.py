"""One list, read page by page: which page is next, and when it is done. No network and no files here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from crawler.links import Found
from crawler.pagers import page_number, same_list
from crawler.platforms import Listing

LIST_PAGES = 5
"""Further pages read of one list. Our default: enough for its newest items."""
MISSES = 3
"""So many pages in a row that do not answer or show nothing new, and the list is taken to be at its end.

Our default: one for a build that begins to count elsewhere, two for an endpoint that has other addresses."""


class Paging:
    """How far one list is.

    A pager's addresses are guesses: each page is compared with what was there before, and counts only when it shows
    something else. The list is done when its items reach its total, its pages their number, or LIST_PAGES are read.
    """

    def __init__(self, column: str, depth: int, listing: Listing, found: Iterable[Found]) -> None:
        """`column`: the page that the list begins on; `found`: its links; `depth`: clicks to the list's pages."""
        self.column, self.depth = column, depth
        self._line = deque(listing.more)
        self._known = {column, *listing.more}
        self._container, self._total, self._pages = listing.container, listing.total, listing.pages
        self._items = {hash(item.url) for item in listing.items}
        self._links = self._own(found)
        # The page that the list begins on is its first page, unless a script draws all of it.
        self._read = 0 if listing.drawn and not listing.items else 1
        self._limit = self._read + LIST_PAGES
        self._drawn, self._missed = listing.drawn, 0

    @property
    def next(self) -> str | None:
        """The address to ask for; None when the list is done."""
        whole = self._total is not None and len(self._items) >= self._total and bool(self._items)
        done = whole or self._read >= min(self._limit, self._pages or self._limit) or self._missed >= MISSES
        return None if done or not self._line else self._line[0]

    @property
    def in_vain(self) -> bool:
        """Did the script's own addresses give nothing?"""
        return self._drawn and not self._items

    def skip(self) -> None:
        """The next address is asked for elsewhere already."""
        self._line.popleft()

    def learn(self, lists: list[Listing], found: Iterable[Found]) -> None:
        """What the page that was asked for shows; nothing at all when it did not answer."""
        self._line.popleft()
        of_items = [one for one in lists if one.items]
        shown = next((one for one in of_items if one.container == self._container), None) or next(iter(of_items), None)
        items = {hash(item.url) for item in shown.items} if shown else set()
        links = set() if shown else self._own(found)
        # Where a script draws the list, a page that is none of its replies is somebody's word of regret.
        if (self._drawn and not lists) or (items <= self._items and links <= self._links):
            self._missed += 1
            return
        self._missed = 0
        self._read += 1
        self._items |= items
        self._links |= links
        self._follow(shown or next(iter(lists), None))

    def _follow(self, shown: Listing | None) -> None:
        """What a page says of its list goes before what was guessed of it."""
        if shown is None:
            return
        self._total = self._total if shown.total is None else shown.total
        self._pages = self._pages or shown.pages
        further = [address for address in shown.more if address not in self._known]
        self._known.update(further)
        self._line.extendleft(reversed(further))

    def _own(self, found: Iterable[Found]) -> set[int]:
        """Links that are not the pager's."""
        return {
            hash(one.url)
            for one in found
            if one.how == "a" and one.url not in self._known and not same_list(one.url, self.column)
        }


def without_pager(found: list[Found], lists: list[Listing], here: str) -> list[Found]:
    """Without the other pages of the lists that are here: those are read in order, and no further than is needed."""
    pages = {url for one in lists for url in one.more}
    if not pages:
        return found
    return [one for one in found if one.url not in pages and not (page_number(one.url) and same_list(one.url, here))]
