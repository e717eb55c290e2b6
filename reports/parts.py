"""The priced parts of an indicator (elements, rungs, caps, answers), and which findings fall under which of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks.finding import Finding, Outcome
from scoring.consistency import names
from scoring.result import Result
from scoring.scheme import Indicator

JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.UNSURE)

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


Bearing = Sequence[tuple[Finding, tuple[int, ...]]]
"""Judged findings in the result's order, each with the numbers of what it falls under: `DEDUCED` and of parts."""


def bearings(result: Result) -> dict[tuple[str, str], Bearing]:
    """(target, indicator) → what was judged under it, passes included, each finding once."""
    heard: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in result.findings:
        if finding.outcome in JUDGED:
            heard[finding.target, finding.rule].append(finding)
    found = {indicator.id: _references(indicator) for indicator in result.scheme.indicators}
    windows = {row.id: (row.since, row.until or "9999") for row in result.scheme.indicators}
    said: dict[tuple[str, str], Bearing] = {}
    for score in result.scores:
        references, (since, until) = found[score.indicator], windows[score.indicator]
        said[score.target, score.indicator] = [
            (finding, numbers)
            for rule in sorted(references)
            for finding in heard.get((score.target, rule), ())
            if (numbers := _under(references[rule], finding)) and (not finding.dated or since <= finding.dated <= until)
        ]
    return said


def _references(indicator: Indicator) -> dict[str, list[tuple[str, int]]]:
    """Rule → (reference, number)."""
    lines = [(reference, DEDUCED) for reference in indicator.charged]
    lines += [(part.of, part.number) for part in parts(indicator) if part.role != ANSWER]
    of_rule: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for reference, number in lines:
        of_rule[reference.partition(":")[0]].append((reference, number))
    return of_rule


def _under(references: Sequence[tuple[str, int]], finding: Finding) -> tuple[int, ...]:
    numbers = {number for reference, number in references if names(reference, finding.rule, finding.item)}
    return tuple(sorted(numbers))
