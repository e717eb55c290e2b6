"""All of it: the one object that every report is laid out from, and its file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from checks.finding import Finding
from checks.rulings import Entry
from crawler.targets import Target
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
    """JSON in the order of the fields, one row a line, amounts as text; the same result gives the same bytes."""
    parts = (f"{_json(field.name)}: {_laid_out(getattr(result, field.name))}" for field in fields(result))
    path.write_bytes(("{\n" + ",\n".join(parts) + "\n}\n").encode())


def read_result(path: Path) -> Result:
    result: Result = _typed(Result, json.loads(path.read_bytes()))
    return result


def _laid_out(value: Any) -> str:
    if isinstance(value, tuple) and value:
        return "[\n" + ",\n".join(map(_json, value)) + "\n]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    return (
        str(value) if isinstance(value, Decimal) else {name: getattr(value, name) for name in _hints(value.__class__)}
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _unplain(kind: Any) -> dict[str, Any]:
    """Fields that JSON does not give back as they were."""
    return {name: hint for name, hint in _hints(kind).items() if hint not in (str, int, bool)}


def _typed(kind: Any, value: Any) -> Any:
    """The value of this type that `value` was written from."""
    if hasattr(kind, "__dataclass_fields__"):
        read = {name: _typed(hint, value[name]) for name, hint in _unplain(kind).items() if name in value}
        return kind(**{**value, **read})
    if get_origin(kind) is UnionType:
        return None if value is None else _typed(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_typed(part_kind, part) for part_kind, part in _paired(get_args(kind), value))
    if isinstance(kind, type) and issubclass(kind, Decimal | StrEnum):
        return kind(value)
    return value


def _paired(kinds: tuple[Any, ...], values: list[Any]) -> Iterator[tuple[Any, Any]]:
    """`tuple[X, ...]` holds any number of X, `tuple[X, Y]` one of each."""
    if kinds[-1] is ...:
        kinds = (kinds[0],) * len(values)
    return zip(kinds, values, strict=True)
