"""The two sheets that people fill in, as a workbook of their own for a reviewer: 核实 and 人工评分."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.given import WITHDRAWN
from checks.rulings import (
    ENTRIES,
    ENTRIES_SHEET,
    NO,
    REVIEW_SHEET,
    VERDICTS,
    YES,
    Entry,
)  # fmt: skip
from crawler.targets import Target
from reports.cells import plain
from reports.review import review, write_review
from reports.rows import lay_out
from reports.sheet import Book, Column, Grid, Value
from scoring.entry_sheet import answers
from scoring.result import Result
from scoring.scheme import Indicator

_ENTRIES_WIDTHS = {
    "unit": 18, "name": 20, "indicator": 10, "title": 30, "full": 8, "points": 9, "vetoed": 9, "by": 10, "on": 12,
    "reason": 36, "target": 14,
}  # fmt: skip
_STYLES = {
    "points": "input points", "vetoed": "input", "by": "input", "on": "input day", "reason": "input", "target": "code",
}  # fmt: skip
_NOTES = (
    ("核实", f"每条检查结果一行，存疑的在前。结论从下拉列表选 {'、'.join(VERDICTS)}，并写明核实人、日期（2026-11-20）和理由；"
     f"没有核实的留空。要收回先前的结论，填“{WITHDRAWN}”。"),
    ("属实", "按确认的问题计；存疑的也转为扣分。"),
    ("不成立", "按符合计；包括申诉成立的。"),
    ("人工评分", f"每个对象的每项人工指标一行：填得分，或是否否决（{YES}/{NO}），或各选项的票数（整数，没有人选的填 0），"
     "并写明评分人和日期。"),
    ("注意", "可以排序、筛选、删行；请勿改动隐藏的“编号”“对象”“摘要”列。填好后用 audit.py rule 读回。"),
)  # fmt: skip


def write_review_sheets(result: Result, path: Path) -> tuple[int, int]:
    """`path`: xlsx; how many rows each sheet has. What was given before stands in the cells."""
    book = Book(path, f"{plain(result.scheme.title)}　核实与人工评分")
    sayings = lay_out(result).sayings
    write_review(book, book.sheet(REVIEW_SHEET), review(sayings), sayings)
    count = _write_entries(book, result)
    notes = book.sheet("填写说明")
    columns = (Column("栏目", 14, "wrap"), Column("说明", 100, "wrap"))
    book.table(notes, Grid("填写说明", columns, len(_NOTES)), _NOTES)
    book.close()
    return len(sayings), count


def _column(name: str, title: str, width: float) -> Column:
    return Column(title, width, _STYLES.get(name, "wrap"), hidden=name == "target")


def _write_entries(book: Book, result: Result) -> int:
    """One row for each target and people's indicator that it is asked for."""
    asks = answers(result.scheme)
    columns = list(_entry_columns(asks))
    entered = {(score.target, score.indicator): score.entry for score in result.scores}
    rows = [
        _entry(target, row, entered.get((target.id, row.id)), asks)
        for target in sorted(result.targets, key=lambda one: (one.unit, one.name, one.id))
        for row in result.scheme.indicators
        if row.personal and (target.id, row.id) in entered
    ]
    grid = Grid(ENTRIES_SHEET, tuple(columns), len(rows))
    sheet = book.sheet(ENTRIES_SHEET)
    book.table(sheet, grid, rows, freeze=4)
    book.choices(sheet, grid, ENTRIES["vetoed"], (YES, NO))
    return len(rows)


def _entry_columns(asks: Sequence[str]) -> Iterator[Column]:
    for name, width in _ENTRIES_WIDTHS.items():
        yield _column(name, ENTRIES[name], width)
        if name == "vetoed":
            yield from (Column(answer, 10, "input") for answer in asks)


def _entry(target: Target, indicator: Indicator, entry: Entry | None, asks: Sequence[str]) -> Sequence[Value]:
    counts = dict(entry.counts) if entry else {}
    vetoed = None if entry is None or entry.vetoed is None else YES if entry.vetoed else NO
    return (
        plain(target.unit),
        plain(target.name),
        indicator.id,
        plain(indicator.title),
        None if indicator.stage == "veto" else indicator.points,
        entry.points if entry else None,
        vetoed,
        *(counts.get(answer) for answer in asks),
        plain(entry.by) if entry else None,
        entry.on if entry else None,
        plain(entry.reason) if entry else None,
        target.id,
    )
