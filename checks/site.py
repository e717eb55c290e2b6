"""A target as the rules see it: all its facts, each computed once, on first use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from checks.around import Around
from checks.cache.pages import Pages
from checks.facts.answers import Answers, Reach, reach
from checks.facts.articles import is_article
from checks.facts.availability import Availability, read_availability
from checks.facts.channels import SHORT, TITLE, Channel, Channels, Item
from checks.facts.dates import local_day
from checks.facts.documents import Document, read_document, with_framed
from checks.facts.drawn import Drawn
from checks.facts.marks import Mark, read_marks
from checks.facts.unread import unread
from crawler.archive import Archive, Page
from crawler.media import Ledger, read_posts
from crawler.targets import Target
from crawler.text import decode, is_data
from crawler.visitlog import read_visits

Seen = TypeVar("Seen")
_ASIDE = frozenset(
    ["ipv6", "ipv4", "ipv6-link", "ipv4-link", "reach", "dns", "ledger", "post", "task", "robots", "rendered"]
)
"""Purposes of visits that are no answers of the site to a visitor."""


class Site:
    """Reads one archive. Nothing here judges; every property is a plain observation."""

    def __init__(self, target: Target, archive: Archive, around: Around, cache: Pages | None = None) -> None:
        """`cache`: pages as an earlier check has read them."""
        self.target = target
        self.archive = archive
        self.around = around
        self._cache = cache
        self._facts: dict[Callable[[Site], Any], Any] = {}

    def fact(self, observe: Callable[[Site], Seen]) -> Seen:
        """What a function of `checks/facts/` sees on this site, computed once."""
        if observe not in self._facts:
            self._facts[observe] = observe(self)
        seen: Seen = self._facts[observe]
        return seen

    @cached_property
    def visits(self) -> list[Page]:
        """Every attempt, in order of capture."""
        return list(self.archive.pages())

    @cached_property
    def answers(self) -> Answers:
        return Answers([page for page in self.visits if page.purpose not in _ASIDE], self.text)

    @cached_property
    def home(self) -> Page | None:
        """What the home page came to: the end of where it sends its visitors, or the last attempt that failed."""
        asked = [page for page in self.visits if page.purpose == "home"]
        seen, end = set[str](), None
        onward = asked[0] if asked else None
        while onward is not None and onward.url not in seen:
            seen.add(onward.url)
            end = self.answers.chain(onward.url)[-1]
            onward = next((page for page in asked if page.via == end.url and page.url not in seen), None)
        return end

    @cached_property
    def home_reach(self) -> Reach:
        if self.home is None:
            return Reach.ODD
        return reach(self.home, self.text(self.home) if self.home.answered else "")

    @cached_property
    def home_document(self) -> Document | None:
        """With what its frames show; None when the home page could not be read."""
        home = self.documents.get(self.home.url) if self.home and self.home_reach == Reach.OK else None
        framed = (self.documents.get(url) for url in home.frames) if home else ()
        return with_framed(home, [document for document in framed if document]) if home else None

    @property
    def today(self) -> date:
        """The day to judge by: the one that was asked for, else that of the capture."""
        if self.around.as_of:
            return self.around.as_of
        seen = self.home or next(iter(self.visits), None)
        assert seen is not None, "an archive without a visit has no day"
        return local_day(seen.fetched_at)

    def text(self, page: Page) -> str:
        return decode(self.archive.body(page), page.content_type)[0]

    @property
    def unread(self) -> str:
        """Why pages that matter may not have been read, in Chinese; '' when all that is linked by a short name was."""
        return self.fact(unread)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every page in scope that answered with HTML of its own, by address, sorted."""
        return dict(self._readable("home", "page"))

    @cached_property
    def continuations(self) -> dict[str, list[Document]]:
        """Further pages of columns' lists, by the column's address, in order of capture."""
        found: dict[str, list[Document]] = {}
        led = {page.url: page.via for page in self.visits if page.purpose == "list"}
        lists = dict(self._readable("list"))
        for page in (page for page in self.visits if page.url in lists and page == lists[page.url].page):
            column, passed = page.via, {page.url}
            while column in led and column not in passed:
                passed.add(column)
                column = led[column]
            found.setdefault(column, []).append(lists[page.url])
        return found

    @cached_property
    def drawn(self) -> Drawn:
        return Drawn(dict(self._readable("rendered")))

    def _readable(self, *purposes: str) -> Iterator[tuple[str, Document]]:
        latest = {page.url: page for page in self.visits if page.purpose in purposes}
        for url, page in sorted(latest.items()):
            if page.status == 200 and _is_markup(page) and (document := self._read(page)):
                yield url, document

    def _read(self, page: Page) -> Document | None:
        """A page that shows what it was asked for; else None."""
        if self._cache and (known := self._cache.get(page)):
            return known
        text = self.text(page)
        document = read_document(page, text) if reach(page, text) == Reach.OK else None
        if self._cache and document:
            self._cache.keep(document)
        return document

    @cached_property
    def shown(self) -> dict[str, Document]:
        """The documents and the further pages of lists, by address: all pages on which a visitor comes upon links.

        What a list's endpoint gives as data stands, for a visitor, on the column's own page.
        """
        found = {url: self._with_drawn(url, document) for url, document in self.documents.items()}
        for column, pages in self.continuations.items():
            for document in pages:
                if document.lines:
                    found[document.page.url] = document
                elif column in found:
                    found[column] = with_framed(found[column], [document])
        return found

    def _with_drawn(self, url: str, document: Document) -> Document:
        drawn = self.drawn.documents.get(url)
        return with_framed(document, [drawn]) if drawn else document

    @cached_property
    def channels(self) -> list[Channel]:
        """The site's columns, sorted by address."""
        return self._channels.read() if self._channels else []

    @cached_property
    def _channels(self) -> Channels | None:
        home = self.home_document
        return Channels(home, self.documents, self.continuations, self.drawn) if home else None

    @cached_property
    def articles(self) -> list[Document]:
        """Pages that are surely one item's own, sorted by address."""
        return [
            document
            for document in self.documents.values()
            if document is not self.home_document and is_article(document)
        ]

    @cached_property
    def records(self) -> list[Document]:
        """Pages with a metadata header, sorted by address."""
        return [document for document in self.documents.values() if document.record]

    @cached_property
    def carriers(self) -> dict[str, list[str]]:
        """Addresses of the pages that carry each link, by the link's address; both sorted."""
        found: dict[str, list[str]] = {}
        for url, document in sorted(self.shown.items()):
            for link in {link.url for link in document.links}:
                found.setdefault(link, []).append(url)
        return dict(sorted(found.items()))

    @cached_property
    def named(self) -> dict[str, str]:
        """What the site calls its columns and pages → address: column names, link texts, headings, titles."""
        found: dict[str, str] = {}
        for channel in self.channels:
            found.setdefault(channel.name, channel.document.page.url)
        for document in self.shown.values():
            for link in document.links:
                if link.text:
                    found.setdefault(link.text, link.url)
            for section in () if is_article(document) else document.sections:
                found.setdefault(section, document.page.url)
            if title := document.tags.value("ArticleTitle") or document.title:
                found.setdefault(title, document.page.url)
        return found

    def items(self, document: Document) -> list[Item]:
        """What a page lists with a day to it."""
        if self._channels is None:
            return []
        titled = (link for link in document.links if len(link.text) >= (SHORT if link.dated else TITLE))
        found = (Item(link.text, link.url, self._channels.day_beside(link)) for link in titled)
        return [item for item in found if item.published]

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """Of the home page, by name."""
        return read_marks(self.home_document) if self.home_document else {}

    @cached_property
    def dns(self) -> dict[str, Any] | None:
        """What the name servers said of the home page's host; None when they were not asked."""
        page = next((page for page in self.visits if page.purpose == "dns"), None)
        return json.loads(page.detail) if page and page.detail else None

    @cached_property
    def availability(self) -> Availability | None:
        """The home page visited on a clock; None when that was not done."""
        return read_availability(read_visits(self.archive.folder), self.target.id, self.around.network)

    @cached_property
    def ledgers(self) -> list[tuple[Page, Ledger]]:
        """The account's exporter files and what could be read of them."""
        files = [page for page in self.visits if page.purpose == "ledger"]
        read = ((page, read_posts(page.detail, self.archive.body(page), page.fetched_at)) for page in files)
        return [(page, ledger.of(self.target.account)) for page, ledger in read]


def _is_markup(page: Page) -> bool:
    kind = page.content_type.lower()
    return not kind or "html" in kind or "xml" in kind or (page.purpose == "list" and is_data(kind))
