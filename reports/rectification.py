"""One workbook for each unit that has something to put right: its own rows, and cells for its answers.

All else is locked, without a password: a guard rail, not security. A hidden sheet keeps each row's key with a
digest of what the unit was told, so that an answer can be matched to its problem however the rows were moved.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reports.cells import file_names, plain
from reports.ledger import CONFIRM, SUSPECT, clause
from reports.rows import Issue, Rows
from reports.sheet import Book, Column, Grid, Link, Value

ANSWERS = ("已整改", "申诉", "需延期")
SHEET, MANIFEST = "整改清单", "校验"
TITLE_ROWS = 4
RETURN = (
    Column("序号", 5, "number"), Column("网站名称", 16, "wrap"), Column("性质", 8, "centre"),
    Column("指标/依据", 24, "wrap"), Column("问题", 36, "wrap"), Column("问题页面", 26, "link"),
    Column("原文摘录", 20, "wrap"), Column("采集时间", 11, "centre"), Column("扣分", 7, "points"),
    Column("整改建议", 24, "wrap"), Column("整改情况", 10, "input"), Column("说明", 20, "input"),
    Column("佐证", 18, "input"), Column("责任人", 9, "input"), Column("完成日期", 11, "input"),
    Column("编号", 16, "code", hidden=True),
)  # fmt: skip
NOTE = (
    "请在浅黄色格内填写，其余内容已锁定。“不符合”的问题须整改，认为有误可选“申诉”并写明理由；"
    "“待核实”是机器的怀疑，供自查，未扣分，核实后另行通知。扣分为本项封顶之后的实扣分。"
)


def write_rectification(rows: Rows, folder: Path) -> list[Path]:
    """`folder/<单位>.xlsx`, sorted by unit; a unit without problems gets none."""
    by_unit: dict[str, list[Issue]] = defaultdict(list)
    for issue in rows.issues:
        by_unit[issue.saying.target.unit].append(issue)
    names = file_names(sorted(by_unit))
    if names:
        folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for unit, name in names.items():
        paths.append(folder / f"{name}.xlsx")
        _write(rows, unit, by_unit[unit], paths[-1])
    return paths


def _write(rows: Rows, unit: str, issues: Sequence[Issue], path: Path) -> None:
    book = Book(path, f"{unit}整改清单")
    sheet = book.sheet(SHEET)
    grid = Grid(SHEET, RETURN, len(issues), TITLE_ROWS)
    _title(book, sheet, rows, unit, issues)
    book.table(sheet, grid, (_row(issue, number) for number, issue in enumerate(issues, 1)))
    book.mark(sheet, grid, "性质", ((CONFIRM, "bad"), (SUSPECT, "open")))
    book.choices(sheet, grid, "整改情况", ANSWERS)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "insert_hyperlinks": True})
    _manifest(book, rows, unit, issues)
    book.close()


def _title(book: Book, sheet: Any, rows: Rows, unit: str, issues: Sequence[Issue]) -> None:
    suspected = sum(issue.saying.suspicion for issue in issues)
    points = sum(issue.points for issue in issues)
    run = "　".join(f"{plain(name)}：{plain(value)}" for name, value in rows.result.run.items())
    counts = (
        f"共 {len(issues)} 条：不符合 {len(issues) - suspected} 条（实扣 {points:.2f} 分），待核实 {suspected} 条。"
    )
    lines = [
        (f"{unit}　整改清单", "title", 30),
        (f"{plain(rows.result.scheme.title)}　{run}", "fact", 32),
        (counts, "fact", 18),
        (NOTE, "notice", 34),
    ]
    for row, (text, style, height) in enumerate(lines):
        sheet.merge_range(row, 0, row, len(RETURN) - 2, "", book.formats[style])
        sheet.write_string(row, 0, text, book.formats[style])
        sheet.set_row(row, height)


def _row(issue: Issue, number: int) -> Sequence[Value]:
    said = issue.saying
    told = (SUSPECT if said.suspicion else CONFIRM, clause(issue), said.message, Link(said.url), said.quote)
    cost = None if said.suspicion else issue.points
    return number, said.target.name, *told, said.seen_at, cost, said.rule.fix, None, None, None, None, None, said.key


def _manifest(book: Book, rows: Rows, unit: str, issues: Sequence[Issue]) -> None:
    """What was sent: the round and the unit, then key, target and digest of each row."""
    sheet = book.file.add_worksheet(MANIFEST)
    for number, (name, value) in enumerate([("单位", unit), ("方案", rows.result.scheme.id)]):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, plain(value))
    sheet.write_string(2, 0, "评估日")
    sheet.write_string(2, 1, plain(rows.result.run.get("评估日", "")))
    for column, title in enumerate(("编号", "对象", "摘要")):
        sheet.write_string(3, column, title)
    for number, issue in enumerate(issues, 4):
        for column, value in enumerate((issue.saying.key, issue.saying.target.id, digest(issue))):
            sheet.write_string(number, column, value)
    sheet.very_hidden()


def digest(issue: Issue) -> str:
    """Of what the unit was told; changes when any word of it does."""
    said = issue.saying
    told = (
        said.key,
        said.target.id,
        said.rule.id,
        str(said.suspicion),
        said.message,
        said.url,
        said.quote,
        said.seen_at,
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
