"""What an account posted, whoever exported it: posts, where they came from, and what the source may have missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

QUOTE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Post:
    title: str
    """On one line; of a microblog the whole text."""
    url: str
    published: datetime
    """Aware, Beijing time; midnight when the file has only a day."""
    reads: int | None
    reads_at_least: bool
    """The platform shows no more than "10万+": `reads` is a floor."""
    likes: int | None
    comments: int | None
    shares: int | None
    original: bool | None
    row: int
    """In a table as the spreadsheet program shows it; in JSON, feeds and databases the item's number, from 1."""
    account: str = ""
    """Who posted, where the file says so."""
    id: str = ""
    """The platform's own, where the file has it."""
    text: str = ""
    """Body, else summary, as plain as the file has it; "" where it has neither."""
    source: str = ""
    """The exporter and the file: `wechat-article-exporter：青川发布.xlsx`."""
    collected_at: datetime | None = None
    """When the file was made; None when that is not known."""

    @property
    def quote(self) -> str:
        """What proves it: date and title."""
        return f"{self.published:%Y-%m-%d %H:%M} {self.title}"[:QUOTE_LIMIT]

    @property
    def called(self) -> str:
        """In a sentence."""
        return f"《{self.title[:60]}》（{self.published.date()} 发布）"


@dataclass(frozen=True, slots=True)
class Total:
    """What a ranking table says of one account in its period; single posts are not in it."""

    account: str
    posts: int | None
    reads: int | None
    reads_at_least: bool
    likes: int | None
    row: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a file: `rows` = `used` + `refused` + `repeated` + `others`."""

    used: int = 0
    refused: int = 0
    repeated: int = 0
    """The same post again; the later row has the later counts and is the one used."""
    others: int = 0
    """Posts of other accounts in the same file."""

    @property
    def rows(self) -> int:
        return self.used + self.refused + self.repeated + self.others

    def __add__(self, more: Counts) -> Counts:
        return Counts(
            self.used + more.used,
            self.refused + more.refused,
            self.repeated + more.repeated,
            self.others + more.others,
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    source: str
    """wechat-article-exporter · weibo-crawler · we-mp-rss · wewe-rss · feed · template · ranking."""
    misses: str
    """Chinese: which posts the source is known to miss; "" when it is known to miss none."""
    posts: tuple[Post, ...]
    """Newest first; at the same time, by row."""
    refused: tuple[str, ...] = ()
    """A Chinese sentence for each row that could not be used; beyond the first thousand they are only counted."""
    counts: Counts = field(default_factory=Counts)
    totals: tuple[Total, ...] = ()
    ignored: tuple[str, ...] = ()
    """Columns of the file that mean nothing here, in their order."""
    notes: tuple[str, ...] = ()
    """Chinese sentences: cells of used rows that could not be read, at most a thousand."""
    collected_at: datetime | None = None
    """What was posted later is not in it; None when that is not known."""

    @property
    def complete(self) -> bool:
        """False for sources that are known to miss posts: their silence proves nothing."""
        return not self.misses

    def split(self) -> dict[str, Ledger]:
        """Every account's own, by its name; "" for a file that names none."""
        owned: dict[str, tuple[list[Post], list[Total]]] = {}
        for post in self.posts:
            owned.setdefault(post.account, ([], []))[0].append(post)
        for total in self.totals:
            owned.setdefault(total.account, ([], []))[1].append(total)
        return {name: self._only(tuple(posts), tuple(totals)) for name, (posts, totals) in sorted(owned.items())}

    def _only(self, posts: tuple[Post, ...], totals: tuple[Total, ...]) -> Ledger:
        gone = len(self.posts) + len(self.totals) - len(posts) - len(totals)
        counts = replace(self.counts, used=self.counts.used - gone, others=self.counts.others + gone)
        return replace(self, posts=posts, totals=totals, counts=counts)

    @property
    def accounts(self) -> tuple[str, ...]:
        named = {post.account for post in self.posts} | {total.account for total in self.totals}
        return tuple(sorted(named - {""}))

    def of(self, *names: str) -> Ledger:
        """Only the posts of one account, when the file names several; else all of them."""
        if len(self.accounts) < 2:
            return self
        posts = tuple(post for post in self.posts if post.account in names)
        totals = tuple(total for total in self.totals if total.account in names)
        return self._only(posts, totals)


def merged(ledgers: Sequence[Ledger]) -> Ledger:
    """Several files of one account as one; a post that several have is taken from the one made last.

    Complete when one of them is, up to the time that one was made.
    """
    if len(ledgers) == 1:
        return ledgers[0]
    whole = [ledger for ledger in ledgers if ledger.complete]
    made = [ledger.collected_at for ledger in whole or ledgers if ledger.collected_at]
    posts = _once([ledger.posts for ledger in sorted(ledgers, key=_made)])
    counts = sum((ledger.counts for ledger in ledgers), Counts())
    again = sum(len(ledger.posts) for ledger in ledgers) - len(posts)
    return Ledger(
        source="、".join(sorted({ledger.source for ledger in ledgers})),
        misses="" if whole else "；".join(sorted({ledger.misses for ledger in ledgers})),
        posts=in_order(posts),
        refused=tuple(sentence for ledger in ledgers for sentence in ledger.refused),
        counts=replace(counts, used=counts.used - again, repeated=counts.repeated + again),
        totals=tuple(total for ledger in ledgers for total in ledger.totals),
        ignored=tuple(dict.fromkeys(column for ledger in ledgers for column in ledger.ignored)),
        notes=tuple(sentence for ledger in ledgers for sentence in ledger.notes),
        collected_at=max(made, default=None),
    )


def in_order(posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(sorted(posts, key=lambda post: (-post.published.timestamp(), post.source, post.row)))


def _made(ledger: Ledger) -> float:
    return ledger.collected_at.timestamp() if ledger.collected_at else 0.0


def _once(files: Sequence[Sequence[Post]]) -> list[Post]:
    """Each post once, as the last file has it; what that file leaves blank is taken from an earlier one.

    The same post: published in the same minute, with the same id, address or title; where a file has only the day,
    on the same day with the same title. An id or address alone proves nothing: spreadsheets round long ids, and
    people put the account's home page into every row.
    """
    kept: list[Post] = []
    at: dict[tuple[str, str, datetime], int] = {}
    for posts in files:
        found: dict[tuple[str, str, datetime], int] = {}
        for post in posts:
            keys = _marks(post)
            place = next((at[key] for key in keys if key in at), None)
            if place is None:
                place = len(kept)
                kept.append(post)
            else:
                kept[place] = _filled(post, kept[place])
            for key in keys:
                found[key] = place
        at |= found  # only then: within one file two posts may share a title and a minute
    return kept


def _marks(post: Post) -> list[tuple[str, str, datetime]]:
    minute = post.published.replace(second=0, microsecond=0)
    day = minute.replace(hour=0, minute=0)
    marks = [("id", post.id, minute), ("url", post.url, minute), ("title", post.title, minute)]
    if minute == day:
        marks.append(("day", post.title, day))
    return [mark for mark in marks if mark[1]]


def _filled(new: Post, old: Post) -> Post:
    """The later state of a post, with what only the earlier one tells."""
    blank = {
        name: getattr(old, name)
        for name in ("reads", "likes", "comments", "shares", "original", "url", "id", "text", "account")
        if getattr(new, name) in (None, "")
    }
    if "reads" in blank:
        blank["reads_at_least"] = old.reads_at_least
    return replace(new, **blank)
