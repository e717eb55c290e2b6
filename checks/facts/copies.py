"""The home page as it came over each family, as a visitor sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from checks.facts.answers import Reach, reach
from checks.facts.documents import read_document
from checks.facts.families import families
from crawler.archive import Page

if TYPE_CHECKING:
    from checks.site import Site


@dataclass(frozen=True, slots=True)
class Copy:
    page: Page
    title: str
    text: str
    newest: date | None
    """Day of its newest dated link."""


@dataclass(frozen=True, slots=True)
class Copies:
    """One over IPv6, and two over IPv4: the second shows how much the page differs from itself."""

    six: Copy | None
    four: Copy | None
    control: Copy | None


def copies(site: Site) -> Copies:
    measured = site.fact(families)
    fours = _readable(site, measured.fours, 2)
    sixes = _readable(site, measured.sixes, 1)
    return Copies(next(iter(sixes), None), next(iter(fours), None), fours[1] if len(fours) > 1 else None)


def _readable(site: Site, pages: tuple[Page, ...], most: int) -> list[Copy]:
    found: list[Copy] = []
    for page in pages:
        if len(found) < most and page.status == 200 and reach(page, text := site.text(page)) is Reach.OK:
            document = read_document(page, text)
            days = [link.dated.day for link in document.links if link.dated]
            found.append(Copy(page, document.title, document.text, max(days, default=None)))
    return found
