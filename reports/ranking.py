"""The ranking that leaders read: the first and the last of each class, and how they moved since the former round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.rows import Rows
from reports.statistics import standings
from reports.targets import TargetRow
from scoring.comparison import Comparison
from scoring.result import Veto

WHOLE, SHORT = 10, 4
"""A class of so many is shown whole, of a larger one half as many from either end; the second where there are more
than two classes. Our default: a page's room."""
UNRANKED_BEFORE = "新"


@dataclass(frozen=True, slots=True)
class Place:
    """`change`: ▲2, ▼1, — or 新 (not ranked in the former round); '' when there is none to compare with."""

    row: TargetRow
    change: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Of one class: the first, and, where not all find room, the last that were not vetoed."""

    title: str
    ranked: int
    first: tuple[Place, ...]
    last: tuple[Place, ...]
    vetoed: int
    void: int
    notes: tuple[str, ...]
    """Sentences in Chinese: ties that were cut, who moved the most."""


@dataclass(frozen=True, slots=True)
class _Class:
    """`void`: of its targets that could not be graded. `room`: lines that it may take."""

    title: str
    void: int
    room: int


def rankings(rows: Rows, comparison: Comparison | None) -> list[Ranking]:
    """Of each class that has ranked targets."""
    climbed = _climbed(comparison)
    ranked = {
        one.title: [row for row in rows.targets if row.family == one.title and row.total.rank]
        for one in standings(rows)
    }
    voids = {one.title: one.void for one in standings(rows)}
    room = WHOLE if sum(map(bool, ranked.values())) <= 2 else SHORT
    return [_ranking(_Class(title, voids[title], room), mine, climbed) for title, mine in ranked.items() if mine]


def _ranking(of: _Class, ranked: list[TargetRow], climbed: dict[str, int | None] | None) -> Ranking:
    sound = [row for row in ranked if row.total.veto is not Veto.HIT]
    cut = len(ranked) > of.room
    first, last = _ends(sound, of.room // 2) if cut else (ranked, [])
    notes = [*_tied(sound, first, last), *_movers(ranked, climbed)] if cut and sound else []
    return Ranking(
        title=of.title,
        ranked=len(ranked),
        first=tuple(Place(row, change(row, climbed)) for row in first),
        last=tuple(Place(row, change(row, climbed)) for row in last),
        vetoed=len(ranked) - len(sound),
        void=of.void,
        notes=tuple(notes),
    )


def _ends(sound: list[TargetRow], many: int) -> tuple[list[TargetRow], list[TargetRow]]:
    """Nobody is among the last whose rank is that of the first."""
    first = sound[:many]
    return first, [row for row in sound[many:][-many:] if row.total.rank > first[-1].total.rank]


def change(row: TargetRow, climbed: dict[str, int | None] | None) -> str:
    if climbed is None:
        return ""
    up = climbed.get(row.id)
    if up is None:
        return UNRANKED_BEFORE
    return f"▲{up}" if up > 0 else f"▼{-up}" if up < 0 else "—"


def _climbed(comparison: Comparison | None) -> dict[str, int | None] | None:
    """Target → ranks up; None for one that was not ranked before."""
    return {one.target.id: one.climbed for one in comparison.targets if one.new} if comparison else None


def _tied(sound: Sequence[TargetRow], first: Sequence[TargetRow], last: Sequence[TargetRow]) -> list[str]:
    """Where the cut goes through targets of equal rank, the page says so: they are worth the same."""
    told = []
    for edge, shown in [(first[-1], first), *([(last[0], last)] if last else [])]:
        same = [row for row in sound if row.total.rank == edge.total.rank]
        listed = [row for row in shown if row.total.rank == edge.total.rank]
        if len(listed) < len(same):
            told.append(f"第 {edge.total.rank} 名并列 {len(same)} 个，此处列出 {len(listed)} 个。")
    return list(dict.fromkeys(told))


def _movers(ranked: Sequence[TargetRow], climbed: dict[str, int | None] | None) -> list[str]:
    """Who moved up and down the most."""
    moved = [(up, row) for row in ranked if (up := (climbed or {}).get(row.id))]
    if not moved:
        return []
    told = []
    for word, best in (("上升", max(up for up, _ in moved)), ("下降", min(up for up, _ in moved))):
        if (best > 0) is (word == "上升"):
            names = [row.name for up, row in moved if up == best]
            more = f"等 {len(names)} 个" if len(names) > 1 else ""
            told.append(f"{word}最多：{names[0]}{more}（{abs(best)} 位）。")
    return told
