"""The yearly report does not say how the year's tasks of openness were carried out.

The arrangement of tasks asks for it in its last sentence; without it nobody learns whether the tasks were done.

Fails          when the whole text of the organ's own latest report that had to be there names neither the year's 工作要点
               nor an arrangement of tasks. Always a suspicion: it may tell of the tasks without naming the arrangement.
Not applicable when no such report was found.
Not measured   when its text could not be read.
Blind spots    a mention is not yet an account; a person judges what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.report_deadlines import latest_due
from checks.facts.reports import reports
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site

_TASK = re.compile(
    r"工作要点|要点(?:任务|分工|落实|要求|部署)|重点工作安排|(?:公开|重点|年度)工作(?:的)?(?:安排|任务|部署|计划|方案)|任务分解|任务清单|重点任务"
)
_SENTENCE = re.compile(r"[^。；;!！\n]+")


@rule(
    title="政府信息公开年报未报告重点工作落实情况",
    basis="苏政办发〔2020〕65号（本安排落实情况作为政府信息公开工作年度报告的重要内容）；历年政务公开工作要点",
    fix="在年度报告中报告当年政务公开工作要点（重点工作安排）各项任务的落实情况。",
    certain=False,
)
def report_omits_task(site: Site) -> Iterator[Verdict]:
    year = latest_due(site.target, site.today) or site.today.year - 1
    own = [report for report in site.fact(reports) if report.own and report.year == year]
    if not own:
        yield not_applicable(f"没有读到本机关 {year} 年度的报告。", site.home)
    for report in own:
        if report.unread:
            yield not_measured(f"《{report.title}》{report.unread}，不评判其内容。", report.page)
            continue
        sentences = [one for line in report.body for one in _SENTENCE.findall(line)]
        told = next((one for one in sentences if _TASK.search(one)), "")
        if told:
            yield passed(f"《{report.title}》提到了重点工作的落实。", report.page, quote=told)
        else:
            said = f"《{report.title}》全文 {sum(map(len, report.body))} 字，没有提到当年政务公开工作要点或重点工作安排的落实情况。"
            yield failed(said, report.page, quote=next(iter(report.body), report.title))
