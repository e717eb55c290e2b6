"""A term is written wrong in a post.

A slip in a post is photographed and passed on within the hour; inspections list each one.

Fails          when a post's title or text holds a term of the user's list (`--lexicon`), or one of the built-in set
               phrases written wrong; not where a longer phrase of the white list makes it right.
Not measured   without an exporter's file, or when it holds no post.
Blind spots    pictures, films and comments; texts whose public page was not read (`--check-posts`), of which the title
               alone is searched. What a microblog passes on of others' words, and sentences about how a term is written,
               are let pass. Each term is told once, with its newest post and the number of posts.
Item           the term as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.facts.listed_posts import posts
from checks.facts.post_words import Slip, slips
from checks.rule import ACCOUNTS, Verdict, failed, not_measured, passed, rule
from checks.site import Site
from checks.terms import BUILT_IN, terms_of

_NAMED = 3


@rule(
    title="推文用词表述错误",
    basis="国办秘函〔2019〕19号 政务新媒体单项否决“安全、泄密事故等严重问题”（严重表述错误）；国办发〔2018〕123号 内容审核",
    fix="改正或撤回有误的推文，检查同一来源的其他稿件，落实三审三校。",
    kinds=ACCOUNTS,
    certain=False,
    reads_pages=False,
)
def post_wrong_word(site: Site) -> Iterator[Verdict]:
    listed, found = site.fact(posts), site.fact(slips)
    if not site.ledgers:
        yield not_measured("名单没有给出该账号的数据文件，无法检查用词。")
    elif not listed:
        yield not_measured("数据文件中没有评判日之前的发文，无法检查用词。", site.ledgers[0][0])
    elif not found:
        count = len(terms_of(site.around.lexicon))
        said = f"用 {count} 条词语检查了 {len(listed)} 篇发文，未发现错误表述。"
        yield passed(said, listed[0].page, quote=listed[0].post.quote)
    for slip in found:
        yield _said(slip)


def _said(slip: Slip) -> Verdict:
    entry, first = slip.wording.entry, slip.posts[0].post
    source = f"词库“{entry.source}”" if entry.source != BUILT_IN else ""
    level = f"级别“{entry.level}”" if entry.level else ""
    remark = f"（{'，'.join(part for part in (source, level) if part)}）" if source or level else ""
    advice = f"，建议改为“{entry.suggestion}”" if entry.suggestion else ""
    others = [f"{one.post.published.date()} {one.post.url}".strip() for one in slip.posts[1 : 1 + _NAMED]]
    also = f"，另见 {'、'.join(others)}{'等' if len(slip.posts) > 1 + _NAMED else ''}" if others else ""
    said = (
        f"疑似错误表述“{entry.term}”{remark}{advice}；{len(slip.posts)} 篇发文中出现，"
        f"最近一篇是 {first.published.date()}《{first.title[:60]}》{first.url}{also}。"
    )
    verdict = failed(said, slip.page, quote=slip.wording.sentence, item=entry.term, place=entry.term)
    return replace(verdict, url=first.url)
