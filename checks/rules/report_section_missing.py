"""A section of the yearly report's form is left out.

The form has six sections so that reports can be compared; whoever leaves one out leaves out what it would have told.

Fails          when a report about 2021 or later was read and none of its headings is that of the section, while at least
               three of the six headings were found and nothing in the text stands for the section. One finding a section.
Unsure         when a table or words of the section are there, but no heading of its own, or when the report was read from
               a document whose headings may be lost.
Not applicable when the site has no report about 2021 or later.
Not measured   when the report's text is in a picture, or in a document that could not be read.
Blind spots    whether the section says anything worth reading is for a person.
Item           the section's name in the form.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.reports import SECTIONS, Report, reports
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

FORM = 2021
"""国办公开办函〔2021〕30号 holds for the reports about 2021 and later."""


@rule(
    title="政府信息公开年报缺少规定部分",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》（六个部分）",
    fix="按统一格式补齐年度报告的六个部分，不遗漏、不合并。",
)
def report_section_missing(site: Site) -> Iterator[Verdict]:
    judged = [report for report in site.fact(reports) if report.year >= FORM]
    if not judged:
        yield not_applicable(f"没有读到 {FORM} 年度及以后的年度报告。", site.home)
    for report in judged:
        if report.unread:
            yield not_measured(f"《{report.title}》{report.unread}，不评判其结构。", report.page)
            continue
        absent = [section for section in SECTIONS if section not in report.headings]
        for section in absent:
            yield _judge(report, section)
        if not absent:
            yield passed(f"《{report.title}》六个部分齐全。", report.page)


def _judge(report: Report, section: str) -> Verdict:
    found = "、".join(report.headings)
    said = f"《{report.title}》没有“{section}”部分（读到的部分：{found}）"
    quote = "；".join(report.headings.values())
    hint = report.hints(section)
    if hint or report.flat:
        told = f"，但有“{hint[:40]}”" if hint else "，标题可能在转换文件时丢失"
        return unsure(f"{said}{told}，须人工核实。", report.page, quote=hint or quote, item=section)
    return failed(f"{said}。", report.page, quote=quote, item=section)
