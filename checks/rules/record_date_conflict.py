"""The dates of a document's header contradict the document.

A made-up date hides how late a document was disclosed.

Fails          when 生成日期 (成文日期) is another day than the one signed at the foot of the text; when 公开日期 lies
               before 生成日期, or is another day than the page's PubDate or the day in its address; when the year in
               the 索引号 is neither that of the making nor that of the disclosure. The message shows both.
Unsure         when several different days are signed in the text and none is the header's; when SAME documents or more
               of different days all show one other day (or most of MANY documents show other days) in PubDate or address:
               a site that was moved in bulk shows the day of the move, and it is said once.
Not applicable when no page of the site carries a metadata header.
Blind spots    a signature is a line that is only a date under a line that names an organ.
Item           the label of the field that is contradicted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checks.facts.dates import Dated, dates, field_date, url_date
from checks.facts.documents import Document
from checks.facts.records import Field, Record
from checks.facts.signatures import signatures
from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site

SAME = 3
"""Documents that show one day in common (our default)."""
MANY, MOST = 5, 0.6
"""Contradictions, and their share of the documents compared, that make a habit of the site's (our default)."""
_INDEX_YEAR = re.compile(r"/((?:19|20)\d\d)(?:\d\d)?-\d+$")


@rule(
    title="元数据日期矛盾",
    basis="《政府信息公开条例》第十二条、第二十六条；国办秘函〔2019〕19号 单项否决“弄虚作假”情形",
    fix="按文件落款日期填写生成日期，按实际首次公开的日期填写公开日期。",
)
def record_date_conflict(site: Site) -> Iterator[Verdict]:
    if not site.records:
        yield not_applicable("没有读到带元数据表头的页面。", site.home)
    shown = {one.document.page.url: one for document in site.records if (one := _shown(document))}
    moved = _moved(list(shown.values()))
    yield from _in_bulk(moved)
    for document in site.records:
        assert document.record is not None
        one = shown.get(document.page.url)
        faults = [
            *_signed(document, document.record),
            *_before(document, document.record),
            *(_contradicted(one) if one and one not in moved else ()),
            *_index(document, document.record),
        ]
        yield from faults
        if not faults and one not in moved:
            yield passed("元数据日期与正文、标签一致。", document.page)


def _read(record: Record, name: str) -> tuple[Field, Dated] | None:
    field = record.get(name)
    day = field_date(field.value) if field else None
    return (field, day) if field and day else None


def _signed(document: Document, record: Record) -> Iterator[Verdict]:
    made = _read(record, "made")
    signed = signatures(document)
    if made is None or not signed or made[1].day in {day.dated.day for day in signed}:
        return
    field, day = made
    days = sorted({signature.dated.day for signature in signed})
    quote = f"{field.label} {field.value}；落款 {signed[0].organ} {signed[0].dated.quote}"
    if len(days) > 1:
        yield unsure(f"{field.label}为 {day.day}，正文中有多个落款日期（{'、'.join(map(str, days))}）且均不一致。",
                     document.page, quote=quote, item=field.label, place="落款")  # fmt: skip
    else:
        yield failed(f"{field.label}为 {day.day}，而正文落款日期为 {days[0]}（{signed[0].organ}）。",
                     document.page, quote=quote, item=field.label, place="落款")  # fmt: skip


def _before(document: Document, record: Record) -> Iterator[Verdict]:
    opened, made = _read(record, "opened"), _read(record, "made")
    if opened and made and opened[1].day < made[1].day:
        field, day = opened
        yield failed(f"{field.label} {day.day} 早于{made[0].label} {made[1].day}。", document.page,
                     quote=f"{made[0].label} {made[0].value}；{field.label} {field.value}", item=field.label, place="先后")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """公开日期, and the other day that the page shows in its tag or address."""

    document: Document
    field: Field
    opened: date
    other: date
    place: str
    quote: str

    @property
    def differs(self) -> bool:
        return self.opened != self.other


def _shown(document: Document) -> Shown | None:
    """The day of PubDate, or of the address where PubDate agrees or is lacking."""
    opened = _read(document.record, "opened") if document.record else None
    if opened is None:
        return None
    field, day = opened
    written = document.tags.value("PubDate")
    tag, address = next(dates(written), None), url_date(document.page.url)
    if tag and (tag.day != day.day or not address):
        return Shown(document, field, day.day, tag.day, "PubDate", f"PubDate {written}")
    return Shown(document, field, day.day, address, "网址", document.page.url) if address else None


def _moved(shown: Sequence[Shown]) -> list[Shown]:
    """Those whose other day, or whose 公开日期, is the day of a move in bulk."""
    differing = [one for one in shown if one.differs]
    if len(differing) >= max(MANY, MOST * len(shown)):
        return differing
    found: list[Shown] = []
    for common, own in (("other", "opened"), ("opened", "other")):
        by_day: dict[date, list[Shown]] = defaultdict(list)
        for one in differing:
            by_day[getattr(one, common)].append(one)
        found += [
            one
            for alike in by_day.values()
            if len(alike) >= SAME and len({getattr(each, own) for each in alike}) > 1
            for one in alike
            if one not in found
        ]
    return found


def _in_bulk(moved: Sequence[Shown]) -> Iterator[Verdict]:
    if moved:
        first, days = moved[0], sorted({one.other for one in moved})
        where = "、".join(sorted({one.place for one in moved}))
        said = f"{len(moved)} 份文件的公开日期与{where}中的日期不同（后者为 {'、'.join(map(str, days[:3]))}{'等' if len(days) > 3 else ''}），"
        yield unsure(f"{said}像是网站整体迁移留下的日期，须人工核实。", first.document.page,
                     quote=f"{first.field.label} {first.field.value}；{first.quote}", item=first.field.label, place="迁移")  # fmt: skip


def _contradicted(one: Shown) -> Iterator[Verdict]:
    if one.differs:
        where = "页面标签 PubDate 为" if one.place == "PubDate" else "页面地址中的日期为"
        yield failed(f"{one.field.label}为 {one.opened}，而{where} {one.other}。", one.document.page,
                     quote=f"{one.field.label} {one.field.value}；{one.quote}", item=one.field.label, place=one.place)  # fmt: skip


def _index(document: Document, record: Record) -> Iterator[Verdict]:
    field = record.get("index")
    match = _INDEX_YEAR.search(field.value.strip()) if field else None
    years = {found[1].day.year for name in ("made", "opened") if (found := _read(record, name))}
    if field and match and years and int(match[1]) not in years:
        said = "、".join(str(year) for year in sorted(years))
        yield failed(f"{field.label}“{field.value}”中的年份为 {match[1]}，而生成、公开日期在 {said} 年。", document.page,
                     quote=f"{field.label} {field.value}", item=field.label, place="年份")  # fmt: skip
