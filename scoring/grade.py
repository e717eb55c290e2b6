"""From the scores of indicators to one total, one grade and one rank for each target."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from crawler.targets import Target
from scoring.result import Score, Total, Veto
from scoring.scheme import Indicator, Scheme

FAILED = "不合格"
VOID = "未能评定"
VETO_OPEN = "（否决待核实）"
VETO_UNMEASURED = "（否决项未测全）"
NOTHING = Decimal("0.00")


def grade(scores: Sequence[Score], targets: Sequence[Target], scheme: Scheme) -> list[Total]:
    """One total for each target, in the targets' order."""
    indicators = {indicator.id: indicator for indicator in scheme.indicators}
    of_target: dict[str, list[tuple[Indicator, Score]]] = defaultdict(list)
    for score in scores:
        of_target[score.target].append((indicators[score.indicator], score))
    totals = [_total(target.id, of_target[target.id], scheme) for target in targets]
    return _ranked(totals, {target.id for target in targets if target.kind.is_site})


def _total(target: str, rows: Sequence[tuple[Indicator, Score]], scheme: Scheme) -> Total:
    base_rows = [score for indicator, score in rows if indicator.stage == "base"]
    bonus_rows = [score for indicator, score in rows if indicator.stage == "bonus"]
    vetoes = [score for indicator, score in rows if indicator.stage == "veto"]
    scored = any(score.possible for score in base_rows)
    base = sum((score.earned for score in base_rows), NOTHING) if scored else scheme.full + NOTHING
    veto = max((score.veto for score in vetoes), key=list(Veto).index, default=Veto.NONE)
    counted = base_rows
    bonus = NOTHING
    if scored and base > scheme.bonus_above and veto is not Veto.HIT:
        counted = base_rows + bonus_rows
        bonus = sum((score.earned for score in bonus_rows), NOTHING)
    total = NOTHING if veto is Veto.HIT else base + bonus
    unmeasured = sum((score.possible for score in base_rows if not score.measured), NOTHING)
    return Total(
        target=target,
        base=base,
        bonus=bonus,
        total=total,
        pending=NOTHING if veto is Veto.HIT else sum((score.pending for score in counted), NOTHING),
        unmeasured=unmeasured,
        veto=veto,
        grade=_grade(base, total, unmeasured, veto, scheme) if scored else _grade_by_veto(veto, vetoes, scheme),
        rank=0,
        scored=scored,
    )


def _grade(base: Decimal, total: Decimal, unmeasured: Decimal, veto: Veto, scheme: Scheme) -> str:
    if veto is Veto.HIT:
        return FAILED
    if unmeasured > scheme.void_above_share * scheme.full:
        return VOID
    if base < scheme.pass_mark:
        return FAILED
    return _title(total, scheme) + (VETO_OPEN if veto is Veto.OPEN else "")


def _grade_by_veto(veto: Veto, vetoes: Sequence[Score], scheme: Scheme) -> str:
    """Without points only the vetoes speak: with none of them measured nothing is known."""
    if veto is Veto.HIT:
        return FAILED
    if not any(score.measured for score in vetoes):
        return VOID
    if veto is Veto.OPEN:
        return scheme.grades[-1][1] + VETO_OPEN
    return scheme.grades[-1][1] + ("" if all(score.measured for score in vetoes) else VETO_UNMEASURED)


def _title(total: Decimal, scheme: Scheme) -> str:
    return next(title for least, title in scheme.grades if total >= least)


def _ranked(totals: Sequence[Total], sites: set[str]) -> list[Total]:
    """Ranks among sites and among accounts. 0: not ranked, for want of points or of measurement."""
    places: dict[bool, list[tuple[bool, Decimal]]] = {True: [], False: []}
    for total in totals:
        if _has_place(total):
            places[total.target in sites].append(_place(total))
    for rivals in places.values():
        rivals.sort()
    return [
        replace(total, rank=1 + bisect_left(places[total.target in sites], _place(total)))
        if _has_place(total)
        else total
        for total in totals
    ]


def _has_place(total: Total) -> bool:
    return total.scored and total.grade != VOID


def _place(total: Total) -> tuple[bool, Decimal]:
    """Sorts the vetoed last, the highest total first."""
    return total.veto is Veto.HIT, -total.total
