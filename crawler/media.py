"""What an account posted, from the files that exporters and feed readers really write.

Columns are found by name, never by position. Times are Beijing time unless they carry a zone of their own.
Formats: wechat-article-exporter (xlsx, json) · weibo-crawler (csv in every mode, json) · wewe-rss and we-mp-rss
(feeds, and their articles as json or csv) · any RSS, Atom or JSON Feed · our own template (xlsx, csv).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from crawler.exporters import COLUMNS, FEED, FORMATS, RSS, Format, MediaError, parse_count, parse_time, recognised
from crawler.sheets import SheetError, decode, header_name, parse_sheet

__all__ = ["Ledger", "MediaError", "Post", "read_posts"]

QUOTE_LIMIT = 200
UNTITLED = "（无标题）"


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
    """In a table as the spreadsheet program shows it; in JSON and feeds the item's number, from 1."""
    quote: str
    """What proves it: date and title."""
    account: str = ""
    """Who posted, where the file says so."""


@dataclass(frozen=True, slots=True)
class Ledger:
    source: str
    """wechat-article-exporter · weibo-crawler · we-mp-rss · wewe-rss · feed · template."""
    complete: bool
    """False for sources that are known to miss posts: their silence proves nothing."""
    posts: tuple[Post, ...]
    """Newest first."""
    refused: tuple[str, ...]
    """One Chinese sentence for every row that could not be used; rows of the file = posts + refused."""

    @property
    def accounts(self) -> tuple[str, ...]:
        return tuple(sorted({post.account for post in self.posts if post.account}))

    def of(self, *names: str) -> Ledger:
        """Only the posts of one account, when the file names several; else all of them."""
        if len(self.accounts) < 2:
            return self
        return replace(self, posts=tuple(post for post in self.posts if post.account in names))


_YES = ("原创", "是", "true", "1")

_Record = Mapping[str, str]
_Place = Callable[[int, str], str]


def read_posts(name: str, data: bytes) -> Ledger:
    """The posts in one file, told apart by content; `name` is for the messages. Raises MediaError."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    try:
        if head == b"<":
            return _from_feed(name, data)
        if head in (b"{", b"["):
            return _from_json(name, decode(name, data))
        return _from_sheet(name, data)
    except SheetError as problem:
        raise MediaError(str(problem)) from problem


def _from_sheet(name: str, data: bytes) -> Ledger:
    sheet = parse_sheet(name, data, COLUMNS)
    spelled = {header_name(column): column for column in sorted(COLUMNS)}
    header = tuple(spelled.get(header_name(column), column) for column in sheet.header)
    shape = recognised(name, header)
    at = {column: index for index, column in reversed(list(enumerate(header)))}
    records = [(row.number, {column: row.cells[index] for column, index in at.items()}) for row in sheet.rows]
    return _ledger(shape, records, lambda number, column: sheet.place(number, at[column]))


def _from_json(name: str, text: str) -> Ledger:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise MediaError(f"“{name}”不是完好的 JSON，请重新导出。") from problem
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        about = f"{whole.get('title')} {whole.get('home_page_url')} {whole.get('feed_url')} {whole.get('generator')}"
        items, shape = whole["items"], replace(FEED, source=_maker(about))
    elif isinstance(whole, dict) and isinstance(whole.get("weibo"), list):
        items, shape = whole["weibo"], FORMATS[4]
    elif isinstance(whole, list):
        columns = dict.fromkeys(key for item in whole if isinstance(item, dict) for key in item)
        items, shape = whole, recognised(name, tuple(columns)) if whole else FORMATS[2]
    else:
        raise MediaError(f"“{name}”不是认得的导出文件：JSON 里没有文章列表。")
    records = [(i, _flat(item) if isinstance(item, dict) else {}) for i, item in enumerate(items, 1)]
    return _ledger(shape, records, _item_place)


def _flat(item: Mapping[str, Any]) -> _Record:
    flat = {
        key: "" if value is None else str(value) for key, value in item.items() if not isinstance(value, dict | list)
    }
    if "full_created_at" in item:
        flat["是否原创"] = str("retweet" not in item)
    return flat


def _from_feed(name: str, data: bytes) -> Ledger:
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(io.BytesIO(data))
    if not feed.version:
        raise MediaError(f"“{name}”不是认得的导出文件：既不是 RSS，也不是 Atom，可能是一张网页，请重新导出。")
    shape = replace(
        RSS, source=_maker(f"{feed.feed.get('generator')} {feed.feed.get('title')} {feed.feed.get('link')}")
    )
    wanted = shape.title + shape.published + shape.url
    records = [(i, {key: dict.get(entry, key) or "" for key in wanted}) for i, entry in enumerate(feed.entries, 1)]
    return _ledger(shape, records, _item_place)


def _maker(about: str) -> str:
    if re.search(r"wewe-?rss|/feeds/(all|MP_WXS_)", about, re.IGNORECASE):
        return "wewe-rss"
    return "we-mp-rss" if re.search(r"mp-we-rss|we-mp-rss", about, re.IGNORECASE) else "feed"


def _item_place(number: int, column: str) -> str:
    return f"第{number}条的 {column}"


def _ledger(shape: Format, records: Sequence[tuple[int, _Record]], place: _Place) -> Ledger:
    kept: dict[tuple[object, ...], Post] = {}
    refused: list[tuple[int, str]] = []
    for number, record in records:
        column, written = _first(record, shape.published)
        try:
            published = parse_time(written)
        except ValueError:
            why = f"时间“{written}”读不懂，应形如 2026-03-05 09:30" if written else "没有发布时间"
            refused.append((number, f"{place(number, column)}：{why}，此行未计入。"))
            continue
        post = _post(shape, number, record, published)
        if post.title == UNTITLED and not post.url:
            refused.append((number, f"{place(number, shape.title[0])}：标题和链接都是空的，此行未计入。"))
            continue
        # An appending exporter writes a post again when it sees it again: the later row has the later counts.
        key = (post.url or number, post.title, post.published)
        again = kept.pop(key, None)
        if again:
            refused.append((again.row, f"第{again.row}行与第{number}行是同一篇，只计后一次。"))
        kept[key] = post
    posts = sorted(kept.values(), key=lambda post: (-post.published.timestamp(), post.row))
    return Ledger(shape.source, shape.complete, tuple(posts), tuple(text for _, text in sorted(refused)))


def _first(record: _Record, columns: tuple[str, ...]) -> tuple[str, str]:
    """The first of the columns that is filled, and its text; else one that is there, and ""."""
    there = [column for column in columns if column in record] or list(columns[:1]) or [""]
    return next(((column, record[column]) for column in there if record.get(column)), (there[0], ""))


def _post(shape: Format, number: int, record: _Record, published: datetime) -> Post:
    title = " ".join(_first(record, shape.title)[1].split()) or UNTITLED
    ident = record.get("bid") or record.get("id") or ""
    reads, reads_at_least = parse_count(_first(record, shape.reads)[1])
    likes, comments, shares = (
        parse_count(_first(record, columns)[1])[0] for columns in (shape.likes, shape.comments, shape.shares)
    )
    original = next(
        (record[column].lower() in _YES for column in (*shape.original, "是否原创") if column in record), None
    )
    return Post(
        title=title,
        url=_first(record, shape.url)[1] or (ident and shape.address and shape.address + ident),
        published=published,
        reads=reads,
        reads_at_least=reads_at_least,
        likes=likes,
        comments=comments,
        shares=shares,
        original=original,
        row=number,
        quote=f"{published:%Y-%m-%d %H:%M} {title}"[:QUOTE_LIMIT],
        account=_first(record, shape.account)[1],
    )
