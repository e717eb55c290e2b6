"""The evidence pages: one for each target with problems beside the reports, one of a single finding with `show --html`."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING

from commands import arguments
from commands.inputs import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from checks.dossier import Dossier
    from checks.finding import Finding
    from crawler.snapshots import Camera
    from crawler.targets import Target
    from scoring.result import Result

    Work = Iterable[tuple[Target, list[Finding]]]

SHOTS = 20
"""Screenshots of one unit at most. Our default."""
AUTO = 20_000
"""Findings told in a round, up to which pages are written unless all or none were asked for. Our default."""
DEFAULTS = {"evidence": "auto", "evidence_mb": 0.0, "screenshots": False, "workers": 1}
"""For commands that end in a report without these options."""


def options(reporting: argparse.ArgumentParser) -> None:
    reporting.add_argument(
        "--evidence",
        choices=("auto", "all", "none"),
        default="auto",
        help=f"有问题的对象各写一个证据页：auto（默认）问题不多于 {AUTO} 条时写，all 一律写，none 不写",
    )
    reporting.add_argument(
        "--evidence-mb",
        type=arguments.rate,
        default=0.0,
        metavar="N",
        help="每个证据页所附存档页面的上限（默认 4 兆字节）",
    )
    reporting.add_argument(
        "--screenshots",
        action="store_true",
        help=f"另把标出的位置绘成截图，每单位至多 {SHOTS} 张（需安装 [browser] 组件）",
    )
    reporting.add_argument(
        "--workers", type=arguments.count, default=1, metavar="N", help="写证据页的并行进程数（默认 1）"
    )


def write_pages(folder: Path, result: Result, args: argparse.Namespace) -> list[str]:
    """DIR/reports/证据, whatever an earlier report left there taken away; ids of the targets that have a page."""
    from commands.progress import counting
    from crawler.browser import lacking
    from reports.evidence import FOLDER

    asked = argparse.Namespace(**DEFAULTS | vars(args))
    if asked.screenshots and (reason := lacking("--screenshots")):
        raise Refused(reason)
    found = _asked_for(_told(result), asked.evidence)
    work = [(target, found[target.id]) for target in result.targets if target.id in found]
    _clear(folder, {target.id for target, _ in work})
    if work:
        with counting("证据", len(work), "个对象") as said:
            for done, _ in enumerate(_written(folder, work, asked), 1):
                said(done)
        print(f"证据页：{folder / 'reports' / FOLDER}（{len(work)} 个对象）")
    return [target.id for target, _ in work]


def _asked_for(found: dict[str, list[Finding]], evidence: str) -> dict[str, list[Finding]]:
    """By target; nothing where none is to be written."""
    count = sum(map(len, found.values()))
    if evidence == "auto" and count > AUTO:
        print(f"提示：本轮有问题 {count} 条，多于 {AUTO} 条，没有写证据页；需要时加 --evidence all（可加 --workers）。")
        return {}
    return {} if evidence == "none" else found


def write_one(folder: Path, target: Target, found: Sequence[Finding], path: Path) -> None:
    """The page of one finding alone; its key may hold several rows."""
    from checks.dossier import dossier
    from reports.evidence import write_evidence

    room = float("inf")
    write_evidence(dossier(folder, target, found, room), room, path, {})


def _told(result: Result) -> dict[str, list[Finding]]:
    from reports.rows import TOLD

    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        if finding.outcome in TOLD:
            found[finding.target].append(finding)
    return found


def _clear(folder: Path, kept: set[str]) -> None:
    from reports.evidence import FOLDER, SCREENSHOTS

    pages = folder / "reports" / FOLDER
    former = [page for page in pages.glob("*.html") if page.stem not in kept] + [*pages.glob(f"{SCREENSHOTS}/*.png")]
    for page in former:
        page.unlink()


def _written(folder: Path, work: Work, args: argparse.Namespace) -> Iterator[None]:
    """Several at once, but for pictures: they are taken by one browser."""
    from concurrent.futures import ProcessPoolExecutor

    from checks.dossier import ROOM

    write = partial(_write, folder, args.evidence_mb or ROOM)
    if args.screenshots:
        from crawler.snapshots import camera

        with camera() as taking:
            yield from starmap(partial(write, shoot=partial(_shoot, taking, Counter())), work)
    elif args.workers > 1:
        with ProcessPoolExecutor(args.workers) as pool:
            yield from pool.map(write, *zip(*work, strict=True))
    else:
        yield from starmap(write, work)


def _write(
    folder: Path,
    room: float,
    target: Target,
    found: list[Finding],
    shoot: Callable[[Dossier, Path], dict[str, str]] = lambda dossier, folder: {},
) -> None:
    from checks.dossier import dossier
    from reports.evidence import FOLDER, evidence_file, write_evidence

    pages = folder / "reports" / FOLDER
    shown = dossier(folder, target, found, room)
    write_evidence(shown, room, pages / evidence_file(target.id), shoot(shown, pages))


def _shoot(camera: Camera, taken: Counter[str], shown: Dossier, pages: Path) -> dict[str, str]:
    """Key → picture, what is certain first; `taken` counts a unit's over all of its targets."""
    from gzip import decompress

    from checks.facts.passages import Match
    from reports.evidence import screenshot_path

    shots: dict[str, str] = {}
    for one in sorted(shown.evidence, key=lambda one: not one.finding.certain):
        finding, page = one.finding, shown.shown.get(one.page) if one.page else None
        if not page or not page.packed or finding.key in shots or taken[finding.unit] >= SHOTS:
            continue
        name = screenshot_path(finding.key)
        marked = page.matches.get(finding.key, Match.NONE) is not Match.NONE
        if marked and camera.take(decompress(page.packed).decode(), finding.key, pages / name):
            shots[finding.key] = name
            taken[finding.unit] += 1
    return shots
