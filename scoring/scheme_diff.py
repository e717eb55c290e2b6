"""What a reader must know of the difference between two schemes, one Chinese sentence a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from crawler.targets import Kind
from scoring.indicator import Indicator, Rung
from scoring.scheme import Scheme
from scoring.scheme_titles import (
    ASSESSORS,
    BLANK,
    CLASSES,
    DRAWS,
    INDICATOR,
    LOSSES,
    SCHEME,
    STAGES,
    TABLES,
)  # fmt: skip
from scoring.scheme_toml import number

LONG = 60
"""Characters of a text above which a change is told, not shown."""
_CHANGED = {**{key: title for key, title in INDICATOR.items() if key not in ("id", "mode", "amount")}, **LOSSES}


def changes(before: Scheme, after: Scheme) -> list[str]:
    """First the scheme itself, then its rows: gone, come, changed. Nothing when they weigh and say the same."""
    lines = [
        f"方案：{title} {_changed(getattr(before, key), getattr(after, key))}。"
        for key, title in SCHEME.items()
        if getattr(before, key) != getattr(after, key)
    ]
    if before.grades != after.grades:
        lines.append(f"方案：等次 {_changed(before.grades, after.grades)}。")
    lines += _rows("classes", before.classes, after.classes, {**CLASSES, "grades": "等次"})
    lines += _rows("assessors", before.assessors, after.assessors, ASSESSORS)
    lines += _rows("draws", before.draws, after.draws, DRAWS)
    lines += _groups(dict(before.groups), dict(after.groups))
    lines += _rows("indicators", before.indicators, after.indicators, _CHANGED)
    return lines


def _groups(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    yield from (f"删去组 {prefix}“{old[prefix]}”。" for prefix in old if prefix not in new)
    yield from (f"新增组 {prefix}“{new[prefix]}”。" for prefix in new if prefix not in old)
    yield from (
        f"组 {prefix}：名称 {_changed(old[prefix], new[prefix])}。"
        for prefix in new
        if prefix in old and old[prefix] != new[prefix]
    )
    if set(old) == set(new) and list(old) != list(new):
        yield "组：次序改变。"


def _rows(key: str, before: Iterable[Any], after: Iterable[Any], titles: Mapping[str, str]) -> Iterator[str]:
    old, new, kind = {row.id: row for row in before}, {row.id: row for row in after}, TABLES[key]
    yield from (f"删去{kind} {_named(old[one])}。" for one in old if one not in new)
    yield from (f"新增{kind} {_named(new[one])}。" for one in new if one not in old)
    for one in new:
        if one in old:
            yield from _fields(f"{kind} {one}“{new[one].title}”", old[one], new[one], titles)
    if set(old) == set(new) and list(old) != list(new):
        yield f"{kind}：次序改变。"


def _named(row: Any) -> str:
    points = f"（{number(row.points)} 分）" if isinstance(row, Indicator) and row.stage != "veto" else ""
    return f"{row.id}“{row.title}”{points}"


def _fields(where: str, old: Any, new: Any, titles: Mapping[str, str]) -> Iterator[str]:
    for key, title in titles.items():
        was, now = getattr(old, key), getattr(new, key)
        if was == now:
            continue
        if key in ("rules", "kinds", "levels") and set(was) != set(now):
            yield f"{where}：{title}{_members(was, now)}。"
        elif key == "stage":
            yield f"{where}：{title} {STAGES.get(was, was)} → {STAGES.get(now, now)}。"
        else:
            yield f"{where}：{title} {_changed(was, now)}。".replace(" 的文字", "的文字").replace("。。", "。")


def _members(was: Iterable[str], now: Iterable[str]) -> str:
    gone = "、".join(_shown(one) for one in was if one not in now)
    come = "、".join(_shown(one) for one in now if one not in was)
    return "，".join([f"删去“{gone}”"] * bool(gone) + [f"增加“{come}”"] * bool(come))


def _changed(was: Any, now: Any) -> str:
    if _long(was) or _long(now):
        return "的文字有改动"
    step = ""
    if isinstance(was, Decimal) and isinstance(now, Decimal):
        step = f"（{'+' if now > was else ''}{number(now - was)}）"
    return f"{_shown(was)} → {_shown(now)}{step}"


def _shown(value: Any) -> str:
    if isinstance(value, Kind):
        return value.label
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Rung):
        return f"{value.reference} 得 {number(value.points)}" + (
            "" if value.factor == 1 else f"×{number(value.factor)}"
        )
    if value is None or value == ():
        return "（无）"
    if isinstance(value, tuple):
        pairs = all(isinstance(one, tuple) for one in value)
        return "；".join(" ".join(map(_shown, one)) if pairs else _shown(one) for one in value)
    return str(value) or BLANK


def _long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > LONG
