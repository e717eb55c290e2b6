"""An empty table of posts for an account that no exporter serves: filled in by its people, read back like any export."""

from __future__ import annotations

from pathlib import Path

from crawler.exporters import TEMPLATE
from reports.sheet import Book, Column, Grid

SHEET = "发文"
ROWS = 2000
"""Empty rows with drop-downs; more may be added below."""
ORIGINAL = ("原创", "转载")
_WIDTHS = dict(zip(TEMPLATE, (18, 44, 44, 20, 10, 10, 10, 10, 10), strict=True))
_NOTES = (
    ("账号", "账号的名称，与名册一致；每一行都要写，不要合并单元格。"),
    ("标题", "标题原文；微博等没有标题的写正文。"),
    ("链接", "这一篇自己的网址，不是账号主页。"),
    ("发布时间", "必填，北京时间，形如 2026-03-05 09:30；不知道几点的只写日期。"),
    ("阅读", "数字；平台显示“10万+”的照写“10万+”。不知道的空着，不要写 0。"),
    ("点赞、评论、转发", "数字；不知道的空着，不要写 0。"),
    ("是否原创", "从下拉列表选；不清楚的空着。"),
    ("完整", "请列出评估期内的全部发文：少列会使账号显得没有更新。"),
)


def write_template(path: Path) -> None:
    """`path`: xlsx. The same bytes every time."""
    book = Book(path, "新媒体发文填报表")
    sheet = book.sheet(SHEET)
    columns = tuple(Column(title, wide, "wrap") for title, wide in _WIDTHS.items())
    book.table(sheet, Grid(SHEET, columns, 0), [], freeze=2)
    book.choices(sheet, Grid(SHEET, columns, ROWS), "是否原创", ORIGINAL)
    notes = book.sheet("填写说明")
    told = (Column("列", 18, "wrap"), Column("说明", 90, "wrap"))
    book.table(notes, Grid("填写说明", told, len(_NOTES)), _NOTES)
    book.close()
