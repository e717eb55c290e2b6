"""The metadata header of a disclosed document: 索引号, 生成日期, 发布机构 … as label and value.

Found in tables (merged cells included), definition lists and label–value text. Labels keep the site's own
words; `FIELDS` says which of the usual names mean the same field (国办秘书局《政府信息公开目录系统实施指引》 core
metadata and the field sets of 江阴, 宜兴, 国办, Guangdong, Anhui, Nantong).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.facts.grids import grid

FIELDS = {
    "index": ("索引号", "信息索引号", "信息索引", "索引"),
    "title": ("名称", "信息名称", "标题", "文件名称", "公文名称"),
    "made": ("生成日期", "成文日期", "产生日期", "形成日期", "发文日期", "制发日期", "生成时间", "成文时间"),
    "opened": ("公开日期", "发布日期", "发布时间", "公开时间"),
    "number": ("文件编号", "文号", "发文字号", "发布文号", "文件文号", "文件号"),
    "publisher": ("发布机构", "发文机关", "发布机关", "发文机构", "公开责任部门", "发布单位", "公开主体"),
    "term": ("公开时限",),
    "form": ("公开形式",),
    "mode": ("公开方式",),
    "scope": ("公开范围",),
    "procedure": ("公开程序",),
    "validity": ("效力状况", "有效性", "信息时效", "时效", "效力状态", "是否有效"),
    "expiry": ("有效期", "失效日期", "废止日期", "失效时间", "施行日期", "生效日期"),
    "topic": ("主题分类", "主题", "主题(一)", "主题(二)", "主题(一级)", "主题(二级)", "组配分类", "主题导航", "分类"),
    "genre": ("体裁", "体裁分类", "公文种类", "文种"),
    "keywords": ("关键词", "主题词", "关键字"),
    "category": ("分类词",),
    "download": ("文件下载", "附件下载", "附件"),
    "summary": ("内容概况", "内容概述", "内容摘要"),
}
_FIELD_OF = {label: field for field, labels in FIELDS.items() for label in labels}
_CORE = frozenset({"index", "made", "opened", "number", "publisher", "term", "topic", "genre", "validity", "summary"})
WUXI = {
    label: _FIELD_OF[label]
    for label in (
        *("索引号", "生成日期", "公开日期", "文件编号", "公开时限", "发布机构", "公开形式", "公开方式", "公开范围"),
        *("效力状况", "公开程序", "体裁", "关键词", "文件下载", "内容概况"),
    )
}
"""The fields that the 江阴 and the 宜兴 headers share (18 fields each with 主题 in two levels and one of their own)."""
_WUXI_SIGNS = frozenset({"公开时限", "公开形式", "公开方式", "公开范围", "公开程序"})
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
_SIDE_ROWS = 4
"""Rows at most of a header that is laid on its side, a title row and an empty one among them."""


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    """As the page writes it, without spaces and colon."""
    name: str
    """Which field it is, a key of FIELDS."""
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
    def is_wuxi(self) -> bool:
        """Is it surely a header of that kind, whatever fields it may lack?"""
        return len(self.labels & _WUXI_SIGNS) >= 4

    @staticmethod
    def name_of(label: str) -> str:
        return _FIELD_OF[label]

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(field.label for field in self.fields)


def table_record(tree: LexborHTMLParser) -> Record | None:
    """The header that stands in a page's tables, or in rows of elements like a table's; or None."""
    return _record(_from_tables(tree)) or _record(_from_heads(tree)) or _record(_from_children(tree))


def line_record(lines: Sequence[str], heads: Collection[str] = ()) -> Record | None:
    """The header that stands in a page's text as label and value, or None. A heading is no value."""
    return next((record for run in _from_lines(lines, heads) if (record := _record(run))), None)


def _record(pairs: Iterable[tuple[str, str]]) -> Record | None:
    found: dict[str, Field] = {}
    for label, value in pairs:
        found.setdefault(label, Field(label, _FIELD_OF[label], value))
    names = {field.name for field in found.values()}
    # Mostly blank, it is the head of a list, a search form or a form to fill in.
    filled = sum(bool(field.value) for field in found.values())
    enough = _ENOUGH - bool("index" in names or {"made", "opened"} <= names)
    if len(names) < enough or len(names & _CORE) < _ENOUGH - 1 or filled <= len(found) / 2:
        return None
    return Record(tuple(found.values()))


def _label(text: str) -> str:
    """The field label that a text is, or ''."""
    bare = _DECORATION.sub("", text.replace("：", ":").replace("（", "(").replace("）", ")")).strip("【】[]*")
    return bare if bare in _FIELD_OF else ""


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
        yield from _from_row([_cell(cell) for cell in cells], [bool(cell.css_first("a[href]")) for cell in cells])


def _from_heads(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """A header laid on its side: one row of labels, under it one row of values. With links in it, it is a list."""
    for table in tree.css("table"):
        labels = sum(bool(_label(cell.text(strip=True))) for cell in table.css("th, td"))
        if labels < _ENOUGH or len(table.css("tr")) > _SIDE_ROWS or table.css_first("a[href]"):
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
    rows: Counter[int] = Counter()
    for node in tree.css("li, p, div, dl"):
        pieces = [child for child in node.iter(include_text=True) if _is_element(child) or _piece(child)]
        above = node.parent.mem_id if node.parent else 0
        if 2 <= len(pieces) <= _ROW and _label(_piece(pieces[0])):
            rows[above] += 1
            yield from _from_row([_piece(child) for child in pieces], [_is_linked(child) for child in pieces])
        elif len(pieces) == 1 and rows[above] > 1 and _label(_piece(pieces[0])) and not _is_linked(pieces[0]):
            yield _label(_piece(pieces[0])), ""  # among rows of its kind, a label that stands alone


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
            name = _FIELD_OF[label]
            other = (following in heads and name != "title") or (name not in _LONG and len(following) > _VALUE)
            value = "" if other or _label(following) or _split(following)[0] else following
        last = place
        run.append((label, value))
    yield run
