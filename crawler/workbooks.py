"""A small workbook that came back from people, cell by cell: what was typed, and what is a formula."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crawler.sheets import DAMAGED, SheetError, bounded, cell_text, damaged

MAX_XML = 64 * 1024 * 1024
"""Bytes of all parts but pictures. Our default: a form of 20,000 rows stays below it."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 100
"""A row's stated number may be anything: without a bound, the empty ones before it would be made up without end."""
_PROPERTIES = "docProps/core.xml"
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = ""
    """Days as 2026-11-20."""
    formula: bool = False
    """Then `text` is the formula, never what it came to."""


@dataclass(frozen=True, slots=True)
class FilledSheet:
    title: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    """Row number from 1, and its cells from column A to the last that is filled; empty rows are left out, hidden ones
    are there."""


@dataclass(frozen=True, slots=True)
class FilledBook:
    sheets: tuple[FilledSheet, ...]
    saved_at: str
    """ISO 8601, as the program that saved it last says; empty when it does not."""
    epoch: date
    """Day 0 of its serial numbers."""

    def day(self, serial: int) -> date:
        return self.epoch + timedelta(days=serial)


def filled_book(name: str, data: bytes) -> FilledBook:
    """Raises SheetError: no xlsx, damaged, or far larger than it looks."""
    _recognised(name, data)
    try:
        bounded(name, data)
        if _unpacked(data) > MAX_XML:
            raise SheetError(f"“{name}”的表格内容解压后超过 {MAX_XML // 1024**2} MB，已拒绝打开。")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of drop-downs and styles that it passes over
            return _read(data)
    except SheetError:
        raise
    except DAMAGED as problem:
        raise damaged(name) from problem


def _unpacked(data: bytes) -> int:
    """Bytes of all parts but pictures, as the archive states them; zipfile gives no more of a part than that."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist() if not part.filename.startswith("xl/media/"))


def _recognised(name: str, data: bytes) -> None:
    if not data.strip():
        raise SheetError(f"“{name}”是空文件，请检查是否保存成功。")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(f"“{name}”是旧版 xls 或加了密码的文件，请去掉密码并另存为 xlsx。")
    if not data.startswith(b"PK\x03\x04"):
        raise SheetError(f"“{name}”不是 xlsx 文件，请用 Excel 或 WPS 打开后另存为 xlsx。")


def _read(data: bytes) -> FilledBook:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    sheets = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some writers state a size that is too small
        sheets.append(FilledSheet(sheet.title, tuple(_rows(sheet))))
    return FilledBook(tuple(sheets), _saved_at(data), EPOCHS[book.epoch.year == 1904])


def _saved_at(data: bytes) -> str:
    """openpyxl would put the time of reading where there is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        told = archive.read(_PROPERTIES) if _PROPERTIES in archive.namelist() else b""
    found = re.search(rb"<dcterms:modified[^>]*>\s*([0-9T:.+Z-]+)\s*<", told)
    return found[1].decode() if found else ""


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    blank: Any = None
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS), 1):
        if row is blank:  # openpyxl gives one and the same for all rows that the file skips
            continue
        cells = tuple(map(_cell, row))
        if filled := [index for index, cell in enumerate(cells) if cell.text]:
            yield number, cells[: filled[-1] + 1]
        else:
            blank = row


def _cell(cell: Any) -> Cell:
    if cell.value is None:
        return _EMPTY
    return Cell(str(getattr(cell.value, "text", cell.value)), True) if cell.data_type == "f" else Cell(cell_text(cell))


_EMPTY = Cell()
