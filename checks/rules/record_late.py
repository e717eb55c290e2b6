"""A document was disclosed later than the law allows.

Information that is to be disclosed is to be disclosed within twenty working days of its making.

Fails          when 公开日期 lies more than LIMIT working days after 生成日期 (the signed date where the header has none),
               by the State Council's calendar with its make-up days; the twentieth working day is in time.
Unsure         when the calendar of the year is not yet known and the plain count of weekdays is over the limit.
Not applicable when no header gives both dates, or the document is older than the law.
Blind spots    a reposted document is counted from the date that its header gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.facts.dates import Dated, field_date
from checks.facts.documents import Document
from checks.facts.signatures import signatures
from checks.facts.workdays import workdays_after
from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site

LIMIT = 20
"""Working days: 条例 Art. 26."""
IN_FORCE = date(2008, 5, 1)
"""When the first 条例 took effect; what was made before had no such term."""


@rule(
    title="公开超过法定期限",
    basis="《政府信息公开条例》第二十六条：自形成或者变更之日起20个工作日内公开",
    fix="建立公文发布台账，自文件形成之日起20个工作日内公开。",
)
def record_late(site: Site) -> Iterator[Verdict]:
    dated = [(document, pair) for document in site.records if (pair := _days(document))]
    if not dated:
        yield not_applicable("没有读到同时载明生成日期和公开日期的元数据表头。", site.home)
    for document, (made, opened) in dated:
        days, known = workdays_after(made.day, opened.day)
        said = f"生成日期 {made.day}，公开日期 {opened.day}，相隔 {days} 个工作日（限 {LIMIT} 个）。"
        judge = passed if days <= LIMIT else failed if known else unsure
        if not known:
            said += "其中部分年份的调休安排尚未公布，按周一至周五推算。"
        yield judge(said, document.page, quote=f"生成 {made.quote}；公开 {opened.quote}", item=_item(document))


def _item(document: Document) -> str:
    field = document.record.get("opened") if document.record else None
    return field.label if field else ""


def _days(document: Document) -> tuple[Dated, Dated] | None:
    assert document.record is not None
    made = field_date(document.record.value("made"))
    if made is None:
        signed = {signature.dated.day: signature.dated for signature in signatures(document)}
        made = next(iter(signed.values())) if len(signed) == 1 else None
    opened = field_date(document.record.value("opened"))
    return (made, opened) if made and opened and made.day >= IN_FORCE else None
