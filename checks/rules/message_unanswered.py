"""A published enquiry has waited for more than three months for an answer.

Who asks in public and is not answered tells others not to ask.

Fails          when an enquiry of the past year was asked more than MONTHS months before the day of judgement and its page, or
               the list where it stands, shows it as 办理中, 待回复 and the like, or an empty place for the answer. It is
               a suspicion where its page shows the question and not a word of an answer, or may hide one, or the day
               of asking is written without its year.
Unsure         when it was passed on (转办) and nothing more is said.
Not measured   when only the day of asking is shown and the page of the enquiry was not read; when no enquiry with a day and
               a state could be read in a column of the kind.
Not applicable when the site has no such column.
Blind spots    an answer is not judged by its worth; 不予受理 and 转办 with a word of explanation are answers. 网上信访, 纪检举报,
               在线访谈 and 调查征集 do not count.
Item           the enquiry's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.dates import months_before
from checks.facts.letters import Standing
from checks.facts.messages import Message, is_consulting, messages
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

MONTHS, YEARS = 3, 1
"""国办秘函〔2019〕19号: within the past year, unanswered for more than three months."""
_TITLE = 60
_YEAR = re.compile(r"\d{4}|[〇零○一二三四五六七八九]{4}")
"""What a day holds that is written with its year; without, a person confirms it."""


@rule(
    title="公众留言超期未答复",
    basis="国办秘函〔2019〕19号 单项否决“互动回应差”：近1年内政务咨询类栏目存在超过3个月未回应有效留言",
    fix="立即答复该留言并公开答复，建立留言转办、催办和限时答复制度。",
)
def message_unanswered(site: Site) -> Iterator[Verdict]:
    found = site.fact(messages)
    late = [one for one in found if _is_late(site, one)]
    said = [verdict for one in late if (verdict := _said(site, one))]
    yield from said
    if not said:
        yield _rest(site, found, [one for one in late if one.standing is not Standing.ANSWERED])


def _is_late(site: Site, one: Message) -> bool:
    """Asked within the past year and more than three months ago, and no day of an answer."""
    if one.asked is None or one.answered is not None:
        return False
    first, last = months_before(site.today, 12 * YEARS), months_before(site.today, MONTHS)
    return first <= one.asked.day < last


def _said(site: Site, one: Message) -> Verdict | None:
    assert one.asked is not None
    item, page, place = one.title[:_TITLE], one.document.page, f"{one.url} {one.asked.day}"
    days = (site.today - one.asked.day).days
    said = f"留言“{item}”于 {one.asked.day} 提出，距评判日 {site.today} 已 {days} 天（限 {MONTHS} 个月）"
    if one.standing is Standing.PENDING or (one.standing is Standing.UNANSWERED and (one.read or not one.url)):
        certain = one.sure and _YEAR.search(one.asked.quote) is not None
        return failed(f"{said}，仍未答复。", page, quote=one.quote, item=item, place=place, certain=certain)
    if one.standing is Standing.SILENT:
        said += "，其页面只有来信，没有答复。"
        return failed(said, page, quote=one.quote, item=item, place=place, certain=False)
    if one.standing is Standing.REFERRED:
        said += "，只写明已转办，有无答复须人工核实。"
        return unsure(said, page, quote=one.quote, item=item, place=place)
    return None


def _rest(site: Site, found: list[Message], unclear: list[Message]) -> Verdict:
    if unclear:
        said = (
            f"有 {len(unclear)} 条超过 {MONTHS} 个月的留言，列表未写明是否答复，其页面没有采集或无法读出答复，不评判。"
        )
        return not_measured(said, unclear[0].document.page)
    judged = [one for one in found if one.asked and one.standing is not Standing.UNKNOWN]
    if judged:
        return passed(f"读到 {len(judged)} 条公开的留言，没有超过 {MONTHS} 个月未答复的。", judged[0].document.page)
    if found:
        return not_measured(f"读到 {len(found)} 条公开的留言，但没有提问日期或办理状态。", found[0].document.page)
    if site.unread or any(is_consulting(one.name) for one in site.channels):
        return not_measured("没有读到带提问日期和办理状态的公开留言。", site.home)
    return not_applicable("没有政务咨询类栏目公开的留言。", site.home)
