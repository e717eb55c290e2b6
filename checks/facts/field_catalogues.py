"""基层政务公开标准目录: tables whose head names what a catalogue row must have, and what each row lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.documents import Document
from checks.facts.grids import Table
from crawler.links import host_of, is_attachment

if TYPE_CHECKING:
    from checks.site import Site

ELEMENTS = {
    "名称": r"(?:信息)?(?:公开)?事项(?:名称|类别|分类)?|[一二三]级(?:公开)?事项|(?:信息)?名称|公开(?:事项)?类别|类别",
    "内容": r"(?:信息)?(?:公开)?(?:具体)?内容(?:[和及、与]?要素|[/／]要素)?|公开要素|要素|内容标准",
    "依据": r"(?:信息)?(?:公开|法律|政策|法定|设定)?(?:法律)?依据",
    "时限": r"(?:信息)?(?:公开|更新)?(?:时限|时间|期限)(?:要求)?|公开时效",
    "主体": r"(?:信息)?(?:公开|责任|发布|公开责任)?(?:主体|部门|单位|科室)",
    "方式": r"(?:信息)?(?:公开)?方式|公开类型|公开属性",
    "渠道": r"(?:信息)?(?:公开|发布)?(?:渠道|载体|途径|平台)(?:[和与及、/](?:载体|渠道|途径|方式))?",
    "对象": r"(?:信息)?(?:公开)?(?:对象|范围|受众)",
}
"""The eight elements of a catalogue (国办发〔2019〕54号), as table heads name them."""
_HEADS = {name: re.compile(pattern) for name, pattern in ELEMENTS.items()}
_ENOUGH = 4
"""So many elements in a table's head make it a catalogue (our default)."""
_HEAD_ROWS = 4
"""A head may stand so far down, below a title (our default)."""
_ABOVE = 2
"""Lines above a table that may be its title."""
_LAYOUT = 3
"""A row with fewer elements is a note or an empty line (our default)."""
_MERGED, _SEVERAL = 0.5, 3
"""Where this share and number of a column's rows is empty, a value stands for several rows (our default)."""
_TICKS = re.compile(r"<(?:img|input|svg|i|canvas)\b", re.IGNORECASE)
"""A tick may be drawn instead of written."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An element that is not in the table's head (`rows` 0), or is blank in so many rows."""

    element: str
    rows: int
    example: str
    """What the first such row is about."""
    doubtful: bool
    """It may be there all the same: a drawn tick, or a value that stands for several rows."""


@dataclass(frozen=True, slots=True)
class FieldCatalogue:
    """One table."""

    document: Document
    title: str
    """What the page and the table call themselves: titles, heads, what stands over the table."""
    items: str
    """What its rows are about."""
    head: str
    rows: int
    gaps: tuple[Gap, ...]


def field_catalogues(site: Site) -> tuple[FieldCatalogue, ...]:
    """All of them, in order of the pages' addresses."""
    return tuple(one for _, document in sorted(site.shown.items()) for one in _on_page(document))


def _on_page(document: Document) -> Iterator[FieldCatalogue]:
    lines = ["".join(line.split()) for line in document.lines]
    begun = 0
    for table in document.tables:
        if sum(word in table.html for word in ("依据", "时限", "主体", "渠道", "方式", "对象", "载体")) < 2:
            continue  # laying out a grid is dear
        first = next(("".join(cell.split()) for row in table.grid for cell in row if cell), "")
        at = lines.index(first, begun) if first in lines[begun:] else -1
        above = " ".join(lines[max(begun, at - _ABOVE) : max(at, 0)])
        begun = at + 1 if at >= 0 else begun
        if (catalogue := _read(document, table, above)) is not None:
            yield catalogue


def _read(document: Document, table: Table, above: str) -> FieldCatalogue | None:
    grid = table.grid
    found = _head(grid)
    if found is None:
        return None
    top, places = found
    body = [row for row in grid[top:] if _filled_elements(row, places) >= _LAYOUT and not _is_head(row, places)]
    rows = [row for row in body if len(set(row)) > 1]
    drawn = _TICKS.search(table.html) is not None
    gaps = tuple(_gaps(rows, places, drawn))
    over = " ".join(dict.fromkeys(cell for row in grid[: max(0, top - 1)] for cell in row if cell))
    items = " ".join(dict.fromkeys(row[at] for row in rows for at in places.get("名称", ())[:2]))
    own = (document.tags.value("ColumnName"), document.tags.value("ArticleTitle"), document.title)
    caption = re.sub(r"<[^>]*>", "", next(iter(re.findall(r"<caption\b.*?</caption>", table.html, re.S | re.I)), ""))
    title = " ".join((*own, *document.heads, caption, above, over))
    shown = " ".join(dict.fromkeys(cell for cell in grid[top - 1] if cell))
    return FieldCatalogue(document, title, items, shown, len(rows), gaps)


def _head(grid: list[list[str]]) -> tuple[int, dict[str, list[int]]] | None:
    """The first row below the head, and the columns of each element; a head may take two rows."""
    for top in range(min(_HEAD_ROWS, len(grid))):
        places: dict[str, list[int]] = {}
        for column, cell in enumerate(grid[top]):
            if name := _element(cell):
                places.setdefault(name, []).append(column)
        if len(places) >= _ENOUGH:
            second = top + 1 < len(grid) and _goes_on(grid[top], grid[top + 1])
            return top + (2 if second else 1), places
    return None


def _goes_on(first: list[str], second: list[str]) -> bool:
    """Is the next row a second row of the head? Then what is merged downwards stands in both."""
    same = sum(one == other and one != "" for one, other in zip(first, second, strict=True))
    return same >= 2 and any(one != other for one, other in zip(first, second, strict=True))


def _element(cell: str) -> str:
    text = re.sub(r"[\s:：*]|[（(][^（）()]*[）)]$", "", cell)
    return next((name for name, pattern in _HEADS.items() if pattern.fullmatch(text)), "")


def _is_head(row: list[str], places: dict[str, list[int]]) -> bool:
    """The head said once more, as at the top of each printed page."""
    return sum(_element(row[columns[0]]) == name for name, columns in places.items()) >= _ENOUGH


def _has(row: list[str], columns: list[int]) -> bool:
    return any(row[column].strip() for column in columns)


def _filled_elements(row: list[str], places: dict[str, list[int]]) -> int:
    return sum(_has(row, columns) for columns in places.values())


def _gaps(rows: list[list[str]], places: dict[str, list[int]], drawn: bool) -> Iterator[Gap]:
    for element in ELEMENTS:
        if element not in places:
            yield Gap(element, 0, "", False)
            continue
        blank = [row for row in rows if not _has(row, places[element])]
        if blank:
            about = [blank[0][at] for at in places.get("名称", [0]) if blank[0][at].strip()]
            merged = len(blank) >= max(_SEVERAL, len(rows) * _MERGED) and _has(rows[0], places[element])
            yield Gap(element, len(blank), about[-1] if about else blank[0][0], drawn or merged)


_HUB = re.compile(r"基层政务公开|标准化规范化|标准目录|试点领域|基层公开|公开标准|公开事项目录")
_FIELD_WORDS = re.compile(r"领域|标准|目录|事项")


@dataclass(frozen=True, slots=True)
class Hub:
    """A page about the catalogues as a whole, and what it leads to."""

    document: Document
    files: tuple[str, ...]
    abroad: tuple[str, ...]
    """Addresses on other hosts that the page links by a field's kind of name."""


def hubs(site: Site) -> tuple[Hub, ...]:
    """Pages that call themselves 基层政务公开 or the like, in order of address."""
    return tuple(_hub(document) for _, document in sorted(site.shown.items()) if _HUB.search(_called(document)))


def _called(document: Document) -> str:
    own = (document.tags.value("ColumnName"), document.tags.value("ArticleTitle"), document.title, *document.heads)
    return " ".join(own)


def _hub(document: Document) -> Hub:
    here = host_of(document.page.url)
    files = dict.fromkeys(link.url for link in document.links if is_attachment(link.url))
    named = (link.url for link in document.links if _HUB.search(link.text) or _FIELD_WORDS.search(link.text))
    abroad = dict.fromkeys(url for url in named if host_of(url) != here)
    return Hub(document, tuple(files), tuple(abroad))


def is_standard(catalogue: FieldCatalogue) -> bool:
    """Does it call itself a standard catalogue? A list of all that an organ discloses has much the same head."""
    return _HUB.search(catalogue.title) is not None


def is_field_name(text: str) -> bool:
    """Does a name that has a field in it speak of its catalogue?"""
    return _FIELD_WORDS.search(text) is not None
