"""What an account's posts come to: how many, how regular, how much read; and which tasks of reposting it did."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from checks.accounts import READ_BOUNDS, READ_CLASSES, Account, monday
from checks.facts.dates import local_day
from checks.facts.listed_posts import span_of
from checks.facts.post_pages import post_pages
from checks.facts.tasks import tasks
from crawler.ledger import Ledger, Post, merged

if TYPE_CHECKING:
    from checks.site import Site

TERM = 14
"""Days. 国办秘函〔2019〕19号: no update in the two weeks before the check."""
PERIOD = 365
"""Days up to the day of judgement. Our default: yearly figures are what cities publish."""
WATCH = 10
"""Days of silence from which an account is watched. Our default: four days are left to act."""
FLAGSHIP, NEAR = 1_000_000, 800_000
"""Reads in the period. A million a year is what Suzhou's circulars count; the lower mark is our default."""
Span = tuple[date, date]
"""First and last day."""
_TITLE = 6
"""Characters. A shorter title is looked for only as a whole: as a part it would be found anywhere."""


def ledger(site: Site) -> Ledger | None:
    """All files of the account as one; None without a file."""
    files = [ledger for _, ledger in site.ledgers]
    return merged(files) if files else None


def accounts(site: Site) -> list[Account]:
    """The measures of one account; none of a website, or without a file."""
    whole = site.fact(ledger)
    if not whole:
        return []
    pages = site.fact(post_pages)
    at = sorted(found.page.fetched_at.isoformat() for found in pages.values())
    spans = [span for _, ledger in site.ledgers if (span := span_of(ledger, site.today))]
    own = measured(site.target.id, whole, site.today, site.around.tasks, spans)
    return [
        replace(
            own,
            links=dict(sorted(Counter(found.state.label for found in pages.values()).items())),
            links_from=at[0] if at else "",
            links_to=at[-1] if at else "",
            tried=[task.said for _, task in site.fact(tasks)],
        )
    ]


def measured(
    target: str, whole: Ledger, today: date, titles: Sequence[str] = (), spans: Sequence[Span] = ()
) -> Account:
    """The period ends with the day of judgement or the file, and begins no earlier than the file's first post.

    `spans`: what each file reaches over, where there are several: of the days between them nothing is known.
    """
    until = min(today, local_day(whole.collected_at)) if whole.collected_at else today
    earliest = until - timedelta(days=PERIOD - 1)
    posts = [post for post in whole.posts if earliest <= post.published.date() <= until]
    since = max(earliest, whole.posts[-1].published.date()) if posts else earliest
    reads = _reads(posts, whole)
    return Account(
        target=target,
        since=since.isoformat() if posts or whole.totals else "",
        until=until.isoformat(),
        posts=len(posts) or sum(total.posts or 0 for total in whole.totals),
        flagship=_size(reads["reads"]),
        reposts=reposts(whole.posts, titles),
        **_spread(posts, since, until, spans),
        **_gap(posts, until, spans, known=whole.complete and not whole.counts.refused),
        **reads,
        **_interactions(posts),
        **_silence(whole, until),
        **_sources(whole),
    )


def _silence(whole: Ledger, until: date) -> dict[str, Any]:
    newest = max((day for post in whole.posts if (day := post.published.date()) <= until), default=None)
    silent = (until - newest).days if newest else None
    return {
        "newest": newest.isoformat() if newest else "",
        "silent": silent,
        "watched": silent is not None and WATCH <= silent <= TERM,
    }


def _sources(whole: Ledger) -> dict[str, Any]:
    rows = {name: getattr(whole.counts, name) for name in ("rows", "used", "refused", "repeated")}
    return rows | {"complete": whole.complete, "misses": whole.misses, "sources": whole.source}


def _spread(posts: Sequence[Post], since: date, until: date, spans: Sequence[Span]) -> dict[str, Any]:
    """Over the weeks, over the classes of reads, and how many are original."""
    told = [post.original for post in posts if post.original is not None]
    begin = monday(since)
    weeks = Counter((post.published.date() - begin).days // 7 for post in posts)
    classes = Counter(bisect_right(READ_BOUNDS, post.reads) for post in posts if post.reads is not None)
    return {
        "weeks": [
            weeks[week] or (0 if _known(begin + timedelta(weeks=week), posts, spans) else None)
            for week in range((until - begin).days // 7 + 1)
        ]
        if posts
        else [],
        "read_classes": [classes[place] for place in range(len(READ_CLASSES))],
        "originals": sum(told),
        "told": len(told),
    }


def _known(week: date, posts: Sequence[Post], spans: Sequence[Span]) -> bool:
    """Does a file reach over the whole of an empty week, or is it after the newest post?"""
    last = week + timedelta(days=6)
    return not spans or week > posts[0].published.date() or any(first <= week and last <= end for first, end in spans)


def _gap(posts: Sequence[Post], until: date, spans: Sequence[Span], *, known: bool) -> dict[str, Any]:
    days, begin, end = longest_gap(posts, until, spans)
    return {
        "longest_gap": days,
        "gap_from": begin.isoformat() if begin else "",
        "gap_to": end.isoformat() if end else "",
        "out_of_term": sum(max(0, days - TERM) for days, _, _ in gaps(posts, until, spans))
        if posts and known
        else None,
    }


def _size(reads: int | None) -> str:
    if reads is None or reads < NEAR:
        return ""
    return "旗舰" if reads >= FLAGSHIP else "接近旗舰"


def gaps(posts: Iterable[Post], until: date, spans: Sequence[Span] = ()) -> list[tuple[int, date, date]]:
    """Days from every day with a post to the next one, where a file reaches over them, and from the last to the end."""
    days = sorted({post.published.date() for post in posts})
    return [
        ((after - day).days, day, after)
        for day, after in zip(days, [*days[1:], until], strict=False)
        if not spans or day == days[-1] or any(first <= day and after <= last for first, last in spans)
    ]


def longest_gap(
    posts: Iterable[Post], until: date, spans: Sequence[Span] = ()
) -> tuple[int | None, date | None, date | None]:
    """The first of the longest, with the days between which it lies."""
    found = gaps(posts, until, spans)
    return max(found, key=lambda gap: (gap[0], -gap[1].toordinal())) if found else (None, None, None)


def _reads(posts: Sequence[Post], whole: Ledger) -> dict[str, Any]:
    """Without posts, what a ranking says."""
    counts = [post.reads for post in posts if post.reads is not None]
    if not posts:
        sums = [total.reads for total in whole.totals if total.reads is not None]
        floor = any(total.reads_at_least for total in whole.totals)
        return {"reads": sum(sums) if sums else None, "reads_at_least": floor, "counted": 0}
    floor = bool(counts) and (len(counts) < len(posts) or any(post.reads_at_least for post in posts))
    return {"reads": sum(counts) if counts else None, "reads_at_least": floor, "counted": len(counts)}


def _interactions(posts: Sequence[Post]) -> dict[str, Any]:
    counts = [count for post in posts for count in (post.likes, post.comments, post.shares)]
    known = [count for count in counts if count is not None]
    return {
        "interactions": sum(known) if known else None,
        "interactions_at_least": 0 < len(known) < len(counts),
    }


def reposts(posts: Iterable[Post], titles: Sequence[str]) -> dict[str, str]:
    """Each title → when a post first bore it, alone or with words around it; "" when none did."""
    wanted = {title: _bare(title) for title in titles}
    found = dict.fromkeys(titles, "")
    for post in sorted(posts, key=lambda post: post.published) if titles else ():
        bare = _bare(post.title)
        for title, words in wanted.items():
            if not found[title] and words and (words == bare or (len(words) >= _TITLE and words in bare)):
                found[title] = f"{post.published:%Y-%m-%d %H:%M}"
    return found


def _bare(title: str) -> str:
    """Without marks and spaces: what a repost changes first."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", title)).casefold()
