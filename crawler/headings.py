"""Where a table's header is, and its rows below it, read one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from crawler.delimited import Row

HEADER_WITHIN = 20
"""Titles and notes may stand above the header, but not more rows than this."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A table whose rows are read one by one, once; a fault further down raises SheetError while they are read."""

    file: str
    header: tuple[str, ...]
    rows: Iterator[Row]

    def place(self, row: int, column: int) -> str:
        return place_of(self.header, row, column)


def place_of(header: tuple[str, ...], row: int, column: int) -> str:
    """`第12行 F列（网站标识码）`."""
    return f"第{row}行 {column_letter(column)}列（{header[column] or '无列名'}）"


def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(4096)
def header_name(text: str) -> str:
    """A header as it is compared: no white space, marks or trailing remark, half-width, lower case."""
    bare = re.sub(r"[\s*:]", "", unicodedata.normalize("NFKC", text))
    return (re.sub(r"\([^()]*\)$", "", bare) or bare).casefold()


def headed(name: str, lines: Iterator[Row], names: set[str]) -> Stream | None:
    """With its header; None when all is empty."""
    head: list[Row] = []
    while sum(any(row.cells) for row in head) < HEADER_WITHIN and (row := next(lines, None)):
        head.append(row)
    top = _header_row([row.cells for row in head], names)
    if top is None:
        return None
    cells, below = _whole_header(head, top, names)
    header = tuple(re.sub(r"\s", "", text) for text in cells)
    while header and not header[-1]:
        header = header[:-1]
    return Stream(name, header, _rows(chain(head[below:], lines), len(header)))


def _whole_header(head: list[Row], top: int, names: set[str]) -> tuple[tuple[str, ...], int]:
    """The header's cells, and where the rows below it begin.

    A header of two rows has its merged cells' names in one row and the others' in the next.
    """
    cells, below = list(head[top].cells), top + 1
    for other in (top - 1, top + 1):
        row = head[other].cells if 0 <= other < len(head) else ()
        told = {i: text for i, text in enumerate(row) if header_name(text) in names}
        lacking = {i: text for i, text in told.items() if i >= len(cells) or header_name(cells[i]) not in names}
        if not lacking or (other > top and len(told) < sum(map(bool, row))):
            continue
        cells += [""] * (max(lacking) + 1 - len(cells))
        for index, text in lacking.items():
            cells[index] = text
        below = max(below, other + 1)
    return tuple(cells), below


def _rows(lines: Iterable[Row], width: int) -> Iterator[Row]:
    for row in lines:
        broken = {index: why for index, why in row.broken.items() if index < width} if row.broken else row.broken
        if broken or any(row.cells[:width]):
            yield Row(row.number, (row.cells + ("",) * width)[:width], broken)


def _header_row(cells: list[tuple[str, ...]], names: set[str]) -> int | None:
    top = [i for i, row in enumerate(cells) if any(row)][:HEADER_WITHIN]
    if not top:
        return None
    hits = {i: len(names & {header_name(text) for text in cells[i] if text}) for i in top}
    best = max(top, key=lambda i: (hits[i], -i))
    return best if hits[best] else next((i for i in top if sum(map(bool, cells[i])) > 1), top[0])
