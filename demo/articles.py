"""What the county publishes: columns and articles as the content files have them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from demo.pages import HERE

WRITTEN = timedelta(days=8)
"""From making a document to publishing it, unless its row says otherwise: always within 20 working days."""


@dataclass(frozen=True, slots=True)
class Article:
    """One row of a content file. `record` changes fields of the header table, `absent` leaves some out."""

    id: int
    column: str
    published: date
    title: str
    path: str = ""
    prose: str = "notice"
    source: str = ""
    body: tuple[str, ...] = ()
    html: str = ""
    made: date | None = None
    sign: tuple[str, ...] = ()
    report: str = ""
    """The organ whose annual report this is."""
    slip: str = ""
    """What is wrong or odd with that report, see `demo.report`."""
    record: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    pinned: bool = False
    """Stands first in its list, whatever its date."""
    shown_title: str = ""
    """HTML of the visible title, when it is not the title."""
    shown_date: str = ""
    head: str = ""
    """Written in place of the generated tags."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """Changed tags; the value `-` leaves a tag out."""
    tags_after: tuple[tuple[str, str], ...] = ()
    """Tags written once more."""

    @property
    def day(self) -> str:
        return self.published.isoformat()

    @property
    def written(self) -> date:
        return self.made or self.published - WRITTEN

    @property
    def paragraphs(self) -> tuple[str, ...]:
        if self.body or self.report:
            return self.body
        pool = prose()[self.prose]
        if self.prose in ("policy", "guide", "reading"):
            return tuple(pool)
        start = self.id % len(pool)
        return (self.title + "。", pool[start], pool[(start + 1) % len(pool)])


def article_from(row: Mapping[str, Any]) -> Article:
    row = dict(row)
    row["published"] = date.fromisoformat(row.pop("date"))
    if "made" in row:
        row["made"] = date.fromisoformat(row["made"])
    for name in ("body", "sign", "absent"):
        if name in row:
            row[name] = tuple(row[name])
    if "tags_after" in row:
        row["tags_after"] = tuple((name, value) for name, value in row["tags_after"])
    return Article(**{**row, "column": str(row["column"])})


def content(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "content" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def prose() -> dict[str, list[str]]:
    return content("prose")


def page_tags(base: list[tuple[str, str]], article: Article | None = None) -> list[tuple[str, str]]:
    """The page's tags with what an article changes, leaves out and repeats."""
    if article is None:
        return base
    changed = [(name, article.tags.get(name, value)) for name, value in base]
    return [pair for pair in changed if pair[1] != "-"] + list(article.tags_after)
