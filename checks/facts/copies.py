"""The home page as it came over each family, as a visitor sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    days: frozenset[date]
    """Of its dated links."""
    scripted: bool
    """A script may change what is seen, or send the visitor on."""


@dataclass(frozen=True, slots=True)
class Copies:
    """In order of capture. Several over IPv4 show how much the page differs from itself."""

    sixes: tuple[Copy, ...]
    fours: tuple[Copy, ...]


def copies(site: Site) -> Copies:
    measured = site.fact(families)
    return Copies(tuple(_readable(site, measured.sixes)), tuple(_readable(site, measured.fours)))


def _readable(site: Site, pages: tuple[Page, ...]) -> Iterator[Copy]:
    """The same bytes are read once."""
    read: dict[str, Copy] = {}
    for page in pages:
        if page.sha256 in read:
            yield replace(read[page.sha256], page=page)
        elif page.status == 200 and reach(page, text := site.text(page)) is Reach.OK:
            document = read_document(page, text)
            days = frozenset(link.dated.day for link in document.links if link.dated)
            scripted = bool(document.scripts or document.inline or document.moves)
            read[page.sha256] = Copy(page, document.title, document.text, days, scripted)
            yield read[page.sha256]
