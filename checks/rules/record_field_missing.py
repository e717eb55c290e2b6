"""A field of a document's metadata header is absent or empty.

The header is what makes a disclosed document findable and its status plain.

Fails          when a field that the header shows is empty, or a field is absent that most headers of the site have
               (or, where the site shows fewer than FEWEST headers, that the field set requires which the header is of:
               `checks/headers/fields.toml`). One finding a field. What is absent by a field set that we only know from
               pages seen is a suspicion; the sets of 江阴 and 宜兴 are sure. A suspicion too: what a header lacks that
               FEWEST others are just like, or that lacks more than LACKING fields: it may be of another layout.
Not applicable when no page of the site carries a metadata header.
               A document without a number of its own may leave 文号 empty; where a site hides empty rows, an absent
               文号 is only a suspicion.
Blind spots    what a field set says may be empty (dates of expiry, in some sets 文号, 成文日期) and 主题词 are left out;
               a value that is a picture counts as one.
Item           the field's label as the page writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from checks.facts.documents import Document
from checks.facts.records import Record
from checks.rule import Verdict, failed, not_applicable, passed, rule
from checks.site import Site

MOST = 0.6
"""Share of the site's headers that must show a field before its absence is a fault (our default)."""
FEWEST = 3
"""Headers needed to speak of most (our default)."""
LACKING = 3
"""Fields of the site's usual header that another may lack before it is taken for one of another layout (our default)."""
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
    layouts = Counter(document.record.labels for document in site.records if document.record)
    for document in site.records:
        assert document.record is not None
        another = layouts[document.record.labels] >= FEWEST
        faults = [*_empty(document), *_absent(document, usual, another)]
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
    kind = document.record.kind
    for field in document.record.fields:
        if _FILLER.sub("", field.value) or field.label in _OBSOLETE:
            continue
        if _has_number(document) if field.name == "number" else field.name not in kind.may_be_empty:
            yield failed(
                f"元数据字段“{field.label}”为空。", document.page, quote=f"{field.label}：（空）", item=field.label
            )


def _absent(document: Document, usual: dict[str, bool], another: bool) -> Iterator[Verdict]:
    record = document.record
    assert record is not None
    names = {field.name for field in record.fields}
    names |= {"made", "opened"} if "issued" in names else set()
    kind, numbered = record.kind, _has_number(document)
    # Label → is its absence sure?
    expected = usual or dict.fromkeys(kind.required, kind.certain)
    absent = [label for label in sorted(expected) if _counts(label, names)]
    by = "" if usual else f"（按“{kind.title}”字段集）"
    shown = "、".join(field.label for field in record.fields)
    for label in absent:
        is_number = record.name_of(label) == "number"
        if usual:
            certain = (expected[label] or numbered or not is_number) and not another and len(absent) <= LACKING
        else:
            certain = expected[label] or (is_number and numbered)
        yield failed(
            f"元数据缺少字段“{label}”{by}。", document.page, quote=f"现有字段：{shown}", item=label, certain=certain
        )


def _counts(label: str, names: Collection[str]) -> bool:
    name = Record.name_of(label)
    return name not in names and name != "expiry" and label not in _OBSOLETE
