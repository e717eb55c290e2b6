"""Tables with merged cells, laid out as a full grid.

BeautifulSoup, because it mends what tables suffer from (unclosed cells, stray rows); it costs many times a plain
parse, so only the few tables that need a grid come here.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

_SPAN_LIMIT = 50
"""A span beyond it is a slip of the pen; browsers cut it too."""


def grid(html: str) -> list[list[str]]:
    """Rows of cell texts of the first table in `html`; a merged cell's text stands in every place it covers."""
    table = BeautifulSoup(html, "lxml").find("table")
    if not isinstance(table, Tag):
        return []
    covered: dict[tuple[int, int], str] = {}
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    for down, row in enumerate(rows):
        across = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while (down, across) in covered:
                across += 1
            text = " ".join(cell.get_text(" ", strip=True).split())
            for y in range(down, min(down + _span(cell, "rowspan"), len(rows))):
                for x in range(across, across + _span(cell, "colspan")):
                    covered[y, x] = text
            across += _span(cell, "colspan")
    width = max((x for _, x in covered), default=-1) + 1
    return [[covered.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def _span(cell: Tag, name: str) -> int:
    text = str(cell.get(name) or "")
    return min(max(int(text), 1), _SPAN_LIMIT) if text.isdecimal() else 1
