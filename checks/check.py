"""The stage from archive to findings: every target judged alone, several at once, in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from datetime import date, datetime
from functools import partial
from ipaddress import ip_address
from pathlib import Path

from checks.accounts import ACCOUNTS, Account, accounts_text
from checks.around import Around
from checks.columns import COLUMNS, Column, columns_text
from checks.content.catalogue import Catalogue, load_catalogue, read_catalogue
from checks.facts.availability import Network, read_network
from checks.facts.dates import local_day
from checks.facts.workdays import kept_workdays
from checks.figures import FIGURES, Figures, figures_text
from checks.finding import Finding, findings_text
from checks.rule import load_rules
from checks.run import measure, observe, reached, run
from checks.site import Site
from checks.tasks import kept_tasks
from crawler.archive import INDEX
from crawler.rounds import ARCHIVES, CONTENT, Round, archive_of, lexicon_of, read_selftest
from crawler.targets import Target
from crawler.visitlog import read_visits

FINDINGS = "findings.jsonl"
CHUNKS = 32
"""Shares of the targets that each process takes one by one, so that none waits long for the last."""


def check(folder: Path, asked: Round, workers: int = 1, said: Callable[[int], None] = lambda count: None) -> Path:
    """Judge all targets of a round; writes DIR/findings.jsonl, columns.jsonl, reach.jsonl and accounts.jsonl.

    `said` hears how many targets are done. The archive and the day decide the bytes, not the number of workers.
    """
    tested = read_selftest(folder)
    proven = any(canary["answered"] for canary in tested["canaries"]) or ipv6_proven(folder)
    network = network_of(folder, asked.targets)
    listed = tuple(target for target in asked.targets if not target.kind.is_site)
    own = kept_workdays(folder), catalogue_of(folder), listed, lexicon_of(folder, asked)
    around = Around(asked.day, proven, tested["invents"], network, *own, kept_tasks(folder))
    judge = partial(judge_target, folder, around)
    targets = sorted(asked.targets, key=lambda target: target.id)
    names = (FINDINGS, COLUMNS, FIGURES, ACCOUNTS)
    with ExitStack() as files:
        out, tree, reach, media = (files.enter_context((folder / name).open("w", encoding="utf-8")) for name in names)
        for done, (findings, columns, figures, accounts) in enumerate(_judged(judge, targets, workers), 1):
            out.write(findings_text(findings))
            tree.write(columns_text(columns))
            reach.write(figures_text(figures))
            media.write(accounts_text(accounts))
            said(done)
    return folder / FINDINGS


Judged = tuple[list[Finding], list[Column], list[Figures], list[Account]]


def _judged(judge: Callable[[Target], Judged], targets: list[Target], workers: int) -> Iterator[Judged]:
    if workers <= 1 or len(targets) <= 1:
        yield from map(judge, targets)
    else:
        with ProcessPoolExecutor(workers) as pool:
            # What is true of the whole round goes along with every chunk: 3,000 accounts with each of 3,000 would be 10⁷.
            yield from pool.map(judge, targets, chunksize=max(1, len(targets) // (workers * CHUNKS)))


def judge_target(folder: Path, around: Around, target: Target) -> Judged:
    site = Site(target, archive_of(folder, target), around)
    return list(run(site, load_rules().values())), observe(site), reached(site), measure(site)


def ipv6_proven(folder: Path) -> bool:
    """Did a public address answer over IPv6 anywhere in the round?"""
    for index in sorted((folder / ARCHIVES).glob(f"*/{INDEX}")):
        with index.open(encoding="utf-8") as lines:
            for line in lines:
                if '"purpose":"ipv6"' in line and line.endswith("\n"):
                    ip = json.loads(line)["ip"]
                    if ip and ip_address(ip).is_global:
                        return True
    return False


def catalogue_of(folder: Path) -> Catalogue:
    """The round's own catalogue of mandatory content, else the shipped one. Raises CatalogueError."""
    own = folder / CONTENT
    return read_catalogue(own) if own.exists() else load_catalogue()


def network_of(folder: Path, targets: Sequence[Target]) -> Network:
    """What the clocked visits of all sites together say of the line they were made from."""
    return read_network({target.id: read_visits(archive_of(folder, target).folder) for target in targets})


def day_of(asked: Round, findings: list[Finding]) -> date | None:
    """The day the round was judged by: the one asked for, else the last day of capture."""
    if asked.day:
        return asked.day
    seen = max((finding.seen_at for finding in findings if finding.seen_at), default="")
    return local_day(datetime.fromisoformat(seen)) if seen else None
