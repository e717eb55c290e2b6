"""Tables with merged cells, laid out as a full grid.

Merged cells are walked with BeautifulSoup, which costs many times a plain parse; a table without any is its own grid.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborHTMLParser, LexborNode

Content = TypeVar("Content")
_MERGED = re.compile(r"\b(?:row|col)span\b", re.IGNORECASE)
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
        return _laid_out(self.html, lambda cell: [str(link["href"]) for link in cell.find_all("a", href=True)], [])


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
    if html.count("<table") == 1 and not _MERGED.search(html):
        return _plain(html)
    return _laid_out(html, lambda cell: " ".join(cell.get_text(" ", strip=True).split()), "")


def _plain(html: str) -> list[list[str]]:
    """Of a table in which every cell is one place."""
    rows = [
        [" ".join(cell.text(separator=" ", strip=True).split()) for cell in row.iter() if cell.tag in ("td", "th")]
        for row in LexborHTMLParser(html).css("table tr")
    ]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _laid_out(html: str, read: Callable[[Tag], Content], nothing: Content) -> list[list[Content]]:
    """What `read` gives of each cell, by row; a merged cell's stands in every place it covers."""
    table = BeautifulSoup(html, "lxml").find("table")
    if not isinstance(table, Tag):
        return []
    covered: dict[tuple[int, int], Content] = {}
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    for down, row in enumerate(rows):
        across = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while (down, across) in covered:
                across += 1
            content = read(cell)
            for y in range(down, min(down + _span(cell, "rowspan"), len(rows))):
                for x in range(across, across + _span(cell, "colspan")):
                    covered[y, x] = content
            across += _span(cell, "colspan")
    width = max((x for _, x in covered), default=-1) + 1
    return [[covered.get((y, x), nothing) for x in range(width)] for y in range(len(rows))]


def _span(cell: Tag, name: str) -> int:
    text = str(cell.get(name) or "")
    return min(max(int(text), 1), _SPAN_LIMIT) if text.isdecimal() else 1
