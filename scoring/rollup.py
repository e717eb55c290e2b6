"""A unit's total with those of the units under it: part its own, the rest the mean of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from crawler.targets import Target
from scoring.grade import has_place
from scoring.result import Total, Veto
from scoring.rounding import NOTHING, cents


def rolled_up(totals: Sequence[Total], targets: Sequence[Target], own_share: Decimal) -> list[Total]:
    """In the same order, the grades still to be given anew. Only own totals are rolled up: one step, not a chain."""
    own = {total.target: total for total in totals}
    under = subordinates(targets)
    found = []
    for total, target in zip(totals, targets, strict=True):
        theirs = [own[one] for one in under.get(target.id, ()) if has_place(own[one])]
        found.append(_blended(total, theirs, own_share) if theirs and total.scored else total)
    return found


def subordinates(targets: Sequence[Target]) -> Mapping[str, Sequence[str]]:
    """Target → the other targets that name its unit as the one above them, sorted."""
    below: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        if target.superior:
            below[target.superior].append(target.id)
    return {
        target.id: sorted(one for one in below[target.unit] if one != target.id)
        for target in targets
        if target.unit in below
    }


def ambiguous(targets: Sequence[Target]) -> Iterator[str]:
    """Names of superior units that several regions have: whose total would it be? One Chinese sentence each."""
    regions: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        regions[target.unit].add(target.region)
    for unit in sorted({target.superior for target in targets if target.superior}):
        if len(regions[unit]) > 1:
            places = "、".join(sorted(region or "地区未填" for region in regions[unit]))
            yield f"上级单位“{unit}”在名单中不止一个（{places}），无法确定是哪一个；请在名单中写明全称以示区别。"


def _blended(total: Total, theirs: Sequence[Total], share: Decimal) -> Total:
    whole = _blend(total.total, [one.total for one in theirs], share)
    pending = _blend(total.pending, [one.pending for one in theirs], share)
    barred = total.veto is Veto.HIT
    return replace(
        total,
        total=NOTHING if barred else whole,
        pending=NOTHING if barred else pending,
        own=total.total,
        subordinates=tuple(one.target for one in theirs),
    )


def _blend(own: Decimal, others: Sequence[Decimal], share: Decimal) -> Decimal:
    """Divided last, so that a half of a cent stays exactly one."""
    return cents(share * own + (1 - share) * sum(others, NOTHING) / len(others))
