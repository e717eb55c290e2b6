"""A draft is open for comment for less than thirty days, and no reason is given.

Who hears of a draft in its last week has nothing to say in it.

Fails          when the notice leaves less than TERM days and does not say why. Between two named days both are counted, and
               one day is let pass (whether the first or the last counts is disputed); a notice that names only the last
               opens on the day of its publication; working days are counted out by the official calendar. A suspicion
               where another act may set the term: plans, environmental assessments, standards, second rounds.
Not measured   when the notice names no time, or shows no day to count from.
Not applicable when no draft was found; drafts that were opened before the clause was in force.
Blind spots    times that stand in pictures and attachments; notices of other things (公示, 征集线索) are no drafts.
Item           none; `url` is the notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.facts.drafts import OTHER_TERM, Draft, drafts
from checks.rule import Verdict, failed, not_found, not_measured, passed, rule
from checks.site import Site

TERM = 30
"""Days: 《重大行政决策程序暂行条例》第十五条, 《规章制定程序条例》第十五条, 《优化营商环境条例》第六十二条."""
SPARED = 1
"""Days let pass between two named days (our default)."""
SINCE = date(2019, 9, 1)
"""The first of these clauses came into force on that day."""


@rule(
    title="征求意见期限不足三十日",
    basis="《重大行政决策程序暂行条例》第十五条；《规章制定程序条例》第十五条；《优化营商环境条例》第六十二条：公开征求意见的期限一般不少于30日",
    fix="延长公开征求意见的期限至三十日以上；确因情况紧急需要缩短的，在公告中说明理由。",
)
def consultation_too_short(site: Site) -> Iterator[Verdict]:
    found = [draft for draft in site.fact(drafts) if draft.opens is None or draft.opens >= SINCE]
    if not found:
        yield not_found("没有读到公开征求意见的草案。", site.unread, site.home)
    for draft in found:
        yield _judge(draft)


def _judge(draft: Draft) -> Verdict:
    page, title = draft.document.page, draft.title
    if draft.period is None:
        return not_measured(f"“{title}”没有读到征求意见的期限。", page)
    if draft.days is None:
        return not_measured(f"“{title}”写有“{draft.period.quote}”，但读不到起始日期。", page)
    quote = draft.period.quote
    least = TERM - SPARED if draft.period.closes else TERM
    said = f"“{title}”征求意见 {draft.days} 天（{_counted(draft)}）"
    if draft.days >= least:
        return passed(f"{said}。", page, quote=quote)
    if draft.reason:
        return passed(f"{said}，说明了缩短的理由：“{draft.reason}”。", page, quote=draft.reason[:200])
    certain = not OTHER_TERM.search(title)
    other = "" if certain else "；该类草案可能另有规定期限，须人工核实"
    return failed(f"{said}，少于 {TERM} 天，未说明理由{other}。", page, quote=quote, certain=certain)


def _counted(draft: Draft) -> str:
    assert draft.period is not None
    if draft.period.closes:
        return f"{draft.opens} 至 {draft.closes}，首尾均计"
    return f"公告写明“{draft.period.quote}”"
