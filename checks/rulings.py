"""People's words on a round: rulings on findings, and what only a person can enter; their files, their sheets' titles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from checks.finding import Finding

RULINGS, ENTRIES_KEPT = "rulings.jsonl", "entries.jsonl"
RULABLE = frozenset({"fail", "unsure"})
"""Outcomes that can be ruled on: what is told as a fault or a suspicion."""

REVIEW_SHEET, ENTRIES_SHEET = "核实", "人工评分"
REVIEW: Final[Mapping[str, str]] = {
    "number": "序号", "unit": "单位", "name": "名称", "rule": "规则", "item": "项目", "outcome": "性质",
    "message": "问题描述", "quote": "原文摘录", "url": "页面", "proof": "证据",
    "verdict": "核实结论", "by": "核实人", "on": "核实日期", "reason": "核实理由",
    "key": "编号", "target": "对象", "told": "摘要",
}  # fmt: skip
"""Columns of the sheet 核实, in their order; the last three are hidden. One row a finding of `RULABLE`."""
ENTRIES: Final[Mapping[str, str]] = {
    "unit": "单位", "name": "名称", "indicator": "指标编号", "title": "指标", "full": "满分",
    "points": "得分", "vetoed": "是否否决", "by": "评分人", "on": "评分日期", "reason": "说明",
    "counted": "样本数", "mean": "平均分", "spread": "标准差", "target": "对象",
}  # fmt: skip
"""Columns of the sheet 人工评分. A survey's answers stand in columns of their own, named by the answers, after
是否否决; `counted`, `mean` and `spread` are shown; `target` is hidden. One row a target and people's indicator."""
YES, NO = "是", "否"


class Verdict(StrEnum):
    """What a person made of a finding."""

    CONFIRMED = "confirmed"
    """It is so: weighs as a certain failure."""
    DISMISSED = "dismissed"
    """It is not so, or an appeal was granted: weighs as a pass."""

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {Verdict.CONFIRMED: "属实", Verdict.DISMISSED: "不成立"}
VERDICTS: Final[Mapping[str, Verdict]] = {label: verdict for verdict, label in _LABELS.items()}
"""The drop-down's words."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One named person's decision on one finding."""

    key: str
    """The finding's."""
    target: str
    verdict: Verdict
    by: str
    on: str
    """YYYY-MM-DD."""
    reason: str
    told: str
    """`told_digest` of what was ruled on; a finding that says something else is not ruled by it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one named person gave one target under a people's indicator: one of `points`, `counts`, `vetoed`."""

    target: str
    indicator: str
    points: Decimal | None
    counts: tuple[tuple[str, int], ...]
    """Of a survey: answer → how many gave it, in the order of the scheme's options."""
    vetoed: bool | None
    by: str
    on: str
    """YYYY-MM-DD."""
    reason: str


def told_digest(finding: Finding) -> str:
    """Sixteen hex digits of what the finding says."""
    return hashlib.sha256(f"{finding.message}\n{finding.quote}".encode()).hexdigest()[:16]


def ruled(findings: Iterable[Finding], rulings: Iterable[Ruling]) -> list[Finding]:
    """The findings in their order, each with the ruling on just what it says; the others as they were."""
    return list(each_ruled(findings, rulings))


def each_ruled(findings: Iterable[Finding], rulings: Iterable[Ruling]) -> Iterator[Finding]:
    """As `ruled`, one after the other: a province's findings need not all be held."""
    on = {(ruling.key, ruling.target, ruling.told): ruling for ruling in rulings}
    keys = {key for key, *_ in on}
    for finding in findings:
        if finding.key in keys and finding.outcome in RULABLE:
            ruling = on.get((finding.key, finding.target, told_digest(finding)))
            yield replace(finding, ruling=ruling) if ruling else finding
        else:
            yield finding


def outdated(findings: Iterable[Finding], rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings on findings that are still told, but say something else now, and have no other ruling."""
    told = {(one.key, one.target) for one in findings if one.outcome in RULABLE and not one.ruling}
    return [ruling for ruling in rulings if (ruling.key, ruling.target) in told]


def counted(rulings: Collection[Ruling]) -> str:
    """`认定 3 条，不成立 1 条`."""
    confirmed = sum(ruling.verdict is Verdict.CONFIRMED for ruling in rulings)
    return f"认定 {confirmed} 条，不成立 {len(rulings) - confirmed} 条"


def write_rulings(folder: Path, rulings: Iterable[Ruling]) -> Path:
    """DIR/rulings.jsonl: one a line, sorted; the same rulings give the same bytes."""
    return _write(folder / RULINGS, sorted(rulings, key=lambda one: (one.target, one.key, one.told)))


def read_rulings(folder: Path) -> list[Ruling]:
    """Of a round; empty when nobody has ruled yet."""
    return [Ruling(**row | {"verdict": Verdict(row["verdict"])}) for row in _read(folder / RULINGS)]


def write_entries(folder: Path, entries: Iterable[Entry]) -> Path:
    """DIR/entries.jsonl: one a line, sorted, amounts as text; the same entries give the same bytes."""
    return _write(folder / ENTRIES_KEPT, sorted(entries, key=lambda one: (one.target, one.indicator)))


def read_entries(folder: Path) -> list[Entry]:
    """Of a round; empty when nobody has entered anything yet."""
    return [_entry(row) for row in _read(folder / ENTRIES_KEPT)]


def _entry(row: dict[str, Any]) -> Entry:
    points = None if row["points"] is None else Decimal(row["points"])
    return Entry(**row | {"points": points, "counts": tuple((answer, count) for answer, count in row["counts"])})


def _write(path: Path, rows: Iterable[Ruling] | Iterable[Entry]) -> Path:
    part = path.with_name(f"{path.name}.part")
    lines = (json.dumps(asdict(row), ensure_ascii=False, default=str) + "\n" for row in rows)
    part.write_text("".join(lines), encoding="utf-8", newline="\n")
    part.replace(path)
    return path


def _read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines]
