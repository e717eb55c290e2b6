"""The targets of a result as plain rows: their units told apart, the class that each is ranked in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crawler.targets import Target
from reports.cells import address, plain
from scoring.result import Result, Total
from scoring.scheme import Scheme

SITE, MEDIA = "网站", "新媒体"


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


def target_rows(result: Result) -> list[TargetRow]:
    """By class in the scheme's order, then by rank."""
    totals = {total.target: total for total in result.totals}
    units, keys = _unit_titles(result.targets), _superiors(result.targets)
    order = [family for family, _, _ in families(result.scheme)]
    rows = [_row(target, totals[target.id], units[target.id], keys, result.scheme) for target in result.targets]
    return sorted(rows, key=lambda row: (order.index(row.family_id), row.total.rank or len(rows) + 1, row.unit, row.id))


def families(scheme: Scheme) -> list[tuple[str, str, tuple[tuple[Decimal, str], ...]]]:
    """(`Total.family`, title, grades) of each class."""
    if scheme.classes:
        return [(row.id, plain(row.title), row.grades) for row in scheme.classes]
    return [("site", SITE, scheme.grades), ("media", MEDIA, scheme.grades)]


def _row(target: Target, total: Total, unit: str, keys: dict[str, str], scheme: Scheme) -> TargetRow:
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
    )


def _superiors(targets: Sequence[Target]) -> dict[str, str]:
    """Unit → key, of the units that others of the round stand under."""
    named = sorted({target.superior for target in targets} & {target.unit for target in targets} - {""})
    return {unit: f"u{number}" for number, unit in enumerate(named, 1)}


def _unit_titles(targets: Sequence[Target]) -> dict[str, str]:
    """Target → unit. Units of one name in several regions are several units: none may get another's faults."""
    regions: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        regions[target.unit] |= {target.region} - {""}
    return {
        target.id: plain(target.unit)
        if len(regions[target.unit]) < 2
        else plain(f"{target.unit}（{target.region or '地区未填'}）")
        for target in targets
    }
