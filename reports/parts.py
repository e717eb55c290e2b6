"""The priced parts of an indicator: elements, rungs, caps, answers. Each has a line under 指标体系 and a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.scheme import Indicator

ELEMENT, RUNG, CAP, ANSWER = "要素扣分", "阶梯得分", "封顶比例", "选项分值"
DEDUCED = 0
"""Number of what an indicator deducts in the ordinary way; parts are numbered from 1."""


@dataclass(frozen=True, slots=True)
class Part:
    number: int
    role: str
    of: str
    """The reference; of a survey, the answer."""
    amount: Decimal
    """Points that an element costs or a rung gives; share of the points that a cap leaves; an answer's value."""
    factor: Decimal | None = None
    """Of a rung: the share in which the other deductions then count."""


def parts(indicator: Indicator) -> tuple[Part, ...]:
    lines = [*_lines(indicator)]
    return tuple(Part(number, *line) for number, line in enumerate(lines, 1))


def of_role(indicator: Indicator, role: str) -> tuple[Part, ...]:
    return tuple(part for part in parts(indicator) if part.role == role)


def _lines(indicator: Indicator) -> Iterator[tuple[str, str, Decimal, Decimal | None]]:
    for reference, cost in indicator.elements:
        yield ELEMENT, reference, cost, None
    for reference, points, factor in indicator.ladder:
        yield RUNG, reference, points, factor
    for reference, share in indicator.caps:
        yield CAP, reference, share, None
    for answer, value in indicator.options:
        yield ANSWER, answer, value, None
