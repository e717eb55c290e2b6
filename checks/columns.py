"""A site's columns as rows: what the check stage leaves in DIR/columns.jsonl beside its findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

COLUMNS = "columns.jsonl"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one site, as it was seen."""

    target: str
    name: str
    kind: str
    """By its `ColumnType`, else 动态要闻 or 通知公告、政策文件 by its name, else 其他."""
    kind_by: str
    """标签 or 推断."""
    url: str
    parent: str
    """Address of the column above it; empty when none was told."""
    parent_by: str
    """What told it: 位置导航, 网址 or 链接."""
    path: str
    """Names from the top down to its own."""
    items: int
    """Items of its list that were read."""
    total: int | None
    """How many there are by the page's own word; None when it does not say."""
    newest: str
    """Day of the newest item that was read, YYYY-MM-DD; empty when no day was."""
    reading: str
    """Value of channels.Reading: how much of its list could be read."""
    drawn: bool
    """A browser had to draw the list before it could be read."""
    partly: bool
    """There are further pages of the list that were not read."""


def columns_text(columns: Iterable[Column]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in columns)


def read_columns(folder: Path) -> Iterator[Column]:
    """Of a round, in order; none when the check stage left none."""
    path = folder / COLUMNS
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield Column(**json.loads(line))
