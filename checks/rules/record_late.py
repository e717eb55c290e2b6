"""A document was disclosed later than the law allows.

Information that is to be disclosed is to be disclosed within twenty working days of its making.

Fails          when 公开日期 lies more than LIMIT working days after 生成日期 (the signed date where the header has none),
               by the State Council's calendar with its make-up days; the twentieth working day is in time.
Unsure         when the calendar of the year is not yet known (neither announced in the library nor given by --workdays)
               and the plain count of weekdays is over the limit; when the document is another organ's, reposted: its date
               is not that of making here; when MANY late documents made over more than SPREAD all show one 公开日期: that
               is the day a site was moved (said once).
Not applicable when no header gives both dates, or the document is older than the law.
Blind spots    a reposted document whose issuer the page does not show is counted from the date that its header gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from checks.facts.dates import Dated, field_date
from checks.facts.documents import Document
from checks.facts.organs import issued_elsewhere
from checks.facts.signatures import signatures
from checks.facts.workdays import workdays_after
from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site

LIMIT = 20
"""Working days: 条例 Art. 26."""
IN_FORCE = date(2008, 5, 1)
"""When the first 条例 took effect; what was made before had no such term."""

MANY, SPREAD = 5, timedelta(days=60)
"""Late documents of one 公开日期, and the time in which they were made, that speak of a move in bulk (our default)."""

Late = tuple[Document, tuple[Dated, Dated]]


@rule(
    title="公开超过法定期限",
    basis="《政府信息公开条例》第二十六条：自形成或者变更之日起20个工作日内公开",
    fix="建立公文发布台账，自文件形成之日起20个工作日内公开。",
)
def record_late(site: Site) -> Iterator[Verdict]:
    dated = [(document, pair) for document in site.records if (pair := _days(document))]
    if not dated:
        yield not_applicable("没有读到同时载明生成日期和公开日期的元数据表头。", site.home)
    calendar = site.around.workdays
    counted = [(one, pair, workdays_after(pair[0].day, pair[1].day, calendar)) for one, pair in dated]
    late = [(document, pair) for document, pair, (days, _) in counted if days > LIMIT]
    moved = _moved(late)
    for day, (document, pair) in sorted(moved.items()):
        count = sum(opened.day == day for _, (_, opened) in late)
        said = f"{count} 份早先形成的文件公开日期都是 {day}，像是网站整体迁移留下的日期，须人工核实。"
        yield unsure(said, document.page, quote=f"生成 {pair[0].quote}；公开 {pair[1].quote}", item=_item(document))
    for document, (made, opened), (days, known) in counted:
        if days > LIMIT and opened.day in moved:
            continue
        said = f"生成日期 {made.day}，公开日期 {opened.day}，相隔 {days} 个工作日（限 {LIMIT} 个）。"
        elsewhere = issued_elsewhere(document, made, site.target.unit) if days > LIMIT else ""
        judge = passed if days <= LIMIT else failed if known and not elsewhere else unsure
        if not known:
            said += "其中部分年份的调休安排尚未公布，按周一至周五推算。"
        if elsewhere:
            said += f"文件由“{elsewhere}”制发，如系转载，应从本机关获取之日起算，须人工核实。"
        yield judge(said, document.page, quote=f"生成 {made.quote}；公开 {opened.quote}", item=_item(document))


def _moved(late: Sequence[Late]) -> dict[date, Late]:
    """Days on which late documents of long standing were all published → the first of them."""
    by_day: dict[date, list[Late]] = defaultdict(list)
    for one in late:
        by_day[one[1][1].day].append(one)
    return {
        day: alike[0]
        for day, alike in by_day.items()
        if len(alike) >= MANY
        and max(made.day for _, (made, _) in alike) - min(made.day for _, (made, _) in alike) > SPREAD
    }


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
