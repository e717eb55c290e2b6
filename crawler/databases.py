"""The article tables of wewe-rss and we-mp-rss, out of their SQLite files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from crawler.exporters import FORMATS, Format, MediaError, recognised

SQLITE = b"SQLite format 3\0"
_KNOWN = sorted({column for shape in FORMATS if shape.source in ("wewe-rss", "we-mp-rss") for column in shape.used})


def articles_in(name: str, data: bytes) -> tuple[Format, Iterator[tuple[int, dict[str, str]]]]:
    """The format, and the articles by their number in the table, with their accounts' names. Raises MediaError."""
    base = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        # Written with a log beside it, a copy without the log cannot be opened; as an ordinary file it can.
        base.deserialize(data[:18] + b"\1\1" + data[20:])
        columns = {
            table: [row[1] for row in base.execute(f"pragma table_info({table})")] for table in ("articles", "feeds")
        }
    except sqlite3.Error as problem:
        raise _damaged(name) from problem
    if not columns["articles"]:
        raise MediaError(f"“{name}”这个数据库里没有 articles 表，请给出 wewe-rss 或 we-mp-rss 的数据库文件。")
    shape = recognised(name, tuple(columns["articles"]))
    asked = [column for column in _KNOWN if column in columns["articles"]]
    named = {"id", "mp_name"} <= set(columns["feeds"]) and "mp_id" in columns["articles"]
    fields = ", ".join([f"articles.{column}" for column in asked] + ["feeds.mp_name"] * named)
    join = " left join feeds on feeds.id = articles.mp_id" if named else ""
    query = f"select {fields} from articles{join} order by articles.rowid"
    return shape, _rows(name, base, query, [*asked, *["mp_name"] * named])


def _rows(name: str, base: sqlite3.Connection, query: str, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        for number, row in enumerate(base.execute(query), 1):
            yield number, {c: "" if v is None else str(v).strip() for c, v in zip(columns, row, strict=True)}
    except sqlite3.Error as problem:
        raise _damaged(name) from problem
    finally:
        base.close()


def _damaged(name: str) -> MediaError:
    return MediaError(f"“{name}”这个数据库打不开，文件可能已损坏；请停止采集程序后重新复制。")
