"""A normative document does not say whether it is in force, or an abolished one is not marked.

Who acts on a document that was abolished long ago was misled by the site that shows it.

Fails          when a normative document (a number of the 规 kind, or a column of 规范性文件) shows no 效力状况 or 有效性 in
               its header, its page, the lists that name it or the name of its column; or when a notice or a later document of
               the same site abolished it, or its own 有效期 is over, and nothing marks it so.
Unsure         when it only states a term (有效期至 …) that is not over, and no status; when the abolition may mean
               another version of the same title.
Not measured   when a script writes the status, or a mark may stand in a list that was not read.
Not applicable when no normative document was found.
Blind spots    marks that are a picture without a name; abolition by notices in attachments or on other sites.
Item           none; `url` is the document's page.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.abolitions import Ended, ended, states_term
from checks.facts.policies import Policy, policies
from checks.facts.validities import Shown, shown_validities
from checks.rule import Verdict, failed, not_found, not_measured, passed, rule, unsure
from checks.site import Site

_SCRIPT = "[脚本]"


@rule(
    title="规范性文件未标注有效性",
    basis="《政府信息公开条例》第二十条第（一）项；苏政办发〔2020〕65号 三（一）：规范性文件集中公开、动态更新；政府信息公开目录元数据“效力状况”",
    fix="为规范性文件标注效力状况（有效、失效、废止），已废止或有效期届满的及时改标。",
)
def validity_missing(site: Site) -> Iterator[Verdict]:
    normative = [policy for policy in site.fact(policies) if policy.normative and policy.own]
    if not normative:
        yield not_found("没有读到行政规范性文件。", site.unread, site.home)
        return
    shown, over = site.fact(shown_validities), site.fact(ended)
    for policy in normative:
        if policy.url in over:
            yield _of_ended(site, policy, shown[policy.url], over[policy.url])
        else:
            yield _of_standing(site, policy, shown[policy.url])


def _of_ended(site: Site, policy: Policy, shown: list[Shown], end: Ended) -> Verdict:
    page, title = policy.document.page, policy.title
    marked = next((one for one in shown if one.gone), None)
    if marked:
        return passed(f"《{title}》已终止，{marked.where}标为“{marked.words}”。", page, quote=marked.words)
    own = end.document is policy.document
    why = (
        f"写明“{end.quote}”，有效期已于 {end.since} 届满"
        if own
        else f"已被废止（{end.document.page.url}：“{end.quote}”）"
    )
    calls = f"{shown[0].where}仍标为“{shown[0].words}”" if shown else "页面和列表没有标注废止或失效"
    said = f"《{title}》{why}，{calls}"
    here = next((one.words for one in shown if one.where in ("元数据表头", "页面")), title)
    quote = end.quote if own else here
    if any(one.words == _SCRIPT for one in shown):
        return not_measured(f"《{title}》的效力状况由脚本写出，没有读到。", page)
    if not shown and site.unread:
        return not_measured(f"{site.unread}，不评判《{title}》是否标注废止。", page)
    if not end.sure:
        return unsure(f"{said}；所废止的可能是同名的其他文件，须人工核实。", page, quote=quote)
    return failed(f"{said}。", page, quote=quote)


def _of_standing(site: Site, policy: Policy, shown: list[Shown]) -> Verdict:
    page, title = policy.document.page, policy.title
    if shown and shown[0].words == _SCRIPT:
        return not_measured(f"《{title}》的效力状况由脚本写出，没有读到。", page)
    if shown:
        return passed(f"《{title}》{shown[0].where}标注“{shown[0].words}”。", page, quote=shown[0].words)
    if site.unread:
        return not_measured(f"{site.unread}，标注可能在没有读到的列表中，不评判《{title}》。", page)
    number = f"（{policy.number}）" if policy.number else ""
    said = f"《{title}》{number}是规范性文件，元数据表头、页面和列表都没有标注效力状况"
    if term := states_term(policy):
        return unsure(f"{said}，只在正文写明“{term}”，须人工核实。", page, quote=term)
    return failed(f"{said}。", page, quote=policy.number or title)
