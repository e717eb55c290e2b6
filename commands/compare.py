"""Two rounds beside each other: what was mended, what stands, what came back, and what moved the scores."""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from commands.demanded import demands_in
from commands.inputs import Refused, result_in, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoring.comparison import Comparison
    from scoring.pairing import Pages
    from scoring.result import Result

ABOUT = "对比两轮评估：问题的去向、得分和名次的升降、起因、屡改屡犯"


def options(added: argparse.ArgumentParser) -> None:
    added.add_argument("old", metavar="OLD", type=Path, help="上一轮的评估目录")
    added.add_argument("new", metavar="NEW", type=Path, help="本轮的评估目录")
    added.add_argument("--out", type=Path, metavar="FILE.xlsx", help="写入的工作簿（默认 NEW/reports/对比.xlsx）")
    added.add_argument(
        "--earlier", type=Path, nargs="*", default=[], metavar="DIR", help="更早各轮的评估目录，用来认出再次出现的问题"
    )


def compare(args: argparse.Namespace) -> int:
    from reports.comparison import COMPARISON, write_comparison

    found = compared(args.old, args.new, args.earlier)
    _tell(found)
    path = args.out or args.new / "reports" / COMPARISON
    print(f"对比：{write_comparison(found, path)}")
    return 0


def compared(older: Path, newer: Path, earlier: Sequence[Path] = ()) -> Comparison:
    """Two round folders beside each other; `earlier`: folders of rounds before them. Refuses what is no such pair."""
    from scoring.comparison import compare as beside
    from scoring.demands import State

    folders = [older, newer, *earlier]
    results = together(*[lambda folder=folder: result_in(folder) for folder in folders])
    closed = {(one.target, one.key) for one in demands_in(older) if one.state is State.CLOSED}
    old, new, *former = results
    _in_order(older, newer, old.run.get("评判日", ""), new.run.get("评判日", ""))
    before, after = _pages(older, old, new), _pages(newer, new, old)
    return beside(old, new, former, closed, old_pages=before, new_pages=after)


def _in_order(older: Path, newer: Path, old: str, new: str) -> None:
    if older.resolve() == newer.resolve():
        raise Refused("上一轮和本轮是同一个评估目录；请给出两轮评估的目录。")
    if old and new and old > new:
        raise Refused(f"上一轮的评判日（{old}）晚于本轮的（{new}）；请对调两轮的目录。")


def _pages(folder: Path, result: Result, told: Result) -> Pages:
    """What the round of `folder` read of the pages that the other round's problems are on."""
    from checks.read_pages import read_pages
    from crawler.rounds import archive_of
    from scoring.pairing import Pages, paired_targets
    from scoring.silence import is_address, is_problem

    wanted: dict[str, set[str]] = defaultdict(set)
    pairs = paired_targets(told.targets, result.targets)
    for finding in told.findings:
        if is_problem(finding) and finding.target in pairs:
            wanted[pairs[finding.target]] |= {url for url in (finding.url, finding.place) if is_address(url)}
    read: dict[str, set[str]] = {}
    links: dict[tuple[str, str], set[str]] = {}
    for target in result.targets:
        if target.id in wanted:
            read[target.id], linked = read_pages(archive_of(folder, target), wanted[target.id])
            links |= {(target.id, page): there for page, there in linked.items()}
    return Pages(read, links)


def _tell(found: Comparison) -> None:
    """The short table."""
    from scoring.comparison import Cause, State

    rate = found.recheck
    share = f"{rate.share * 100:.1f}%" if rate.share is not None else "无可复查的问题"
    print(f"整改复查合格率：{share}（{rate.numerator}/{rate.denominator}）")
    for state in State:
        causes = "，".join(f"{cause.label} {count}" for cause in Cause if (count := found.count(state, cause)))
        print(f"{state.label}：{found.count(state)}" + (f"（{causes}）" if causes and state is not State.OPEN else ""))
    moved = [one.moved for one in found.targets if one.moved is not None]
    up, down = sum(one > 0 for one in moved), sum(one < 0 for one in moved)
    print(f"得分可比的对象 {len(moved)} 个：上升 {up}，下降 {down}，不变 {len(moved) - up - down}")
    print(f"屡改屡犯的单位：{len(found.repeats)} 个")
    if found.scheme or found.rules or found.indicators:
        print(
            f"{found.scheme}有变化的指标 {len(found.indicators)} 个，版本不同的规则 {len(found.rules)} 条，见“方案与规则变化”。"
        )
