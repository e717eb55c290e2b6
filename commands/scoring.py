"""The stage from findings and people's words to a result."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from commands.accounts import links_told
from commands.inputs import DEFAULT_SCHEME, Refused, needed, round_in, scheme_called
from commands.notices import wrong_clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checks.finding import Finding
    from crawler.rounds import Round
    from scoring.result import Result
    from scoring.scheme import Scheme


def score(args: argparse.Namespace) -> int:
    from dataclasses import replace

    from crawler.rounds import unfinished, write_round
    from scoring.result import write_result
    from scoring.score import ScoringGap

    asked = round_in(args.dir)
    named = args.scheme or asked.scheme
    scheme = scheme_called(named)
    asked = replace(asked, scheme=named)
    try:
        result = weighed(args.dir, asked, scheme)
    except ScoringGap as gap:
        raise Refused(*gap.problems) from gap
    if args.scheme:
        write_round(args.dir, asked)
    write_result(result, args.dir / "result.json")
    _tell_outdated(args.dir, result)
    print(f"评分结果：{args.dir / 'result.json'}（{scheme.title}）")
    return 3 if unfinished(args.dir, asked.targets) else status(result, args.fail_under)


def ruled_findings(folder: Path) -> Iterator[Finding]:
    """The round's findings with the rulings on them, as they are read."""
    from checks.finding import FINDINGS, read_findings
    from checks.rulings import each_ruled, read_rulings

    return each_ruled(read_findings(needed(folder / FINDINGS, "check")), read_rulings(folder))


def weighed(folder: Path, asked: Round, scheme: Scheme) -> Result:
    """The round as it stands, people's words included; nothing is written. Raises ScoringGap."""
    from dataclasses import replace

    from checks.rule import load_rules
    from checks.rulings import read_entries
    from checks.versions import read_versions
    from scoring.score import score as weigh

    findings, entries = list(ruled_findings(folder)), read_entries(folder)
    # Where the accounts' files lay on the machine that crawled is no part of a result.
    targets = [replace(target, data_files=()) for target in asked.targets]
    facts = _facts(folder, asked, scheme, findings) | _words(findings, len(entries))
    return weigh(findings, targets, scheme, load_rules(), facts, entries, read_versions(folder))


def _facts(folder: Path, asked: Round, scheme: Scheme, findings: list[Finding]) -> dict[str, str]:
    from checks.check import day_of
    from crawler.rounds import CONTENT, cut_short, unfinished
    from scoring.scheme import scheme_digest

    left = unfinished(folder, asked.targets), cut_short(folder, asked.targets)
    facts = asked.facts(day_of(asked, findings), *left) | links_told(folder, asked)
    digest = scheme_digest(asked.scheme or DEFAULT_SCHEME)[:16]
    facts["方案文件"] = f"{scheme.id}，版本 {scheme.version}，SHA-256 {digest}"
    if (folder / CONTENT).exists():
        facts["内容目录"] = f"评估目录中的 {CONTENT}"
    if wrong := wrong_clock(folder):
        facts["时钟"] = wrong
    return facts


def _words(findings: list[Finding], entries: int) -> dict[str, str]:
    from checks.rulings import counted

    rulings = [finding.ruling for finding in findings if finding.ruling]
    told = [counted(rulings)] * bool(rulings) + [f"人工评分 {entries} 项"] * bool(entries)
    return {"人工结论": "；".join(told)} if told else {}


def _tell_outdated(folder: Path, result: Result) -> None:
    from checks.rulings import outdated, read_rulings

    if old := outdated(result.findings, read_rulings(folder)):
        keys = "、".join(ruling.key for ruling in old[:5]) + ("……" if len(old) > 5 else "")
        print(f"提示：{len(old)} 条核实结论所针对的内容已变，没有采用，须重新核实（{keys}）。", file=sys.stderr)


def status(result: Result, fail_under: float | None) -> int:
    """The exit status that a result deserves."""
    from scoring.grade import VOID

    ungraded = sum(total.grade == VOID for total in result.totals)
    if ungraded * 2 > len(result.totals):
        print(f"注意：{len(result.totals)} 个对象中有 {ungraded} 个未能评定，本轮结果不完整。", file=sys.stderr)
        return 3
    missed = [t for t in result.totals if fail_under is not None and t.grade != VOID and t.total < fail_under]
    return 1 if missed else 0
