"""The accounts' measures as a sheet, in the order of the roster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checks.accounts import Account
from reports.cells import plain
from reports.rows import Rows
from reports.sheet import Book, Column, Grid, Value

COLUMNS = (
    Column("单位", 18, "wrap"), Column("账号", 18, "wrap"), Column("平台", 10, "centre"), Column("层级", 9, "centre"),
    Column("起", 12, "centre"), Column("止", 12, "centre"), Column("发文数", 9, "number"),
    Column("最新发文", 12, "centre"), Column("距止日天数", 9, "number"), Column("最长间隔天数", 9, "number"),
    Column("最长间隔", 26, "wrap"), Column("超期天数", 9, "number"), Column("总阅读", 12, "number"),
    Column("阅读为下限", 9, "centre"), Column("有阅读数的篇数", 9, "number"), Column("总互动", 12, "number"),
    Column("互动为下限", 9, "centre"), Column("原创", 9, "number"), Column("可知是否原创", 9, "number"),
    Column("阅读量级", 10, "centre"), Column("关注", 16, "wrap"), Column("转发任务", 18, "wrap"),
    Column("未见转发", 40, "wrap"), Column("数据来源", 22, "wrap"), Column("来源局限", 34, "wrap"),
    Column("未能采用的行", 9, "number"),
)  # fmt: skip
WATCHED = "即将超期"


def write_accounts(book: Book, sheet: Any, rows: Rows, accounts: Sequence[Account]) -> None:
    grid = Grid("新媒体", COLUMNS, len(accounts))
    book.table(sheet, grid, _rows(rows, accounts), freeze=2)
    book.mark(sheet, grid, "关注", ((WATCHED, "open"),))


def _rows(rows: Rows, accounts: Sequence[Account]) -> Iterator[Sequence[Value]]:
    place = {target.id: number for number, target in enumerate(rows.targets)}
    for one in sorted((one for one in accounts if one.target in place), key=lambda one: place[one.target]):
        target = rows.targets[place[one.target]]
        done = [title for title, when in one.reposts.items() if when]
        yield (
            plain(target.unit),
            plain(target.name),
            plain(target.kind),
            plain(target.level),
            *(one.since, one.until, one.posts, one.newest, one.silent, one.longest_gap),
            f"{one.gap_from} 至 {one.gap_to}" if one.gap_from else "",
            *(one.out_of_term, one.reads, "≥" * one.reads_at_least, one.counted),
            *(one.interactions, "≥" * one.interactions_at_least, one.originals, one.told, one.flagship),
            WATCHED * one.watched,
            f"{len(done)}/{len(one.reposts)}" if one.reposts else "",
            plain("；".join(title for title, when in one.reposts.items() if not when)),
            *(one.sources, one.misses, one.refused),
        )
