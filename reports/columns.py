"""The columns of all sites as a sheet, in the order of the sites and of each site's tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checks.columns import Column as Row
from checks.facts.channels import Reading
from reports.cells import address, plain
from reports.rows import Rows
from reports.sheet import Book, Column, Grid, Link, Value

READINGS = {
    Reading.READ: "已读取",
    Reading.MENU: "导航页，无列表",
    Reading.TEXT: "文字或表单页，无列表",
    Reading.UNREAD: "未测得：列表接口未应答",
    Reading.EMPTY: "空栏目",
    Reading.DRAWN: "未测得：列表由脚本绘制",
}
DRAWN, PARTLY = "，由浏览器绘制", "（前若干页）"
COLUMNS = (
    Column("单位", 16, "wrap"), Column("网站名称", 18, "wrap"), Column("栏目", 22, "wrap"),
    Column("所在位置", 34, "wrap"), Column("栏目类型", 16, "wrap"), Column("类型依据", 9, "centre"),
    Column("信息条数", 9, "number"), Column("页面所称总数", 9, "number"), Column("最新信息", 12, "centre"),
    Column("列表读取", 20, "wrap"), Column("网址", 40, "link"), Column("上级栏目网址", 34, "text"),
    Column("上级依据", 9, "centre"),
)  # fmt: skip


def write_columns(book: Book, sheet: Any, rows: Rows, columns: Sequence[Row]) -> None:
    grid = Grid("栏目", COLUMNS, len(columns))
    book.table(sheet, grid, _rows(rows, columns), freeze=3)
    book.mark(sheet, grid, "列表读取", (("空栏目", "open"), ("未测得", "void")))


def _rows(rows: Rows, columns: Sequence[Row]) -> Iterator[Sequence[Value]]:
    place = {target.id: number for number, target in enumerate(rows.targets)}
    listed = [one for one in columns if one.target in place]
    for one in sorted(listed, key=lambda one: (place[one.target], one.path.split(" > "), one.url)):
        target, reading = rows.targets[place[one.target]], Reading(one.reading)
        counted = reading in (Reading.READ, Reading.EMPTY)
        yield (
            target.unit,
            target.name,
            plain(one.name),
            plain(one.path),
            plain(one.kind),
            one.kind_by,
            one.items if counted else None,
            one.total,
            one.newest,
            READINGS[reading] + DRAWN * one.drawn + PARTLY * (one.partly and reading is Reading.READ),
            Link(address(one.url)),
            address(one.parent),
            one.parent_by,
        )
