"""The stage from archive to findings: every target judged alone, several at once, in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import ip_address
from pathlib import Path
from shutil import rmtree
from typing import IO

from checks.accounts import ACCOUNTS, accounts_text
from checks.around import Around
from checks.cache.judged import Judged, Said, digest_of_round, digest_of_target, keep_judged, read_judged
from checks.cache.pages import Pages
from checks.columns import COLUMNS, columns_text
from checks.content.catalogue import Catalogue, load_catalogue, read_catalogue
from checks.facts.availability import Network, read_network
from checks.facts.dates import local_day
from checks.facts.workdays import kept_workdays
from checks.figures import FIGURES, figures_text
from checks.finding import FINDINGS, Finding, findings_text
from checks.rule import load_rules
from checks.run import measure, observe, reached, run
from checks.site import Site
from checks.tasks import kept_tasks
from checks.versions import keep_versions, program_version, reading_version
from crawler.archive import INDEX
from crawler.rounds import ARCHIVES, CONTENT, Round, archive_of, lexicon_of, read_selftest
from crawler.targets import Target
from crawler.visitlog import read_visits

CACHE = "cache"
CHUNKS = 32
"""Shares of the targets that each process takes one by one, so that none waits long for the last."""
RESTARTS = 3
"""Times that judging goes on after a process was killed. Our default."""
Spread = Callable[["Judge", list[Target]], Iterator[Judged]]


class PoolBroken(RuntimeError):
    """Processes were killed again and again, as a system without memory does; the name of the target to be told next."""


def check(
    folder: Path,
    asked: Round,
    workers: int = 1,
    said: Callable[[int], None] = lambda count: None,
    *,
    afresh: bool = False,
    spread: Spread | None = None,
) -> Path:
    """Judge all targets of a round; writes DIR/findings.jsonl, columns.jsonl, reach.jsonl and accounts.jsonl.

    `said` hears how many targets are done. `afresh`: whatever an earlier check has seen and said. `spread` has
    the targets judged elsewhere, in their order. The archive and the day decide the bytes, not the number of workers.
    Findings of an earlier check stay as they are until all targets are judged. Raises PoolBroken.
    """
    versions, around = keep_versions(folder), around_of(folder, asked)
    judge = Judge(folder, around, versions, digest_of_round(around, program_version()), afresh)
    targets = sorted(asked.targets, key=lambda target: target.id)
    spread = spread or (lambda judge, targets: _judged(judge, targets, workers))
    with _replaced(folder / name for name in (FINDINGS, COLUMNS, FIGURES, ACCOUNTS)) as (out, tree, reach, media):
        for done, judged in enumerate(spread(judge, targets), 1):
            out.write(findings_text(judged.findings))
            tree.write(columns_text(judged.columns))
            reach.write(figures_text(judged.figures))
            media.write(accounts_text(judged.accounts))
            said(done)
    return folder / FINDINGS


@contextmanager
def _replaced(paths: Iterable[Path]) -> Iterator[list[IO[str]]]:
    """Files to be written, which take the place of those at `paths` together, when all went well."""
    parts = [(path, path.with_name(f"{path.name}.part")) for path in paths]
    with ExitStack() as files:
        yield [files.enter_context(part.open("w", encoding="utf-8")) for _, part in parts]
    for path, part in parts:
        part.replace(path)


def around_of(folder: Path, asked: Round, measured: Path | None = None) -> Around:
    """What a target is judged in, beside its archive. `measured`: where the machine's own reach was looked at last."""
    tested = read_selftest(measured or folder)
    proven = any(canary["answered"] for canary in tested["canaries"]) or ipv6_proven(measured or folder)
    network = network_of(folder, asked.targets)
    listed = tuple(target for target in asked.targets if not target.kind.is_site)
    own = kept_workdays(folder), catalogue_of(folder), listed, lexicon_of(folder, asked)
    return Around(asked.day, proven, tested["invents"], network, *own, kept_tasks(folder))


def _judged(judge: Judge, targets: list[Target], workers: int) -> Iterator[Judged]:
    """A process that was killed costs the pool; the next one begins at the first target that is not told of yet."""
    if workers <= 1 or len(targets) <= 1:
        yield from map(judge, targets)
        return
    done = 0
    for _ in range(RESTARTS + 1):
        try:
            with ProcessPoolExecutor(workers) as pool:
                # What is true of the whole round goes along with every chunk: 3,000 accounts with each of 3,000 would be 10⁷.
                chunk = max(1, (len(targets) - done) // (workers * CHUNKS))
                for judged in pool.map(judge, targets[done:], chunksize=chunk):
                    done += 1
                    yield judged
                return
        except BrokenProcessPool:
            continue
    raise PoolBroken(targets[done].name)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges one target; what an earlier check said of the same archive by the same rule is not asked again."""

    folder: Path
    around: Around
    versions: Mapping[str, str]
    """Edition of each rule."""
    common: str
    """Digest of what all targets have in common."""
    afresh: bool = False

    def __call__(self, target: Target) -> Judged:
        archive, place = archive_of(self.folder, target), self.folder / CACHE / target.id
        if self.afresh:
            rmtree(place, ignore_errors=True)
        rests_on = digest_of_target(target, archive.folder, self.common)
        before = read_judged(place / "judged", rests_on)
        rules = {rule.id: rule for rule in load_rules().values() if target.kind in rule.kinds}
        known = {one: said for one, said in before.rules.items() if said.edition == self.versions.get(one)}
        if known.keys() == rules.keys():
            return before
        site = Site(target, archive, self.around, Pages(place / "pages", reading_version()))
        told = {one: Said(self.versions[one], list(run(site, [rules[one]]))) for one in rules if one not in known}
        seen = (
            (before.columns, before.figures, before.accounts)
            if before.rules
            else (observe(site), reached(site), measure(site))
        )
        judged = Judged(rests_on, known | told, *seen)
        keep_judged(place / "judged", judged)
        return judged


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
