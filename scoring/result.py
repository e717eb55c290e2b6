"""All of it: the one object that every report is laid out from, and its file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from typing import Any, get_args, get_type_hints

from checks.finding import Finding
from checks.rulings import Entry
from crawler.targets import Target
from scoring.jsonrows import as_json, reader
from scoring.scheme import Indicator, Scheme


class Veto(StrEnum):
    """Has a single fault ended the scoring?"""

    NONE = "none"
    OPEN = "open"
    """Only if a suspicion is confirmed."""
    HIT = "hit"


@dataclass(frozen=True, slots=True)
class Deduction:
    """What one finding costs under one indicator; `pending` until a person confirms it. After a cap it may cost 0."""

    finding: str
    """The finding's key."""
    points: Decimal
    pending: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What one indicator came to for one target. earned = possible - lost; the floor is earned - pending."""

    target: str
    indicator: str
    possible: Decimal
    lost: Decimal
    pending: Decimal
    veto: Veto
    applicable: bool
    """False: the unit has no such business, and gets the scheme's uniform share."""
    measured: bool
    """False: nothing could be measured; loses nothing and is counted as unmeasured."""
    deductions: tuple[Deduction, ...]
    note: str = ""
    """In Chinese: why the points are what they are, when it is not the deductions."""
    entry: Entry | None = None
    """A person's word, of a people's indicator; its points are lost or earned without a deduction."""

    @property
    def earned(self) -> Decimal:
        """Of a malus, whose `possible` is 0: the points taken off, as a negative number."""
        return self.possible - self.lost


@dataclass(frozen=True, slots=True)
class Total:
    """What one target came to. `base` is the stage out of the full marks, `bonus` what the bonus stage added."""

    target: str
    base: Decimal
    """With several assessors, of each his part by its share. Kept for information when a veto was hit."""
    bonus: Decimal
    """0 unless the base is above the scheme's bonus line and no veto was hit."""
    total: Decimal
    """base + bonus - malus, not below 0; where subordinates were rolled up, blended with theirs. 0 when a veto was
    hit."""
    pending: Decimal
    """Points still open of what is in the total, so that it lies between total - pending and total (lower still if
    that takes the base under the bonus line, or a veto that is open is confirmed). Weighed as the total is, by the
    assessors' shares and in a roll-up, and never more than it. 0 when a veto was hit."""
    unmeasured: Decimal
    """Points of base indicators that could not be measured, by the assessors' shares; above the scheme's share of
    them the grade is 未能评定. The target's own, roll-up or not."""
    veto: Veto
    grade: str
    rank: int
    """Among targets of the same class; equal totals share a rank (1, 2, 2, 4), the vetoed come last.
    0: not ranked, because it could not be graded or has no points."""
    scored: bool = True
    """False: the scheme has no points for this kind. Then base and total are the full marks, to be shown blank, and
    the grade is by vetoes alone."""
    family: str = ""
    """Id of its class; without classes in the scheme `site` or `media`."""
    malus: Decimal = Decimal("0.00")
    """What the malus stage took off. 0 when a veto was hit."""
    own: Decimal | None = None
    """The total before the roll-up; None where there was nothing to roll up."""
    subordinates: tuple[str, ...] = ()
    """The targets whose own totals were rolled up, sorted."""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a reader needs to know of a rule."""

    id: str
    title: str
    basis: str
    fix: str
    certain: bool
    version: str = ""
    """Edition that judged the round (`checks.versions`); empty when the round did not keep it."""


@dataclass(frozen=True, slots=True)
class Result:
    """A scored round. Sorted throughout: the same findings and scheme give the same bytes."""

    run: Mapping[str, str]
    """Facts of the round, Chinese label → value: 评估日, 采集时间, 名单, 程序版本 …"""
    scheme: Scheme
    rules: tuple[RuleCard, ...]
    targets: tuple[Target, ...]
    findings: tuple[Finding, ...]
    """All of them, passes included."""
    scores: tuple[Score, ...]
    totals: tuple[Total, ...]

    def rule(self, rule_id: str) -> RuleCard:
        return next(card for card in self.rules if card.id == rule_id)

    def indicator(self, indicator_id: str) -> Indicator:
        return next(row for row in self.scheme.indicators if row.id == indicator_id)


def write_result(result: Result, path: Path) -> None:
    """JSON in the order of the fields, one row a line, amounts as text; the same result gives the same bytes.

    Row after row, so that the round of a province needs no second copy in memory; the file is whole or not there."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as out:
        before = "{\n"
        for field in fields(result):
            out.write(f"{before}{as_json(field.name)}: ")
            out.writelines(_laid_out(getattr(result, field.name)))
            before = ",\n"
        out.write("\n}\n")
    part.replace(path)


def _laid_out(value: Any) -> Iterator[str]:
    if isinstance(value, tuple) and value:
        yield f"[\n{as_json(value[0])}"
        yield from (f",\n{as_json(row)}" for row in value[1:])
        yield "\n]"
    else:
        yield as_json(value)


def read_result(path: Path) -> Result:
    """As `write_result` laid it out."""
    hints = get_type_hints(Result)
    parts: dict[str, Any] = {}
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            name, _, value = line.partition(": ")
            if value:
                kind = hints[json.loads(name)]
                parts[json.loads(name)] = _rows(kind, lines) if value == "[\n" else _value(kind, value)
    return Result(**parts)


def _rows(kind: Any, lines: Iterator[str]) -> tuple[Any, ...]:
    read = reader(get_args(kind)[0])
    rows = (json.loads(line.rstrip(",\n")) for line in takewhile(lambda line: line[0] != "]", lines))
    return tuple(map(read, rows)) if read else tuple(rows)


def _value(kind: Any, text: str) -> Any:
    value, read = json.loads(text.rstrip(",\n")), reader(kind)
    return read(value) if read else value
