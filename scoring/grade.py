"""What a total is called, and its place among its class."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from scoring.parts import Class
from scoring.result import Score, Total, Veto

FAILED = "不合格"
VOID = "未能评定"
VETO_OPEN = "（否决待核实）"
VETO_UNMEASURED = "（否决项未测全）"


def grade_by_points(total: Total, family: Class, void_above_share: Decimal) -> str:
    """Passing is by the base, or where subordinates were rolled up by the whole total; the grade is by the total."""
    if total.veto is Veto.HIT:
        return FAILED
    if total.unmeasured > void_above_share * family.full:
        return VOID
    if (total.base if total.own is None else total.total) < family.pass_mark:
        return FAILED
    title = next((title for least, title in family.grades if total.total >= least), "")
    return title + (VETO_OPEN if total.veto is Veto.OPEN else "") if title else FAILED


def grade_by_vetoes(veto: Veto, vetoes: Sequence[Score], family: Class) -> str:
    """Without points only the vetoes speak: with none of them measured nothing is known."""
    if veto is Veto.HIT:
        return FAILED
    if not any(score.measured for score in vetoes):
        return VOID
    if veto is Veto.OPEN:
        return family.grades[-1][1] + VETO_OPEN
    return family.grades[-1][1] + ("" if all(score.measured for score in vetoes) else VETO_UNMEASURED)


def has_place(total: Total) -> bool:
    """It has points and could be graded."""
    return total.scored and total.grade != VOID


def ranked(totals: Sequence[Total]) -> list[Total]:
    """Ranks among each class. 0: not ranked, for want of points or of measurement."""
    places: dict[str, list[tuple[bool, Decimal]]] = defaultdict(list)
    for total in totals:
        if has_place(total):
            places[total.family].append(_place(total))
    for rivals in places.values():
        rivals.sort()
    return [
        replace(total, rank=1 + bisect_left(places[total.family], _place(total))) if has_place(total) else total
        for total in totals
    ]


def _place(total: Total) -> tuple[bool, Decimal]:
    """Sorts the vetoed last, the highest total first."""
    return total.veto is Veto.HIT, -total.total
