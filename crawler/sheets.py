"""Tables as people hand them over (xlsx, csv) read as text cells that know their place."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_UNCOMPRESSED = 200 * 1024 * 1024
"""Bytes. Our default: a table of 100,000 posts with their text stays below it; a bomb does not."""
HEADER_WITHIN = 20
"""Titles and notes may stand above the header, but not more rows than this."""

# openpyxl has no exception of its own: a damaged workbook surfaces as any of these.
_DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
            SyntaxError, NotImplementedError, RuntimeError, OSError)  # fmt: skip
UNCALCULATED = "公式没有保存计算结果，请用 Excel 打开后重新保存，或把公式改成数值"


class SheetError(ValueError):
    """The file cannot be read as a table; the message is one Chinese sentence that names the file."""


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """From 1, as the spreadsheet program shows it."""
    cells: tuple[str, ...]
    """As many as the header has; "" where the cell is empty."""


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
        """`第12行 F列（网站标识码）`."""
        return f"第{row}行 {column_letter(column)}列（{self.header[column] or '无列名'}）"


def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def header_name(text: str) -> str:
    """A header as it is compared: no white space, marks or trailing remark, half-width, lower case."""
    bare = re.sub(r"[\s*:]", "", unicodedata.normalize("NFKC", text))
    return (re.sub(r"\([^()]*\)$", "", bare) or bare).casefold()


def read_sheet(path: Path, known: Collection[str] = ()) -> Sheet:
    """As `parse_sheet`, from a file."""
    if not path.exists():
        raise SheetError(f"找不到文件“{path}”，请核对路径和文件名。")
    if not path.is_file():
        raise SheetError(f"“{path}”不是文件，请给出 xlsx 或 csv 文件。")
    return parse_sheet(path.name, path.read_bytes(), known)


def parse_sheet(name: str, data: bytes, known: Collection[str] = ()) -> Sheet:
    """The first table in the bytes of a workbook or of delimited text, told apart by content.

    `known` are header names; the row that bears most of them is the header, and without them the first row of
    at least two cells is. Raises SheetError.
    """
    if not data.strip():
        raise SheetError(f"“{name}”是空文件，请检查是否保存成功。")
    names = {header_name(one) for one in known}
    if data.startswith(b"PK\x03\x04"):
        return _from_workbook(name, data, names)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(f"“{name}”是旧版 xls 或加了密码的文件，请去掉密码并另存为 xlsx。")
    if name.lower().endswith((".xlsx", ".xlsm", ".xls", ".et")):
        raise SheetError(f"“{name}”的内容不是 Excel 工作簿，请用 Excel 或 WPS 打开后另存为 xlsx。")
    return _table(name, _from_text(name, data), names, {})


def _from_workbook(name: str, data: bytes, names: set[str]) -> Sheet:
    try:
        formulas = _inspect(name, data)
        values = _open(data, data_only=True)
        sources = _open(data, data_only=False) if formulas else None
        for sheet in values.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # some writers state a size that is too small
            cells, broken = _cells(sheet.iter_rows(), sources[sheet.title].iter_rows() if sources else None)
            if any(any(row) for row in cells):
                table = _table(name, cells, names, broken)
                if not names or names & {header_name(one) for one in table.header} or len(values.worksheets) == 1:
                    return table
    except SheetError:
        raise
    except _DAMAGED as problem:
        raise SheetError(f"“{name}”打不开，文件可能已损坏，请用 Excel 或 WPS 另存为 xlsx 再试。") from problem
    raise SheetError(f"“{name}”的各张工作表都没有认得的表头，请把列名写在第一行。")


def _inspect(name: str, data: bytes) -> bool:
    """Refuses what is no workbook or would unpack to too much; tells whether there are formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if "xl/workbook.xml" not in archive.namelist():
            raise SheetError(f"“{name}”不是 Excel 工作簿（xlsx），请用 Excel 或 WPS 另存为 xlsx。")
        if sum(part.file_size for part in parts) > MAX_UNCOMPRESSED:
            limit = MAX_UNCOMPRESSED // 1024**2
            raise SheetError(f"“{name}”解压后超过 {limit} MB，已拒绝打开，请只保留需要的行和列。")
        sheets = (part for part in parts if part.filename.startswith("xl/worksheets/sheet"))
        return any(re.search(rb"<(\w+:)?f[\s/>]", archive.read(part)) for part in sheets)


def _open(data: bytes, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)


def _cells(
    values: Iterable[Any], sources: Iterable[Any] | None
) -> tuple[list[tuple[str, ...]], dict[tuple[int, int], str]]:
    rows: list[tuple[str, ...]] = []
    broken: dict[tuple[int, int], str] = {}
    formulas = iter(sources) if sources is not None else None
    for number, row in enumerate(values, 1):
        asked = next(formulas, ()) if formulas is not None else ()
        for index, source in enumerate(asked):
            # A formula that came to "" is typed `str`; one that was never calculated has no type.
            if source.data_type == "f" and row[index].value is None and row[index].data_type == "n":
                broken[number, index] = UNCALCULATED
        for index, cell in enumerate(row):
            if cell.data_type == "e":
                broken[number, index] = f"是 Excel 错误值“{cell.value}”，请改成正确的内容"
        rows.append(tuple("" if (number, i) in broken else _text(cell) for i, cell in enumerate(row)))
    return rows, broken


def _text(cell: Any) -> str:
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


def _from_text(name: str, data: bytes) -> list[tuple[str, ...]]:
    text = decode(name, data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    delimiter = max(",\t;", key=bare.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [tuple(cell.strip() for cell in row) for row in rows]
    except csv.Error as problem:
        raise SheetError(f"“{name}”不是完好的 csv：引号不成对或单元格过长，请用 Excel 重新导出。") from problem


def decode(name: str, data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else GB18030. Raises SheetError."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetError(f"“{name}”的编码既不是 UTF-8 也不是 GB18030，请另存为 UTF-8 的 csv。")


def _table(name: str, cells: list[tuple[str, ...]], names: set[str], broken: Mapping[tuple[int, int], str]) -> Sheet:
    top = _header_row(cells, names)
    if top is None:
        raise SheetError(f"“{name}”没有表头，请把列名写在第一行。")
    header = tuple(re.sub(r"\s", "", text) for text in cells[top])
    while header and not header[-1]:
        header = header[:-1]
    width = len(header)
    below = enumerate(cells[top + 1 :], top + 2)
    kept = ((n, row) for n, row in below if any(row[:width]) or any((n, i) in broken for i in range(width)))
    rows = tuple(Row(n, (row + ("",) * width)[:width]) for n, row in kept)
    return Sheet(name, header, rows, {at: why for at, why in broken.items() if at[0] > top + 1 and at[1] < width})


def _header_row(cells: list[tuple[str, ...]], names: set[str]) -> int | None:
    top = [i for i, row in enumerate(cells) if any(row)][:HEADER_WITHIN]
    if not top:
        return None
    hits = {i: len(names & {header_name(text) for text in cells[i] if text}) for i in top}
    best = max(top, key=lambda i: (hits[i], -i))
    return best if hits[best] else next((i for i in top if sum(map(bool, cells[i])) > 1), top[0])
