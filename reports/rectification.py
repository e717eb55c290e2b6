"""A unit's workbook: what it must put right, and on a second sheet what it may look into.

As a list it is to be read. As a return form it has cells for the unit's answers; all else is locked, without a
password: a guard rail, not security. A hidden sheet keeps the round's mark and each row's key with a digest of what
was told, so that an answer finds its problem however the rows were moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports.cells import file_names, plain
from reports.demanded import demanded, suspected
from reports.ledger import clause
from reports.rows import Issue, Rows
from reports.sheet import Book, Column, Grid, Link, Value
from scoring.demands import Demand, Severity
from scoring.forms import (
    ANSWER,
    ANSWERS,
    CLAUSE,
    DIGEST,
    DONE_ON,
    DUE,
    FIX,
    FORM_SHEET,
    INPUTS,
    KEY,
    MANIFEST_SHEET,
    MESSAGE,
    NAME,
    NOTE,
    OWNER,
    PAGE,
    POINTS,
    PROOF,
    QUOTE,
    ROUND,
    SEEN,
    SEVERITY,
    UNIT,
    told,
)

SUSPICIONS = "供自查"
NUMBER, EVIDENCE, ARCHIVED = "序号", "证据", "存档页面"
TITLE_ROWS = 4
_STYLES, _HEIGHTS = ("title", "fact", "fact", "notice"), (30, 32, 18, 34)
FORM = (
    Column(NUMBER, 5, "number"), Column(NAME, 16, "wrap"), Column(SEVERITY, 9, "centre"), Column(CLAUSE, 24, "wrap"),
    Column(MESSAGE, 36, "wrap"), Column(PAGE, 26, "link"), Column(QUOTE, 20, "wrap"), Column(EVIDENCE, 9, "link"),
    Column(SEEN, 11, "centre"), Column(POINTS, 7, "points"), Column(FIX, 24, "wrap"), Column(DUE, 11, "centre"),
    Column(ANSWER, 10, "input"), Column(NOTE, 20, "input"), Column(PROOF, 18, "input"), Column(OWNER, 9, "input"),
    Column(DONE_ON, 11, "input day"), Column(KEY, 16, "code", hidden=True),
)  # fmt: skip
LIST = tuple(column for column in FORM if column.title not in (*INPUTS, DUE))
LOOK = (
    Column(NUMBER, 5, "number"), Column(NAME, 16, "wrap"), Column(CLAUSE, 24, "wrap"), Column(MESSAGE, 40, "wrap"),
    Column(PAGE, 30, "link"), Column(QUOTE, 24, "wrap"), Column(EVIDENCE, 9, "link"), Column(SEEN, 11, "centre"),
    Column("整改建议", 28, "wrap"), Column(KEY, 16, "code", hidden=True),
)  # fmt: skip
FILL = (
    "请在浅黄色格内填写，其余内容已锁定；可以筛选，请勿增删行和列。“整改情况”从下拉列表中选择：认为问题不实的选“申诉”，"
    "不能按期完成的选“需延期”，都请写明理由。请一并填写责任人和完成日期（需延期的为预计完成日期）。"
)
READ = "本清单供查阅。要下发给单位填报，请用 rectify 命令生成带期限的整改回执表，再用 receive 命令收回。"
LOOK_NOTE = "以下是机器的怀疑，尚未经人核实，不扣分，也不要求答复；供自查，核实后另行通知。"


@dataclass(frozen=True, slots=True)
class UnitList:
    """What one unit is told."""

    unit: str
    demands: Sequence[Demand]
    suspicions: Sequence[Issue]
    about: str
    """The round and the scheme, in one line."""
    archived: Mapping[str, str] = field(default_factory=dict)
    """Key → the place in the archived page's file, from the workbook's folder."""

    def page(self, key: str) -> Link | None:
        return Link(self.archived[key], ARCHIVED) if key in self.archived else None


def write_rectification(rows: Rows, folder: Path) -> list[Path]:
    """`folder/<单位>.xlsx`, to be read, sorted by unit; a unit without problems gets none."""
    demands, suspicions = _by_unit(demanded(rows)), suspected(rows)
    names = file_names(sorted({*demands, *suspicions}))
    if names:
        folder.mkdir(parents=True, exist_ok=True)
    archived = {issue.saying.key: f"../{place}" for issue in rows.issues if (place := issue.saying.evidence)}
    paths = []
    for unit, name in names.items():
        paths.append(folder / f"{name}.xlsx")
        told_now = UnitList(unit, demands.get(unit, ()), suspicions.get(unit, ()), about(rows), archived)
        _write(paths[-1], told_now, LIST, "整改清单", READ)
    return paths


def write_form(path: Path, told_now: UnitList, mark: str) -> None:
    """The return form of one unit; `mark` is the round's."""
    _write(path, told_now, FORM, "整改回执表", FILL, mark)


def about(rows: Rows) -> str:
    """The scheme and the facts of the round."""
    run = "　".join(f"{plain(name)}：{plain(value)}" for name, value in rows.result.run.items())
    return f"{plain(rows.result.scheme.title)}　{run}"


def _by_unit(demands: Iterable[Demand]) -> dict[str, list[Demand]]:
    units: dict[str, list[Demand]] = {}
    for demand in demands:
        units.setdefault(demand.unit, []).append(demand)
    return units


def _write(path: Path, told_now: UnitList, columns: tuple[Column, ...], title: str, note: str, mark: str = "") -> None:
    book = Book(path, f"{told_now.unit}{title}")
    demands = told_now.demands
    sheet = book.sheet(FORM_SHEET)
    grid = Grid(FORM_SHEET, columns, len(demands), TITLE_ROWS)
    _head(book, sheet, len(columns) - 2, [f"{told_now.unit}　{title}", told_now.about, counted(demands), note])
    book.table(sheet, grid, (_row(columns, told_now, demand, number) for number, demand in enumerate(demands, 1)))
    book.mark(sheet, grid, SEVERITY, ((Severity.VETO.label, "bad"),))
    if mark:
        book.choices(sheet, grid, ANSWER, ANSWERS)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "insert_hyperlinks": True})
    _look(book, told_now)
    if mark:
        _manifest(book, told_now, mark)
    book.close()


def counted(demands: Sequence[Demand]) -> str:
    """`共 3 条：单项否决 1 条，扣分 2 条；实扣 4.50 分（各项封顶之后）。`"""
    by = Counter(demand.severity for demand in demands)
    parts = "，".join(f"{severity.label} {by[severity]} 条" for severity in Severity if by[severity])
    points = sum((demand.points for demand in demands), Decimal(0))
    return f"共 {len(demands)} 条{'：' if parts else ''}{parts}；实扣 {points:.2f} 分（各项封顶之后）。"


def _head(book: Book, sheet: Any, last: int, texts: Sequence[str]) -> None:
    for row, (text, style, height) in enumerate(zip(texts, _STYLES, _HEIGHTS, strict=True)):
        sheet.merge_range(row, 0, row, last, "", book.formats[style])
        sheet.write_string(row, 0, text, book.formats[style])
        sheet.set_row(row, height)


def _row(columns: Sequence[Column], told_now: UnitList, demand: Demand, number: int) -> list[Value]:
    said: dict[str, Value] = {**told(demand), NUMBER: number, PAGE: Link(demand.url), KEY: demand.key}
    said |= {POINTS: demand.points, EVIDENCE: told_now.page(demand.key)}
    return [said.get(column.title) for column in columns]


def _look(book: Book, told_now: UnitList) -> None:
    issues = told_now.suspicions
    if not issues:
        return
    sheet = book.sheet(SUSPICIONS)
    grid = Grid(SUSPICIONS, LOOK, len(issues), 1)
    sheet.merge_range(0, 0, 0, len(LOOK) - 2, "", book.formats["notice"])
    sheet.write_string(0, 0, LOOK_NOTE, book.formats["notice"])
    sheet.set_row(0, 22)
    book.table(sheet, grid, _suspicions(told_now))
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def _suspicions(told_now: UnitList) -> Iterator[Sequence[Value]]:
    for number, issue in enumerate(told_now.suspicions, 1):
        said = issue.saying
        page = told_now.page(said.key)
        words = (clause(issue), said.message, Link(said.url), said.quote, page, said.seen_at, said.rule.fix)
        yield number, said.target.name, *words, said.key


def _manifest(book: Book, told_now: UnitList, mark: str) -> None:
    sheet = book.file.add_worksheet(MANIFEST_SHEET)
    days = "、".join(sorted({demand.sent_on for demand in told_now.demands}))
    lines = [(ROUND, mark), (UNIT, told_now.unit), ("下发日", days), (KEY, "对象", DIGEST)]
    lines += [(demand.key, demand.target, demand.digest) for demand in told_now.demands]
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)
    sheet.very_hidden()
