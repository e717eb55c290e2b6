"""What the findings of one target say under each indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from checks.finding import Finding
from scoring.indicator import Indicator
from scoring.references import names

Heard = Mapping[str, Sequence[Finding]]
"""Indicator → findings that fall under it, each once, in the order of their arrival."""


def hearer(indicators: Iterable[Indicator]) -> Callable[[Iterable[Finding]], Heard]:
    """Findings of one target → what is heard under each indicator within its window."""
    rows = [(row, row.references) for row in indicators]

    @cache
    def under(rule: str, item: str) -> tuple[Indicator, ...]:
        return tuple(row for row, references in rows if any(names(one, rule, item) for one in references))

    def heard(findings: Iterable[Finding]) -> Heard:
        said: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            for row in under(finding.rule, finding.item):
                if _within(row, finding.dated):
                    said[row.id].append(finding)
        return said

    return heard


def _within(indicator: Indicator, dated: str) -> bool:
    """What has no day stays."""
    return not dated or (
        (not indicator.since or dated >= indicator.since) and (not indicator.until or dated <= indicator.until)
    )
