"""The yearly report was published after its last day.

The date is in the law, and a late report is one of the few faults of openness that may be punished as such.

Fails          when every day that the site gives for the organ's own latest report that had to be there — tag, page,
               address and list — is after 31 January for departments, 31 March for governments, of the next year.
Unsure         when the days differ about it, when the title calls it a corrected one, when only a day of change is
               given, or when reports of several years bear the same day, as after a move of the site.
Not applicable when no such report was found, or below the county.
Not measured   when no day of it could be read.
Blind spots    reports of other organs that the site shows are not judged: they are published on their own sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from checks.facts.report_deadlines import latest_due, report_deadline
from checks.facts.reports import Report, reports
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

_MOVED = 2
"""So many further reports of other years within _NEAR of the same day were put there together (our default)."""
_NEAR = timedelta(days=3)
_CORRECTED = re.compile(r"修订|更正|修改|补充|重新")


@rule(
    title="政府信息公开年报逾期发布",
    basis="《政府信息公开条例》第四十九条（部门1月31日前、本级政府3月31日前公布上一年度报告）",
    fix="说明逾期原因，建立年报编制发布的时间表，今后按期公布。",
)
def report_late(site: Site) -> Iterator[Verdict]:
    year = latest_due(site.target, site.today)
    own = [report for report in site.fact(reports) if report.own and year and report.year == year]
    if not own or year is None:
        yield not_applicable("没有读到本机关的应已公布的年度报告，或者条例未对其规定日期。", site.home)
        return
    dated = [report for report in own if report.days]
    if not dated and (changed := own[0].changed):
        yield _changed(site, own[0], changed.day, year)
    elif not dated:
        yield not_measured(f"没有读到《{own[0].title}》的发布日期。", own[0].page)
    else:
        first = min(dated, key=lambda report: (min(day.day for day in report.days), report.page.url))
        yield _judge(site, first, year)


def _changed(site: Site, report: Report, day: date, year: int) -> Verdict:
    """A report that was changed in time was published in time; one changed late may have been."""
    deadline = report_deadline(site.target, year)
    assert deadline is not None
    said = f"《{report.title}》只写了更新或公开日期 {day}，期限为 {deadline}"
    if day <= deadline:
        return passed(f"{said}。", report.page)
    return unsure(f"{said}，须人工核实最初的发布日期。", report.page)


def _judge(site: Site, report: Report, year: int) -> Verdict:
    deadline = report_deadline(site.target, year)
    assert deadline is not None
    days = sorted(report.days, key=lambda dated: dated.day)
    first, quote = days[0].day, days[-1].quote
    said = f"《{report.title}》发布于 {first}，期限为 {deadline}"
    if days[-1].day <= deadline:
        return passed(said + "。", report.page, quote=quote)
    if first <= deadline:
        told = "、".join(str(dated.day) for dated in days)
        return unsure(
            f"《{report.title}》的几个日期（{told}）有早有晚，期限为 {deadline}，须人工核实。", report.page, quote=quote
        )
    if reason := _excused(site, report, first):
        return unsure(f"{said}，但{reason}，须人工核实。", report.page, quote=quote)
    return failed(f"{said}，逾期 {(first - deadline).days} 天。", report.page, quote=quote)


def _excused(site: Site, report: Report, first: date) -> str:
    if _CORRECTED.search(report.title):
        return "标题表明是更正后的报告"
    together = [
        other
        for other in site.fact(reports)
        if other.year != report.year and any(abs(dated.day - first) <= _NEAR for dated in other.days)
    ]
    if len({other.year for other in together}) >= _MOVED:
        return "其他年度的报告也在同几天发布，可能是网站迁移后重新上传"
    return ""
