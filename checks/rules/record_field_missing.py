"""A field of a document's metadata header is absent or empty.

The header is what makes a disclosed document findable and its status plain.

Fails          when a field that the header shows is empty, or a field is absent that most headers of the site have
               (or, for a header of the Wuxi kind, that belongs to that field set). One finding a field.
Not applicable when no page of the site carries a metadata header.
Blind spots    fields that may rightly be empty (文号 of a document without one, dates of expiry, 主题词) are left out;
               so is a field that stands empty because its value is a picture.
Item           the field's label as the page writes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks.facts.documents import Document
from checks.facts.records import WUXI, Record
from checks.rule import Verdict, failed, not_applicable, passed, rule
from checks.site import Site

MOST = 0.6
"""Share of the site's headers that must show a field before its absence is a fault (our default)."""
FEWEST = 3
"""Headers needed to speak of most (our default)."""
_MAY_BE_EMPTY = frozenset({"number", "expiry"})
_MAY_BE_EMPTY_LABELS = frozenset({"主题词", "分类词"})


@rule(
    title="元数据字段缺失",
    basis="《政府信息公开条例》第十二条（目录应包括索引、名称、内容概述、生成日期等）；《政府信息公开目录系统实施指引》核心元数据",
    fix="补齐信息公开目录条目的该字段；确无内容的按目录规范填写规定用语。",
)
def record_field_missing(site: Site) -> Iterator[Verdict]:
    if not site.records:
        yield not_applicable("没有读到带元数据表头的页面。", site.home)
    usual = _usual([document.record for document in site.records if document.record])
    for document in site.records:
        faults = list(_faults(document, usual))
        yield from faults or [passed("元数据字段齐全。", document.page)]


def _usual(records: list[Record]) -> frozenset[str]:
    if len(records) < FEWEST:
        return frozenset()
    counts = Counter(label for record in records for label in record.labels)
    return frozenset(label for label, count in counts.items() if count >= MOST * len(records))


def _faults(document: Document, usual: frozenset[str]) -> Iterator[Verdict]:
    record = document.record
    assert record is not None
    for field in record.fields:
        empty = not field.value.strip("-—— /\\")
        if empty and field.name not in _MAY_BE_EMPTY and field.label not in _MAY_BE_EMPTY_LABELS:
            yield failed(f"元数据字段“{field.label}”为空。", document.page, quote=f"{field.label}：（空）", item=field.label)
    names = {field.name for field in record.fields}
    expected = {label: name for label, name in WUXI.items() if record.is_wuxi and name not in names}
    expected |= {label: record.name_of(label) for label in usual - record.labels if record.name_of(label) not in names}
    for label in sorted(expected):
        if expected[label] not in _MAY_BE_EMPTY and label not in _MAY_BE_EMPTY_LABELS:
            shown = "、".join(field.label for field in record.fields)
            yield failed(f"元数据缺少字段“{label}”。", document.page, quote=f"现有字段：{shown}", item=label)
