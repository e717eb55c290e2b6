"""The archive of a round with the pages that were read again in place of their former copies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from checks.facts.answers import Answers, Reach
from crawler.archive import Archive, Page
from crawler.text import decode

_PAGES = frozenset({"home", "page", "list", "rendered"})
_WEB = _PAGES | {"link"}
_ROUTES = frozenset({"reach", "ipv6", "ipv4", "ipv6-link", "ipv4-link"})
_ONCE = (frozenset({"dns"}), frozenset({"probe"}), frozenset({"search"}), frozenset({"ledger"}), _ROUTES)
"""Purposes that are looked at as one: all of the newer visits stand for all of the older ones."""


class Overlay(Archive):
    """Reads two archives as one: a rule sees the site as it was, but for what is known to be otherwise now.

    A page that could not be read again keeps its former copy: then what a rule says of it is not new (`is_fresh`).
    """

    def __init__(self, former: Path, again: Path) -> None:
        super().__init__(former)
        self.again = Archive(again)

    @property
    def finished(self) -> bool:
        return super().finished and self.again.finished

    def pages(self) -> Iterator[Page]:
        yield from (page for page in super().pages() if not self._is_replaced(page))
        yield from self.fresh

    @cached_property
    def fresh(self) -> list[Page]:
        """Visits of the second look that say something, in order of capture."""
        return [page for page in self.again.pages() if page.purpose not in _PAGES or page.url in self.settled]

    @cached_property
    def answers(self) -> Answers:
        """Of the second look alone."""
        asked = [page for page in self.again.pages() if page.purpose in (*_WEB, "probe")]
        return Answers(asked, lambda page: decode(self.again.body(page), page.content_type)[0])

    @cached_property
    def settled(self) -> set[str]:
        """Pages of which the second look knows what they are now: read, moved, or surely gone."""
        found = set()
        for page in self.again.pages():
            answer = self.answers.of(page.url) if page.purpose in _PAGES else None
            if answer and answer.reach in (Reach.OK, Reach.GONE):
                found.add(page.url)
        return found

    def is_fresh(self, seen_at: str, sha256: str) -> bool:
        """Was this captured by the second look?"""
        return (seen_at, sha256) in self._captures

    @cached_property
    def _captures(self) -> set[tuple[str, str]]:
        return {(page.fetched_at.isoformat(), page.sha256) for page in self.fresh}

    @cached_property
    def _purposes(self) -> set[str]:
        return {page.purpose for page in self.fresh}

    @cached_property
    def _checked(self) -> set[str]:
        return {page.url for page in self.fresh if page.purpose == "link"}

    def _is_replaced(self, page: Page) -> bool:
        if page.purpose in _WEB:
            continued = page.purpose == "list" and self._column(page) in self.settled
            return continued or page.url in self.settled or (page.purpose == "link" and page.url in self._checked)
        return any(page.purpose in group and group & self._purposes for group in _ONCE)

    def _column(self, page: Page) -> str:
        """The page that a list begins on."""
        column, passed = page.via, set[str]()
        while column in self._led and column not in passed:
            passed.add(column)
            column = self._led[column]
        return column

    @cached_property
    def _led(self) -> dict[str, str]:
        return {page.url: page.via for page in super().pages() if page.purpose == "list"}

    def _record(self, page: Page) -> tuple[dict[str, str], bytes]:
        return self.again._record(page) if page in self._own else super()._record(page)

    @cached_property
    def _own(self) -> set[Page]:
        return set(self.again.pages())
