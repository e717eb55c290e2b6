"""Documents that are zip packages: docx, xlsx and ofd, read from their XML with all work bounded.

The XML of a docx is read as it is: a library that lays its tables out follows every span a hostile file may name.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

LOCKED, DAMAGED, SCANNED = "加密", "已损坏", "扫描件无文字"
TOO_LARGE, UNKNOWN = "过大", "格式不支持"
UNPACKED = 64 * 1024 * 1024
"""Bytes at most that a package may unfold into (our default)."""
MEMBERS = 2_000
"""Members of a package at most (our default)."""
_XML = 24 * 1024 * 1024
"""Bytes of one XML member at most (our default)."""
_SHEETS, _ROWS, _COLUMNS = 20, 3_000, 60
"""Of a workbook, so many sheets, rows and columns are read at most (our defaults)."""
_PAGES = 60
"""Pages of an ofd at most (our default)."""
_CELLS = 200_000
"""Cells of all tables of a docx at most, merged ones counted as laid out (our default)."""
_SPAN = 50
"""Columns that one cell covers at most; a greater span is a slip of the pen."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


_MAIN = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "OFD.xml": "ofd"}


class Unreadable(Exception):
    """Why a file is not read, in Chinese."""


@dataclass(slots=True)
class Content:
    lines: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    fault: str = ""


def members(body: bytes) -> Iterator[tuple[str, Callable[[], bytes] | None]]:
    """Names of a package's members with what reads each; None for a folder. Raises Unreadable."""
    inside = _inside(body)
    if len(inside) > MEMBERS or sum(one.file_size for one in inside) > UNPACKED:
        raise Unreadable(TOO_LARGE)
    if any(one.flag_bits & 1 for one in inside):
        raise Unreadable(LOCKED)
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in inside):
        raise Unreadable(UNKNOWN)  # the others unfold without a bound
    return ((_name(one), None if one.is_dir() else partial(_member, body, one)) for one in inside)


def package_kind(body: bytes) -> str:
    """docx, xlsx or ofd by the member that makes it one; zip for any other."""
    try:
        names = {one.filename for one in _inside(body)}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip"
    return next((kind for main, kind in _MAIN.items() if main in names), "zip")


def _inside(body: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return package.infolist()


def _member(body: bytes, one: zipfile.ZipInfo | str) -> bytes:
    """Its bytes: no more than it declares, which was looked at before."""
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return package.read(one)


def _name(one: zipfile.ZipInfo) -> str:
    """Names that are not marked as UTF-8 are in the packer's own set, which in China is GB 18030."""
    if one.flag_bits & 0x800:
        return one.filename
    try:
        return one.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return one.filename


def _tree(data: bytes) -> Any:
    from lxml import etree

    if len(data) > _XML:
        raise Unreadable(TOO_LARGE)
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def read_docx(body: bytes) -> Content:
    """Paragraphs in order, those of tables and text boxes among them; tables that hold no other table."""
    root = _tree(_member(body, "word/document.xml"))
    found = Content()
    for paragraph in root.iter(_WORD + "p"):
        if not any(True for _ in paragraph.iterancestors(_COMPATIBLE)):
            found.lines += _paragraph(paragraph)
    left = _CELLS
    for table in root.iter(_WORD + "tbl"):
        if next(table.iterdescendants(_WORD + "tbl"), None) is None:
            rows = _word_table(table, left)
            left -= sum(map(len, rows))
            found.tables.append(rows)
            if left <= 0:
                return Content(found.lines, found.tables, TOO_LARGE)
    return found


def _paragraph(paragraph: Any) -> list[str]:
    """Its lines; what stands in a text box inside of it is a paragraph of its own."""
    pieces = []
    for run in paragraph.iter(_WORD + "t", _WORD + "tab", _WORD + "br", _WORD + "cr"):
        if next(run.iterancestors(_WORD + "p")) is paragraph:
            pieces.append(run.text or "" if run.tag == _WORD + "t" else " " if run.tag == _WORD + "tab" else "\n")
    return [line for piece in "".join(pieces).split("\n") if (line := " ".join(piece.split()))]


def _word_table(table: Any, most: int) -> list[list[str]]:
    """Rows of cell texts; a merged cell's text stands in every place it covers."""
    rows: list[list[str]] = []
    for row in table.iter(_WORD + "tr"):
        texts: list[str] = []
        texts += [""] * _value(row, "trPr", "gridBefore", 0)
        for cell in row.iter(_WORD + "tc"):
            place = len(texts)
            merge = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
            if merge is not None and merge.get(_WORD + "val") != "restart" and rows and place < len(rows[-1]):
                text = rows[-1][place]
            else:
                text = " ".join(line for paragraph in cell.iter(_WORD + "p") for line in _paragraph(paragraph))
            texts += [text] * _value(cell, "tcPr", "gridSpan", 1)
        rows.append(texts)
        most -= len(texts)
        if most <= 0:
            break
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _value(node: Any, properties: str, name: str, default: int) -> int:
    found = node.find(f"{_WORD}{properties}/{_WORD}{name}")
    text = found.get(_WORD + "val", "") if found is not None else ""
    return min(max(int(text), default), _SPAN) if text.isdecimal() and len(text) < 9 else default


def read_xlsx(body: bytes) -> Content:
    """One table a sheet, without its blank rows; a line for each row. Formulas give the value last computed."""
    from openpyxl import load_workbook

    found = Content()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
        for name in book.sheetnames[:_SHEETS]:
            sheet = book[name]
            if not hasattr(sheet, "iter_rows"):
                continue  # a sheet that is a chart
            read = list(sheet.iter_rows(max_row=_ROWS + 1, max_col=_COLUMNS, values_only=True))
            rows = [["" if cell is None else " ".join(str(cell).split()) for cell in row] for row in read]
            width = max((place for row in rows for place, text in enumerate(row, 1) if text), default=0)
            if filled := [row[:width] for row in rows if any(row)]:
                found.tables.append(filled)
                found.lines += [" ".join(filter(None, row)) for row in filled]
            if len(rows) > _ROWS:
                found.fault = TOO_LARGE
        if len(book.sheetnames) > _SHEETS:
            found.fault = TOO_LARGE
    return found


def read_ofd(body: bytes) -> Content:
    """Text of the pages, by page and height on it; signatures and attachments are left out."""
    found = Content()
    pages = sorted(
        ((name, data) for name, data in members(body) if data and "/Pages/" in name and name.endswith("Content.xml")),
        key=lambda page: (len(page[0]), page[0]),
    )
    for _, data in pages[:_PAGES]:
        placed: dict[int, list[tuple[float, str]]] = {}
        for text in _tree(data()).iter("{*}TextObject"):
            across, down, *_ = [*map(float, (text.get("Boundary") or "0 0").split()), 0.0, 0.0]
            words = "".join(code.text or "" for code in text.iter("{*}TextCode"))
            placed.setdefault(round(down), []).append((across, words))
        for _, words_ in sorted(placed.items()):
            if line := " ".join("".join(words for _, words in sorted(words_)).split()):
                found.lines.append(line)
    if len(pages) > _PAGES:
        found.fault = TOO_LARGE
    return found
