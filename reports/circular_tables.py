"""The circular's statistics: each class whole, then by region, level and platform, where the roster tells them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crawler.targets import Target
from reports.cells import plain
from reports.rows import Rows
from reports.statistics import Standing, level_order, percent, standing, standings
from reports.targets import TargetRow

UNTOLD = "（未填）"
REGION, LEVEL, PLATFORM = "地区", "层级", "平台"


def breakdowns(rows: Rows) -> tuple[list[dict[str, Any]], list[str]]:
    """Tables, and a sentence for each one that the roster gives no ground for."""
    of = {target.id: target for target in rows.result.targets}
    tables = [_table("总体", [(one.title, one) for one in standings(rows)])]
    left_out = []
    for one in standings(rows):
        members = [row for row in rows.targets if row.family == one.title]
        for title, told in _ways(members[0].is_site):
            parts = _parted(members, of, told)
            if len(parts) > 1:
                tables.append(_table(f"{one.title}按{title}", parts))
            elif parts[0][0] == UNTOLD:
                left_out.append(f"名单没有填写{one.title}的“{title}”，不按{title}分列。")
            else:
                left_out.append(f"{one.title}的{title}均为“{parts[0][0]}”，不再分列。")
    return tables, left_out


def _ways(sites: bool) -> list[tuple[str, Callable[[Target], str]]]:
    region: tuple[str, Callable[[Target], str]] = REGION, lambda target: target.region
    level: tuple[str, Callable[[Target], str]] = LEVEL, lambda target: target.level
    platform: tuple[str, Callable[[Target], str]] = PLATFORM, lambda target: target.platform
    return [region, level] if sites else [region, level, platform]


def _parted(
    members: list[TargetRow], of: dict[str, Target], told: Callable[[Target], str]
) -> list[tuple[str, Standing]]:
    names = {row.id: plain(told(of[row.id])) or UNTOLD for row in members}
    order = sorted(set(names.values()), key=lambda name: (name == UNTOLD, *level_order(name)))
    return [(name, standing(name, [row for row in members if names[row.id] == name])) for name in order]


def _table(title: str, parts: list[tuple[str, Standing]]) -> dict[str, Any]:
    return {
        "标题": title,
        "行": [
            {
                "类别": name,
                "名单数": one.listed,
                "检查数": one.rated,
                "检查比例": percent(one.rated, one.listed),
                "合格数": one.passed,
                "合格率": percent(one.passed, one.rated),
                "不合格数": one.rated - one.passed,
                "否决数": one.vetoed,
                "未能评定数": one.void,
            }
            for name, one in parts
        ],
    }
