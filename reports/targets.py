"""The targets of a result as plain rows: their units told apart, the class that each is ranked in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crawler.targets import Target
from reports.cells import address, plain
from scoring.blend import added, blended
from scoring.classes import classes
from scoring.result import Result, Score, Total
from scoring.scheme import Indicator, Scheme
from scoring.units import unit_titles


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target and what it came to. `unit` tells two units of one name apart by their region."""

    id: str
    unit: str
    name: str
    kind: str
    is_site: bool
    family: str
    """Title of its class, which it is ranked among: 网站 and 新媒体 where the scheme has no classes."""
    family_id: str
    grades: tuple[tuple[Decimal, str], ...]
    """Of its class, from the highest."""
    level: str
    url: str
    total: Total
    superior: str
    """A short key of the unit that it stands under; empty where none of the round's targets is that unit's."""
    leads: str
    """The key of its own unit, where others stand under it."""
    own: Decimal
    """The total before any roll-up."""
    own_pending: Decimal
    """Of it."""


def target_rows(result: Result) -> list[TargetRow]:
    """By class in the scheme's order, then by rank."""
    totals = {total.target: total for total in result.totals}
    units, keys = unit_titles(result.targets), _superiors(result.targets)
    order = [family for family, _, _ in families(result.scheme)]
    pending = _own_pending(result)
    rows = [
        _row(target, totals[target.id], pending[target.id], plain(units[target.id]), keys, result.scheme)
        for target in result.targets
    ]
    return sorted(rows, key=lambda row: (order.index(row.family_id), row.total.rank or len(rows) + 1, row.unit, row.id))


def families(scheme: Scheme) -> list[tuple[str, str, tuple[tuple[Decimal, str], ...]]]:
    """(`Total.family`, title, grades) of each class."""
    return [(row.id, plain(row.title), row.grades) for row in classes(scheme)]


def _row(
    target: Target, total: Total, own_pending: Decimal, unit: str, keys: dict[str, str], scheme: Scheme
) -> TargetRow:
    own = total.family or ("site" if target.kind.is_site else "media")
    title, grades = next((title, grades) for family, title, grades in families(scheme) if family == own)
    return TargetRow(
        id=target.id,
        unit=unit,
        name=plain(target.name),
        kind=target.kind.label,
        is_site=target.kind.is_site,
        family=title,
        family_id=own,
        grades=grades,
        level=plain(target.level),
        url=address(target.url),
        total=total,
        superior=keys.get(target.superior, ""),
        leads=keys.get(target.unit, ""),
        own=total.total if total.own is None else total.own,
        own_pending=own_pending,
    )


def _own_pending(result: Result) -> dict[str, Decimal]:
    """Target → what is pending of its own total; a roll-up keeps only the blend of it."""
    rolled = {total.target: total for total in result.totals if total.own is not None}
    lines: dict[str, list[tuple[Indicator, Score]]] = defaultdict(list)
    for score in result.scores:
        if score.target in rolled:
            lines[score.target].append((result.indicator(score.indicator), score))
    marks = {row.id: row for row in classes(result.scheme)}
    pending = {total.target: total.pending for total in result.totals}
    for id, total in rolled.items():
        bonus = total.base > marks[total.family].bonus_above
        sums = [blended(lines[id], result.scheme), added(lines[id], "malus"), *[added(lines[id], "bonus")] * bonus]
        pending[id] = min(sum((part.pending for part in sums), Decimal(0)), total.own or Decimal(0))
    return pending


def _superiors(targets: Sequence[Target]) -> dict[str, str]:
    """Unit → key, of the units that others of the round stand under."""
    named = sorted({target.superior for target in targets} & {target.unit for target in targets} - {""})
    return {unit: f"u{number}" for number, unit in enumerate(named, 1)}
