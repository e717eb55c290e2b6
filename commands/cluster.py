"""Who does the work: this process, several here, or the workers of a cluster."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import arguments
from commands.inputs import Refused, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from checks.check import Spread
    from crawler.crawl import CrawlSummary


def options(added: argparse.ArgumentParser, *, stored: bool = False) -> None:
    """`stored`: may archives lie elsewhere than in the round's folder while they are gathered?"""
    told = "并行进程数（默认 1）；采集时网站按主机分给各进程"
    added.add_argument("--workers", type=arguments.count, default=1, metavar="N", help=told)
    told = "由该 dask 调度器的各工作机分担（需安装 [cluster] 组件，见 docs/cluster.md）"
    added.add_argument("--cluster", default="", metavar="tcp://HOST:PORT", help=told)
    if stored:
        told = "与 --cluster 连用：评估目录不在共享文件夹时，各机存取采集内容的地方（fsspec 地址，如 s3://桶/目录）"
        added.add_argument("--store", default="", metavar="URL", help=told)


def check_cluster(args: argparse.Namespace, folder: Path) -> None:
    """Raises Refused when the cluster that was asked for cannot do the work."""
    if args.store and not args.cluster:
        raise Refused("--store 只与 --cluster 连用。")
    if args.cluster and not args.dry_run:
        with _connected(args.cluster) as cluster:
            _fit(cluster, folder, args.store)


@contextmanager
def crawler_of(args: argparse.Namespace, folder: Path) -> Iterator[Callable[..., CrawlSummary]]:
    """What crawls: (targets, folder, options, progress) → summary."""
    if not args.cluster:
        from crawler.workers import crawl_shared

        yield lambda targets, out, options, said: crawl_shared(targets, out, options, args.workers, said)
        return
    from crawler.cluster import Gone
    from crawler.machines import crawl_clustered

    try:
        with _connected(args.cluster) as cluster:
            store = _fit(cluster, folder, args.store)
            yield lambda targets, out, options, said: crawl_clustered(targets, out, options, cluster, said, store)
    except Gone as gone:
        raise Stopped(
            f"调度器 {args.cluster} 已无应答，采集未完成。各工作机会把手上的一份采完；调度器恢复后加 --resume 续采。"
        ) from gone


@contextmanager
def judges_of(args: argparse.Namespace, folder: Path) -> Iterator[Spread | None]:
    """What has the targets judged; None: this machine itself."""
    from checks.check import PoolBroken
    from crawler.cluster import Lost

    try:
        if args.cluster:
            with _connected(args.cluster) as cluster:
                _fit(cluster, folder, "")
                yield lambda judge, targets: cluster.every(judge, targets, lambda target: target.name)
        else:
            yield None
    except (PoolBroken, Lost) as broken:
        raise Stopped(
            f"评判进程一再被系统终止（多为内存不足），评到“{broken}”附近时停止；检查结果未更新。"
            "已评判的对象有缓存：减少 --workers 或为机器增加内存后，重新运行 check 即可接着进行。"
        ) from broken


def program() -> str:
    """The edition of the whole program: rules, what they rest on, and what crawls."""
    import hashlib

    from checks.versions import program_version, rule_versions
    from crawler import VERSION

    told = [program_version(), *(f"{rule} {edition}" for rule, edition in rule_versions().items())]
    return f"{VERSION}-{hashlib.sha256(' '.join(told).encode()).hexdigest()[:12]}"


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    from crawler.cluster import ClusterError, connected

    try:
        with connected(address, program) as cluster:
            yield cluster
    except ClusterError as error:
        raise Refused(*error.problems) from error


def _fit(cluster: Any, folder: Path, url: str) -> Any:
    """The store that was asked for; without one, the folder must be everywhere."""
    from crawler.machines import check_shared
    from crawler.store import Store

    if not url:
        check_shared(cluster, folder)
        return None
    store = Store(url)
    store.try_out()
    return store
