"""The sheet 人工评分: what only a person can give, one row a target and people's indicator; 指标得分 follows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checks.rulings import ENTRIES, ENTRIES_SHEET, NO, YES, Entry
from reports.cells import plain
from reports.parts import ANSWER, of_role
from reports.rows import VETOES, ScoreRow
from reports.sheet import Book, Closed, Column, Formula, Grid, Value
from reports.weights import Weights
from scoring.result import Veto
from scoring.rounding import cents

STYLES = {
    "unit": (16, "wrap"), "name": (20, "wrap"), "indicator": (8, "centre"), "title": (24, "wrap"), "full": (8, "live"),
    "points": (9, "input points"), "vetoed": (9, "input"), "by": (9, "input"), "on": (11, "input day"),
    "reason": (28, "input"), "counted": (8, "number"), "mean": (9, "live"), "spread": (9, "live"),
    "target": (14, "code"),
}  # fmt: skip
COUNTED, KEY = "计得", "扣分键"
"""What the entry comes to: points, 单项否决 or 否; blank while nothing usable has been entered."""
VETOED = VETOES[Veto.HIT]


@dataclass(frozen=True, slots=True)
class People:
    """The rows of people's indicators and where they stand."""

    rows: tuple[ScoreRow, ...]
    answers: tuple[str, ...]
    grid: Grid


def people(rows: Sequence[ScoreRow]) -> People:
    asked = tuple(row for row in rows if row.indicator.personal)
    answers = tuple(dict.fromkeys(answer for row in asked for answer, _ in row.indicator.options))
    columns = []
    for name, title in ENTRIES.items():
        columns.append(Column(title, *STYLES[name], hidden=name == "target"))
        if name == "vetoed":
            columns += [Column(plain(answer), 8, "input count") for answer in answers]
        if name == "spread":
            columns.append(Column(COUNTED, 9, "live"))
    return People(asked, answers, Grid(ENTRIES_SHEET, (*columns, Column(KEY, 14, "code", hidden=True)), len(asked)))


def write_people(book: Book, sheet: Any, links: People, weights: Weights) -> None:
    grid = links.grid
    book.table(sheet, grid, (_row(links, weights, row, number) for number, row in enumerate(links.rows)), freeze=2)
    book.amounts(sheet, grid, ENTRIES["points"], ENTRIES["full"])
    book.choices(sheet, grid, ENTRIES["vetoed"], (YES, NO))
    for answer in links.answers:
        book.counts(sheet, grid, plain(answer))
    book.mark(sheet, grid, COUNTED, ((VETOED, "bad"),))


def _row(links: People, weights: Weights, row: ScoreRow, number: int) -> Sequence[Value]:
    grid, entry = links.grid, row.score.entry
    values: dict[str, Value] = {
        ENTRIES["unit"]: row.target.unit,
        ENTRIES["name"]: row.target.name,
        ENTRIES["indicator"]: row.indicator.id,
        ENTRIES["title"]: plain(row.indicator.title),
        ENTRIES["target"]: row.target.id,
        KEY: f"{row.target.id}|{row.indicator.id}",
    }
    values |= {plain(answer): None for answer, _ in row.indicator.options}
    if entry:
        values |= {ENTRIES["by"]: plain(entry.by), ENTRIES["on"]: entry.on, ENTRIES["reason"]: plain(entry.reason)}
        values |= {plain(answer): count for answer, count in entry.counts}
    if row.indicator.stage == "veto":
        return _laid(links, values | _veto(grid, entry, number))
    values[ENTRIES["full"]] = Formula(
        f"={weights.of(grid.cell(ENTRIES['indicator'], number), '满分')}", row.indicator.points
    )
    own = _survey(grid, weights, row, number) if row.indicator.options else _points(grid, entry, number)
    return _laid(links, values | own)


def _laid(links: People, values: Mapping[str, Value]) -> list[Value]:
    """What is not asked of this indicator is closed."""
    asked = {ENTRIES["points"], ENTRIES["vetoed"], *map(plain, links.answers)}
    return [values.get(column.title, Closed() if column.title in asked else None) for column in links.grid.columns]


def _veto(grid: Grid, entry: Entry | None, number: int) -> dict[str, Value]:
    cell = grid.cell(ENTRIES["vetoed"], number)
    said = "" if entry is None else YES if entry.vetoed else NO
    now = {YES: VETOED, NO: NO, "": ""}[said]
    return {
        ENTRIES["vetoed"]: said,
        COUNTED: Formula(f'=IF({cell}="{YES}","{VETOED}",IF({cell}="{NO}","{NO}",""))', now),
    }


def _points(grid: Grid, entry: Entry | None, number: int) -> dict[str, Value]:
    """What is out of the indicator's range counts as not entered; the drop-down's rule says so when it is typed."""
    cell, full = grid.cell(ENTRIES["points"], number), grid.cell(ENTRIES["full"], number)
    points = entry.points if entry else None
    usable = f"AND(ISNUMBER({cell}),N({cell})>=0,N({cell})<={full})"
    return {
        ENTRIES["points"]: points,
        COUNTED: Formula(f'=IF({usable},ROUND({cell},2),"")', "" if points is None else points),
    }


def _survey(grid: Grid, weights: Weights, row: ScoreRow, number: int) -> dict[str, Value]:
    """Answers × their values out of 100; spread: the standard deviation of all that were asked."""
    cells = [
        (f"N({grid.cell(plain(part.of), number)})", weights.part(row.indicator, part.number))
        for part in of_role(row.indicator, ANSWER)
    ]
    count, mean, full = (grid.cell(ENTRIES[name], number) for name in ("counted", "mean", "full"))
    total = "+".join(f"{count}*{value}" for count, value in cells)
    squares = "+".join(f"{count}*{value}^2" for count, value in cells)
    now = _moments(row)
    return {
        ENTRIES["counted"]: Formula("=" + "+".join(count for count, _ in cells), now[0]),
        ENTRIES["mean"]: Formula(f'=IF({count}=0,"",({total})/{count})', now[1]),
        ENTRIES["spread"]: Formula(f'=IF({count}=0,"",SQRT(MAX(0,({squares})/{count}-{mean}^2)))', now[2]),
        COUNTED: Formula(f'=IF({count}=0,"",ROUND({full}*({total})/(100*{count}),2))', now[3]),
    }


def _moments(row: ScoreRow) -> tuple[int, Decimal | str, Decimal | str, Decimal | str]:
    """How many answered, their mean, its spread, and the points that it gives, as things stand."""
    values = dict(row.indicator.options)
    counts = row.score.entry.counts if row.score.entry else ()
    asked = sum(count for _, count in counts)
    if not asked:
        return 0, "", "", ""
    mean = sum((values[answer] * count for answer, count in counts), Decimal(0)) / asked
    square = sum((values[answer] ** 2 * count for answer, count in counts), Decimal(0)) / asked
    return asked, mean, max(Decimal(0), square - mean**2).sqrt(), cents(row.indicator.points * mean / 100)
