"""A column lists nothing.

A column that was opened and never filled promises what the site does not hold.

Fails          when the column's page answers, lists nothing, holds no text, form or frame of its own, and no script
               of its own could draw a list; or when the page says so itself (暂无信息).
Unsure         when a script that could not be followed may draw the list.
Not measured   when the site shows no column, or a list's own address was not asked or gave nothing.
Blind spots    a list drawn by a script that all pages of the site share is taken for empty only when the page says so
               or other columns of the site list their items in the page; a page without any script draws none.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.channels import Channel, Reading
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site


@rule(
    title="栏目空白",
    basis="国办秘函〔2019〕19号 单项否决“栏目不更新”之空白栏目；国办发〔2017〕47号 不得开设空白栏目",
    fix="补充栏目内容；暂无内容可发布的栏目应下线或合并。",
)
def channel_blank(site: Site) -> Iterator[Verdict]:
    if not site.channels:
        yield not_measured("没有识别出栏目页面。", site.home)
        return
    listed = any(channel.reading is Reading.READ for channel in site.channels)
    for channel in site.channels:
        yield _judge(channel, listed)


def _judge(channel: Channel, listed: bool) -> Verdict:
    page, name = channel.document.page, channel.name
    still = not (channel.document.scripts or channel.document.inline)
    if channel.reading is Reading.EMPTY and (channel.says_empty or listed or still):
        seen = f"页面写明“{channel.says_empty}”" if channel.says_empty else "页面没有任何条目和正文"
        return failed(f"栏目“{name}”为空白栏目：{seen}。", page, quote=channel.says_empty, item=name)
    if channel.reading is Reading.UNREAD:
        return not_measured(f"栏目“{name}”的列表没有采集到，不评判是否空白。", page, item=name)
    if channel.reading in (Reading.EMPTY, Reading.DRAWN):
        return unsure(f"栏目“{name}”未读到任何条目，列表可能由脚本绘制，须人工核实。", page, item=name)
    if channel.reading is Reading.TEXT:
        return passed(f"栏目“{name}”是正文、表单或嵌入页面，不是列表。", page, item=name)
    if channel.reading is Reading.MENU:
        return passed(f"栏目“{name}”是下级栏目的入口。", page, item=name)
    return passed(f"栏目“{name}”有内容（读到 {len(channel.items)} 条）。", page, item=name)
