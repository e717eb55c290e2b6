"""Mandatory content is there, but its newest part is older than its term.

A list that was right two years ago tells the citizen nothing of what holds today.

Fails          when everything dated that goes by the item's name is older than the item's term in the catalogue. A
               term that is this tool's default, and no clause's, makes a suspicion of it.
Unsure         when the list is not ordered by day and was not read to its end, or when something newer speaks of the
               matter under another name.
Not measured   when the item was not found or bears no day, when part of what goes by its name could not be read, or
               when the crawl did not read all columns.
Blind spots    days inside pictures and attached files; what other hosts show.
Item           the catalogue's id; only items with a term are judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.content.catalogue import Content
from checks.content.concern import Concern, concern
from checks.facts.dated_holdings import Dating, datings
from checks.facts.dates import months_before
from checks.facts.holdings import holdings
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site

_OWN = "本工具默认"
"""A term with these words has no clause."""


@rule(
    title="法定公开内容过期未更新",
    basis="《政府信息公开条例》第十二条（及时更新）、第四十九条；苏政办发〔2020〕65号二（一）动态调整权责清单",
    fix="及时更新该项内容，注明更新日期。",
)
def content_stale(site: Site) -> Iterator[Verdict]:
    termed = [content for content in site.around.catalogue if content.months]
    if not termed:
        yield not_applicable("内容目录中没有规定期限的项目。", site.home)
    for content in termed:
        yield _judge(site, content)


def _judge(site: Site, content: Content) -> Verdict:
    if concern(content, site.target) is Concern.NO:
        return not_applicable(f"“{content.title}”（{content.basis}）不涉及该网站。", site.home, item=content.id)
    holding, dating = site.fact(holdings)[content.id], site.fact(datings)[content.id]
    if not holding.held:
        return not_measured(f"没有读到“{content.title}”的内容，不评判其更新。", site.home, item=content.id)
    if dating.newest is None:
        return not_measured(f"“{content.title}”未读到日期，不评判其更新。", site.home, item=content.id)
    day = dating.newest.day
    said = (
        f"“{content.title}”最新一条《{dating.newest.title}》的日期为 {day}，距评判日 {site.today} 已 {(site.today - day).days} 天"
        f"（限 {content.months} 个月；{content.term}）"
    )
    page, quote = dating.newest.page, f"{dating.newest.title} {dating.newest.quote}"
    if day >= months_before(site.today, content.months):
        return passed(said + "。", page, quote=quote, item=content.id)
    if site.unread or dating.unseen:
        return not_measured(f"{said}，但尚有未读到的内容，不评判其更新。", page, item=content.id)
    if doubt := _doubt(site, content, dating):
        return unsure(f"{said}，{doubt}，须人工核实。", page, quote=quote, item=content.id)
    return failed(said + "。", page, quote=quote, item=content.id, certain=_OWN not in content.term)


def _doubt(site: Site, content: Content, dating: Dating) -> str:
    if dating.open_lists:
        return f"但“{dating.open_lists[0]}”的列表未按日期排列且未读完"
    near = dating.near
    if near and near.day >= months_before(site.today, content.months):
        return f"但另见到 {near.day} 的《{near.title}》"
    return ""
