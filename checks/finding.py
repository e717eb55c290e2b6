"""What is said: the six outcomes, a rule's verdict, and the finding that the round keeps of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from sys import intern
from typing import Any, TextIO

from checks.rulings import Ruling, Verdict, told_digest
from checks.table import write_rows

FINDINGS = "findings.jsonl"
"""Of a round, in its folder."""
QUOTE_LIMIT = 200
_RULED = ("ruling", "ruled_by", "ruled_on", "ruled_why")
_RECURRING = ("rule", "target", "unit", "item", "seen_at", "dated")
"""Fields whose words stand in line after line, and are kept once."""


class Outcome(StrEnum):
    """Six honest words instead of a boolean."""

    PASS = "pass"
    FAIL = "fail"
    UNSURE = "unsure"
    """A person must look."""
    NOT_APPLICABLE = "not_applicable"
    NOT_MEASURED = "not_measured"
    """With the reason; never lowers a score."""
    ERROR = "error"
    """A rule broke: our fault, not the site's."""

    @property
    def label(self) -> str:
        return _TITLES[self]


_TITLES = {
    Outcome.PASS: "符合",
    Outcome.FAIL: "不符合",
    Outcome.UNSURE: "待核实",
    Outcome.NOT_APPLICABLE: "不适用",
    Outcome.NOT_MEASURED: "未测得",
    Outcome.ERROR: "程序出错",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that one rule says of one place of one target, with what proves it."""

    key: str
    """Stable over rounds: the same rule, target, item, page and place give the same key."""
    rule: str
    target: str
    unit: str
    item: str
    """Which of several things the rule speaks of: a field, a mark, a column, a catalogue id."""
    outcome: Outcome
    message: str
    """One full sentence, in Chinese."""
    url: str
    """The page at fault, as fetched."""
    place: str
    """Where in the page, or which link of it; part of the key."""
    quote: str
    seen_at: str
    """UTC, ISO 8601; empty when nothing was fetched."""
    sha256: str
    """Of the archived bytes that prove it."""
    certain: bool
    """May the machine's word stand without a person? An uncertain fail weighs as a suspicion until it is ruled on."""
    dated: str = ""
    """YYYY-MM-DD on which the page at fault says that it was published; '' when it does not say."""
    ruling: Ruling | None = None
    """A person's; put on by `checks.rulings.ruled`. findings.jsonl stays as the rules said it."""


def finding_key(rule: str, target: str, item: str, url: str, place: str) -> str:
    return hashlib.sha256("\n".join((rule, target, item, url, place)).encode()).hexdigest()[:16]


def findings_text(findings: list[Finding]) -> str:
    """One JSON object a line, sorted, so that the same archive gives the same bytes."""
    ordered = sorted(findings, key=lambda f: (f.target, f.rule, f.item, f.url, f.place, f.key, f.message))
    return "".join(json.dumps(_said(finding), ensure_ascii=False) + "\n" for finding in ordered)


def listed(finding: Finding) -> dict[str, Any]:
    """A row for a list of findings: what was said, then who ruled what on it, empty where nobody has."""
    ruling = finding.ruling
    ruled = (ruling.verdict.value, ruling.by, ruling.on, ruling.reason) if ruling else ("",) * 4
    return _said(finding) | dict(zip(_RULED, ruled, strict=True))


def write_csv(findings: Iterable[Finding], out: TextIO) -> None:
    said = [field.name for field in fields(Finding) if field.name != "ruling"]
    write_rows([*said, *_RULED], map(listed, findings), out)


def write_jsonl(findings: Iterable[Finding], out: TextIO) -> None:
    for finding in findings:
        out.write(json.dumps(listed(finding), ensure_ascii=False) + "\n")


def read_findings(path: Path) -> Iterator[Finding]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield finding_from(json.loads(line))


def finding_from(row: dict[str, Any]) -> Finding:
    """Of findings.jsonl, of a list of findings, or of a result, where the whole ruling stands in it."""
    said = {name: value for name, value in row.items() if name not in _RULED} if "ruling" in row else row
    kept = {name: intern(row[name]) for name in _RECURRING if name in row}
    finding = Finding(**{**said, **kept, "outcome": Outcome(row["outcome"])})
    given = row.get("ruling")
    if not given:
        return finding
    if isinstance(given, str):
        told = {"key": finding.key, "target": finding.target, "told": told_digest(finding)}
        given = told | {"verdict": given, "by": row["ruled_by"], "on": row["ruled_on"], "reason": row["ruled_why"]}
    return replace(finding, ruling=Ruling(**{**given, "verdict": Verdict(given["verdict"])}))


def _said(finding: Finding) -> dict[str, Any]:
    row = asdict(finding)
    del row["ruling"]
    return row
