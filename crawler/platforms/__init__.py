"""Lists that are more than links: what families of site builders draw by script or page through.

Chosen by what a page shows, never by its host. Everything here is pure: text in, lists out.
"""

from __future__ import annotations

from dataclasses import dataclass


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
    """Addresses of further pages of it; guessed from the pager, so one that does not answer proves nothing."""
    container: str
    """`id` of the element it is drawn in; empty when it has none."""


def listings(text: str, url: str) -> list[Listing]:
    """Every list on the page, in page order."""
    from crawler.platforms import jcms, trs

    return jcms.listings(text, url) or trs.listings(text, url)


def listing(text: str, url: str) -> Listing | None:
    """The page's main list, which is its longest; None when it has none of a family we know."""
    return max(listings(text, url), key=lambda one: (one.total or 0, len(one.items), len(one.more)), default=None)
