"""One site of a round: its plan, its archive, and how far it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from crawler.archive import SUMMARY, Archive, ArchiveWriter, Page
from crawler.attempts import failed
from crawler.plan import Ask, Plan
from crawler.probes import Facts
from crawler.revisit import Errand, Revisit
from crawler.sample import Mode
from crawler.searches import failed_detail
from crawler.settings import DOCUMENT_LIMIT, LINK_KEPT, CrawlOptions
from crawler.targets import Target
from crawler.text import decode, is_data, is_html, unpack

READ_LIMIT = 4_000_000
"""Characters of a page that links and lists are read from; reading more would hold up the other sites. Our default."""
_PAGES = ("home", "page", "list")


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A host that stopped answering for good while it was being asked."""

    host: str
    why: str
    """Key of breaker.TITLES."""
    unasked: int
    """Addresses that were therefore not asked for; a resumed crawl asks again."""


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What came of one site; lies beside its archive as `summary.json`."""

    target: str
    pages: int
    """Visits of pages in scope, repeated attempts and redirects included."""
    links: int
    budget_hit: bool
    """There were more pages than `max_pages`."""
    finished: bool
    """Nothing of the site is left to ask for; a crawl that was stopped, or gave the site up, can be resumed."""
    started: str
    """UTC, ISO 8601; empty when nothing was visited."""
    ended: str
    given_up: tuple[GivenUp, ...] = ()
    """Sorted by host."""


def read_summary(archives: Path, target: Target) -> SiteSummary:
    """Of a site's last crawl; of one that was killed, that it is not finished."""
    path = archives / target.id / SUMMARY
    if not path.exists():
        return SiteSummary(target.id, 0, 0, False, False, "", "")
    row = json.loads(path.read_text(encoding="utf-8"))
    return SiteSummary(**row | {"given_up": tuple(GivenUp(**one) for one in row["given_up"])})


class Harvest:
    """Keeps every visit of a site and says what to ask for next."""

    def __init__(
        self,
        number: int,
        target: Target,
        folder: Path,
        about: dict[str, str],
        options: CrawlOptions,
        facts: Facts,
        neighbours: Sequence[str] = (),
        errand: Errand | None = None,
    ) -> None:
        """`neighbours`: home pages of the round's other targets. `errand`: all that is to be asked for, if it is little."""
        self.number, self.target, self.folder = number, target, folder
        self.archive, self._writer = Archive(folder), ArchiveWriter(folder, about)
        rest = (options.max_link_checks, Mode(options.mode), options.seed, neighbours, options.browser)
        self.plan = Revisit(number, target, errand, *rest) if errand else Plan(number, target, options.max_pages, *rest)
        self.measured = errand is None or errand.measures
        self.addresses: tuple[str, ...] = tuple(facts["a"] or facts["aaaa"])
        self.pages = self.links = self.open = 0
        self._given_up: dict[str, GivenUp] = {}
        self._lost = False
        self.left: list[Ask] = []
        self._started = self._ended = ""

    def resume(self) -> list[tuple[Ask, Page]]:
        """Learn what the archive holds; returns its visits of links with what they answered.

        What is still to be asked for is in `left` then.
        """
        given_up, final = self._hosts_given_up(), dict[tuple[str, str], Ask]()
        pending = {(ask.url, ask.purpose): ask for ask in self.plan.begin()}
        learnt = []
        for page in self.archive.pages():
            key = page.url, page.purpose
            ask = pending.pop(key, None) or (self.plan.again(final.pop(key)) if key in final else None)
            if ask is None:
                continue
            self._count(page)
            if ask.purpose == "link":
                learnt.append((ask, page))
            for further in self.plan.learn(ask, page, partial(self._kept_text, page)):
                pending[further.url, further.purpose] = further
            if failed(page) and key not in pending:
                final[key] = ask
        # What failed while its host fell silent says nothing of the page.
        self.left = [*pending.values(), *(self.plan.again(ask) for ask in final.values() if ask.host in given_up)]
        self.open = len(self.left)
        if self.left:
            # Of an earlier crawl that went less far: while this one is under way, it is not true.
            (self.folder / SUMMARY).unlink(missing_ok=True)
        return learnt

    def settle(self, ask: Ask, page: Page, body: bytes, headers: Sequence[tuple[str, str]]) -> tuple[Page, list[Ask]]:
        """Keep a visit; returns it as kept, and what to ask for next."""
        detail = failed_detail(ask.detail, page.detail) if ask.detail else page.detail
        page = replace(page, depth=ask.depth, via=ask.via, detail=detail)
        truncated = ask.purpose == "link" and len(body) >= (DOCUMENT_LIMIT if ask.whole else LINK_KEPT)
        kept = self._writer.write(page, body, headers, truncated=truncated)
        self._count(kept)
        encoding = next((value for name, value in headers if name.lower() == "content-encoding"), "")
        asks = self.plan.learn(ask, kept, lambda: text_of(kept, unpack(body, encoding)[0]))
        self.open += len(asks) - 1
        return kept, asks

    def keep(self, page: Page, body: bytes, headers: Sequence[tuple[str, str]]) -> None:
        """Keep a visit that the plan knows nothing of."""
        self._writer.write(page, body, headers)

    def received(self, url: str) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and bytes of the last answer of a page."""
        page = [page for page in self.archive.pages() if page.url == url and page.purpose in _PAGES][-1]
        return page.status or 0, self.archive.headers(page), self.archive.raw(page)

    def drop(self, ask: Ask, why: str) -> list[Ask]:
        """The ask's host was given up; returns what to ask for instead."""
        host = ask.host
        before = self._given_up.get(host, GivenUp(host, why, 0))
        self._given_up[host] = replace(before, unasked=before.unasked + 1)
        self._lost |= ask.purpose not in ("link", "search")
        self.open -= 1
        return []

    def summary(self) -> SiteSummary:
        return SiteSummary(
            self.target.id,
            self.pages,
            self.links,
            self.plan.budget_hit,
            self.open == 0 and not self._lost,
            self._started,
            self._ended,
            tuple(self._given_up[host] for host in sorted(self._given_up)),
        )

    def write_summary(self) -> None:
        text = json.dumps(asdict(self.summary()), ensure_ascii=False, indent=2) + "\n"
        (self.folder / SUMMARY).write_text(text, encoding="utf-8")

    def _hosts_given_up(self) -> set[str]:
        """By the crawl that this one takes up."""
        path = self.folder / SUMMARY
        summary = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {one["host"] for one in summary.get("given_up", ())}

    def _kept_text(self, page: Page) -> str:
        return text_of(page, self.archive.body(page))

    def _count(self, page: Page) -> None:
        self._ended = page.fetched_at.isoformat()
        self._started = self._started or self._ended
        self.pages += page.purpose in _PAGES
        self.links += page.purpose == "link"


def text_of(page: Page, body: bytes) -> str:
    """The text of a page that links can be read from, or of a list's reply; "" for anything else."""
    readable = is_html(page.content_type, body) or "xml" in page.content_type or b"<datastore" in body[:200].lower()
    readable = readable or (page.purpose == "list" and is_data(page.content_type))
    return decode(body, page.content_type)[0][:READ_LIMIT] if readable else ""
