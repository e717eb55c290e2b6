"""The site has no working channel for the public to ask and to suggest.

A government site that cannot be spoken to is a notice board.

Fails          when no form and no linked system for questions and suggestions (咨询 建言 信箱 留言 问政 12345) was found that works:
               none is named, or those named are dead or show nothing to fill in. 网上信访, 纪检举报, 在线访谈 and 征集调查 do
               not count. Always a suspicion: a person confirms it.
Unsure         when there is only an address to mail to, or no form is seen though letters are published.
Not measured   when a channel is linked that was not asked, did not answer this program, or may be drawn by script; when
               not all that menus lead to was read.
Blind spots    a form is not sent: whether what is filled in arrives, nobody knows from outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checks.facts.consultations import Consultation, Working, consultations, is_entry
from checks.facts.entrances import is_called, why_unread
from checks.facts.messages import messages
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site

_LIVING = timedelta(days=365)
"""Letters published of so late show that there is a way to write one (our default)."""


@rule(
    title="无网上咨询建言渠道",
    basis="国办秘函〔2019〕19号 单项否决“互动回应差”：未提供有效的网上咨询建言渠道（网上信访、纪检举报等专门渠道除外）",
    fix="开设可以在线提交的咨询留言栏目，或链接到本地区统一的互动平台，并确保能打开、能提交。",
    certain=False,
)
def consultation_missing(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    found = site.fact(consultations)
    best = found[0] if found else None
    unread = why_unread(site)
    if best and best.working is Working.YES:
        yield passed(f"{_told(best)}{best.why}。", best.carrier.page, quote=best.text)
    elif best and best.working is Working.UNKNOWN:
        yield not_measured(f"{_told(best)}{best.why}，不评判有无咨询建言渠道。", best.carrier.page)
    elif unread:
        yield not_measured(f"{unread}，不评判有无咨询建言渠道。", home.page)
    elif best is None and is_called(site, is_entry):
        yield not_measured("页面上有咨询建言渠道的名称而链接由脚本打开，不评判有无。", home.page)
    elif best and (best.working is Working.MAIL or _receives(site)):
        yield unsure(f"{_told(best)}{best.why}，是否另有提交渠道须人工核实。", best.carrier.page, quote=best.text)
    elif best:
        yield failed(f"未见有效的网上咨询建言渠道：{_all(found)}。", best.carrier.page, quote=best.text)
    else:
        said = (
            f"未见网上咨询建言渠道：在 {len(site.documents)} 个页面中没有咨询、建言、信箱、留言、问政类的入口或表单。"
        )
        yield failed(said, home.page, quote=" ".join(link.text for link in home.links if link.text)[:200])


def _told(one: Consultation) -> str:
    return f"“{one.text}”（{one.url}）"


def _all(found: list[Consultation]) -> str:
    told = [f"{_told(one)}{one.why}" for one in found]
    return "，".join(told[:3]) + (f"，另有 {len(told) - 3} 处同样" if len(told) > 3 else "")


def _receives(site: Site) -> bool:
    return any(one.asked and site.today - one.asked.day <= _LIVING for one in site.fact(messages))
