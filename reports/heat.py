"""The heat map that leaders read: the share of the points earned, by unit and group of indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.cells import plain
from reports.rows import Rows, ScoreRow
from reports.statistics import level_order
from scoring.result import Veto
from scoring.scheme import Scheme

UNITS, LEVELS, GROUPS = 8, 5, 8
"""Rows and columns that a page takes."""
ALL, LEVEL, UNIT = "all", "level", "unit"
OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Heated:
    """One cell: of the `possible` points that were measured and apply, `earned`. Nothing was measured: `possible` is 0."""

    earned: Decimal
    possible: Decimal
    unmeasured: bool
    """Something under it was not measured, and is in neither number."""
    pending: bool

    @property
    def share(self) -> Decimal | None:
        return self.earned / self.possible if self.possible else None


@dataclass(frozen=True, slots=True)
class HeatRow:
    """`kind`: all targets, a level, or one unit. A cell is None where nothing is asked."""

    kind: str
    title: str
    vetoed: bool
    whole: Heated | None
    cells: tuple[Heated | None, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """`units`: how many there are; where that is more than a page takes, those with the lowest shares are shown."""

    groups: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    units: int
    shown: int
    left_out: tuple[str, ...]
    """Groups that found no room."""


def group_heat(rows: Rows) -> Heat | None:
    """None when the scheme has no points to earn."""
    scored = [row for row in rows.scores if row.indicator.stage in ("base", "bonus")]
    group_of = {row.id: top_group(rows.result.scheme, row.id) for row in rows.result.scheme.indicators}
    asked = {group_of[row.indicator.id] for row in scored}
    groups = [title for title in dict.fromkeys(group_of.values()) if title in asked]
    if not groups:
        return None
    shown, left_out = groups[:GROUPS], groups[GROUPS:]

    def line(kind: str, title: str, mine: Sequence[ScoreRow]) -> HeatRow:
        vetoed = kind == UNIT and any(row.target.total.veto is Veto.HIT for row in mine)
        parts = _parted(mine, lambda row: group_of[row.indicator.id])
        return HeatRow(kind, title, vetoed, heated(mine), tuple(heated(parts.get(title, ())) for title in shown))

    units = [line(UNIT, unit, mine) for unit, mine in _parted(scored, lambda row: row.target.unit).items()]
    levels = _parted([row for row in scored if row.target.level], lambda row: row.target.level)
    together = [line(ALL, "全部", scored)]
    if len(levels) > 1:
        together += [
            line(LEVEL, level, mine) for level, mine in sorted(levels.items(), key=lambda pair: level_order(pair[0]))
        ][:LEVELS]
    units.sort(key=_lowest_first)
    return Heat(tuple(shown), (*together, *units[:UNITS]), len(units), min(len(units), UNITS), tuple(left_out))


def top_group(scheme: Scheme, indicator: str) -> str:
    """The title of the highest group that the indicator stands under."""
    fitting = [group for group in scheme.groups if f"{indicator}.".startswith(f"{group[0]}.")]
    return plain(min(fitting, key=lambda group: len(group[0]))[1]) if fitting else OTHER


def heated(mine: Iterable[ScoreRow]) -> Heated | None:
    rows = list(mine)
    if not rows:
        return None
    counted = [row.score for row in rows if row.share is not None]
    return Heated(
        earned=sum((score.earned for score in counted), Decimal(0)),
        possible=sum((score.possible for score in counted), Decimal(0)),
        unmeasured=any(not row.score.measured for row in rows),
        pending=any(row.score.pending for row in rows),
    )


def _lowest_first(row: HeatRow) -> tuple[bool, Decimal, str]:
    """A unit of which nothing was measured is not low: it stands last."""
    share = row.whole.share if row.whole else None
    return share is None, share if share is not None else Decimal(0), row.title


def _parted(rows: Iterable[ScoreRow], by: Callable[[ScoreRow], str]) -> dict[str, list[ScoreRow]]:
    parts: dict[str, list[ScoreRow]] = defaultdict(list)
    for row in rows:
        parts[by(row)].append(row)
    return dict(sorted(parts.items()))
