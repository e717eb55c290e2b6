"""Measures how sites are reached: every host at its own pace, many hosts side by side, each into its own archive."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from crawler.archive import Archive, ArchiveWriter, Page
from crawler.ip import is_usable
from crawler.links import host_of
from crawler.probes import Facts, Questions
from crawler.reach.certificates import inspect, trusting_context
from crawler.reach.choice import Choice, Step, choose
from crawler.reach.dialling import dial
from crawler.reach.fetching import Fetched, fetch
from crawler.settings import LINK_KEPT, PAGE_LIMIT, CrawlOptions

ADDRESSES = 8
"""Addresses of a family that are dialled at most. Our default."""
SIDE_BY_SIDE = 200
"""Hosts measured at once. Our default."""
WAIT = 15.0
"""Seconds after which a page counts as not to be opened (国办秘函〔2019〕19号 单项否决“站点无法访问”)."""
ENOUGH = 3, 10
"""Silent visits of the home page, and links that only IPv6 did not open, in a row, that need no further proof. Our
default."""
_HOPS = 5


@dataclass(slots=True)
class Reached:
    """One site to be measured."""

    url: str
    folder: Path
    facts: Facts
    """What the name servers say of its host."""
    about: dict[str, str] = field(default_factory=dict)


def measure(sites: Iterable[Reached], options: CrawlOptions, roots: str = "") -> None:
    """Measure every site that has no `reach` record yet. `roots`: a file of trusted roots; empty: the system's."""
    left = [one for one in sites if not any(page.purpose == "reach" for page in Archive(one.folder).pages())]
    asyncio.run(_all(left, options, roots))


async def _all(sites: Sequence[Reached], options: CrawlOptions, roots: str) -> None:
    """Sites on one host after one another, hosts side by side."""
    hosts: dict[str, list[Reached]] = {}
    for one in sites:
        hosts.setdefault(urlsplit(one.url).hostname or "", []).append(one)
    room, questions, context = asyncio.Semaphore(SIDE_BY_SIDE), Questions(options.nameserver), trusting_context(roots)

    async def one_host(waiting: list[Reached]) -> None:
        async with room:
            for site in waiting:
                await _Measure(site, options, questions, context).make()

    await asyncio.gather(*map(one_host, hosts.values()))


class _Measure:
    """Of one site. Asks of the host are spaced by the crawl's delay."""

    def __init__(self, site: Reached, options: CrawlOptions, questions: Questions, context: ssl.SSLContext) -> None:
        self._site, self._options, self._questions, self._context = site, options, questions, context
        self._delay, self._last = 1 / options.rate if options.rate else 0.0, 0.0
        self._fours: list[str] = []
        self._sixes: list[str] = []
        self._open = False
        """Has the home page come over IPv6?"""
        self._archive = ArchiveWriter(site.folder, site.about)

    async def make(self) -> None:
        choice = choose(Archive(self._site.folder), self._options.seed, self._options.reach_links)
        url = choice.home.url if choice else self._site.url
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        facts = await self._facts(host)
        self._fours = facts["a"][:ADDRESSES]
        self._sixes = [one for one in facts["aaaa"] if is_usable(one) and facts["ipv6_route"].get(one)][:ADDRESSES]
        found: dict[str, Any] = {"host": host, "port": port, "route": bool(self._sixes)}
        found |= {"facts": facts} if facts is not self._site.facts else {}
        found["dials"] = [asdict(await dial(one, at)) for one in (*self._fours, *self._sixes) for at in _ports(port)]
        found["tls"] = await self._handshakes(host, _secure_port(self._site.url, url))
        found |= await self._schemes(host, parts.netloc)
        if choice:
            found["clock"] = await self._rounds(choice.home)
            found["links"] = await self._links(choice)
            found["parts"] = await self._parts(choice)
        now, told = datetime.now(UTC).replace(microsecond=0), json.dumps(found, ensure_ascii=False)
        self._archive.write(Page(f"reach:{host}", "reach", 0, now, 0.0, detail=told), told.encode())

    async def _facts(self, host: str) -> Facts:
        """Of the host that the home page stands on: its addresses are not those of the host that led there."""
        own = self._site.facts
        return own if own["host"] == host else await self._questions.facts(host)

    async def _handshakes(self, host: str, port: int) -> list[dict[str, Any]]:
        firsts = [family[0] for family in (self._fours, self._sixes) if family]
        return [await inspect(one, port, host, self._context) for one in firsts]

    async def _schemes(self, host: str, netloc: str) -> dict[str, Any]:
        """The host's first page by http and by https, at their own ports; where the site has another, that of it."""
        found: dict[str, Any] = {}
        address = next(iter((*self._fours, *self._sixes)), "")
        for scheme in ("http", "https") if address else ():
            where = netloc if urlsplit(self._site.url).scheme == scheme else host if ":" not in host else f"[{host}]"
            got = await self._ask(f"{scheme}://{where}/", "scheme", address, LINK_KEPT)
            page = got.page
            found[scheme] = {"status": page.status, "location": page.location, "error": page.error}
            found[scheme] |= {"hsts": got.header("strict-transport-security")} if scheme == "https" else {}
        return found

    async def _rounds(self, home: Page) -> float | None:
        """The home page over both families in turns; returns how far this machine's clock is ahead, in seconds."""
        ahead, silent = None, 0
        for turn in range(self._options.reach_rounds):
            for purpose, addresses in (("ipv4", self._fours), ("ipv6", self._sixes)):
                if addresses and (purpose == "ipv4" or silent < ENOUGH[0]):
                    got = await self._ask(home.url, purpose, addresses[turn % len(addresses)], PAGE_LIMIT)
                    self._archive.write(got.page, got.body, got.headers)
                    ahead = _ahead(got) if ahead is None else ahead
                    if purpose == "ipv6":
                        silent += got.page.error == "timeout"
                        self._open = self._open or _is_good(got.page)
        return ahead

    async def _links(self, choice: Choice) -> dict[str, Any]:
        """Only where the home page itself came over IPv6: behind a closed door there is nothing to count."""
        found: dict[str, Any] = {"seed": self._options.seed}
        for depth, (name, level) in enumerate((("second", choice.second), ("third", choice.third)), 1):
            asked = shut = 0
            for step in level.chosen if self._open else ():
                asked += 1
                shut = 0 if await self._link(step, depth) else shut + 1
                if shut >= ENOUGH[1]:
                    break
            found[name] = {"all": level.all, "asked": asked}
        return found

    async def _link(self, step: Step, depth: int) -> bool:
        """Over IPv6; where that fails, over IPv4 at once: a page that is down is no fault of IPv6. False: it is one."""
        six = await self._followed(step, "ipv6-link", self._sixes[0], depth)
        if _is_good(six) or not self._fours:
            return True
        return not _is_good(await self._followed(step, "ipv4-link", self._fours[0], depth))

    async def _followed(self, step: Step, purpose: str, address: str, depth: int) -> Page | None:
        """The end of the link's redirects inside its host."""
        url, kept = step.url, None
        for _ in range(_HOPS):
            got = await self._ask(
                url,
                purpose,
                address,
                LINK_KEPT,
                depth=depth,
                via=step.via if url == step.url else kept.url if kept else "",
            )
            kept = self._archive.write(got.page, got.body, got.headers)
            if not kept.location or host_of(kept.location) != host_of(step.url):
                break
            url = kept.location
        return kept

    async def _parts(self, choice: Choice) -> list[dict[str, Any]]:
        found = []
        for host, urls in choice.parts.items():
            facts = await self._questions.facts(host)
            found.append(
                {
                    "host": host,
                    "urls": len(urls),
                    "aaaa": facts["aaaa"],
                    "status": facts["status"]["AAAA"],
                    "example": urls[0],
                }
            )
        return found

    async def _ask(self, url: str, purpose: str, address: str, limit: int, **more: Any) -> Fetched:
        wait = self._last + self._delay - monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        self._last = monotonic()
        return await fetch(url, purpose, address, min(self._options.timeout, WAIT), limit, **more)


def _is_good(page: Page | None) -> bool:
    return page is not None and 200 <= (page.status or 0) < 400


def _secure_port(*urls: str) -> int:
    """Where the site speaks TLS: at the port of the first of its addresses that is https, else 443."""
    found = next((urlsplit(url) for url in urls if urlsplit(url).scheme == "https"), None)
    return (found.port if found else None) or 443


def _ports(own: int) -> list[int]:
    return sorted({80, 443, own})


def _ahead(got: Fetched) -> float | None:
    """Seconds by which this machine's clock is ahead of the server's."""
    try:
        theirs = parsedate_to_datetime(got.header("date"))
        return (got.page.fetched_at - theirs).total_seconds()
    except (ValueError, TypeError):
        return None
