"""Tables as people hand them over (xlsx, csv) read as text cells that know their place."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.delimited import Row, SheetError, decode, delimited_rows
from crawler.headings import Stream, column_letter, headed, header_name, place_of

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = [
    "Row",
    "Sheet",
    "SheetError",
    "Stream",
    "column_letter",
    "decode",
    "header_name",
    "parse_sheet",
    "read_sheet",
    "read_tables",
]

MAX_UNCOMPRESSED = 200 * 1024 * 1024
"""Bytes. Our default: a table of 100,000 posts with their text stays below it; a bomb does not."""
# openpyxl has no exception of its own: a damaged workbook surfaces as any of these.
DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
            SyntaxError, NotImplementedError, RuntimeError, OSError)  # fmt: skip
UNCALCULATED = "公式没有保存计算结果，请用 Excel 打开后重新保存，或把公式改成数值"


@dataclass(frozen=True, slots=True)
class Sheet:
    file: str
    header: tuple[str, ...]
    """Names as written, white space removed; "" for a column without a name."""
    rows: tuple[Row, ...]
    """Below the header, empty ones left out."""
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Row number and column index → why the cell has no usable value; its text is then ""."""

    def place(self, row: int, column: int) -> str:
        return place_of(self.header, row, column)


def read_sheet(path: Path, known: Collection[str] = ()) -> Sheet:
    """As `parse_sheet`, from a file."""
    return parse_sheet(path.name, _bytes(path), known)


def read_tables(path: Path, known: Collection[str]) -> dict[str, Sheet]:
    """Every visible sheet whose header bears a name of `known`, by its title; each is called by the file's and its own.

    Delimited text is one table without a title. None is none; a file that is no table raises SheetError.
    """
    name, data, names = path.name, _bytes(path), {header_name(one) for one in known}
    if not data.startswith(b"PK\x03\x04"):
        table = parse_sheet(name, data, known)
        return {"": table} if _bears(table.header, names) else {}
    try:
        return {
            title: _sheet(f"{name}“{title}”表", table)
            for title, table in _tables(name, data, names)
            if _bears(table.header, names)
        }
    except SheetError:
        raise
    except DAMAGED as problem:
        raise damaged(name) from problem


def _bytes(path: Path) -> bytes:
    if not path.exists():
        raise SheetError(f"找不到文件“{path}”，请核对路径和文件名。")
    if not path.is_file():
        raise SheetError(f"“{path}”不是文件，请给出 xlsx 或 csv 文件。")
    return path.read_bytes()


def _bears(header: Iterable[str], names: set[str]) -> bool:
    return not names.isdisjoint(header_name(one) for one in header)


def _sheet(name: str, table: Stream) -> Sheet:
    rows = tuple(table.rows)
    broken = {(row.number, index): why for row in rows for index, why in row.broken.items()}
    return Sheet(name, table.header, rows, broken)


def parse_sheet(name: str, data: bytes, known: Collection[str] = ()) -> Sheet:
    """The first table in the bytes of a workbook or of delimited text, told apart by content.

    `known` are header names; the row that bears most of them is the header, and without them the first row of
    at least two cells is. Raises SheetError.
    """
    return _sheet(name, stream_sheet(name, data, known))


def stream_sheet(name: str, data: bytes, known: Collection[str] = ()) -> Stream:
    """As `parse_sheet`, for tables too long to be held. Raises SheetError."""
    if not data.strip():
        raise SheetError(f"“{name}”是空文件，请检查是否保存成功。")
    names = {header_name(one) for one in known}
    if data.startswith(b"PK\x03\x04"):
        return _from_workbook(name, data, names)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(f"“{name}”是旧版 xls 或加了密码的文件，请去掉密码并另存为 xlsx。")
    if name.lower().endswith((".xlsx", ".xlsm", ".xls", ".et")):
        raise SheetError(f"“{name}”的内容不是 Excel 工作簿，请用 Excel 或 WPS 打开后另存为 xlsx。")
    table = headed(name, delimited_rows(name, data), names)
    if table is None:
        raise SheetError(f"“{name}”没有表头，请把列名写在第一行。")
    return table


def _from_workbook(name: str, data: bytes, names: set[str]) -> Stream:
    try:
        passed = []
        for _, table in _tables(name, data, names):
            if not names or _bears(table.header, names):
                return table
            passed.append(table)
        if len(passed) == 1:
            return passed[0]
    except SheetError:
        raise
    except DAMAGED as problem:
        raise damaged(name) from problem
    raise SheetError(f"“{name}”的各张工作表都没有认得的表头，请把列名写在第一行。")


def _tables(name: str, data: bytes, names: set[str]) -> Iterator[tuple[str, Stream]]:
    """The visible sheets that hold anything, each with its title; their rows are not read yet."""
    bounded(name, data)
    values = _open(data, data_only=True)
    sources = _open(data, data_only=False) if _has_formulas(data) else None
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # some writers state a size that is too small
        cells = _cells(sheet.iter_rows(), sources[sheet.title].iter_rows() if sources else None)
        if table := headed(name, _unharmed(name, cells), names):
            yield sheet.title, table


def _unharmed(name: str, rows: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from rows
    except DAMAGED as problem:
        raise damaged(name) from problem


def damaged(name: str) -> SheetError:
    """What to say of a file on which openpyxl raised one of DAMAGED."""
    return SheetError(f"“{name}”打不开，文件可能已损坏，请用 Excel 或 WPS 另存为 xlsx 再试。")


def bounded(name: str, data: bytes) -> None:
    """Refuses what is no workbook or would unpack to too much."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise SheetError(f"“{name}”不是 Excel 工作簿（xlsx），请用 Excel 或 WPS 另存为 xlsx。")
        if sum(part.file_size for part in archive.infolist()) > MAX_UNCOMPRESSED:
            limit = MAX_UNCOMPRESSED // 1024**2
            raise SheetError(f"“{name}”解压后超过 {limit} MB，已拒绝打开，请只保留需要的行和列。")


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = (part for part in archive.infolist() if part.filename.startswith("xl/worksheets/sheet"))
        return any(re.search(rb"<(\w+:)?f[\s/>]", archive.read(part)) for part in sheets)


def _open(data: bytes, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    # What it does not know it tells of when a sheet ends: decoration, never a cell.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    return load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)


def _cells(values: Iterable[Any], sources: Iterable[Any] | None) -> Iterator[Row]:
    formulas = iter(sources) if sources is not None else None
    for number, row in enumerate(values, 1):
        broken: dict[int, str] = {}
        asked = next(formulas, ()) if formulas is not None else ()
        for index, source in enumerate(asked):
            # A formula that came to "" is typed `str`; one that was never calculated has no type.
            if source.data_type == "f" and row[index].value is None and row[index].data_type == "n":
                broken[index] = UNCALCULATED
        for index, cell in enumerate(row):
            if cell.data_type == "e":
                broken[index] = f"是 Excel 错误值“{cell.value}”，请改成正确的内容"
        yield Row(number, tuple("" if i in broken else cell_text(cell) for i, cell in enumerate(row)), broken)


def cell_text(cell: Any) -> str:
    """What an openpyxl cell holds: days as 2026-11-20, whole numbers without a fraction, numbered codes with their zeros."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and re.fullmatch("0+", cell.number_format or ""):
        return str(value).zfill(len(cell.number_format))
    return str(value).strip()
