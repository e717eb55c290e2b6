"""Lists that are more than links: what families of site builders draw by script or page through.

Chosen by what a page shows, never by its host. Everything here is pure: text in, lists out. The text is a page, or
what a list's endpoint replies to its script (XML, JSON, a JavaScript literal, a piece of HTML).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MORE_LIMIT = 20
"""Addresses of further pages that are named at most."""

_REPLY = re.compile(r"\s*(?:(?:<\?xml[^>]*>\s*)?<datastore\b|[{\[]|var\s+\w+\s*=)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    url: str
    date_text: str
    """The day as written; empty when none stands beside it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as its builder keeps it."""

    items: tuple[Item, ...]
    """In list order; empty where the items are ordinary links of the page."""
    total: int | None
    """How many there are in all, by the page's own word."""
    more: tuple[str, ...]
    """Addresses of further pages of it, in order; guessed from the pager, so one that does not answer proves nothing.
    One that repeats what was there is passed over: builds differ in where they begin to count."""
    container: str
    """`id` of the element it is drawn in; empty when it has none."""
    pages: int | None = None
    """How many pages there are, the first included, by the page's own word."""
    drawn: bool = False
    """A script draws it: no ordinary link of the page is one of its items."""


def listings(text: str, url: str) -> list[Listing]:
    """Every list on the page, in page order, as the first family reads it that knows the page for its own."""
    from crawler.platforms import anhui, easysite, gkmlpt, jcms, plain, trs, ucap, vsb

    families = (family.listings for family in (jcms, gkmlpt, anhui, easysite, ucap, vsb, trs, plain))
    return next((found for read in families if (found := read(text, url))), [])


def listing(text: str, url: str) -> Listing | None:
    """The page's main list, which is its longest; None when it has none of a family we know."""
    return max(listings(text, url), key=lambda one: (one.total or 0, len(one.items), len(one.more)), default=None)


def is_reply(text: str) -> bool:
    """Is it data for a script and no page, so that nothing but a list is to be read from it?"""
    return _REPLY.match(text) is not None
