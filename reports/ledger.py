"""The supervisor's ledger: one row a problem, to be followed until it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.cells import plain
from reports.rows import Issue, Rows
from reports.sheet import Book, Column, Grid, Link, Value

STATES = ("待整改", "整改中", "已整改", "申诉")
CONFIRM, SUSPECT = "不符合", "待核实"
LEDGER = (
    Column("序号", 6, "number"), Column("单位", 14, "wrap"), Column("网站名称", 16, "wrap"),
    Column("问题类型", 13, "wrap"), Column("性质", 8, "centre"), Column("依据", 20, "wrap"),
    Column("问题描述", 34, "wrap"), Column("问题页面", 26, "link"), Column("证据", 7, "link"), Column("整改建议", 22, "wrap"),
    Column("扣分", 7, "quiet"), Column("待定分", 7, "quiet"), Column("整改状态", 9, "input"),
    Column("整改说明", 18, "input"), Column("责任人", 8, "input"), Column("完成日期", 11, "input"),
    Column("编号", 16, "code"),
)  # fmt: skip


def write_ledger(book: Book, sheet: Any, rows: Rows) -> None:
    grid = Grid("整改清单", LEDGER, len(rows.issues))
    book.table(sheet, grid, (_row(issue, number) for number, issue in enumerate(rows.issues, 1)), freeze=3)
    book.choices(sheet, grid, "整改状态", STATES)
    book.mark(sheet, grid, "性质", ((CONFIRM, "bad"), (SUSPECT, "open")))
    book.mark(sheet, grid, "整改状态", (("已整改", "good"), ("申诉", "open"), ("整改中", "open")))


def _row(issue: Issue, number: int) -> Sequence[Value]:
    said = issue.saying
    return (
        number,
        said.target.unit,
        said.target.name,
        said.rule.title,
        SUSPECT if said.suspicion else CONFIRM,
        said.rule.basis,
        said.message,
        Link(said.url),
        Link(said.evidence, "证据") if said.evidence else None,
        said.rule.fix,
        issue.points,
        issue.pending,
        None if said.suspicion else STATES[0],
        None,
        None,
        None,
        said.key,
    )


def clause(issue: Issue) -> str:
    """What the problem is counted under, and the clause that asks for it."""
    titles = "、".join(dict.fromkeys(plain(indicator.title) for indicator in issue.indicators))
    return f"{titles or '不计分'}\n{issue.saying.rule.basis}"
