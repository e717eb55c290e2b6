"""The guide to government information lacks one of the nine things that it must tell.

Whoever cannot find the organ's telephone or working hours cannot ask for anything.

Fails          when the guide's pages were read and the words for a slot stand nowhere in them, or stand there with
               nothing behind them (联系电话、传真号码).
Not measured   when no guide was found (platform_off_site says so), when it is a file, a picture or drawn by script,
               when a page of it was not read, or when several slots are missing and it has pictures.
Blind spots    words are taken with much latitude: a slot that is only hinted at passes; whether a number is right is
               not asked.
Item           机构名称 办公地址 办公时间 联系电话 传真号码 互联网联系方式 分类 编排体系 获取方式.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.disclosure_guides import SLOTS, DisclosureGuide, disclosure_guide, excerpt, lacking
from checks.rule import Verdict, failed, not_measured, passed, rule
from checks.site import Site

_SECTION = 3
"""So many slots together may stand in one picture (our default)."""


@rule(
    title="政府信息公开指南要素不全",
    basis="《政府信息公开条例》第十二条：指南包括政府信息的分类、编排体系、获取方式和工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式",
    fix="在政府信息公开指南中补齐所缺要素。",
)
def guide_contact_missing(site: Site) -> Iterator[Verdict]:
    guide = site.fact(disclosure_guide)
    if guide is None or not guide.documents:
        reason = "指南是附件，没有读取" if guide and guide.files else "没有读到政府信息公开指南"
        yield not_measured(f"{reason}，不评判其要素。", site.home)
        return
    page = guide.documents[0].page
    if reason := _illegible(guide):
        yield not_measured(f"{reason}，不评判其要素。", page)
        return
    gaps = lacking(guide)
    for slot in SLOTS:
        if gap := gaps.get(slot.name):
            if reason := _partly(guide, len(gaps)):
                yield not_measured(f"政府信息公开指南未见“{slot.name}”，但{reason}。", page, item=slot.name)
            else:
                said = f"政府信息公开指南（共读 {len(guide.documents)} 个页面）的“{slot.name}”{gap}。"
                yield failed(said, page, quote=excerpt(guide), item=slot.name)
        else:
            yield passed(f"政府信息公开指南有“{slot.name}”。", page, item=slot.name)


def _illegible(guide: DisclosureGuide) -> str:
    if guide.legible:
        return ""
    if guide.unread:
        return guide.unread
    return "指南是附件，没有读取" if guide.files else "指南页面没有读到正文，可能是图片或由脚本绘制"


def _partly(guide: DisclosureGuide, gaps: int) -> str:
    """Why what was not found may stand where nobody looked."""
    if guide.files:
        return f"指南另有附件（{guide.files[0]}），没有读取"
    if guide.pictures and gaps >= _SECTION:
        return "指南页面有图片，可能写在图片里"
    if guide.drawn:
        return "指南页面有框架或由脚本写出的内容，没有读取"
    return guide.unread
