"""The yearly report still has the form that was replaced in 2021.

The old form asks for what is no longer asked and leaves out what is: whoever uses it copied last year's file.

Fails          when a table of a report about 2021 or later has rows or columns that only the form of 2019 had: 第（九）项
               with 政府集中采购, or 本年新公开数量 and 对外公开总数量.
Unsure         when only the running text of a document has them.
Not applicable when the site has no report about 2021 or later.
Not measured   when no table of the report could be read.
Blind spots    a report may use the new tables under the old headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.reports import Report, reports
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

FORM = 2021
"""国办公开办函〔2021〕30号 holds for the reports about 2021 and later."""
_OLD = re.compile(
    r"第二十条第[(（]九[)）]项|^(?:政府)?集中采购$|^政府集中采购项目|对外公开总数量|本年新公开数量|本年新制作数量"
)
_NEW = re.compile(r"行政规范性文件|行政许可|行政处罚")
"""Rows that the table of own-motion disclosure has in both forms, by which it is known."""


@rule(
    title="政府信息公开年报使用旧格式",
    basis="国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》（2021年9月修订，取代2019年试行格式）",
    fix="按2021年修订的格式重新填报，删去旧格式的集中采购等栏目。",
)
def report_form_outdated(site: Site) -> Iterator[Verdict]:
    judged = [report for report in site.fact(reports) if report.year >= FORM]
    if not judged:
        yield not_applicable(f"没有读到 {FORM} 年度及以后的年度报告。", site.home)
    yield from map(_judge, judged)


def _judge(report: Report) -> Verdict:
    if report.unread:
        return not_measured(f"《{report.title}》{report.unread}，不评判其格式。", report.page)
    cells = ["".join(cell.split()) for table in report.tables for row in table for cell in row]
    old = next((cell for cell in cells if len(cell) <= 40 and _OLD.search(cell)), "")
    if old:
        said = f"《{report.title}》是 {report.year} 年度的报告，表格中仍有旧格式的“{old}”。"
        return failed(said, report.page, quote=old)
    if report.flat:
        old = next((line for line in report.body if len(line) <= 40 and _OLD.search("".join(line.split()))), "")
        if old:
            return unsure(f"《{report.title}》中有旧格式的“{old}”，须人工核实。", report.page, quote=old)
    elif not any(_NEW.search(cell) for cell in cells):
        return not_measured(f"《{report.title}》没有读出主动公开情况表，不评判其格式。", report.page)
    return passed(f"《{report.title}》没有旧格式的栏目。", report.page)
