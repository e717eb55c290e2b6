"""The mandatory-content catalogue as a workbook for an evaluator to edit: one row an item."""

from __future__ import annotations

from pathlib import Path

from checks.content.catalogue import Catalogue
from checks.content.validity import DUTIES, LEVELS
from checks.content.workbook import JOINT, SHEET, TITLES, values
from reports.sheet import Book, Column, Grid

_SPARE = 200
"""Empty rows below the last that take new items, with the same drop-downs."""
_WIDTHS = {
    "id": 20, "title": 30, "set": 17, "basis": 30, "clause": 22, "levels": 18, "region": 9, "duty": 9, "names": 60,
    "types": 14, "unlike": 20, "near": 26, "phrases": 26, "months": 9, "term": 30,
}  # fmt: skip
_COLUMNS = tuple(Column(TITLES[key], wide, "wrap") for key, wide in _WIDTHS.items())
_NOTES = (
    ("所属目录", "可以自立名目；grassroots_2019 的各行是 26 个领域，由另一条规则按标准目录评判。"),
    ("编号", "小写字母、数字和连字符，不得重复；评分方案用它指称事项。删去整行即不再评判该项。"),
    ("适用层级", f"{'、'.join(LEVELS)}中的一个或几个，以“{JOINT}”隔开；名册所写层级不在其中的网站不评判该项。"),
    ("适用地区代码", "行政区划代码的开头几位，如 32；空着表示不限。"),
    ("性质", "明确：没有即为问题（疑似，须人工核实）；视情况：没有只作待核实的提醒。"),
    ("栏目和链接名称", f"该项在栏目、链接、标题里的各种叫法，至少两个字，以“{JOINT}”隔开；第一个是正式名称。"),
    ("栏目类型标签", "网页标签 ColumnType 取这些值的栏目即视为该项。"),
    ("排除词", "名称里有这些词时指的是别的事。"),
    ("近似词", "标题里有这些词时，缺失只作待核实。"),
    ("正文用语", "网页正文里有这些词即视为有该项。"),
    ("期限月数", "最新内容早于评判日之前这么多个月为过期；空着表示没有期限。有期限的须写明期限依据。"),
)


def write_catalogue(catalogue: Catalogue, path: Path) -> None:
    """`path`: xlsx. The same catalogue gives the same bytes."""
    book = Book(path, "必须公开的内容目录")
    sheet = book.sheet(SHEET)
    grid = Grid(SHEET, _COLUMNS, len(catalogue))
    rows = [[values(content)[key] or None for key in _WIDTHS] for content in catalogue]
    book.table(sheet, grid, rows, freeze=2)
    wider = Grid(SHEET, _COLUMNS, len(catalogue) + _SPARE)
    book.choices(sheet, wider, TITLES["duty"], DUTIES)
    notes = book.sheet("填写说明")
    columns = (Column("列", 18, "wrap"), Column("说明", 90, "wrap"))
    book.table(notes, Grid("填写说明", columns, len(_NOTES)), _NOTES)
    book.close()
