"""The stage from findings and people's words to a result."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from commands.inputs import DEFAULT_SCHEME, Refused, needed, round_in, scheme_called
from commands.notices import wrong_clock

if TYPE_CHECKING:
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
        result = _weighed(args, asked, scheme)
    except ScoringGap as gap:
        raise Refused(*gap.problems) from gap
    if args.scheme:
        write_round(args.dir, asked)
    write_result(result, args.dir / "result.json")
    print(f"评分结果：{args.dir / 'result.json'}（{scheme.title}）")
    return 3 if unfinished(args.dir, asked.targets) else status(result, args.fail_under)


def _weighed(args: argparse.Namespace, asked: Round, scheme: Scheme) -> Result:
    from dataclasses import replace

    from checks.check import FINDINGS
    from checks.finding import read_findings
    from checks.rule import load_rules
    from checks.rulings import read_entries, read_rulings, ruled
    from checks.versions import read_versions
    from scoring.score import score as weigh

    said = list(read_findings(needed(args.dir / FINDINGS, "check")))
    findings = ruled(said, read_rulings(args.dir))
    # Where the accounts' files lay on the machine that crawled is no part of a result.
    targets = [replace(target, data_files=()) for target in asked.targets]
    facts = _facts(args, asked, scheme, findings)
    return weigh(findings, targets, scheme, load_rules(), facts, read_entries(args.dir), read_versions(args.dir))


def _facts(args: argparse.Namespace, asked: Round, scheme: Scheme, findings: list[Finding]) -> dict[str, str]:
    from checks.check import day_of
    from crawler.rounds import CONTENT, cut_short, unfinished
    from scoring.scheme import scheme_digest

    left = unfinished(args.dir, asked.targets), cut_short(args.dir, asked.targets)
    facts = asked.facts(day_of(asked, findings), *left)
    digest = scheme_digest(asked.scheme or DEFAULT_SCHEME)[:16]
    facts["方案文件"] = f"{scheme.id}，版本 {scheme.version}，SHA-256 {digest}"
    if (args.dir / CONTENT).exists():
        facts["内容目录"] = f"评估目录中的 {CONTENT}"
    if wrong := wrong_clock(args.dir):
        facts["时钟"] = wrong
    return facts


def status(result: Result, fail_under: float | None) -> int:
    """The exit status that a result deserves."""
    from scoring.grade import VOID

    ungraded = sum(total.grade == VOID for total in result.totals)
    if ungraded * 2 > len(result.totals):
        print(f"注意：{len(result.totals)} 个对象中有 {ungraded} 个未能评定，本轮结果不完整。", file=sys.stderr)
        return 3
    missed = [t for t in result.totals if fail_under is not None and t.grade != VOID and t.total < fail_under]
    return 1 if missed else 0
