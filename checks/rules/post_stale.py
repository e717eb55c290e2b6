"""An account has posted nothing recently.

An account that stands still is a 僵尸 account; better closed than silent.

Fails          when the newest post of a complete source is more than MAX_AGE days older than the day of judgement.
Unsure         when the source is known to miss posts (feeds), when its file holds no post at all, or was made so early
               that later posts may have followed.
Not measured   without an exporter's file.
Blind spots    posts that the exporter could not see; the day of judgement is the day the file was made unless one is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from checks.facts.dates import local_day
from checks.facts.listed_posts import posts
from checks.rule import ACCOUNTS, Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site

MAX_AGE = timedelta(days=14)
"""国办秘函〔2019〕19号: no update in the two weeks before the check."""


@rule(
    title="新媒体账号不更新",
    basis="国办秘函〔2019〕19号 政务新媒体单项否决“内容不更新”：监测时间点前2周内无更新；江苏按“内容更新不及时”扣分",
    fix="账号至少每两周更新一次；无力维护的按程序备案关停或整合。",
    kinds=ACCOUNTS,
    reads_pages=False,
)
def post_stale(site: Site) -> Iterator[Verdict]:
    if not site.ledgers:
        yield not_measured("名单没有给出该账号的数据文件，无法评判更新。")
        return
    listed = site.fact(posts)
    complete = [local_day(page.fetched_at) for page, ledger in site.ledgers if ledger.complete]
    file = site.ledgers[0][0]
    if not listed:
        yield unsure(f"数据文件“{file.detail}”中没有评判日 {site.today} 之前的发文，须人工核实。", file)
        return
    newest, page = listed[0].post, listed[0].page
    day = newest.published.date()
    said = f"最新发文《{newest.title}》发布于 {day}，距评判日 {site.today} 已 {(site.today - day).days} 天（限 {MAX_AGE.days} 天）。"
    if lost := sum(ledger.counts.refused for _, ledger in site.ledgers):
        said += f"数据文件另有 {lost} 行无法读取，未计入。"
    judge: Callable[..., Verdict] = failed
    if site.today - day <= MAX_AGE:
        judge = passed
    elif not complete:
        judge, said = unsure, said + "数据来源可能漏采发文，须人工核实。"
    elif max(complete) - day <= MAX_AGE:
        judge, said = unsure, said + f"数据文件导出于 {max(complete)}，其后的发文无从得知，须人工核实。"
    elif lost:
        judge, said = unsure, said + "须人工核实。"
    verdict = judge(said, page, quote=newest.quote, place=page.detail)
    yield replace(verdict, url=newest.url)
