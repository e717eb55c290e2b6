"""The accounts' measures as a sheet, those without a file too."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reports.cells import plain
from reports.media_rows import MediaRow
from reports.sheet import Book, Column, Grid, Value

COLUMNS = (
    Column("单位", 18, "wrap"), Column("账号", 18, "wrap"), Column("平台", 10, "centre"), Column("地区", 10, "centre"),
    Column("层级", 9, "centre"),
    Column("起", 12, "centre"), Column("止", 12, "centre"), Column("发文数", 9, "number"),
    Column("最新发文", 12, "centre"), Column("距止日天数", 9, "number"), Column("最长间隔天数", 9, "number"),
    Column("最长间隔", 26, "wrap"), Column("超期天数", 9, "number"), Column("总阅读", 12, "number"),
    Column("阅读为下限", 9, "centre"), Column("有阅读数的篇数", 9, "number"), Column("总互动", 12, "number"),
    Column("互动为下限", 9, "centre"), Column("原创", 9, "number"), Column("可知是否原创", 9, "number"),
    Column("原创率", 9, "share"),
    Column("阅读量级", 10, "centre"), Column("关注", 16, "wrap"), Column("转发任务", 18, "wrap"),
    Column("未见转发", 40, "wrap"), Column("互动核查", 40, "wrap"), Column("公开链接", 22, "wrap"),
    Column("数据来源", 22, "wrap"), Column("来源局限", 34, "wrap"),
    Column("未能采用的行", 9, "number"),
)  # fmt: skip
WATCHED, NO_FILE = "即将超期", "没有数据文件"


def write_accounts(book: Book, sheet: Any, media: Sequence[MediaRow]) -> None:
    grid = Grid("新媒体", COLUMNS, len(media))
    book.table(sheet, grid, map(_row, media), freeze=2)
    book.mark(sheet, grid, "关注", ((WATCHED, "open"),))


def _row(one: MediaRow) -> Sequence[Value]:
    row, own = one.row, one.own
    head = [plain(text) for text in (row.unit, row.name, one.platform, one.target.region, row.level)]
    if own is None:
        return [*head, *[None] * (len(COLUMNS) - len(head) - 3), NO_FILE, None, None]
    done = [title for title, when in own.reposts.items() if when]
    return [
        *head,
        *(own.since, own.until, own.posts, own.newest, own.silent, own.longest_gap),
        f"{own.gap_from} 至 {own.gap_to}" if own.gap_from else "",
        *(own.out_of_term, own.reads, "≥" * own.reads_at_least, own.counted),
        *(own.interactions, "≥" * own.interactions_at_least, own.originals, own.told),
        Decimal(own.originals) / own.told if own.told else None,
        own.flagship,
        WATCHED * own.watched,
        f"{len(done)}/{len(own.reposts)}" if own.reposts else "",
        plain("；".join(title for title, when in own.reposts.items() if not when)),
        plain("\n".join(own.tried)),
        "、".join(f"{state} {count}" for state, count in own.links.items()),
        *(own.sources, own.misses, own.refused),
    ]
