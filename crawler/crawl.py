"""The crawl of a round: name servers first, then all sites in one process, each into its own archive."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from crawler import VERSION
from crawler.archive import Archive, ArchiveWriter, Page
from crawler.claims import claimed
from crawler.harvest import Harvest, SiteSummary
from crawler.links import host_of
from crawler.probes import Facts, probe, zone_lines
from crawler.reach.measuring import Reached, measure
from crawler.revisit import Errand
from crawler.rounds import ARCHIVES
from crawler.selftest import keep_selftest
from crawler.settings import USER_AGENT, CrawlOptions, scrapy_settings
from crawler.shards import Share
from crawler.targets import Target

ABOUT = {"software": f"gongkai-audit/{VERSION}", "http-header-user-agent": USER_AGENT, "robots": "obey"}
_TELL_EVERY = 0.2
_DESCRIPTORS = 8192


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is."""

    sites_total: int
    sites_done: int
    pages: int
    """Visits of pages in scope so far, those of an earlier, resumed crawl included."""
    links: int
    seconds: float
    """Since this crawl began."""
    rate: float
    """Pages a second, over this crawl; what was resumed does not count."""


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What came of all sites, in the order of the targets."""

    sites: tuple[SiteSummary, ...]
    seconds: float


def crawl(
    targets: Sequence[Target],
    out: Path,
    options: CrawlOptions,
    progress: Callable[[Progress], None],
    errands: Mapping[str, Errand] | None = None,
    share: Share | None = None,
) -> CrawlSummary:
    """Crawl every target that is a site into `out/archive/<id>/`; blocks until nothing is left to ask for.

    With `errands` (target → what is wanted of it) only those targets, and only that. With `share` it
    is one of several processes (`crawler.workers`), and the first has looked at names and at this machine.

    What these folders already hold is taken up where it ended. Can run once in a process, in its main thread.
    Raises KeyboardInterrupt when it was interrupted, after everything under way was kept, ArchiveFull when the
    disk has no room, NameserverError, RoundError when another process crawls here.
    """
    every = [target for target in targets if target.kind.is_site]
    wanted = share.targets if share else errands
    sites = every if wanted is None else [target for target in every if target.id in wanted]
    if not sites:
        return CrawlSummary((), 0.0)
    with claimed(out, (site.id for site in sites)):
        return _crawl(sites, every, out, options, progress, errands or {}, share)


def _crawl(
    sites: Sequence[Target],
    every: Sequence[Target],
    out: Path,
    options: CrawlOptions,
    progress: Callable[[Progress], None],
    errands: Mapping[str, Errand],
    share: Share | None,
) -> CrawlSummary:
    began = monotonic()
    _allow_descriptors()
    facts = probe_sites(sites, out, options.nameserver)
    named = share.named if share else addresses_of(facts)
    harvests = list(_harvests(sites, every, out, options, facts, errands))
    _run(harvests, options, named, _Meter(harvests, began, progress), share)
    measured = [one for one in harvests if options.reach and one.measured]
    if measured and not share:
        keep_selftest(out, options.nameserver, options.canaries)
    measure([Reached(one.target.url, one.folder, facts[one.number], ABOUT) for one in measured], options)
    return CrawlSummary(tuple(harvest.summary() for harvest in harvests), monotonic() - began)


def _harvests(
    sites: Sequence[Target],
    every: Sequence[Target],
    out: Path,
    options: CrawlOptions,
    facts: Sequence[Facts],
    errands: Mapping[str, Errand],
) -> Iterator[Harvest]:
    by_host: dict[str, list[str]] = {}
    for target in every:
        by_host.setdefault(host_of(target.url), []).append(target.url)
    for number, target in enumerate(sites):
        neighbours, errand = by_host[host_of(target.url)], errands.get(target.id)
        folder = out / ARCHIVES / target.id
        yield Harvest(number, target, folder, ABOUT, options, facts[number], neighbours, errand)


def addresses_of(facts: Iterable[Facts]) -> frozenset[str]:
    """Of the roster's own hosts, which may be private."""
    return frozenset(address for one in facts for address in (*one["a"], *one["aaaa"]))


def _run(
    harvests: list[Harvest], options: CrawlOptions, named: frozenset[str], meter: _Meter, share: Share | None
) -> None:
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.spider import PortalSpider

    process = AsyncCrawlerProcess(scrapy_settings(options, named))
    crawler = process.create_crawler(PortalSpider)
    process.crawl(crawler, harvests=harvests, options=options, told=meter.tell, share=share)
    process.start()
    spider = crawler.spider
    assert isinstance(spider, PortalSpider)
    if spider.fault is not None:
        raise spider.fault
    for harvest in harvests:
        harvest.write_summary()
    meter.tell(last=True)
    if spider.reason != "finished":
        raise KeyboardInterrupt


def probe_sites(sites: Sequence[Target], out: Path, nameserver: str) -> list[Facts]:
    """Name server facts of each site: those in its archive, else asked for now and kept there."""
    folders = [out / ARCHIVES / target.id for target in sites]
    facts = [_kept_facts(folder) for folder in folders]
    hosts = [urlsplit(target.url).hostname or "" for target in sites]
    asked = asyncio.run(probe([host for host, kept in zip(hosts, facts, strict=True) if kept is None], nameserver))
    now = datetime.now(UTC).replace(microsecond=0)
    for number, (host, folder) in enumerate(zip(hosts, folders, strict=True)):
        if facts[number] is None:
            found = asked[host]
            page = Page(f"dns:{host}", "dns", 0, now, 0.0, detail=json.dumps(found, ensure_ascii=False))
            with ArchiveWriter(folder, ABOUT) as archive:
                archive.write(page, zone_lines(found))
            facts[number] = found
    return [found for found in facts if found is not None]


def _kept_facts(folder: Path) -> Facts | None:
    page = next((page for page in Archive(folder).pages() if page.purpose == "dns"), None)
    facts: Facts | None = json.loads(page.detail) if page else None
    return facts


class _Meter:
    """Tells of the progress, but not more often than an eye can follow."""

    def __init__(self, harvests: list[Harvest], began: float, progress: Callable[[Progress], None]) -> None:
        self._harvests, self._began, self._progress = harvests, began, progress
        self._told = 0.0
        self._resumed: int | None = None

    def tell(self, *, last: bool = False) -> None:
        now = monotonic()
        if now - self._told < _TELL_EVERY and not last:
            return
        self._told = now
        pages = sum(harvest.pages for harvest in self._harvests)
        if self._resumed is None:
            self._resumed = pages
        seconds = now - self._began
        self._progress(
            Progress(
                sites_total=len(self._harvests),
                sites_done=sum(harvest.open == 0 for harvest in self._harvests),
                pages=pages,
                links=sum(harvest.links for harvest in self._harvests),
                seconds=seconds,
                rate=(pages - self._resumed) / seconds if seconds else 0.0,
            )
        )


def _allow_descriptors() -> None:
    """Hundreds of hosts at once need more sockets than some systems allow by default."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(_DESCRIPTORS, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
