"""Rows of an exporter's file made into posts; what becomes of every row is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.exporters import WECHAT, Format, parse_count, parse_time
from crawler.ledger import Counts, Ledger, Post, in_order

UNTITLED = "（无标题）"
SENTENCES = 1000
"""More refused rows than this are only counted: a file of a million broken rows must not fill the memory."""
CLOCKS_APART = timedelta(days=1)
"""Our default: computers' clocks and a file's date may be this far off before a post counts as from the future."""
CEILING = 100_001
"""What WeChat's interface gives for reads that the reader sees as 10万+."""
_YES = ("原创", "是", "true", "1", "yes")

Record = Mapping[str, str]
"""Column → text; "" where the cell is empty."""


def _item_place(number: int, column: str) -> str:
    return f"第{number}条的 {column}"


@dataclass(slots=True)
class Reading:
    """One pass over a file."""

    file: str
    shape: Format
    made: datetime | None = None
    place: Callable[[int, str], str] = _item_place
    account: str = ""
    """Whose file it is, where the file says so once for all."""
    broken: Mapping[str, str] = field(default_factory=dict)
    """Of the row at hand: column → why its cell has no usable value."""
    ignored: tuple[str, ...] = ()
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusals: int = 0
    repeated: int = 0

    def ledger(self, records: Iterable[tuple[int, Record]]) -> Ledger:
        kept: dict[tuple[object, ...], Post] = {}
        for number, record in records:
            post = self.post(number, record)
            if post is None:
                continue
            # An appending exporter writes a post again when it sees it again: the later row has the later counts.
            key = (post.account, post.url or post.id or number, post.title, post.published)
            self.repeated += kept.pop(key, None) is not None
            kept[key] = post
        posts = self.owned(list(kept.values()))
        if self.refusals > len(self.refused):
            self.refused.append(f"另有 {self.refusals - len(self.refused)} 行同样没有计入，不再逐行列出。")
        return Ledger(
            source=self.shape.source,
            misses=self.shape.misses,
            posts=in_order(posts),
            refused=tuple(self.refused),
            counts=Counts(len(posts), self.refusals, self.repeated),
            ignored=self.ignored,
            notes=tuple(self.notes),
            collected_at=self.made,
        )

    def post(self, number: int, record: Record) -> Post | None:
        published = self.time(number, record)
        if published is None:
            return None
        title = " ".join(_first(record, self.shape.title)[1].split())
        ident = _first(record, self.shape.id)[1]
        url = _first(record, self.shape.url)[1] or (ident and self.shape.address and self.shape.address + ident)
        if not title and not url:
            self.refuse(number, self.shape.title[0], "标题和链接都是空的")
            return None
        reads, capped = self.count(number, record, self.shape.reads)
        if reads == CEILING and self.shape.source == WECHAT:
            reads, capped = CEILING - 1, True
        likes, comments, shares = (
            self.count(number, record, columns)[0]
            for columns in (self.shape.likes, self.shape.comments, self.shape.shares)
        )
        return Post(
            title or UNTITLED, url, published, reads, capped, likes, comments, shares,
            original=_original(record, self.shape),
            row=number,
            account=_first(record, self.shape.account)[1] or self.account,
            id=ident,
            text=_first(record, self.shape.text)[1],
            source=f"{self.shape.source}：{self.file}",
            collected_at=self.made,
        )  # fmt: skip

    def time(self, number: int, record: Record) -> datetime | None:
        """When it was published; None when that cannot be, and the row is then refused."""
        column, written = _first(record, self.shape.published)
        try:
            published = parse_time(written)
        except ValueError:
            why = f"时间“{written[:40]}”读不懂，应形如 2026-03-05 09:30" if written else "没有发布时间"
            self.refuse(number, column, self.broken.get(column, why))
            return None
        if self.made and published > self.made + CLOCKS_APART:
            why = f"发布时间 {published:%Y-%m-%d %H:%M} 晚于文件生成的时间 {self.made:%Y-%m-%d}"
            self.refuse(number, column, why)
            return None
        return published

    def count(self, number: int, record: Record, columns: tuple[str, ...]) -> tuple[int | None, bool]:
        """A count and whether it is a floor; what is no count is told and left blank."""
        column, written = _first(record, columns)
        if not written and column not in self.broken:
            return None, False
        found = parse_count(written)
        if found[0] is None and len(self.notes) < SENTENCES:
            why = self.broken.get(column, f"“{written[:40]}”不是数")
            self.notes.append(f"{self.place(number, column)}：{why}，按没有填写处理。")
        return found

    def owned(self, posts: list[Post]) -> list[Post]:
        """In a file of several accounts a post without an account is nobody's."""
        if len({post.account for post in posts} - {""}) < 2:
            return posts
        for post in (post for post in posts if not post.account):
            self.refuse(
                post.row, self.shape.account[0], "账号是空的，而文件里有多个账号；合并的单元格请取消合并、逐行填写"
            )
        return [post for post in posts if post.account]

    def refuse(self, number: int, column: str, why: str) -> None:
        self.refusals += 1
        if len(self.refused) < SENTENCES:
            self.refused.append(f"{self.place(number, column)}：{why}，此行未计入。")


def _first(record: Record, columns: tuple[str, ...]) -> tuple[str, str]:
    """The first of the columns that is filled, and its text; else one that is there, and ""."""
    for column in columns:
        if written := record.get(column):
            return column, written
    return next((column for column in columns if column in record), columns[0] if columns else ""), ""


def _original(record: Record, shape: Format) -> bool | None:
    """None when it is not told; the one exporter that leaves the cell empty means no by it."""
    there = [record[column] for column in shape.original if column in record]
    if not any(there) and not (there and shape.source == WECHAT):
        return None
    return all(text.lower() in _YES for text in there)
