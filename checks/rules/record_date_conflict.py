"""The dates of a document's header contradict the document.

A made-up date hides how late a document was disclosed.

Fails          when 生成日期 (成文日期) is another day than the one signed at the foot of the text; when 公开日期 lies
               before 生成日期, or is another day than the page's PubDate or the day in its address; when the year in
               the 索引号 is neither that of the making nor that of the disclosure. The message shows both.
Unsure         when several different days are signed in the text and none is the header's.
Not applicable when no page of the site carries a metadata header.
Blind spots    a signature is a line that is only a date under a line that names an organ.
Item           the label of the field that is contradicted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.dates import Dated, dates, field_date, url_date
from checks.facts.documents import Document
from checks.facts.records import Field, Record
from checks.facts.signatures import signatures
from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site

_INDEX_YEAR = re.compile(r"/((?:19|20)\d\d)(?:\d\d)?-\d+$")


@rule(
    title="元数据日期矛盾",
    basis="《政府信息公开条例》第十二条、第二十六条；国办秘函〔2019〕19号 单项否决“弄虚作假”情形",
    fix="按文件落款日期填写生成日期，按实际首次公开的日期填写公开日期。",
)
def record_date_conflict(site: Site) -> Iterator[Verdict]:
    if not site.records:
        yield not_applicable("没有读到带元数据表头的页面。", site.home)
    for document in site.records:
        assert document.record is not None
        faults = [
            *_signed(document, document.record),
            *_opened(document, document.record),
            *_index(document, document.record),
        ]
        yield from faults or [passed("元数据日期与正文、标签一致。", document.page)]


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


def _opened(document: Document, record: Record) -> Iterator[Verdict]:
    opened, made = _read(record, "opened"), _read(record, "made")
    if opened is None:
        return
    field, day = opened
    if made and day.day < made[1].day:
        yield failed(f"{field.label} {day.day} 早于{made[0].label} {made[1].day}。", document.page,
                     quote=f"{made[0].label} {made[0].value}；{field.label} {field.value}", item=field.label, place="先后")  # fmt: skip
    tag = next(dates(document.tags.value("PubDate")), None)
    if tag and tag.day != day.day:
        yield failed(f"{field.label}为 {day.day}，而页面标签 PubDate 为 {tag.day}。", document.page,
                     quote=f"{field.label} {field.value}；PubDate {document.tags.value('PubDate')}", item=field.label, place="PubDate")  # fmt: skip
    address = url_date(document.page.url)
    if address and address != day.day and not (tag and tag.day != day.day):
        yield failed(f"{field.label}为 {day.day}，而页面地址中的日期为 {address}。", document.page,
                     quote=f"{field.label} {field.value}；{document.page.url}", item=field.label, place="网址")  # fmt: skip


def _index(document: Document, record: Record) -> Iterator[Verdict]:
    field = record.get("index")
    match = _INDEX_YEAR.search(field.value.strip()) if field else None
    years = {found[1].day.year for name in ("made", "opened") if (found := _read(record, name))}
    if field and match and years and int(match[1]) not in years:
        said = "、".join(str(year) for year in sorted(years))
        yield failed(f"{field.label}“{field.value}”中的年份为 {match[1]}，而生成、公开日期在 {said} 年。", document.page,
                     quote=f"{field.label} {field.value}", item=field.label, place="年份")  # fmt: skip
