"""A sheet as a grid of named columns: where each cell stands, how it looks, how it prints. Knows XlsxWriter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from reports.formulas import Sheet
from reports.styles import FONT, STYLES

LINE, LINES = 16, 12
"""Points of a line of text; the most lines that a row is made high for."""
LINK_LIMIT = 65_530
"""Native links that Excel takes on one sheet; the rest stay as text."""
URL_LIMIT = 2_079
ROW_LIMIT = 1_048_576
"""Rows of a sheet that Excel opens."""
CREATED = datetime(2020, 1, 1)
"""Not the clock: the same result gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Formula:
    """Live, and with the value that it has now, for readers that do not calculate."""

    text: str
    value: str | Decimal | int


@dataclass(frozen=True, slots=True)
class Link:
    """To a page, shown as its address; or to a file beside the workbook (a relative path), shown as `text`."""

    url: str
    text: str = ""

    @property
    def shown(self) -> str:
        return self.text or self.url


@dataclass(frozen=True, slots=True)
class Closed:
    """A cell of an input column in which nothing is to be entered."""


Value = str | Decimal | int | Formula | Link | Closed | None


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float
    style: str = "text"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a sheet's table stands: its header in row `top` (from 0), `count` rows below it."""

    name: str
    columns: tuple[Column, ...]
    count: int
    top: int = 0

    def column(self, title: str) -> int:
        return next(number for number, column in enumerate(self.columns) if column.title == title)

    def cell(self, title: str, row: int) -> str:
        """Of this sheet, in the row of the table counted from 0: `$K7`, which moves with its row when sorted."""
        return f"${xl_col_to_name(self.column(title))}{self.top + row + 2}"

    def fixed(self, title: str, row: int) -> str:
        """From another sheet: `'指标体系'!$K$7`."""
        return f"'{self.name}'!${xl_col_to_name(self.column(title))}${self.top + row + 2}"

    def span(self, title: str) -> str:
        """The whole column, from another sheet."""
        letter = xl_col_to_name(self.column(title))
        last = min(self.top + 1 + max(self.count, 1), ROW_LIMIT)
        return f"'{self.name}'!${letter}${self.top + 2}:${letter}${last}"

    def look(self, title: str, by: str, key: str) -> str:
        """The value under `title` in the row that has `key` under `by`, wherever sorting has put it."""
        return f"INDEX({self.span(title)},MATCH({key},{self.span(by)},0))"


class Book:
    """A workbook being written: formats made once, sheets laid out alike."""

    def __init__(self, path: Path, title: str) -> None:
        self.file = xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False})
        self.header = f'&L&"{FONT}"&9{title.replace("&", "&&")[:100]}&R&"{FONT}"&9&A'
        self.file.set_properties({"title": title, "created": CREATED})
        self.formats = {name: self.file.add_format(style) for name, style in STYLES.items()}

    def close(self) -> None:
        self.file.close()

    def sheet(self, name: str) -> Any:
        """A4 across, as wide as the paper, numbered pages."""
        sheet = self.file.add_worksheet(name, Sheet)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(self.header)
        sheet.set_footer(f'&C&"{FONT}"&9第 &P 页 / 共 &N 页')
        return sheet

    def table(self, sheet: Any, grid: Grid, rows: Iterable[Sequence[Value]], *, freeze: int = 0) -> None:
        """The only table of its sheet: rows, filter, frozen panes (header and `freeze` columns), print titles."""
        for number, column in enumerate(grid.columns):
            sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
        self.block(sheet, grid, rows)
        if grid.count:
            sheet.autofilter(grid.top, 0, _last(grid), len(grid.columns) - 1)
        sheet.freeze_panes(grid.top + 1, freeze)
        sheet.repeat_rows(grid.top)
        printed = max(n for n, column in enumerate(grid.columns) if column.style != "code")
        sheet.print_area(0, 0, _last(grid), printed)

    def block(self, sheet: Any, grid: Grid, rows: Iterable[Sequence[Value]]) -> None:
        """Header and rows, one of several tables of a sheet."""
        styles = [self.formats[column.style] for column in grid.columns]
        for number, column in enumerate(grid.columns):
            sheet.write_string(grid.top, number, column.title, self.formats["head"])
        sheet.set_row(grid.top, 32)
        links = 0
        for row_number, row in enumerate(rows, grid.top + 1):
            if row_number == ROW_LIMIT - 1 and grid.top + grid.count >= ROW_LIMIT:
                left = grid.top + grid.count - row_number + 1
                sheet.write_string(row_number, 0, f"本表放不下，还有 {left} 行没有列出；请用 findings 命令导出全部。")
                break
            sheet.set_row(row_number, LINE * line_count(grid.columns, row) + 4)
            for number, value in enumerate(row):
                native = isinstance(value, Link) and links < LINK_LIMIT and _opens(value)
                links += native
                style = self.formats["closed"] if isinstance(value, Closed) else styles[number]
                put(sheet, row_number, number, value, style, native=native)

    def mark(self, sheet: Any, grid: Grid, title: str, words: Sequence[tuple[str, str]]) -> None:
        """Colour a column's cells that contain a word; the first that fits wins."""
        column = grid.column(title)
        for word, style in words:
            rule = {"type": "text", "criteria": "containing", "value": word, "format": self.formats[style]}
            sheet.conditional_format(grid.top + 1, column, _last(grid), column, rule | {"stop_if_true": True})

    def dash(self, sheet: Any, grid: Grid, titles: Sequence[str], where: str, word: str) -> None:
        """Show a dash for numbers that mean nothing in rows where the column `where` says `word`; they stay in the cell."""
        rule = {
            "type": "formula",
            "criteria": f'={grid.cell(where, 0)}="{word}"',
            "format": self.file.add_format({"num_format": '"—"', "font_color": "#8A94A0"}),
            "stop_if_true": True,
        }
        for column in map(grid.column, titles):
            sheet.conditional_format(grid.top + 1, column, _last(grid), column, rule)

    def bars(self, sheet: Any, grid: Grid, title: str) -> None:
        """A bar in each cell, from 0 to 100."""
        column = grid.column(title)
        rule = {"type": "data_bar", "bar_color": "#BCD2EA", "min_type": "num", "min_value": 0}
        last = _last(grid)
        sheet.conditional_format(grid.top + 1, column, last, column, rule | {"max_type": "num", "max_value": 100})

    def choices(self, sheet: Any, grid: Grid, title: str, words: Sequence[str]) -> None:
        self._asks(sheet, grid, title, {"validate": "list", "source": list(words)}, "请从下拉列表中选择。")

    def counts(self, sheet: Any, grid: Grid, title: str) -> None:
        """Whole numbers from 0."""
        rule = {"validate": "integer", "criteria": ">=", "value": 0}
        self._asks(sheet, grid, title, rule, "请填 0 或正整数。")

    def amounts(self, sheet: Any, grid: Grid, title: str, most: str) -> None:
        """From 0 to what stands in the column `most` of the same row."""
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": f"={grid.cell(most, 0)}"}
        self._asks(sheet, grid, title, rule, f"请填 0 至“{most}”之间的数。")

    def _asks(self, sheet: Any, grid: Grid, title: str, rule: dict[str, Any], told: str) -> None:
        column, last = grid.column(title), _last(grid)
        words = {"error_title": "取值有误", "error_message": told}
        sheet.data_validation(grid.top + 1, column, last, column, rule | words)


def _last(grid: Grid) -> int:
    """The last row of the table on the sheet, from 0; of an empty one the row below the header."""
    return min(grid.top + max(grid.count, 1), ROW_LIMIT - 1)


def put(sheet: Any, row: int, column: int, value: Value, style: Any, *, native: bool = False) -> None:
    """Each kind of value by its own call, so that no text is ever taken for a formula or a link."""
    if value is None or value == "" or isinstance(value, Closed):
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, Formula):
        cached = float(value.value) if isinstance(value.value, Decimal) else value.value
        sheet.write_formula(row, column, value.text, style, cached)
    elif isinstance(value, Link):
        if native:
            sheet.write_url(row, column, value.url if _is_page(value) else f"external:{value.url}", style, value.shown)
        else:
            sheet.write_string(row, column, value.shown, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, float(value), style)


def line_count(columns: Sequence[Column], row: Sequence[Value]) -> int:
    """Lines that the row's fullest cell takes; not every program works the height out for itself."""
    most = 1
    for column, value in zip(columns, row, strict=True):
        text = value.shown if isinstance(value, Link) else value
        if isinstance(text, str) and column.style not in ("code", "text") and len(text) * 2 > column.width:
            most = max(most, sum(math.ceil(max(width(part), 1) / (column.width - 1)) for part in text.split("\n")))
    return min(most, LINES)


def width(text: str) -> int:
    """In Latin letters; a Chinese one takes two."""
    return len(text) + sum(map("\u2e7f".__lt__, text))


def _opens(link: Link) -> bool:
    return (_is_page(link) or bool(link.text and link.url)) and len(link.url) <= URL_LIMIT


def _is_page(link: Link) -> bool:
    return link.url.startswith(("http://", "https://"))
