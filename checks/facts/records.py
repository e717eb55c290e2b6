"""The metadata header of a disclosed document: 索引号, 生成日期, 发布机构 … as label and value.

Found in tables (merged cells included), definition lists and label–value text. Labels keep the site's own
words; `checks/headers/fields.toml` says which of them mean the same field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.facts.grids import grid, leaf_tables
from checks.headers.field_sets import FIELD_OF, FieldSet, field_set

_CORE = frozenset(
    {"index", "made", "opened", "issued", "number", "publisher", "term", "topic", "genre", "validity", "summary"}
)
_ENOUGH = 4
"""So many different fields make a header; fewer may be any table."""
_DECORATION = re.compile(r"[\s\u3000:]+")
_GAP = 3
_VALUE = 40
"""Characters at most of a value in the line below its label; more is the text that begins there."""
_LONG = frozenset({"title", "summary", "keywords", "topic"})
_TO_FILL_IN = "select, textarea, input:not([type=button]):not([type=image]):not([type=submit])"
_ROW = 60
"""Children at most of an element that is a header or a row of one."""
_TELLING = ("索引号", "生成日期", "成文日期", "公开日期", "发布日期", "发布机构", "发文机关", "文号", "有效性", "效力")
_INSIDE = re.compile(r"\s(" + "|".join(r"\s*".join(map(re.escape, label)) for label in FIELD_OF) + r")\s*[:：]")
_NOTHING = re.compile(r"[\s/\\—–_*·.-]*|\[(?:脚本|链接)\]|(?:暂?无|没有|不详)(?:文号|此项|内容)?")
"""What stands in a field that says nothing, or whose words only a browser knows."""
UNREAD = ("[脚本]", "[链接]")
"""Stand for a value that a script writes, and for a link, picture or button without words."""
_SIDE_ROWS = 4
"""Rows at most of a header that is laid on its side, a title row and an empty one among them."""


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    """As the page writes it, without spaces and colon."""
    name: str
    """Which field it is, a key of FIELDS. 发文日期 is `made` or `opened` by what stands beside it; else `issued`."""
    value: str


@dataclass(frozen=True, slots=True)
class Record:
    fields: tuple[Field, ...]

    def get(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def value(self, name: str) -> str:
        """The first value that is not blank among the labels of a field, or ''."""
        return next((field.value for field in self.fields if field.name == name and field.value), "")

    @property
    def kind(self) -> FieldSet:
        """The field set that it is of, whatever fields it may lack."""
        return field_set(self.labels)

    @staticmethod
    def name_of(label: str) -> str:
        return FIELD_OF[label]

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(field.label for field in self.fields)


def is_readable(value: str) -> bool:
    """Does a field's value say anything that can be judged?"""
    return not _NOTHING.fullmatch(value)


def table_record(tree: LexborHTMLParser) -> Record | None:
    """The header that stands in a page's tables, or in rows of elements like a table's; or None."""
    return _record(_from_tables(tree)) or _record(_from_heads(tree)) or _record(_from_children(tree))


def line_record(lines: Sequence[str], heads: Collection[str] = ()) -> Record | None:
    """The header that stands in a page's text as label and value, or None. A heading is no value."""
    return next((record for run in _from_lines(lines, heads) if (record := _record(run))), None)


def _record(pairs: Iterable[tuple[str, str]]) -> Record | None:
    found: dict[str, Field] = {}
    for label, value in _apart(pairs):
        found.setdefault(label, Field(label, FIELD_OF[label], value.lstrip("：: ")))
    names = {field.name for field in found.values()}
    # Mostly blank, it is the head of a list, a search form or a form to fill in.
    filled = sum(bool(field.value) for field in found.values())
    enough = _ENOUGH - bool("index" in names or {"made", "opened"} <= names)
    if len(names) < enough or len(names & _CORE) < _ENOUGH - 1 or filled <= len(found) / 2:
        return None
    issued = "opened" if "made" in names and "opened" not in names else "made" if "opened" in names else "issued"
    return Record(tuple(replace(one, name=issued) if one.name == "issued" else one for one in found.values()))


def _apart(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Several pairs may stand in one line with blanks between them: `索引号：1　　文号：2`."""
    for label, value in pairs:
        pieces = _INSIDE.split(value)
        yield label, pieces[0].strip()
        for inside, own in zip(pieces[1::2], pieces[2::2], strict=True):
            yield _label(inside), own.strip()


@lru_cache(maxsize=20_000)
def _label(text: str) -> str:
    """The field label that a text is, or ''."""
    bare = _DECORATION.sub("", text.replace("：", ":").replace("（", "(").replace("）", ")")).strip("【】[]*")
    return bare if bare in FIELD_OF else ""


def _split(text: str) -> tuple[str, str]:
    """`label：value` in one piece → its parts; label '' when it is none."""
    head, colon, tail = text.replace("：", ":", 1).partition(":")
    label = _label(head) if colon else ""
    return (label, tail.strip()) if label else ("", "")


def _from_tables(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for row in tree.css("tr"):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        if any(cell.css_first("tr") for cell in cells):
            continue
        linked = row.css_first("a[href]") is not None
        links = [linked and cell.css_first("a[href]") is not None for cell in cells]
        yield from _from_row([_cell(cell) for cell in cells], links)


def _from_heads(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """A header laid on its side: one row of labels, under it one row of values. With links in it, it is a list."""
    for table in leaf_tables(tree):
        if len(table.css("tr")) > _SIDE_ROWS or table.css_first("a[href]"):
            continue
        if sum(bool(_label(cell.text(strip=True))) for cell in table.css("th, td")) < _ENOUGH:
            continue
        rows = [row for row in grid(table.html or "") if len(set(filter(None, row))) > 1]
        if len(rows) == 2 and all(_label(head) for head in rows[0] if head) and not any(map(_label, rows[1])):
            yield from ((_label(head), value) for head, value in zip(*rows, strict=True) if head)


def _from_row(texts: Sequence[str], linked: Sequence[bool]) -> Iterator[tuple[str, str]]:
    """Pairs of one row. Where every cell is a label it is a heading row; else what follows a label is its value."""
    labels = ["" if link else _label(text) for text, link in zip(texts, linked, strict=True)]
    if len(texts) > 2 and all(labels[place] for place, text in enumerate(texts) if text):
        if all(texts[place] for place in range(2)):
            return
    place = 0
    while place < len(texts):
        label, value = labels[place], texts[place + 1] if place + 1 < len(texts) else ""
        if label and ((value.endswith((":", "：")) and labels[place + 1]) or _split(value)[0]):
            value, place = "", place - 1  # the next label, alone or with its value: this one has none
        elif not label:
            label, value = _split(texts[place])
            place -= 1
        if label:
            yield label, value
        place += 2


def _from_children(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Rows that are no table's: an element in which labels and values stand in turn."""
    text = tree.body.text() if tree.body else ""
    if sum(label in text for label in _TELLING) < _ENOUGH - 1:
        return
    nodes = [(node.parent.mem_id if node.parent else 0, _pieces(node)) for node in tree.css("li, p, div, dl")]
    rows = Counter(above for above, pieces in nodes if 2 <= len(pieces) <= _ROW and _label(_piece(pieces[0])))
    for above, pieces in nodes:
        if 2 <= len(pieces) <= _ROW and _label(_piece(pieces[0])):
            yield from _from_row([_piece(child) for child in pieces], [_is_linked(child) for child in pieces])
        elif _ENOUGH <= len(pieces) <= _ROW and sum(bool(_split(_piece(child))[0]) for child in pieces) >= _ENOUGH:
            yield from (pair for child in pieces if (pair := _split(_piece(child)))[0])
        elif len(pieces) == 1 and rows[above] > 1 and _label(_piece(pieces[0])) and not _is_linked(pieces[0]):
            yield _label(_piece(pieces[0])), ""  # among rows of its kind, a label that stands alone


def _pieces(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter(include_text=True) if _is_element(child) or _piece(child)]


def _piece(child: LexborNode) -> str:
    return " ".join(child.text(separator=" ", strip=True).split())


def _is_element(child: LexborNode) -> bool:
    return child.tag != "br" and not (child.tag or "-").startswith("-")


def _is_linked(child: LexborNode) -> bool:
    return child.tag == "a" or (_is_element(child) and child.css_first("a[href]") is not None)


def _cell(cell: LexborNode) -> str:
    if cell.css_first(_TO_FILL_IN):
        return ""
    text = " ".join(cell.text(separator=" ", strip=True).split())
    if not text and cell.css_first("a[href], img, button, input"):
        return "[链接]"
    return text


def _from_lines(lines: Sequence[str], heads: Collection[str]) -> Iterator[list[tuple[str, str]]]:
    """Runs of label–value text: `索引号：x` in one line, or label and value in neighbouring lines."""
    run: list[tuple[str, str]] = []
    last = 0
    for place, line in enumerate(lines):
        label, value = (_label(line), "") if _label(line) else _split(line)
        if not label:
            continue
        if place - last > _GAP and run:
            yield run
            run = []
        if not value and place + 1 < len(lines):
            following = lines[place + 1]
            name = FIELD_OF[label]
            other = (following in heads and name != "title") or (name not in _LONG and len(following) > _VALUE)
            value = "" if other or _label(following) or _split(following)[0] else following
        last = place
        run.append((label, value))
    yield run
