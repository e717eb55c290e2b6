"""What an account posted, from the files that exporters and feed readers really write.

Columns are found by name, never by position. Times are Beijing time unless they carry a zone of their own.
Formats: wechat-article-exporter (xlsx, json) · weibo-crawler (csv in every mode, json) · wewe-rss and we-mp-rss
(feeds, their database, and its articles as json or csv) · any RSS, Atom or JSON Feed · our own template (xlsx, csv) ·
ranking tables.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler.databases import SQLITE, articles_in
from crawler.exporters import (
    COLUMNS,
    FEED,
    REPOSTS_MISSED,
    RSS,
    WE_MP_MISSES,
    WECHAT_JSON,
    WEIBO_JSON,
    WEWE_MISSES,
    Format,
    MediaError,
    is_ranking,
    recognised,
)  # fmt: skip
from crawler.extracts import EXTRACT, read_extract
from crawler.ledger import Ledger, Post
from crawler.rankings import ranking
from crawler.reading import Reading, Record
from crawler.sheets import SheetError, decode, header_name, stream_sheet

__all__ = ["Ledger", "MediaError", "Post", "read_posts"]


def read_posts(name: str, data: bytes, made: datetime | None = None) -> Ledger:
    """The posts in one file, told apart by content; `name` is for the messages. Raises MediaError.

    `made` is when the file was made: posts of later days cannot be true.
    """
    if data.startswith(EXTRACT):
        return read_extract(data)
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    try:
        if data.startswith(SQLITE):
            shape, records = articles_in(name, data)
            return Reading(name, shape, made).ledger(records)
        if head == b"<":
            return _from_feed(name, data, made)
        if head in (b"{", b"["):
            return _from_json(name, decode(name, data), made)
        return _from_sheet(name, data, made)
    except SheetError as problem:
        raise MediaError(str(problem)) from problem


def _from_sheet(name: str, data: bytes, made: datetime | None) -> Ledger:
    sheet = stream_sheet(name, data, COLUMNS)
    spelled = {header_name(column): column for column in sorted(COLUMNS)}
    header = tuple(column if column in COLUMNS else spelled.get(header_name(column), column) for column in sheet.header)
    if is_ranking(header):
        return ranking(name, header, sheet.rows, made)
    shape = recognised(name, header)
    at = {column: index for index, column in reversed(list(enumerate(header))) if column in shape.used}

    def records() -> Iterator[tuple[int, Record]]:
        for row in sheet.rows:
            reading.broken = {header[index]: why for index, why in row.broken.items()} if row.broken else {}
            yield row.number, {column: row.cells[index] for column, index in at.items()}

    reading = Reading(name, shape, made, lambda number, column: sheet.place(number, at.get(column, 0)))
    reading.ignored = tuple(dict.fromkeys(column for column in header if column and column not in shape.columns))
    ledger = reading.ledger(records())
    return replace(ledger, misses=REPOSTS_MISSED) if shape.misses_reposts and "是否原创" not in at else ledger


def _from_json(name: str, text: str, made: datetime | None) -> Ledger:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise MediaError(f"“{name}”不是完好的 JSON，请重新导出。") from problem
    account = ""
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        about = f"{whole.get('title')} {whole.get('home_page_url')} {whole.get('feed_url')} {whole.get('generator')}"
        items, shape = whole["items"], _made_by(about, FEED)
    elif isinstance(whole, dict) and isinstance(whole.get("weibo"), list):
        user = whole.get("user")
        account = str(user.get("screen_name") or "") if isinstance(user, dict) else ""
        items, shape = whole["weibo"], WEIBO_JSON
    elif isinstance(whole, list):
        columns = dict.fromkeys(key for item in whole if isinstance(item, dict) for key in item)
        items, shape = whole, recognised(name, tuple(columns)) if whole else WECHAT_JSON
    else:
        raise MediaError(f"“{name}”不是认得的导出文件：JSON 里没有文章列表。")
    keys = dict.fromkeys(key for item in items if isinstance(item, dict) for key in item)
    reading = Reading(name, shape, made, account=account)
    reading.ignored = tuple(key for key in keys if key not in shape.columns)
    ledger = reading.ledger((i, _flat(item)) for i, item in enumerate(items, 1))
    # Without a single repost nobody can tell whether they were asked for.
    return replace(ledger, misses=REPOSTS_MISSED) if shape.misses_reposts and "retweet" not in keys else ledger


def _flat(item: Any) -> Record:
    if not isinstance(item, dict):
        return {}
    flat = {
        key: "" if value is None else str(value) for key, value in item.items() if not isinstance(value, dict | list)
    }
    if "full_created_at" in item:
        flat["是否原创"] = str("retweet" not in item)
    return flat


def _from_feed(name: str, data: bytes, made: datetime | None) -> Ledger:
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(io.BytesIO(data))
    if not feed.version:
        raise MediaError(f"“{name}”不是认得的导出文件：既不是 RSS，也不是 Atom，可能是一张网页，请重新导出。")
    shape = _made_by(f"{feed.feed.get('generator')} {feed.feed.get('title')} {feed.feed.get('link')}", RSS)
    return Reading(name, shape, made).ledger((i, _entry(entry)) for i, entry in enumerate(feed.entries, 1))


def _entry(entry: dict[str, Any]) -> Record:
    record = {key: str(dict.get(entry, key) or "") for key in RSS.used if key != "content"}
    content = dict.get(entry, "content") or []
    return record | {"content": str(content[0].get("value") or "") if content else ""}


def _made_by(about: str, shape: Format) -> Format:
    """The feed's format, with the exporter that serves it."""
    if re.search(r"wewe-?rss|/feeds/(all|MP_WXS_)", about, re.IGNORECASE):
        return replace(shape, source="wewe-rss", misses=f"{WEWE_MISSES}；{shape.misses}")
    if re.search(r"mp-we-rss|we-mp-rss", about, re.IGNORECASE):
        return replace(shape, source="we-mp-rss", misses=f"{WE_MP_MISSES}；{shape.misses}")
    return shape
