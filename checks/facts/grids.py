"""Tables with merged cells, laid out as a full grid.

Texts, which are asked of many tables, are read with Lexbor; links, which are asked of few, with BeautifulSoup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborHTMLParser, LexborNode

Content = TypeVar("Content")
Cell = tuple[Content, int, int]
"""What a cell holds, the rows that it covers, and the columns."""
_SPAN_LIMIT = 50
"""A span beyond it is a slip of the pen; browsers cut it too."""


class Table:
    """One table of a page; its grid is laid out when it is first asked for."""

    def __init__(self, html: str) -> None:
        self.html = html

    @cached_property
    def grid(self) -> list[list[str]]:
        """Rows of cell texts; a merged cell's text stands in every place it covers."""
        return grid(self.html)

    @cached_property
    def links(self) -> list[list[list[str]]]:
        """`href`s of each cell of the grid, as written."""
        return _laid_out(list(_linked(self.html)), [])


def read_tables(tree: LexborHTMLParser) -> tuple[Table, ...]:
    """Those that hold no other table, in page order."""
    return tuple(Table(node.html or "") for node in leaf_tables(tree))


def leaf_tables(tree: LexborHTMLParser) -> list[LexborNode]:
    """The elements of tables that hold no other table. Bounded by the page, however deep its tables are nested."""
    tables = tree.css("table")
    holders = {above.mem_id for table in tables if (above := _table_above(table))}
    return [table for table in tables if table.mem_id not in holders]


def _table_above(node: LexborNode) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above


def grid(html: str) -> list[list[str]]:
    """Rows of cell texts of the first table in `html`; a merged cell's text stands in every place it covers."""
    table = LexborHTMLParser(html).css_first("table")
    rows = [row for row in table.css("tr") if _is_of(row, table)] if table is not None else []
    return _laid_out([[_text(cell) for cell in row.iter() if cell.tag in ("td", "th")] for row in rows], "")


def _is_of(row: LexborNode, table: LexborNode) -> bool:
    above = _table_above(row)
    return above is not None and above.mem_id == table.mem_id


def _text(cell: LexborNode) -> Cell[str]:
    spans = cell.attributes
    text = " ".join(cell.text(separator=" ", strip=True).split())
    return text, _span(spans.get("rowspan")), _span(spans.get("colspan"))


def _linked(html: str) -> Iterator[list[Cell[list[str]]]]:
    """The cells of each row with their links."""
    table = BeautifulSoup(html, "lxml").find("table")
    for row in table.find_all("tr") if isinstance(table, Tag) else ():
        if row.find_parent("table") is table:
            yield [
                (_hrefs(cell), _span(cell.get("rowspan")), _span(cell.get("colspan")))
                for cell in row.find_all(["td", "th"], recursive=False)
            ]


def _hrefs(cell: Tag) -> list[str]:
    return [str(link["href"]) for link in cell.find_all("a", href=True)]


def _laid_out(rows: Sequence[Sequence[Cell[Content]]], nothing: Content) -> list[list[Content]]:
    """The contents by row and column; a merged cell's stands in every place it covers."""
    covered: dict[tuple[int, int], Content] = {}
    for down, row in enumerate(rows):
        across = 0
        for content, high, wide in row:
            while (down, across) in covered:
                across += 1
            for y in range(down, min(down + high, len(rows))):
                for x in range(across, across + wide):
                    covered[y, x] = content
            across += wide
    width = max((x for _, x in covered), default=-1) + 1
    return [[covered.get((y, x), nothing) for x in range(width)] for y in range(len(rows))]


def _span(value: object) -> int:
    text = str(value or "")
    return min(max(int(text), 1), _SPAN_LIMIT) if text.isdecimal() else 1
