"""Last year's report on government openness is not there, and its day has passed.

The report is the one account that every organ owes the public each year; an absent one is noticed by every evaluation.

Fails          when a column for the yearly reports was read to its end, and neither it nor any page, link or document
               of the site is a report about last year, after 31 January for departments and 31 March for governments.
Unsure         when there are reports about last year, but none that is surely the organ's own.
Not applicable before that day, and below the county, for which the clause sets no day.
Not measured   when no column for the reports was found or its list was not surely read, when pages were not crawled,
               or when the disclosure platform or the reports are on another host.
Blind spots    a report is known by its title; one that hides behind a picture or a script is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.channels import Channel, Reading
from checks.facts.report_deadlines import report_deadline
from checks.facts.report_titles import read_title
from checks.facts.reports import Report, reports
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.links import host_of

_COLUMN = re.compile(
    r"(?:信息公开|政务公开)?(?:工作)?(?:年报|年度报告)$|(?:信息公开|政务公开)(?:工作)?(?:年报|年度报告)"
)
_OTHER_REPORTS = re.compile(r"法治|财务|预算|决算|统计|质量|环境|网站|报表|部门年报|乡镇年报|评估|建设年度")
_YEAR_ALONE = re.compile(r"\s*20\d\d\s*年?度?\s*")
_ELSEWHERE = re.compile(r"信息公开|政务公开|年报|年度报告")
_SURE = (Reading.READ, Reading.EMPTY, Reading.TEXT, Reading.MENU)


@rule(
    title="政府信息公开年报未发布",
    basis="《政府信息公开条例》第四十九条（部门1月31日前、本级政府3月31日前公布上一年度报告）",
    fix="立即编制并在“政府信息公开年报”栏目公布上一年度政府信息公开工作年度报告。",
)
def report_missing(site: Site) -> Iterator[Verdict]:
    assert site.home_document is not None
    home, year = site.home_document.page, site.today.year - 1
    deadline = report_deadline(site.target, year)
    if deadline is None:
        yield not_applicable("条例第四十九条未对县级以下机关规定公布年报的日期。", home)
    elif site.today <= deadline:
        yield not_applicable(f"{year} 年度报告的公布期限是 {deadline}，评判日 {site.today} 尚未届满。", home)
    else:
        yield _judge(site, year)


def _judge(site: Site, year: int) -> Verdict:
    assert site.home_document is not None
    home = site.home_document.page
    found = [report for report in site.fact(reports) if report.year == year]
    if own := next((report for report in found if report.own), None):
        return passed(f"有 {year} 年度报告《{own.title}》。", own.page, quote=own.title)
    if doubtful := next((report for report in found if not report.others), None):
        said = f"《{doubtful.title}》是 {year} 年度报告，但从标题看不能断定是本机关的，须人工核实。"
        return unsure(said, doubtful.page, quote=doubtful.title)
    columns = [channel for channel in site.channels if _is_report_column(site, channel)]
    if named := _named(columns, year):
        return passed(f"年报栏目中有“{named}”。", columns[0].document.page, quote=named)
    if reason := _unmeasured(site, columns):
        return not_measured(f"{reason}，不评判有无 {year} 年度报告。", home)
    column = next((one for one in columns if _latest(site, one)), columns[0])
    newest = _latest(site, column)
    told = f"其中最新的是《{newest.title}》" if newest else "其中没有本机关的年度报告"
    deadline = report_deadline(site.target, year)
    said = f"栏目“{column.name}”中没有 {year} 年度的政府信息公开工作年度报告（应在 {deadline} 前公布），{told}。"
    return failed(said, column.document.page, quote=newest.title if newest else column.name)


def _is_report_column(site: Site, channel: Channel) -> bool:
    """By its name; where that does not say of what it has reports, by one of them."""
    name = "".join(channel.name.split())
    if not _COLUMN.search(name) or _OTHER_REPORTS.search(name):
        return False
    return "公开" in name or any(map(read_title, (item.title for item in channel.items)))


def _latest(site: Site, column: Channel) -> Report | None:
    urls = {item.url for item in column.items}
    mine = [
        one
        for one in site.fact(reports)
        if one.own and (one.page.url in urls or one.page.via == column.document.page.url)
    ]
    return max(mine, key=lambda report: (report.year, report.page.url), default=None)


def _named(columns: list[Channel], year: int) -> str:
    """What stands in a column of reports under that year and under no other organ's name, as `2025年度.pdf` does."""
    told = re.compile(rf"(?<!\d){year}(?![\d./-]|年\d)")
    for column in columns:
        short = (link.text for link in column.document.links if _YEAR_ALONE.fullmatch(link.text))
        for text in [*short, *(item.title for item in column.items)]:
            title = read_title(text)
            if told.search(text) and (title is None or not title.organ):
                return text
    return ""


def _unmeasured(site: Site, columns: list[Channel]) -> str:
    """Why the absence is not sure, or ''."""
    if not columns:
        return "没有读到政府信息公开年报栏目"
    for column in columns:
        if column.reading not in _SURE:
            return f"年报栏目“{column.name}”的列表没有读到"
        if column.partly and not column.newest_first:
            return f"年报栏目“{column.name}”的列表没有读完"
        if column.reading is Reading.TEXT and (
            column.document.frames or column.document.draws or column.document.embeds
        ):
            return f"年报栏目“{column.name}”的内容可能由脚本或框架显示"
    if site.unread:
        return site.unread
    return next(filter(None, (_undated(column) for column in columns)), "") or _elsewhere(site)


def _undated(column: Channel) -> str:
    """A report without a year in its title, or an unread page of the column, may be the one."""
    vague = next((item.title for item in column.items if (title := read_title(item.title)) and not title.year), "")
    return f"《{vague}》的标题没有年份" if vague else ""


def _elsewhere(site: Site) -> str:
    assert site.home_document is not None
    here = host_of(site.home_document.page.url)
    for document in site.shown.values():
        for link in document.links:
            if host_of(link.url) != here and len(link.text) <= 16 and _ELSEWHERE.search(link.text):
                return f"“{link.text}”在另一网站（{link.url}），没有采集"
    return ""
