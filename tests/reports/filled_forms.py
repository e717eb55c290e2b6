"""Return forms filled in and mistreated at random, with the truth of what every row should come to."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from spreadsheet import opened

from reports.rectification import UnitList, write_form
from scoring.demands import Answer, Demand, Severity
from scoring.forms import ANSWER, CLAUSE, DONE_ON, DUE, FORM_SHEET, INPUTS, KEY, MESSAGE, NAME, NOTE, PROOF

MARK = "0011223344556677"
WORDS = (
    "栏目“校园安全”没有任何内容。",
    "'=1+1",
    "首页\n两行",
    "链接 <a&b> 打不开",
    "_x0041_ 字样",
    "截止目前",
    "－",
    "007",
)
TOP = 5
"""The header's row in a form as it is sent."""


def demand(unit: str, number: int, dice: random.Random) -> Demand:
    return Demand(
        key=f"{dice.getrandbits(64):016x}",
        target=f"32{number:04d}",
        unit=unit,
        name=f"{unit}网站",
        rule="home_stale",
        item="",
        severity=dice.choice(list(Severity)),
        clause="首页不更新\n国办秘函〔2019〕19号",
        message=f"{dice.choice(WORDS)} 第{number}条",
        url=f"https://u.example/{number}?a=1&b=2",
        quote=dice.choice(WORDS),
        seen_at="2026-03-16T02:21:00+00:00",
        sha256="ab" * 32,
        points=Decimal(dice.randint(0, 500)) / 100,
        fix="更新。",
        sent_on="2026-03-18",
        due="2026-04-01",
    )


@dataclass(slots=True)
class Truth:
    """What each row should come to."""

    demands: list[Demand] = field(default_factory=list)
    answers: dict[str, tuple[str, str, str, str, str]] = field(default_factory=dict)
    """Key → answer, note, proof, owner, day."""
    blank: set[str] = field(default_factory=set)
    reported: set[str] = field(default_factory=set)
    strays: int = 0
    """Rows that are nobody's."""


@dataclass(slots=True)
class Table:
    """A form's table taken out of its sheet, to be mistreated and put back."""

    header: list[str]
    rows: list[list[object]]
    dice: random.Random
    truth: Truth

    def at(self, title: str) -> int:
        return next(n for n, name in enumerate(self.header) if name.startswith(title))

    def some(self) -> list[list[object]]:
        """Rows whose answer nobody has harmed yet."""
        return [row for row in self.rows if row[self.at(KEY)] in self.truth.answers.keys() | self.truth.blank]

    def harm(self, key: object) -> None:
        self.truth.answers.pop(str(key), None)
        self.truth.blank.discard(str(key))
        self.truth.reported.add(str(key))


def fill(table: Table) -> None:
    dice, truth = table.dice, table.truth
    for row in table.rows:
        key = str(row[table.at(KEY)])
        if dice.random() < 0.25:
            truth.blank.add(key)
            continue
        day = date(2026, 3, 18) + timedelta(days=dice.randint(0, 20))
        written = dice.choice(
            [day, day.isoformat(), f"{day.year}年{day.month}月{day.day}日", (day - date(1899, 12, 30)).days]
        )
        answer = dice.choice([one.value for one in Answer if one])
        truth.answers[key] = (answer, f"答复 {key}", f"https://u.example/{key}", f"张{key[:2]}", day.isoformat())
        for title, value in zip(INPUTS, (*truth.answers[key][:4], written), strict=True):
            row[table.at(title)] = value


def shuffle(table: Table) -> None:
    table.dice.shuffle(table.rows)


def insert(table: Table) -> None:
    for _ in range(table.dice.randint(1, 3)):
        row: list[object] = [None] * len(table.header)
        if table.dice.random() < 0.6:
            row[table.at(table.dice.choice([MESSAGE, NOTE, ANSWER]))] = "自己加的一行"
            table.truth.strays += 1
        table.rows.insert(table.dice.randint(0, len(table.rows)), row)


def delete(table: Table) -> None:
    for row in table.dice.sample(table.some(), min(len(table.some()), table.dice.randint(1, 2))):
        table.rows.remove(row)
        table.harm(row[table.at(KEY)])


def change(table: Table) -> None:
    if row := table.dice.choice(table.some() or [None]):
        title = table.dice.choice([NAME, CLAUSE, MESSAGE, DUE])
        row[table.at(title)] = f"{row[table.at(title)]}改"
        table.harm(row[table.at(KEY)])


def mangle(table: Table) -> None:
    """The key itself is spoilt: the row is nobody's, and the demand has none."""
    if row := table.dice.choice(table.some() or [None]):
        table.harm(row[table.at(KEY)])
        row[table.at(KEY)] = "0" * 16
        table.truth.strays += 1


def swap(table: Table) -> None:
    """Two rows' keys exchanged: neither answer may be taken for the other's."""
    if len(table.some()) > 1:
        one, two = table.dice.sample(table.some(), 2)
        at = table.at(KEY)
        table.harm(one[at])
        table.harm(two[at])
        one[at], two[at] = two[at], one[at]


def double(table: Table) -> None:
    """A row copied, and its copy answered otherwise."""
    if row := table.dice.choice(table.some() or [None]):
        copy = list(row)
        copy[table.at(NOTE)], copy[table.at(ANSWER)] = "另一说", Answer.APPEAL.value
        table.rows.append(copy)
        table.harm(row[table.at(KEY)])


def compute(table: Table) -> None:
    if row := table.dice.choice(table.some() or [None]):
        row[table.at(NOTE)] = "=1+1"
        table.harm(row[table.at(KEY)])


def move(table: Table) -> None:
    order = list(range(len(table.header)))
    table.dice.shuffle(order)
    table.header[:] = [table.header[n] for n in order]
    for row in table.rows:
        row[:] = [row[n] for n in order]


def remark(table: Table) -> None:
    table.header[table.at(PROOF)] = "佐证（链接）"
    table.header[table.at(DONE_ON)] = "完成 日期"


HARMLESS: tuple[Callable[[Table], None], ...] = (shuffle, move, insert, remark)
HARMFUL: tuple[Callable[[Table], None], ...] = (delete, change, mangle, swap, double, compute)


def mistreated(folder: Path, unit: str, dice: random.Random, truth: Truth) -> Path:
    """A form of 1 to 12 rows, sent, filled in and edited; `truth` is told what its rows should come to."""
    demands = [demand(unit, number, dice) for number in range(dice.randint(1, 12))]
    truth.demands += demands
    path = folder / f"{unit}.xlsx"
    write_form(path, UnitList(unit, demands, (), "示例"), MARK)
    book = opened(path)
    sheet = book[FORM_SHEET]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=TOP)]
    table = Table([str(name) for name in lines[0]], lines[1:], dice, truth)
    fill(table)
    for edit in dice.sample([*HARMLESS, *HARMFUL], dice.randint(1, 5)):
        edit(table)
    if table.some() and dice.random() < 0.15:
        book = Workbook()  # pasted into a new workbook: the manifest is gone
        sheet = book.worksheets[0]
    _put(sheet, table)
    if dice.random() < 0.3:
        sheet.title = "反馈"
    book.save(path)
    return path


def _put(sheet: Worksheet, table: Table) -> None:
    for row in sheet.iter_rows(min_row=TOP):
        for cell in row:
            cell.value = cell.hyperlink = None
            cell.number_format = "General"  # a column takes its format along when it is moved
    for number, line in enumerate([table.header, *table.rows], TOP):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column).value = value  # type: ignore[assignment]
        if number > TOP and table.dice.random() < 0.2:
            sheet.row_dimensions[number].hidden = True
