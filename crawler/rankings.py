"""Ranking tables: one row an account, sums of a period, no single post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from crawler.exporters import RANKING, RANKING_MISSES, MediaError, parse_count
from crawler.ledger import Counts, Ledger, Total
from crawler.sheets import Row


def ranking(name: str, header: tuple[str, ...], rows: Iterable[Row], made: datetime | None) -> Ledger:
    """Raises MediaError when no column names the accounts."""
    at = {field: next((header.index(one) for one in names if one in header), None) for field, names in RANKING.items()}
    owner = at["account"]
    if owner is None:
        raise MediaError(f"“{name}”缺少列“{'”或“'.join(RANKING['account'])}”，榜单要写明每一行是哪个账号。")
    kept: dict[str, Total] = {}
    refused, repeated = [], 0
    for row in rows:
        account = row.cells[owner]
        counts = {field: _count(row, index) for field, index in at.items()}
        if not account or (counts["posts"][0] is None and counts["reads"][0] is None):
            why = "发布篇数和总阅读数都读不出数" if account else "账号是空的"
            refused.append(f"第{row.number}行：{why}，此行未计入。")
            continue
        repeated += account in kept
        kept[account] = Total(
            account, counts["posts"][0], *counts["reads"], counts["likes"][0], row.number, f"ranking：{name}"
        )
    used = {index for index in at.values() if index is not None}
    return Ledger(
        source="ranking",
        misses=RANKING_MISSES,
        posts=(),
        refused=tuple(refused),
        counts=Counts(len(kept), len(refused), repeated),
        totals=tuple(kept.values()),
        ignored=tuple(column for i, column in enumerate(header) if column and i not in used),
        collected_at=made,
    )


def _count(row: Row, index: int | None) -> tuple[int | None, bool]:
    return (None, False) if index is None else parse_count(row.cells[index])
