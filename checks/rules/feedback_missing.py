"""A consultation ended, and what came of it is not told.

Who gave an opinion must learn whether it counted; else nobody answers the next time.

Fails          when a draft has been closed for comment for more than WAIT days and nothing tells the result: not its own
               page, no page linked from it, no title with 反馈, 采纳情况 or 结果 that is about it. A suspicion for plans,
               environmental assessments, standards and second rounds, whose results other acts may send elsewhere.
Unsure         when a page of results is found that only perhaps is about it, or its page has a heading for the result
               under which nothing was read.
Not measured   when a column of consultations or results, or what the home page leads to, was not wholly read; when the
               notice names no last day.
Not applicable when no draft was found, or none that has been closed so long, or only such as closed before WINDOW.
Blind spots    results inside attachments; results that the finished document's 解读 tells.
Item           none; `url` is the notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checks.facts.drafts import OTHER_TERM, Draft, Result, drafts, results, unread_results
from checks.rule import Verdict, failed, not_applicable, not_found, not_measured, passed, rule, unsure
from checks.site import Site

WAIT = timedelta(days=30)
"""Days after closing (our default; the clauses name none that could be verified)."""
WINDOW = timedelta(days=730)
"""Consultations that ended earlier are left: their results may have been filed away (our default)."""


@rule(
    title="征求意见结果未反馈",
    basis="国办秘函〔2019〕19号 扣分指标“征集调查”；《重大行政决策程序暂行条例》第十五条；苏政办发〔2020〕65号 二（三）",
    fix="公布意见收集和采纳情况（没有收到意见的也应说明），并与征求意见公告相互链接。",
)
def feedback_missing(site: Site) -> Iterator[Verdict]:
    found = site.fact(drafts)
    if not found:
        yield not_found("没有读到公开征求意见的草案。", site.unread, site.home)
    told = site.fact(results) if found else {}
    for draft in found:
        yield _judge(site, draft, told.get(draft.url))


def _judge(site: Site, draft: Draft, result: Result | None) -> Verdict:
    page, title = draft.document.page, draft.title
    if result and result.sure:
        return passed(f"“{title}”公布了结果：“{result.words}”（{result.url}）。", page, quote=title)
    if draft.closes is None:
        return not_measured(f"“{title}”没有读到征求意见的截止日期。", page)
    age = site.today - draft.closes
    if age <= WAIT:
        return not_applicable(f"“{title}”征求意见截至 {draft.closes}，结束不足 {WAIT.days} 天或尚未结束。", page)
    if age > WINDOW:
        return not_applicable(f"“{title}”征求意见已于 {draft.closes} 结束，逾 {WINDOW.days} 天，不再评判。", page)
    if reason := unread_results(site, draft.closes):
        return not_measured(f"{reason}，不评判“{title}”有无结果反馈。", page)
    quote = draft.period.quote if draft.period else title
    said = f"“{title}”征求意见于 {draft.closes} 结束，至 {site.today} 已 {age.days} 天"
    if result:
        return unsure(f"{said}，“{result.words}”（{result.url}）可能是其结果，须人工核实。", page, quote=quote)
    certain = not OTHER_TERM.search(title)
    other = "" if certain else "；该类草案的结果可能依其他规定公布，须人工核实"
    return failed(f"{said}，未见意见收集和采纳情况{other}。", page, quote=quote, certain=certain)
