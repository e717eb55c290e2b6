"""A field of a document's metadata header is absent or empty.

The header is what makes a disclosed document findable and its status plain.

Fails          when a field that the header shows is empty, or a field is absent that most headers of the site have
               (or, for a header of the Wuxi kind, that belongs to that field set). One finding a field.
Not applicable when no page of the site carries a metadata header.
               A document without a number of its own may leave 文号 empty; where a site hides empty rows, an absent
               文号 is only a suspicion.
Blind spots    dates of expiry and 主题词 may rightly be empty and are left out; a value that is a picture counts as one.
Item           the field's label as the page writes it.
"""

from __future__ import annotations

import re
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
_OBSOLETE = frozenset({"主题词", "分类词", "附件", "附件下载"})
"""主题词 went out with the 2012 rules of official documents; 分类词 is one county's own; not every document has 附件."""
_FILLER = re.compile(r"[\s/\\—–-]+")
_NUMBER = re.compile(r"〔(?:19|20)\d\d〕\s*\d+\s*号")


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
        faults = [*_empty(document), *_absent(document, usual)]
        yield from faults or [passed("元数据字段齐全。", document.page)]


def _usual(records: list[Record]) -> dict[str, bool]:
    """Labels that most headers show → does any header show it empty, so that empty rows are not hidden?"""
    if len(records) < FEWEST:
        return {}
    counts = Counter(label for record in records for label in record.labels)
    shown_empty = {field.label for record in records for field in record.fields if _is_blank(field.value)}
    return {label: label in shown_empty for label, count in counts.items() if count >= MOST * len(records)}


def _is_blank(value: str) -> bool:
    return not _FILLER.sub("", value).strip("无")


def _has_number(document: Document) -> bool:
    """Does the document itself show a document number?"""
    return any(_NUMBER.search(line) for line in (document.title, *document.lines) if len(line) < 60)


def _empty(document: Document) -> Iterator[Verdict]:
    assert document.record is not None
    for field in document.record.fields:
        if _FILLER.sub("", field.value) or field.name == "expiry" or field.label in _OBSOLETE:
            continue
        if field.name != "number" or _has_number(document):
            yield failed(
                f"元数据字段“{field.label}”为空。", document.page, quote=f"{field.label}：（空）", item=field.label
            )


def _absent(document: Document, usual: dict[str, bool]) -> Iterator[Verdict]:
    record = document.record
    assert record is not None
    names = {field.name for field in record.fields}
    expected = {label: True for label, name in WUXI.items() if record.is_wuxi and not usual and name not in names}
    expected |= {label: shows for label, shows in usual.items() if record.name_of(label) not in names}
    shown = "、".join(field.label for field in record.fields)
    for label, shows_empty in sorted(expected.items()):
        name = record.name_of(label)
        if name == "expiry" or label in _OBSOLETE:
            continue
        certain = name != "number" or shows_empty or _has_number(document)
        yield failed(
            f"元数据缺少字段“{label}”。", document.page, quote=f"现有字段：{shown}", item=label, certain=certain
        )  # fmt: skip
