"""How new what a site holds of each item of the mandatory-content catalogue is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from checks.content.needles import bare
from checks.facts.articles import published
from checks.facts.channels import Channel, Reading
from checks.facts.dates import dates, url_date
from checks.facts.holdings import Holding, Match, holdings
from checks.facts.openings import State, columns, columns_below
from crawler.archive import Page
from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

_UNREAD = (State.UNREAD, State.UNASKED, State.ODD)


@dataclass(frozen=True, slots=True)
class Newest:
    """One dated thing, and the page that shows its day."""

    title: str
    day: date
    quote: str
    page: Page


@dataclass(frozen=True, slots=True)
class Dating:
    newest: Newest | None
    """Of what goes by the item's name, not after today."""
    near: Newest | None
    """Of what only speaks of the matter."""
    open_lists: tuple[str, ...]
    """Names of columns whose unread part may be newer than what was read."""
    unseen: bool
    """Part of it stands on another host, or was not read and bears no day."""


def datings(site: Site) -> dict[str, Dating]:
    """Of every item with a term that the site holds, or that it speaks of; by id."""
    beside = _days_beside(site)
    found = site.fact(holdings).items()
    return {key: _dating(site, holding, beside) for key, holding in found if holding.content.months}


def _days_beside(site: Site) -> dict[str, list[Newest]]:
    """Day written beside links, by the link's bare text."""
    found: dict[str, list[Newest]] = {}
    for document in site.shown.values():
        for link in document.links:
            if link.dated and len(link.text) >= 2:
                seen = Newest(link.text, link.dated.day, link.dated.quote, document.page)
                found.setdefault(bare(link.text), []).append(seen)
    return found


def _dating(site: Site, holding: Holding, beside: dict[str, list[Newest]]) -> Dating:
    assert site.home is not None
    known = site.fact(columns)
    seen: list[Newest] = []
    near: list[Newest] = []
    read: dict[str, Channel] = {}
    for one in holding.sightings:
        into = near if one.match is Match.NEAR else seen
        into += beside.get(one.name.bare, ())
        if one.name.url not in known and not one.name.heading:
            into += _own_day(site, one.name.url, one.name.text)
        if one.match is not Match.NEAR and not one.name.heading and one.name.url in known:
            read |= {column.document.page.url: column for column in _with_children(site, known[one.name.url])}
    for channel in read.values():
        seen += _listed(channel)
    unread = (channel for channel in read.values() if channel.partly and not channel.newest_first)
    abroad = any(host_of(one.name.url) != host_of(site.home.url) for one in holding.held)
    undated = (
        one.name for one in holding.among(*_UNREAD) if one.name.bare not in beside and not url_date(one.name.url)
    )
    unseen = abroad or any(undated)
    return Dating(_latest(site, seen), _latest(site, near), tuple(channel.name for channel in unread), unseen)


def _with_children(site: Site, channel: Channel) -> Iterator[Channel]:
    """A menu's own columns hold what it stands for."""
    yield channel
    if channel.reading is Reading.MENU:
        yield from columns_below(site, channel)


def _listed(channel: Channel) -> Iterator[Newest]:
    for item in channel.items:
        if item.published:
            yield Newest(item.title, item.published.day, item.published.quote, channel.document.page)


def _own_day(site: Site, url: str, text: str) -> Iterator[Newest]:
    """The day that the page itself gives, or its address."""
    document = site.documents.get(url)
    tag = next(dates(document.tags.value("PubDate")), None) if document else None
    found = tag or (published(document) if document else None)
    page = document.page if document else site.home
    if page and found:
        yield Newest(text, found.day, found.quote, page)
    elif page and (day := url_date(url)):
        yield Newest(text, day, "", page)


def _latest(site: Site, seen: Iterable[Newest]) -> Newest | None:
    kept = [one for one in seen if one.day <= site.today]
    return max(kept, key=lambda one: (one.day, one.title, one.page.url), default=None)
