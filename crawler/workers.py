"""Several processes crawl one round, each its own share of the sites; a share whose process died is taken up by another."""

from __future__ import annotations

import asyncio
import errno
import json
import signal
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from crawler.appending import ArchiveFull
from crawler.claims import claimed
from crawler.crawl import CrawlSummary, Progress, addresses_of, crawl, probe_sites
from crawler.harvest import read_summary
from crawler.overall import Overall
from crawler.rounds import ARCHIVES
from crawler.selftest import keep_selftest
from crawler.settings import CrawlOptions
from crawler.shards import shards
from crawler.targets import Target
from crawler.worker import WAIT, command, order, told

RESTARTS = 3
"""Times that a share is taken up again after its process died. Our default."""
ENDS = ("full", "broken", "interrupted")
"""Bad ends, the one that is told first."""


class WorkerBroken(RuntimeError):
    """A worker met an error of ours; its traceback."""


def crawl_shared(
    targets: Sequence[Target], out: Path, options: CrawlOptions, workers: int, progress: Callable[[Progress], None]
) -> CrawlSummary:
    """As `crawl`, by so many processes; needs the round in `out/run.json`. Every archive is as of one process.

    A site whose process died more than RESTARTS times is left unfinished, as after a crawl that was killed. Raises
    KeyboardInterrupt, ArchiveFull, NameserverError as `crawl` does."""
    sites = [target for target in targets if target.kind.is_site]
    if workers < 2 or len(sites) < 2:
        return crawl(targets, out, options, progress)
    began = monotonic()
    shares, named = shared_out(sites, out, options, workers)
    options = replace(options, workers=len(shares))
    orders = [order(out, share, options, named, WAIT) for share in shares]
    asyncio.run(_Shares(orders, progress).crawl())
    return CrawlSummary(tuple(read_summary(out / ARCHIVES, site) for site in sites), monotonic() - began)


def shared_out(
    sites: Sequence[Target], out: Path, options: CrawlOptions, count: int
) -> tuple[list[list[str]], frozenset[str]]:
    """Ask the name servers for all sites, and try what this machine can do; the shares, and all addresses."""
    with claimed(out, (site.id for site in sites)):
        facts = dict(zip((site.id for site in sites), probe_sites(sites, out, options.nameserver), strict=True))
    if options.reach:
        keep_selftest(out, options.nameserver, options.canaries)
    return [[site.id for site in share] for share in shards(sites, facts, count)], addresses_of(facts.values())


class _Shares:
    """All shares of a round under way."""

    def __init__(self, orders: Sequence[dict[str, Any]], progress: Callable[[Progress], None]) -> None:
        self._orders = orders
        self._overall = Overall([len(one["targets"]) for one in orders], progress)
        self._running: dict[int, Process] = {}
        self._done: set[int] = set()
        """Shares with nothing left to ask for but of other shares' hosts, and those that ended."""
        self._stopped = False

    async def crawl(self) -> None:
        """When one share ends badly the others are interrupted; what they have is kept."""
        tasks = [asyncio.create_task(self._share(number)) for number in range(len(self._orders))]
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError:
            self._stop()
            await asyncio.wait(tasks)
            raise
        raise_worst([task.result() for task in tasks])

    async def _share(self, number: int) -> dict[str, str]:
        """How it ended, by the word of its last process; nothing when they all died."""
        ended: dict[str, str] = {}
        for _ in range(RESTARTS + 1):
            if self._stopped or ended:
                break
            ended = await self._process(number)
        if ended and ended["ended"] != "finished":
            self._stop()
        self._tell_done(number)
        return ended

    async def _process(self, number: int) -> dict[str, str]:
        words, environment = command()
        process = await asyncio.create_subprocess_exec(
            *words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment,
            start_new_session=True,  # an interrupt at the terminal is passed on once, by this process
        )
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(self._orders[number]).encode() + b"\n")
        self._running[number] = process
        ended: dict[str, str] = {}
        async for line in process.stdout:
            if not line.endswith(b"\n"):
                break  # it died while it spoke
            said = told(line)
            if isinstance(said, Progress):
                self._overall.tell(number, said)
            elif "ended" in said:
                ended = said
            else:
                self._tell_done(number)
        await process.wait()
        del self._running[number]
        return ended

    def _tell_done(self, number: int) -> None:
        """Once all are so far, they all may go on; one that died since then and was begun anew, at once."""
        self._done.add(number)
        for process in self._running.values() if len(self._done) == len(self._orders) else ():
            assert process.stdin
            process.stdin.write(b"alone\n")

    def _stop(self) -> None:
        self._stopped = True
        for process in self._running.values():
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)


def raise_worst(ends: Sequence[dict[str, str]]) -> None:
    """What the shares' last processes said, if any of it is bad."""
    for ended in ENDS:
        if found := next((one for one in ends if one.get("ended") == ended), None):
            _raise(**found)


def _raise(ended: str, detail: str) -> None:
    if ended == "full":
        raise ArchiveFull(errno.ENOSPC, detail)
    if ended == "broken":
        raise WorkerBroken(detail)
    if ended == "interrupted":
        raise KeyboardInterrupt
