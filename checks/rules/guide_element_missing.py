"""A guide to a service lacks one of the elements that it must have.

One missing telephone number or address is a wasted journey.

Fails          when one to MOST of the eight element classes (事项名称 设定依据 申请条件 办理材料 办理地点 办理时间 联系电话 办理流程)
               are neither labelled nor said in the text, or have a label and nothing to it. One finding an element;
               a guide that lacks more is told by guide_incomplete.
Not applicable when the crawl read no guide of the site's own.
Not measured   when the guide is a file, a picture or drawn by script, or one page holds several guides.
Blind spots    an element that is only pointed to (见附件) counts as there, and so does one that the text implies, such
               as a telephone number in a sentence; judged is only what is surely one service's guide.
Item           the element class.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.guide_elements import Element, State
from checks.facts.guides import Guide, guides
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site

MOST = 3
"""国办秘函〔2019〕19号: from four classes on it is 单项否决“服务不实用”."""


@rule(
    title="办事指南要素缺失",
    basis="国办秘函〔2019〕19号 扣分指标“办事指南”；八类要素见单项否决“服务不实用”",
    fix="补齐办事指南的该项要素，并同步更新政务服务平台上的同一事项。",
)
def guide_element_missing(site: Site) -> Iterator[Verdict]:
    found = site.fact(guides)
    if not found and site.unread:
        yield not_measured(f"没有读到办事指南，{site.unread}。", site.home)
    elif not found:
        yield not_applicable("没有读到本网站自己的办事指南。", site.home)
    for guide in found:
        yield from _judge(guide)


def _judge(guide: Guide) -> Iterator[Verdict]:
    page, lacking = guide.document.page, guide.lacking
    if guide.unclear:
        yield not_measured(f"《{guide.name}》{guide.unclear}，不评判要素。", page)
    elif len(lacking) > MOST:
        yield not_applicable(f"《{guide.name}》缺 {len(lacking)} 类要素，按要素严重缺失计。", page)
    elif not lacking:
        yield passed(f"《{guide.name}》八类要素齐全{guide.remarks}。", page)
    else:
        yield from (_said(guide, one) for one in lacking)


def _said(guide: Guide, element: Element) -> Verdict:
    has = "、".join(one.name for one in guide.elements if not one.lacking)
    what = f"有“{element.label}”而无内容" if element.state is State.EMPTY else f"未写明{element.name}"
    said = f"《{guide.name}》{what}，八类要素共缺 {len(guide.lacking)} 类{guide.remarks}。"
    return failed(said, guide.document.page, quote=f"{guide.name}；现有要素：{has}"[:200], item=element.name)
