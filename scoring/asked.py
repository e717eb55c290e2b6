"""Which indicators a target is asked: those of its kind and level, and of a pool the ones that were drawn for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from crawler.targets import Kind, Target
from scoring.draws import passed_over
from scoring.indicator import Indicator

if TYPE_CHECKING:
    from scoring.scheme import Scheme


def asker(scheme: Scheme) -> Callable[[Target], Sequence[Indicator]]:
    """Target → its indicators, in the scheme's order."""

    @cache
    def concerning(kind: Kind, level: str) -> tuple[Indicator, ...]:
        return tuple(row for row in scheme.indicators if concerns(row, kind, level))

    def asked(target: Target) -> Sequence[Indicator]:
        rows = concerning(target.kind, target.level)
        passed = {one for draw in scheme.draws for one in passed_over(draw, rows, scheme.seed, target.id)}
        return [row for row in rows if row.id not in passed] if passed else rows

    return asked


def concerns(indicator: Indicator, kind: Kind, level: str) -> bool:
    return kind in indicator.kinds and (not indicator.levels or level in indicator.levels)
