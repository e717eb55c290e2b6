"""From the scores of indicators to one total for each target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from crawler.targets import Target
from scoring.blend import Rows, added, blended
from scoring.classes import classifier
from scoring.grade import grade_by_points, grade_by_vetoes, ranked
from scoring.result import Score, Total, Veto
from scoring.rollup import rolled_up
from scoring.rounding import NOTHING
from scoring.scheme import Class, Indicator, Scheme


def totals(scores: Sequence[Score], targets: Sequence[Target], scheme: Scheme) -> list[Total]:
    """Graded and ranked, in the targets' order. Every target must be of a class."""
    indicators = {indicator.id: indicator for indicator in scheme.indicators}
    of_target: dict[str, list[tuple[Indicator, Score]]] = defaultdict(list)
    for score in scores:
        of_target[score.target].append((indicators[score.indicator], score))
    class_of = classifier(scheme)
    families = {target.id: found for target in targets if (found := class_of(target.kind, target.level))}
    own = [_total(target.id, of_target[target.id], families[target.id], scheme) for target in targets]
    if scheme.own_share is None:
        return ranked(own)
    rolled = rolled_up(own, targets, scheme.own_share)
    return ranked([_graded_anew(total, families[total.target], scheme) for total in rolled])


def _total(target: str, rows: Rows, family: Class, scheme: Scheme) -> Total:
    base, bonus, malus = blended(rows, scheme), added(rows, "bonus"), added(rows, "malus")
    vetoes = [score for indicator, score in rows if indicator.stage == "veto"]
    veto = max((score.veto for score in vetoes), key=list(Veto).index, default=Veto.NONE)
    scored = any(score.possible for indicator, score in rows if indicator.stage == "base")
    earned = base.earned if scored else family.full + NOTHING
    going_on = scored and veto is not Veto.HIT
    opened = going_on and earned > family.bonus_above
    whole = earned + (bonus.earned if opened else NOTHING) + (malus.earned if going_on else NOTHING)
    whole = NOTHING if veto is Veto.HIT else max(NOTHING, whole)
    pending = base.pending + malus.pending + (bonus.pending if opened else NOTHING)
    total = Total(
        target=target,
        base=earned,
        bonus=bonus.earned if opened else NOTHING,
        total=whole,
        pending=min(pending, whole),
        unmeasured=base.unmeasured,
        veto=veto,
        grade="",
        rank=0,
        scored=scored,
        family=family.id,
        malus=-malus.earned if going_on else NOTHING,
    )
    by_points = grade_by_points(total, family, scheme.void_above_share)
    return replace(total, grade=by_points if scored else grade_by_vetoes(veto, vetoes, family))


def _graded_anew(total: Total, family: Class, scheme: Scheme) -> Total:
    if total.own is None:
        return total
    return replace(total, grade=grade_by_points(total, family, scheme.void_above_share))
