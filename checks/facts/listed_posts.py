"""The posts of an account's files together, and the spans of days in which nothing was posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.archive import Page
from crawler.ledger import Ledger, Post

if TYPE_CHECKING:
    from checks.site import Site

YEAR = timedelta(days=365)
"""How far back silence is looked for. Our default: an inspection speaks of the year before it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A post and the file that has it."""

    post: Post
    page: Page


@dataclass(frozen=True, slots=True)
class Gap:
    """Two posts, with none between them in any file."""

    before: Listed
    after: Listed
    complete: bool
    """A file that misses nothing by its nature reaches over the whole of it."""

    @property
    def days(self) -> int:
        return (self.after.post.published.date() - self.before.post.published.date()).days


def posts(site: Site) -> tuple[Listed, ...]:
    """Up to the day of judgement, newest first; a post that several files have stands once."""
    found: dict[tuple[object, ...], Listed] = {}
    for page, ledger in site.ledgers:
        for post in ledger.posts:
            if post.published.date() <= site.today:
                minute = post.published.replace(second=0, microsecond=0)
                found.setdefault((post.title, minute), Listed(post, page))
    return tuple(sorted(found.values(), key=lambda one: (-one.post.published.timestamp(), one.post.title)))


def gaps(site: Site) -> tuple[Gap, ...]:
    """Between each two posts of the year before the day of judgement that one file reaches over, newest first.

    What lies between the last post of one file and the first of the next, no file has seen.
    """
    listed = site.fact(posts)
    spans = [(span, ledger.complete) for _, ledger in site.ledgers if (span := span_of(ledger, site.today))]
    found = []
    for after, before in pairwise(listed):
        days = before.post.published.date(), after.post.published.date()
        over = [complete for (first, last), complete in spans if first <= days[0] and days[1] <= last]
        if over and days[1] > site.today - YEAR:
            found.append(Gap(before, after, any(over)))
    return tuple(found)


def span_of(ledger: Ledger, today: date) -> tuple[date, date] | None:
    """From the file's oldest post to its newest: when it was made proves nothing, it may be of a part of the year."""
    days = [post.published.date() for post in ledger.posts if post.published.date() <= today]
    return (min(days), max(days)) if days else None
