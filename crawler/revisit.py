"""A short second visit to a site: the pages that somebody was told to mend, what they link, and little else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crawler.archive import Page
from crawler.links import Found, is_attachment
from crawler.paging import LIST_PAGES
from crawler.plan import Ask, Plan
from crawler.platforms import Listing
from crawler.targets import Target

NEW_PAGES = 40
"""Pages that an errand may find for itself: what was missing, when it is there, stands at a new address. Our default."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What to ask of one site again. The home page is always asked for, and an address that cannot exist."""

    pages: tuple[str, ...] = ()
    """To be read whole, with what their lists go on to."""
    links: tuple[str, ...] = ()
    """To be checked alone, be they on the site or elsewhere."""
    known: frozenset[str] = frozenset()
    """Addresses that the round has seen: they are not new."""
    grows: bool = False
    """Are new addresses that the pages link to be read too?"""
    searches: bool = False
    """Is the site's own search to be tried?"""
    measures: bool = False
    """Is it to be measured how the site is reached?"""


class Revisit(Plan):
    """Asks for what its errand names. Redirects, frames and further pages of lists are followed as in any crawl."""

    def __init__(self, site: int, target: Target, errand: Errand, max_links: int, *given: Any) -> None:
        """`given`: as `Plan` takes them after `max_links`."""
        pages = (1 + len(errand.pages)) * (1 + LIST_PAGES) + (NEW_PAGES if errand.grows else 0)
        super().__init__(site, target, pages, max_links + len(errand.links), *given)
        self._errand = errand
        self._new_left = NEW_PAGES if errand.grows else 0

    def begin(self) -> list[Ask]:
        home = super().begin()
        asks = [(url, "page") for url in self._errand.pages] + [(url, "link") for url in self._errand.links]
        wanted = [self._wanted(Ask(self.site, url, "", 1, self.target.url), purpose) for url, purpose in asks]
        found = home + [ask for ask in wanted if ask]
        self._under_way = sum(ask.purpose != "link" for ask in found)
        return found

    def _stepped(self, ask: Ask, page: Page, found: Found, moved: bool) -> Ask | None:
        if moved or found.how in ("frame", "refresh"):
            return super()._stepped(ask, page, found, moved)
        if not self._new_left or found.url in self._errand.known or not self.owns(found.url):
            return None
        step = Ask(self.site, found.url, "", ask.depth + 1, page.url)
        if wanted := self._wanted(step, "link" if is_attachment(found.url) else "page"):
            self._new_left -= 1
        return wanted

    def _searched(self, ask: Ask, page: Page, text: str, found: list[Found], lists: list[Listing]) -> Iterable[Ask]:
        return super()._searched(ask, page, text, found, lists) if self._errand.searches else ()
