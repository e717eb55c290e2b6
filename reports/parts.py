"""The priced parts of an indicator (elements, rungs, caps, answers), and which findings fall under which of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks.finding import Finding
from scoring.hearing import hearer
from scoring.loss import UNMEASURED
from scoring.references import names
from scoring.result import Result
from scoring.scheme import Indicator
from scoring.weighing import JUDGED

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
    for rung in indicator.ladder:
        yield RUNG, rung.reference, rung.points, rung.factor
    for reference, share in indicator.caps:
        yield CAP, reference, share, None
    for answer, value in indicator.options:
        yield ANSWER, answer, value, None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said under one indicator of one target."""

    judged: Sequence[tuple[Finding, tuple[int, ...]]] = ()
    """Passes included, each finding once, in the result's order, with the numbers of what it falls under: `DEDUCED`
    and of parts."""
    blind: frozenset[int] = frozenset()
    """Parts under which something could not be measured, and nothing was judged."""

    def count(self, number: int) -> int:
        return sum(number in numbers for _, numbers in self.judged)


def heard(result: Result) -> dict[tuple[str, str], Heard]:
    """(target, indicator) → what was said."""
    hear = hearer(result.scheme.indicators)
    of_target: dict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        of_target[finding.target].append(finding)
    found: dict[tuple[str, str], Heard] = {}
    for target, findings in of_target.items():
        for indicator, said in hear(findings).items():
            found[target, indicator] = _sorted(result.indicator(indicator), said)
    return found


def _sorted(indicator: Indicator, said: Sequence[Finding]) -> Heard:
    lines = [(reference, DEDUCED) for reference in indicator.charged]
    lines += [(part.of, part.number) for part in parts(indicator) if part.role != ANSWER]
    under = [
        (finding, tuple(sorted({number for of, number in lines if names(of, finding.rule, finding.item)})))
        for finding in said
    ]
    judged = [(finding, numbers) for finding, numbers in under if finding.outcome in JUDGED]
    seen = {number for _, numbers in judged for number in numbers}
    blind = {number for finding, numbers in under if finding.outcome in UNMEASURED for number in numbers}
    return Heard(judged, frozenset(blind - seen))
