"""A guide to a service lacks half of what it must say.

Who reads it still has to telephone, or to come twice.

Fails          when LACKING or more of the eight element classes (事项名称 设定依据 申请条件 办理材料 办理地点 办理时间 联系电话 办理流程)
               are neither labelled nor said in the text, or have a label and nothing to it. One finding a guide; a
               suspicion where fewer than FEW are labelled.
Not applicable when the crawl read no guide of the site's own.
Not measured   when the guide is a file, a picture or drawn by script, or one page holds several guides.
Blind spots    judged is only what is surely one service's guide: a page so called with labelled elements, or one that
               labels five classes; texts that describe a service in running words are left out.
Item           the guide's name.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.guides import Guide, guides
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site

LACKING = 4
"""国办秘函〔2019〕19号 单项否决“服务不实用”: four classes lacking; how many such guides are a veto is the scheme's business."""

FEW = 2
"""With fewer labelled classes it may be all in running words, so that a person confirms it (our default)."""


@rule(
    title="办事指南要素严重缺失",
    basis="国办秘函〔2019〕19号 单项否决“服务不实用”：办事指南重点要素类别缺失4类及以上",
    fix="按事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程八类要素补齐办事指南。",
)
def guide_incomplete(site: Site) -> Iterator[Verdict]:
    found = site.fact(guides)
    if not found and site.unread:
        yield not_measured(f"没有读到办事指南，{site.unread}。", site.home)
    elif not found:
        yield not_applicable("没有读到本网站自己的办事指南。", site.home)
    for guide in found:
        yield _judge(guide)


def _judge(guide: Guide) -> Verdict:
    page = guide.document.page
    if guide.unclear:
        return not_measured(f"《{guide.name}》{guide.unclear}，不评判要素。", page, item=guide.name)
    names = [one.name for one in guide.lacking]
    if len(names) < LACKING:
        return passed(f"《{guide.name}》八类要素缺 {len(names)} 类（限 {LACKING - 1} 类）。", page, item=guide.name)
    has = "、".join(one.name for one in guide.elements if not one.lacking)
    said = f"《{guide.name}》八类要素缺 {len(names)} 类（{'、'.join(names)}），达到 {LACKING} 类{guide.remarks}。"
    quote = f"{guide.name}；现有要素：{has}"[:200]
    return failed(said, page, quote=quote, item=guide.name, certain=guide.labelled >= FEW)
