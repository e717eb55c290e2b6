"""A column that must be kept up has nothing recent.

Columns of news fall silent first; columns of notices and policy documents may rest longer.

Fails          when the newest item of a column of the 动态要闻 kind is more than NEWS_AGE old, or that of a
               通知公告 / 政策文件 column is older than NOTICES_MONTHS months. One finding a column.
Unsure         when a column's items show no day, or only part of a list that is not ordered by day was read.
Not measured   when the site has no such column, or the column's list could not be read.
Blind spots    the kind is told by the column's name; a column with a rhythm of its own is left to `channel_dormant`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checks.facts.channel_kinds import ChannelKind
from checks.facts.channels import Channel, Reading
from checks.facts.dates import months_before
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site

NEWS_AGE = timedelta(days=14)
NOTICES_MONTHS = 6
"""国办秘函〔2019〕19号: 动态、要闻类 two weeks; 通知公告、政策文件类 six months."""


@rule(
    title="栏目不更新",
    basis="国办秘函〔2019〕19号 单项否决“栏目不更新”：动态、要闻类2周内未更新，通知公告、政策文件类6个月内未更新",
    fix="恢复栏目更新；确无内容的栏目予以合并、下线或归档。",
)
def channel_stale(site: Site) -> Iterator[Verdict]:
    kept = [channel for channel in site.channels if channel.kind is not ChannelKind.OTHER]
    if not kept:
        yield not_measured("没有识别出动态要闻类或通知公告、政策文件类栏目。", site.home)
    for channel in kept:
        yield _judge(site, channel)


def _judge(site: Site, channel: Channel) -> Verdict:
    page, name = channel.document.page, channel.name
    if channel.reading is not Reading.READ:
        return not_measured(f"栏目“{name}”没有读到自己的列表，不评判其更新。", page, item=name)
    days = [item for item in channel.items if item.published and item.published.day <= site.today]
    newest = max(
        days, key=lambda item: (item.published.day if item.published else site.today, item.title), default=None
    )
    if newest is None or newest.published is None:
        return unsure(f"栏目“{name}”读到 {len(channel.items)} 条信息，但未读到日期，须人工核实。", page, item=name)
    since = months_before(site.today, NOTICES_MONTHS) if channel.kind is ChannelKind.NOTICES else site.today - NEWS_AGE
    term = f"{NOTICES_MONTHS} 个月" if channel.kind is ChannelKind.NOTICES else f"{NEWS_AGE.days} 天"
    day = newest.published.day
    said = f"栏目“{name}”最新信息《{newest.title}》发布于 {day}，距评判日 {site.today} 已 {(site.today - day).days} 天（限 {term}）。"
    quote = f"{newest.title} {newest.published.quote}"
    if day >= since:
        return passed(said, page, quote=quote, item=name)
    if channel.partly and not channel.newest_first:
        return unsure(said + "列表未按日期排列且未读完，须人工核实。", page, quote=quote, item=name)
    return failed(said, page, quote=quote, item=name)
