"""An account was silent for more than two weeks at a stretch within the year.

An account that wakes for the day of the inspection and sleeps again afterwards serves nobody.

Fails          when two posts of a complete source that follow each other lie more than MAX_GAP days apart.
Unsure         when only sources that are known to miss posts (feeds) reach over such a gap, or lines of a file that could
               not be read may have filled it.
Not measured   without an exporter's file, or with fewer than two posts that one file reaches over.
Blind spots    posts that were deleted before the export, or that the exporter could not see; spans between the end of one
               file and the beginning of another are not judged. Silence up to the day of judgement is post_stale's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from checks.facts.listed_posts import Gap, gaps
from checks.rule import ACCOUNTS, Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site

MAX_GAP = timedelta(days=14)
"""国办秘函〔2019〕19号 “2周内无更新”, applied to any two weeks of the year: our default."""
_NAMED = 3


@rule(
    title="新媒体账号间断更新",
    basis="国办秘函〔2019〕19号 政务新媒体“内容不更新”（2周）；国办发〔2018〕123号 整治“僵尸”“睡眠”账号",
    fix="按不超过两周的间隔安排发布，节假日和人员变动期间也要保证更新；无力维护的按程序整合或关停。",
    kinds=ACCOUNTS,
    certain=False,
    reads_pages=False,
)
def account_silent(site: Site) -> Iterator[Verdict]:
    if not site.ledgers:
        yield not_measured("名单没有给出该账号的数据文件，无法评判更新间隔。")
        return
    found, file = site.fact(gaps), site.ledgers[0][0]
    if not found:
        yield not_measured("数据文件中一年内前后相继的发文不足两篇，无法评判更新间隔。", file)
        return
    longest = max(found, key=lambda gap: gap.days)
    first, last = found[-1].before.post.published.date(), found[0].after.post.published.date()
    period = f"在 {first} 至 {last} 的 {len(found) + 1} 篇发文中"
    over = [gap for gap in found if gap.days > MAX_GAP.days]
    if over:
        yield _said(site, over, period)
    else:
        said = f"{period}，前后两篇最长间隔 {longest.days} 天（限 {MAX_GAP.days} 天）。"
        yield passed(said, longest.after.page, quote=longest.after.post.quote)


def _said(site: Site, over: list[Gap], period: str) -> Verdict:
    """One verdict of all gaps: the longest that is proven, with its two posts."""
    proven = [gap for gap in over if gap.complete]
    longest = max(proven or over, key=lambda gap: gap.days)
    before, after = longest.before.post, longest.after.post
    said = (
        f"{period}，有 {len(over)} 处间隔超过 {MAX_GAP.days} 天，其中《{before.title[:40]}》（{before.published.date()}）之后 "
        f"{longest.days} 天才发布《{after.title[:40]}》（{after.published.date()}）{after.url}"
    )
    others = [
        f"{gap.before.post.published.date()} 至 {gap.after.post.published.date()}" for gap in over if gap is not longest
    ]
    also = f"；另有 {'、'.join(others[:_NAMED])}{'等' if len(others) > _NAMED else ''}" if others else ""
    source = f"（据“{longest.after.page.detail}”）。"
    lost = sum(ledger.counts.refused for _, ledger in site.ledgers)
    judge: Callable[..., Verdict] = failed
    if not proven:
        misses = "；".join(sorted({ledger.misses for _, ledger in site.ledgers if ledger.misses}))
        judge, source = unsure, source + f"数据来源可能漏采发文（{misses}），须人工核实。"
    elif lost:
        judge, source = unsure, source + f"数据文件另有 {lost} 行没有计入，须人工核实。"
    verdict = judge(said + also + source, longest.after.page, quote=f"{before.quote}　{after.quote}")
    return replace(verdict, url=after.url, place=longest.after.page.detail)
