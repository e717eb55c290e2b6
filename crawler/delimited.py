"""Rows of delimited text (csv as Excel, WPS and exporters write it), read one by one."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

CELL_LIMIT = 16 * 1024 * 1024
"""Characters. Bodies of articles stand in one cell; a quote never closed must not swallow a whole file."""
csv.field_size_limit(CELL_LIMIT)
_CHUNK = 1024 * 1024


class SheetError(ValueError):
    """The file cannot be read as a table; the message is one Chinese sentence that names the file."""


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """From 1, as the spreadsheet program shows it."""
    cells: tuple[str, ...]
    """As many as the header has; "" where the cell is empty."""
    broken: Mapping[int, str] = field(default_factory=dict, compare=False)
    """Column index → why the cell has no usable value; its text is then ""."""


def delimited_rows(name: str, data: bytes) -> Iterator[Row]:
    text = io.TextIOWrapper(io.BytesIO(data), _encoding(name, data), newline="")
    first = next((line for line in text if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    text.seek(0)
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=max(",\t;", key=bare.count), strict=True), 1):
            yield Row(number, tuple(cell.strip() for cell in cells))
    except csv.Error as problem:
        raise SheetError(f"“{name}”不是完好的 csv：引号不成对或单元格过长，请用 Excel 重新导出。") from problem


def decode(name: str, data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else GB18030. Raises SheetError."""
    return data.decode(_encoding(name, data))


def _encoding(name: str, data: bytes) -> str:
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        if _fits(data, encoding):
            return encoding
        if data.startswith(codecs.BOM_UTF8):
            row = data.count(b"\n", 0, _misfit(data)) + 1
            raise SheetError(f"“{name}”混用了两种编码：开头是 UTF-8，第{row}行起不是，请另存为 UTF-8 的 csv。")
    raise SheetError(f"“{name}”的编码既不是 UTF-8 也不是 GB18030，请另存为 UTF-8 的 csv。")


def _fits(data: bytes, encoding: str) -> bool:
    """Decoded piece by piece: a long file is never held twice."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data) or 1, _CHUNK):
            if "\0" in decoder.decode(data[start : start + _CHUNK], start + _CHUNK >= len(data)):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _misfit(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start
    return 0
