"""A form as it came back: its rows by key, whatever became of their order, their columns and their sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.headings import header_name
from crawler.sheets import SheetError
from crawler.workbooks import Cell, FilledBook, FilledSheet, filled_book
from scoring.forms import ANSWER, DIGEST, INPUTS, KEY, ROUND, TOLD, UNIT

_TITLES = {header_name(title): title for title in (KEY, *TOLD, *INPUTS)}
_KEY = re.compile("[0-9a-f]{16}")
"""Above the header there are titles in every column, and a row only where this stands."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    sheet: str
    number: int
    """As the spreadsheet program shows it."""
    key: str
    """Empty when it has none."""
    cells: Mapping[str, Cell]
    """By the titles of TOLD and INPUTS that its sheet has."""
    torn: tuple[str, ...] = ()
    """Titles that two columns bear, which say different things."""

    @property
    def words(self) -> str:
        """What stands in it, to recognise it by."""
        return "　".join(cell.text for cell in self.cells.values() if cell.text)


@dataclass(frozen=True, slots=True)
class Form:
    file: str
    book: FilledBook
    rows: tuple[ReturnedRow, ...]
    """With a key, or below the header and with something in it."""
    lacking: tuple[str, ...]
    """Columns of the form that none of its sheets has."""
    round: str = ""
    """As the manifest says; empty when it is gone."""
    unit: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    """Key → digest of what was sent with it."""


def read_form(file: str, data: bytes) -> Form:
    """Raises SheetError when it is no workbook, or no form."""
    book = filled_book(file, data)
    headers = [(sheet, top) for sheet in book.sheets if (top := _header(sheet)) is not None]
    manifest = _manifest(book.sheets)
    if not headers:
        whose = f"（{manifest[1]}）" if manifest[1] else ""
        raise SheetError(
            f"“{file}”{whose}中没有整改回执表：找不到同时有“{KEY}”和“{ANSWER}”两列的表头，请用下发的表填写。"
        )
    rows = tuple(row for sheet, top in headers for row in _rows(sheet, top))
    have = {title for sheet, top in headers for title in _columns(sheet.rows[top][1])}
    return Form(file, book, rows, tuple(title for title in _TITLES.values() if title not in have), *manifest)


def _columns(cells: Sequence[Cell]) -> dict[str, list[int]]:
    """Proper title → the columns that bear it."""
    found: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        if title := _TITLES.get(header_name(cell.text)):
            found.setdefault(title, []).append(index)
    return found


def _header(sheet: FilledSheet) -> int | None:
    """Index of the row that bears the most titles, the key's and the answer's among them."""
    best, most = None, 0
    for index, (_, cells) in enumerate(sheet.rows):
        columns = _columns(cells)
        if KEY in columns and ANSWER in columns and len(columns) > most:
            best, most = index, len(columns)
    return best


def _rows(sheet: FilledSheet, top: int) -> Iterator[ReturnedRow]:
    columns = _columns(sheet.rows[top][1])
    for index, (number, cells) in enumerate(sheet.rows):
        if index == top:
            continue
        read = {title: _read(cells, at) for title, at in columns.items()}
        torn = tuple(title for title, (_, differ) in read.items() if differ)
        by_title = {title: cell for title, (cell, _) in read.items()}
        key = by_title.pop(KEY).text.strip().strip("'").casefold()
        row = ReturnedRow(sheet.title, number, key, by_title, torn)
        if _KEY.fullmatch(key) or (index > top and key != KEY and (key or row.words)):
            yield row


def _read(cells: Sequence[Cell], columns: Sequence[int]) -> tuple[Cell, bool]:
    """The cell under a title, and whether several columns of that title disagree."""
    there = [cell for at in columns if at < len(cells) and (cell := _whole(cells[at])).text]
    return (there[0] if there else Cell()), len(set(there)) > 1


def _whole(cell: Cell) -> Cell:
    return Cell(decode(cell.text), cell.formula)


def decode(text: str) -> str:
    """Undoes Excel's way of writing what XML cannot hold: `_x000D_`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _manifest(sheets: Sequence[FilledSheet]) -> tuple[str, str, dict[str, str]]:
    """Round, unit, and what was sent; empty when no sheet is the manifest."""
    for sheet in sheets:
        texts = [[cell.text for cell in cells] for _, cells in sheet.rows]
        facts = {row[0]: row[1] for row in texts if len(row) > 1}
        top = next((n for n, row in enumerate(texts) if KEY in row and DIGEST in row and ANSWER not in row), None)
        if ROUND in facts and UNIT in facts and top is not None:
            key, digest = texts[top].index(KEY), texts[top].index(DIGEST)
            sent = {row[key]: row[digest] for row in texts[top + 1 :] if len(row) > max(key, digest)}
            return facts[ROUND], facts[UNIT], sent
    return "", "", {}
