"""A policy document that touches the public is nowhere interpreted.

A document that nobody explains is obeyed late and wrongly; what it means belongs beside what it says.

Fails          when a policy document of the last WINDOW days has no 解读 on the site: none that quotes its title or
               number, is called alike, or is linked with it. Always a suspicion: a person confirms it.
Unsure         when a page is found that only perhaps interprets it; when a department's site has no interpretation at all
               (those of departments often stand on the portal): told once for the site.
Not measured   when a column of interpretations, or what the home page leads to, was not wholly read; when the document
               shows no day, or is so new (GRACE working days) that its interpretation may still come.
Not applicable to calls to work, appointments, awards, replies, budgets, lists, documents passed on from above, and
               documents older than WINDOW, whose interpretations may have moved.
Blind spots    interpretations in newspapers, films and accounts that the site does not link.
Item           none; `url` is the document's page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from checks.facts.interpretations import (
    Pair,
    interpretation_channels,
    interpretations,
    pairs,
    self_explained,
    unread_interpretations,
)
from checks.facts.policies import Policy, policies
from checks.facts.workdays import workdays_after
from checks.rule import Verdict, failed, not_found, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.targets import Kind

WINDOW = timedelta(days=365)
"""Documents of the last year are judged (our default)."""
GRACE = 3
"""Working days after publication in which an interpretation may still come (our default)."""


@rule(
    title="政策文件没有解读",
    basis="国办发〔2016〕80号 政策解读应与文件同步；国办秘函〔2019〕19号 扣分指标“解读比例”；苏政办发〔2020〕65号 一（二）",
    fix="对该文件编发解读材料（图解、问答、负责人解读等），并与文件相互链接。",
    certain=False,
)
def interpretation_missing(site: Site) -> Iterator[Verdict]:
    copies: dict[str, list[Policy]] = {}
    for policy in site.fact(policies):
        if policy.interpretable and (policy.published is None or policy.published >= site.today - WINDOW):
            copies.setdefault(policy.core, []).append(policy)
    found: dict[str, list[Pair]] = {}
    for pair in site.fact(pairs):
        found.setdefault(pair.policy.core, []).append(pair)
    if not copies:
        yield not_found(f"没有读到近 {WINDOW.days} 天内发布、需要解读的本级政策文件。", site.unread, site.home)
    elif site.target.kind is Kind.DEPARTMENT and not found and not _has_any(site):
        yield _of_department(site, [group[0] for group in copies.values()])
    else:
        for subject, group in copies.items():
            yield _judge(site, group, found.get(subject, []))


def _has_any(site: Site) -> bool:
    return bool(interpretation_channels(site) or site.fact(interpretations))


def _of_department(site: Site, documents: Sequence[Policy]) -> Verdict:
    first = documents[0]
    if site.unread:
        return not_measured(f"{site.unread}，不评判政策文件有无解读。", site.home)
    message = (
        f"本站没有解读栏目和解读页面，近 {WINDOW.days} 天内有 {len(documents)} 件政策文件（如《{first.title}》）未见解读；"
        "部门的解读可能发布在政府门户网站，须人工核实。"
    )
    return unsure(message, first.document.page, quote=first.title)


def _judge(site: Site, copies: Sequence[Policy], found: Sequence[Pair]) -> Verdict:
    policy = copies[0]
    page, title = policy.document.page, policy.title
    sure = next((pair for pair in found if pair.sure), None)
    if sure:
        return passed(f"《{title}》有解读“{sure.interpretation.title}”（{sure.told_by}）。", page, quote=title)
    if any(one.url in site.fact(self_explained) for one in copies):
        return passed(f"《{title}》的页面上有解读。", page, quote=title)
    if policy.published is None:
        return not_measured(f"《{title}》的页面读不到发布日期，不评判有无解读。", page)
    age, _ = workdays_after(policy.published, site.today) if policy.published < site.today else (0, True)
    if age <= GRACE:
        return not_measured(f"《{title}》发布 {age} 个工作日，解读可能尚待发布。", page)
    if reason := unread_interpretations(site, policy.published):
        return not_measured(f"{reason}，不评判《{title}》有无解读。", page)
    if found:
        near = found[0].interpretation
        return unsure(f"“{near.title}”（{near.url}）可能是《{title}》的解读，须人工核实。", page, quote=title)
    return failed(_said(site, policy), page, quote=title)


def _said(site: Site, policy: Policy) -> str:
    columns = interpretation_channels(site)
    count = len(site.fact(interpretations))
    where = f"解读栏目 {len(columns)} 个、解读 {count} 篇" if columns else f"没有解读栏目，全站解读页面 {count} 篇"
    number = f"（{policy.number}）" if policy.number else ""
    return f"《{policy.title}》{number}于 {policy.published} 发布，未见解读：本站{where}，标题、文号和链接均无对应。"
