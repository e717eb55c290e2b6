"""A checked round and what people said of it, weighed by a scheme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from commands.inputs import needed
from commands.notices import wrong_clock

if TYPE_CHECKING:
    from checks.finding import Finding
    from crawler.rounds import Round
    from scoring.result import Result
    from scoring.scheme import Scheme


def ruled_findings(folder: Path) -> list[Finding]:
    """The round's findings with the rulings on them."""
    from checks.check import FINDINGS
    from checks.finding import read_findings
    from checks.rulings import read_rulings, ruled

    return ruled(read_findings(needed(folder / FINDINGS, "check")), read_rulings(folder))


def weighed(folder: Path, asked: Round, scheme: Scheme) -> Result:
    """Nothing is written."""
    from dataclasses import replace

    from checks.check import day_of
    from checks.rule import load_rules
    from checks.rulings import read_entries
    from crawler.rounds import CONTENT, cut_short, unfinished
    from scoring.score import score as weigh

    findings = ruled_findings(folder)
    # Where the accounts' files lay on the machine that crawled is no part of a result.
    targets = [replace(target, data_files=()) for target in asked.targets]
    left = unfinished(folder, asked.targets), cut_short(folder, asked.targets)
    facts = asked.facts(day_of(asked, findings), *left)
    if (folder / CONTENT).exists():
        facts["内容目录"] = f"评估目录中的 {CONTENT}"
    if words := _people(findings, len(read_entries(folder))):
        facts["人工结论"] = words
    if wrong := wrong_clock(folder):
        facts["时钟"] = wrong
    return weigh(findings, targets, scheme, load_rules(), facts, read_entries(folder))


def _people(findings: list[Finding], entries: int) -> str:
    from scoring.people import counted

    rulings = [finding.ruling for finding in findings if finding.ruling]
    told = [counted(rulings)] * bool(rulings) + [f"人工评分 {entries} 项"] * bool(entries)
    return "；".join(told)
