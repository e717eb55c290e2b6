"""A round of 1,000 sites from crawl to report, and what a round of any size costs by it.

    python benchmarks/big_round.py [--sites 1000] [--median 12] [--accounts 1000] [--workers 2] [--write docs/performance.md]

One process serves all sites (sites.py), each a host of its own; the crawl, the check, the score and the report run as a user runs them.
First come a fiftieth and a tenth of the sites: a straight line through the two says what the whole round must cost, and the table
says how far that was off. The plan for a country follows from the unit costs of the whole round, and of accounts with posts.
Processor time is what is compared; seconds depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.media_import import make
from benchmarks.sites import roster, served, size
from benchmarks.tables import options, tell
from benchmarks.usage import MIB, Used, audit

STAGES = ("crawl", "check", "score", "report")
TITLES = {"crawl": "采集", "check": "检查", "score": "评分", "report": "报告"}
POSTS = 100
"""Posts of an account."""
PLAN_SITES, PLAN_ACCOUNTS, PLAN_PAGES = 14_000, 100_000, (60, 300)
"""Of the country; pages of a site: as the big round's sizes are meant, and the crawl's default limit."""
CORES, HOURS = 2, 12
"""Of one machine of the plan, and how long it may take."""


@dataclass
class Round:
    """What one round used."""

    targets: int
    pages: int
    """Pages archived; of accounts, posts."""
    stages: dict[str, Used]
    disk: int
    """Bytes of the archive."""

    def amount(self, stage: str) -> int:
        """What the stage's cost grows with."""
        return self.pages if stage in ("crawl", "check") else self.targets


def of_sites(count: int, given: argparse.Namespace, folder: Path) -> Round:
    with served(given.median) as (nameserver, port):
        path = folder / "名册.csv"
        roster(path, count, port)
        run = folder / "run"
        crawl = audit("crawl", run, "--roster", path, "--nameserver", nameserver, "--rate", given.rate,
                      "--workers", given.workers, "--as-of", "2026-11-20", ends=(0,))  # fmt: skip
    read = re.search(r"（(\d+) 页）", crawl.said)
    assert read, crawl.said
    there = sum(size(number, given.median) for number in range(count))
    print(f"{count} sites of {there} pages; archived {read[1]}", flush=True)
    return _round(count, int(read[1]), crawl, run, given.workers)


def of_accounts(count: int, given: argparse.Namespace, folder: Path) -> Round:
    path = make(folder, count, count * POSTS, shared=False)
    run = folder / "run"
    crawl = audit("crawl", run, "--roster", path, "--as-of", "2026-03-31")
    return _round(count, count * POSTS, crawl, run, given.workers)


def _round(count: int, pages: int, crawl: Used, run: Path, workers: int) -> Round:
    """The stages after the crawl; evidence pages are told apart in the table of a province's reports."""
    disk = sum(file.stat().st_size for file in (run / "archive").rglob("*") if file.is_file())
    stages = {"crawl": crawl, "check": audit("check", run, "--workers", workers)}
    stages["score"] = audit("score", run)
    stages["report"] = audit("report", run, "--evidence", "none")
    told = ", ".join(f"{stage} {used.cpu:.1f} s of CPU" for stage, used in stages.items())
    print(f"{count} targets: {told}", flush=True)
    return Round(count, pages, stages, disk)


@dataclass(frozen=True)
class Line:
    """Through two rounds: fixed cost and cost of one more."""

    fixed: float
    each: float

    def at(self, amount: float) -> float:
        return self.fixed + self.each * amount


def line(small: Round, large: Round, stage: str) -> Line:
    """Of a stage's processor time. The fixed part is never below nothing: noise of a short run must not be multiplied."""
    sooner, later = small.stages[stage].cpu, large.stages[stage].cpu
    each = (later - sooner) / (large.amount(stage) - small.amount(stage))
    fixed = sooner - each * small.amount(stage)
    return Line(fixed, each) if fixed >= 0 else Line(0, later / large.amount(stage))


def units(whole: Round, lines: dict[str, Line]) -> Iterator[list[str]]:
    for stage in STAGES:
        used, amount = whole.stages[stage], whole.amount(stage)
        told = lines[stage].at(amount)
        unit = "页" if stage in ("crawl", "check") else "个对象"
        yield [
            TITLES[stage], f"{used.cpu * 1000 / amount:.2f} 毫秒/{unit}", f"{used.cpu:.0f}", f"{told:.0f}",
            f"{(told - used.cpu) / used.cpu:+.0%}", f"{used.seconds:.0f}",
            f"{used.coordinator / MIB:.0f}", f"{used.worker / MIB:.0f}" if used.worker else "—",
        ]  # fmt: skip


UNITS = ("阶段", "单位成本（CPU）", "实测 CPU 秒", "按小轮推算", "偏差", "历时秒", "主进程内存 MB", "最大工作进程 MB")
PLAN = (
    "范围",
    "采集与检查 CPU 小时",
    "评分与报告 CPU 小时",
    f"{HOURS} 小时内完成需 {CORES} 核机器",
    "存档 GB",
    "每站每秒 1 次的下限",
)


def plan(sites: Round, accounts: Round) -> Iterator[list[str]]:
    for pages in PLAN_PAGES:
        yield _planned(f"{PLAN_SITES} 个网站，平均 {pages} 页", sites, PLAN_SITES, PLAN_SITES * pages, pages)
    yield _planned(f"{PLAN_ACCOUNTS} 个账号，各 {POSTS} 条", accounts, PLAN_ACCOUNTS, PLAN_ACCOUNTS * POSTS, 0)


def _planned(title: str, done: Round, targets: int, pages: int, longest: int) -> list[str]:
    each = {stage: done.stages[stage].cpu / done.amount(stage) for stage in STAGES}
    reading = (each["crawl"] + each["check"]) * pages / 3600
    telling = (each["score"] + each["report"]) * targets / 3600
    machines = math.ceil((reading + telling) / CORES / HOURS)
    disk = done.disk / done.pages * pages / 1e9
    floor = f"{longest / 60:.0f} 分钟" if longest else "—"
    return [title, f"{reading:.1f}", f"{telling:.1f}", str(machines), f"{disk:.1f}", floor]


def main(given: argparse.Namespace) -> None:
    done = []
    for count in (max(2, given.sites // 50), given.sites // 10, given.sites):
        with tempfile.TemporaryDirectory(dir=given.folder) as name:
            done.append(of_sites(count, given, Path(name)))
        print(
            f"{count} sites: " + ", ".join(f"{s} {u.cpu:.1f} s of CPU" for s, u in done[-1].stages.items()), flush=True
        )
        if missing := [line for line in done[-1].stages["crawl"].said.splitlines() if "放弃" in line]:
            print(f"  given up: {len(missing)}; {missing[0]}")
    lines = {stage: line(done[0], done[1], stage) for stage in STAGES}
    whole = done[-1]
    tell("big-round", UNITS, units(whole, lines), given.write)
    print(f"{whole.targets} sites, {whole.pages} pages, {whole.disk / whole.pages / 1024:.1f} KB a page")
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        accounts = of_accounts(given.accounts, given, Path(name))
    tell("big-plan", PLAN, plan(whole, accounts), given.write)


if __name__ == "__main__":
    asked = options(__doc__)
    asked.add_argument("--sites", type=int, default=1000)
    asked.add_argument("--median", type=int, default=12, help="pages of a site")
    asked.add_argument("--accounts", type=int, default=1000)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--rate", type=float, default=2, help="requests a second at one host")
    asked.add_argument("--folder", type=Path, help="where the rounds are kept while they run")
    main(asked.parse_args())
