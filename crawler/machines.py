"""A round crawled by many machines: each share of its sites by one process, on whichever machine has a place free.

A share leaves links to hosts of other shares' sites; when all shares have read their pages, those that left some are
taken up once more and ask for these, at the share of the rate. Lost machines are dask's matter: it gives the share to
another one, which takes the archives up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from crawler.archive import Archive
from crawler.cluster import Cluster, ClusterError, Gone
from crawler.crawl import CrawlSummary, Progress
from crawler.harvest import read_summary
from crawler.machine import SAVE_EVERY, Died, Post, crawl_share, stop_shares
from crawler.overall import Overall
from crawler.rounds import ARCHIVES
from crawler.settings import CrawlOptions
from crawler.store import Store, packed
from crawler.targets import Target
from crawler.worker import ASK, LEAVE, order
from crawler.workers import raise_worst, shared_out

if TYPE_CHECKING:
    from distributed import Future

PER_PLACE = 4
"""Shares for each place of a worker at most: a fast machine does more of them, a lost one loses little. Our default."""
BUSY = 250
"""Sites that keep a process busy at one request a second each; smaller shares one after another would only wait longer.
As measured on one core (docs/performance.md)."""
_SIDE_BY_SIDE = 8
"""Archives that go to or come from the store at once. Our default."""


def crawl_clustered(
    targets: Sequence[Target],
    out: Path,
    options: CrawlOptions,
    cluster: Cluster,
    progress: Callable[[Progress], None],
    store: Store | None = None,
    save_every: float = SAVE_EVERY,
) -> CrawlSummary:
    """As `workers.crawl_shared`, by the workers of a cluster; what the store holds ends up in `out`.

    Whoever crawled the same round before is stopped first. A share that no machine brought to its end is left
    unfinished. Raises what `crawl_shared` does, and Gone.
    """
    began = monotonic()
    sites = [target for target in targets if target.kind.is_site]
    if sites:
        name = store.url if store else str(out.resolve())
        cluster.client.run(stop_shares, name)
        if store:
            meet(store, out, sites)
        places = cluster.places
        shares, named = shared_out(sites, out, options, share_count(len(sites), places))
        if store:
            store.keep_round(out)
            _each(lambda one: store.keep(out, one), _lacking(store, out, sites))
        post = Post(name, f"gongkai-{uuid4().hex}", 0, store.url if store else "", save_every)
        options = replace(options, workers=min(places, len(shares)))
        _Round(cluster, store, out, post, progress).crawl(shares, options, named)
    return CrawlSummary(tuple(read_summary(out / ARCHIVES, site) for site in sites), monotonic() - began)


def share_count(sites: int, places: int) -> int:
    """Shares that so many sites are crawled in by so many processes side by side."""
    return max(places, min(places * PER_PLACE, sites // BUSY))


def check_shared(cluster: Cluster, folder: Path) -> None:
    """Raises ClusterError when a worker does not find the round's folder where this machine has it."""
    there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder.resolve() / f"{uuid4().hex}.probe"
    mark.touch()
    try:
        seen = cluster.client.run(_sees, str(mark))
    finally:
        mark.unlink()
        if not there:
            folder.rmdir()
    if blind := sorted(worker for worker, saw in seen.items() if not saw):
        raise ClusterError(
            f"工作机 {'、'.join(blind)} 上找不到评估目录 {folder.resolve()}。"
            "请把它放在各机以同一路径挂载的共享文件夹中，或用 --store 指定各机都能访问的存储。"
        )


def _sees(mark: str) -> bool:
    return Path(mark).exists()


class _Round:
    """A round under way."""

    def __init__(
        self, cluster: Cluster, store: Store | None, out: Path, post: Post, progress: Callable[[Progress], None]
    ) -> None:
        self._cluster, self._store, self._out, self._post, self._progress = cluster, store, out, post, progress
        self._under_way: dict[Future, int] = {}

    def crawl(self, shares: Sequence[Sequence[str]], options: CrawlOptions, named: Iterable[str]) -> None:
        """First what each share's own hosts have, then what they left."""
        overall = Overall([len(share) for share in shares], self._progress)
        client, topic = self._cluster.client, self._post.topic
        client.subscribe_topic(topic, lambda event: overall.tell(event[1]["number"], Progress(**event[1]["progress"])))
        orders = [order(self._out, share, options, named, LEAVE) for share in shares]
        try:
            ends = self._all(dict(enumerate(orders)), options.workers)
            left = {number: orders[number] | {"elsewhere": ASK} for number, end in ends.items() if end.get("left")}
            ends |= self._all(left, options.workers)
        except BaseException as end:
            self._stop(shares, end)
            raise
        finally:
            client.unsubscribe_topic(topic)
        raise_worst([{name: end[name] for name in ("ended", "detail")} for end in ends.values() if end])

    def _stop(self, shares: Sequence[Sequence[str]], end: BaseException) -> None:
        """Interrupt what is under way, and have here what it has gathered. Raises Gone when nobody can be told."""
        try:
            self._cluster.client.cancel(list(self._under_way))
            self._cluster.client.run(stop_shares, self._post.round)
        except OSError as silent:
            raise Gone(str(silent)) from end
        self._bring(target for number in self._under_way.values() for target in shares[number])

    def _all(self, orders: dict[int, dict[str, Any]], places: int) -> dict[int, dict[str, Any]]:
        """How each share ended. No more side by side than were counted on when the rates were shared out."""
        from distributed import as_completed

        line, ends = list(orders), dict[int, dict[str, Any]]()
        first = [self._begin(number, orders[number]) for number in line[:places]]
        ahead = as_completed(first, loop=self._cluster.client.loop)
        del line[:places]
        for future in ahead:
            number = self._under_way[future]
            ends[number] = _end_of(future)
            self._bring(orders[number]["targets"])
            del self._under_way[future]
            if line:
                ahead.add(self._begin(following := line.pop(0), orders[following]))
        return ends

    def _begin(self, number: int, given: dict[str, Any]) -> Future:
        future = self._cluster.submit(crawl_share, given, replace(self._post, number=number))
        self._under_way[future] = number
        return future

    def _bring(self, targets: Iterable[str]) -> None:
        if store := self._store:
            _each(lambda one: store.bring(self._out, one), targets)


def _end_of(future: Future) -> dict[str, Any]:
    """Nothing of a share that was lost with its process, or with its machine, too often."""
    from distributed import KilledWorker

    fault = future.exception()
    if fault is None:
        ended: dict[str, Any] = future.result()
        return ended
    return {} if isinstance(fault, (Died, KilledWorker)) else {"ended": "broken", "detail": str(fault)}


def meet(store: Store, out: Path, sites: Sequence[Target]) -> None:
    """Of each site that is not finished, have here what is as far or further there."""
    sizes, archives = store.sizes(), {site.id: Archive(out / ARCHIVES / site.id) for site in sites}
    open_ = [one for one, archive in archives.items() if one in sizes and not archive.finished]
    _each(lambda one: store.bring(out, one), [one for one in open_ if sizes[one] >= packed(out, one)])


def _lacking(store: Store, out: Path, sites: Sequence[Target]) -> list[str]:
    sizes = store.sizes()
    return [site.id for site in sites if sizes.get(site.id, 0) != packed(out, site.id)]


def _each(does: Callable[[str], None], targets: Iterable[str]) -> None:
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        for _ in pool.map(does, targets):
            pass
