"""Do the points of a scheme come to its marks, for every kind and level of target that it names?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from crawler.targets import Kind
from scoring.asked import concerns
from scoring.classes import classes, classifier
from scoring.draws import pool
from scoring.indicator import Indicator
from scoring.parts import Class

if TYPE_CHECKING:
    from scoring.scheme import Scheme

OTHER = "其他层级"
"""Stands for a level that the scheme does not name."""


def named_levels(scheme: Scheme) -> tuple[str, ...]:
    """Of its classes and indicators, in order of appearance."""
    of_classes = [level for row in scheme.classes for level in row.levels]
    return tuple(dict.fromkeys([*of_classes, *(level for row in scheme.indicators for level in row.levels)]))


def points_asked(rows: Sequence[Indicator], scheme: Scheme, stage: str = "base") -> Mapping[str, Decimal]:
    """Assessor → the points of the indicators of a stage that a target is asked, of a pool those that are drawn.

    `rows`: all that concern the target, drawn or still to be drawn."""
    first = scheme.assessors[0].id if scheme.assessors else ""
    came_to = dict.fromkeys((one.id for one in scheme.assessors), Decimal(0)) or {"": Decimal(0)}
    for row in rows:
        if row.stage == stage:
            came_to[row.assessor or first] += row.points
    for draw in scheme.draws:
        drawn_from = [row for row in pool(draw, rows) if row.stage == stage]
        if len(drawn_from) > draw.count:
            came_to[drawn_from[0].assessor or first] -= drawn_from[0].points * (len(drawn_from) - draw.count)
    return came_to


def wrong_sums(scheme: Scheme) -> Iterator[str]:
    """A kind that carries no points at all is not scored, only vetoed; any other must come to the whole. Where an
    indicator names an assessor whom the scheme has not, that is told, and no sum is blamed for it."""
    if {row.assessor for row in scheme.indicators} - {"", *(one.id for one in scheme.assessors)}:
        return
    titles = {one.id: f"由“{one.title}”评的 " for one in scheme.assessors}
    levels = named_levels(scheme)
    for family, kind, level in combinations(scheme):
        at = f"（{level or '层级空白'}）" if levels else ""
        who = f"{f'类别“{family.title}”的' if scheme.classes else ''}{kind.label}{at}"
        rows = [row for row in scheme.indicators if concerns(row, kind, level)]
        base = points_asked(rows, scheme)
        if any(base.values()):
            for assessor, came_to in base.items():
                yield from _differs(f"{who}的 {titles.get(assessor, '')}base", came_to, "full", family.full)
        bonus = sum(points_asked(rows, scheme, "bonus").values())
        if bonus:
            yield from _differs(f"{who}的 bonus", bonus, "bonus_full", family.bonus_full)


def missing_bonus(scheme: Scheme) -> Iterator[str]:
    due = max(family.bonus_full for family in classes(scheme))
    if due and not any(row.points for row in scheme.indicators if row.stage == "bonus"):
        yield f"方案：bonus_full 为 {due}，却没有加分指标；请补上加分指标，或把 bonus_full 改为 0。"


def combinations(scheme: Scheme) -> Iterator[tuple[Class, Kind, str]]:
    """Every class with its kinds and the levels that the scheme names. Another level is asked for only where no named
    one leads to the class: a scheme that asks by level need not know all levels, and `score` tells of others."""
    class_of, found = classifier(scheme), defaultdict[tuple[str, Kind], list[tuple[Class, Kind, str]]](list)
    for kind in Kind:
        for level in named_levels(scheme) or ("",):
            if family := class_of(kind, level):
                found[family.id, kind].append((family, kind, level))
        if (family := class_of(kind, OTHER)) and (family.id, kind) not in found:
            found[family.id, kind].append((family, kind, OTHER))
    for rows in found.values():
        yield from rows


def _differs(what: str, came_to: Decimal, name: str, due: Decimal) -> Iterator[str]:
    if came_to != due:
        differs = f"多 {came_to - due}" if came_to > due else f"少 {due - came_to}"
        yield f"方案：{what} 指标合计 {came_to} 分，比 {name} {due} {differs} 分；请调整 points。"
