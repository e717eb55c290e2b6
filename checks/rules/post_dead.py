"""A post's public link shows that the post is gone.

What was announced and then taken away, or shut by the platform, is a dead link to everyone who kept it.

Fails          when the public page of a post says that it was deleted, or shut for a violation; as a suspicion when it
               only cannot be seen, which may pass.
Unsure         never.
Not measured   when no link was asked for (`--check-posts`), or the platform let the program see none of them: a check of
               who asks (环境异常, 访客系统), a time-out or a refusal says nothing of a post.
Blind spots    only links of mp.weixin.qq.com and weibo, the newest of each account; posts that the ledger does not have.
Item           what became of the post: deleted, violating, unavailable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from checks.facts.listed_posts import Listed, posts
from checks.facts.post_pages import PostPage, State, post_pages
from checks.rule import ACCOUNTS, Verdict, failed, not_measured, passed, rule
from checks.site import Site

_DEAD = (State.DELETED, State.VIOLATING, State.UNAVAILABLE)


@rule(
    title="推文失效",
    basis="国办秘函〔2019〕19号 政务新媒体检查指标；国办发〔2018〕123号 严格内容发布审核、先审后发",
    fix="核对删除或被屏蔽的原因，属误发的完善先审后发，仍有效的信息重新发布并更新引用它的链接。",
    kinds=ACCOUNTS,
    reads_pages=False,
)
def post_dead(site: Site) -> Iterator[Verdict]:
    pages = site.fact(post_pages)
    by_link: dict[str, Listed] = {}
    for one in site.fact(posts):
        by_link.setdefault(one.post.url, one)
    states = Counter(found.state for found in pages.values())
    for url, found in pages.items():
        if found.state in _DEAD:
            yield _said(url, found, by_link.get(url))
    unknown = states[State.CHALLENGE] + states[State.UNKNOWN]
    unseen = f"另有 {unknown} 条因平台要求验证或没有应答而未测得。" if unknown else ""
    if not pages:
        yield not_measured("没有检查推文的公开链接（采集时加 --check-posts）。")
    elif not states[State.OK] and not any(states[state] for state in _DEAD):
        first = next(iter(pages.values()))
        yield not_measured(f"检查的 {len(pages)} 条公开链接都因平台要求验证或没有应答而未测得。", first.page)
    elif not any(states[state] for state in _DEAD):
        first = next(found for found in pages.values() if found.state is State.OK)
        yield passed(f"读到的 {states[State.OK]} 条公开链接都能打开。{unseen}", first.page, quote=first.words)


def _said(url: str, found: PostPage, listed: Listed | None) -> Verdict:
    named = listed.post.called if listed else ""
    kept = "" if found.state is not State.UNAVAILABLE else "可能是暂时的，须人工复核。"
    said = f"推文{named}的公开链接显示{found.state.label}：“{found.words}”。{kept}"
    certain = found.state is not State.UNAVAILABLE
    verdict = failed(said, found.page, quote=found.words, item=found.state.value, place=url, certain=certain)
    return replace(verdict, url=url)
