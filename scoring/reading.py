"""The rows of a scheme from TOML: every field by its type, what cannot be read told and stood in for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints

from crawler.targets import Kind
from scoring.indicator import Rung
from scoring.references import nearest


def read_row(
    kind: type, table: dict[str, Any], where: str, problems: list[str], given: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], set[str]]:
    """Values for the fields of a dataclass, stand-ins for those in the returned set, which could not be read.

    `given` has the values of fields that the table may leave out.
    """
    hints = get_type_hints(kind)
    for key in sorted(set(table) - set(hints)):
        problems.append(f"{where}：不认识的键“{key}”{nearest(key, hints)}；请改正或删去。")
    values, spoiled = dict(given or {}), set()
    for field in fields(kind):
        if field.name not in table and (field.name in values or field.default is not MISSING):
            continue
        read, stand_in = _READERS[_BY_NAME.get(field.name, hints[field.name])]
        if field.name in table:
            try:
                values[field.name] = read(table[field.name])
                continue
            except ValueError as error:
                problems.append(f"{where}：{field.name} 的值 {table[field.name]!r} 有误；{error}。")
        else:
            problems.append(f"{where}：缺少键“{field.name}”；请补上。")
        values[field.name] = stand_in
        spoiled.add(field.name)
    return values, spoiled


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("须为文字，加引号，不留空")
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("须为数字，不加引号")
    number = Decimal(value)
    if not number.is_finite() or abs(number) > 1_000_000 or number != number.quantize(Decimal("0.01")):
        raise ValueError("须为至多两位小数的数字，绝对值不超过一百万")
    return number


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("须为大于 0 的整数")
    return value


def _seed(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("须为 0 或正整数")
    return value


def _day(value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValueError('须为日期，如 "2018-01-01"') from None


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ValueError('须为文字的列表，如 ["a", "b"]')
    return tuple(value)


def _kinds(value: Any) -> tuple[Kind, ...]:
    names = _texts(value)
    known = [kind.value for kind in Kind]
    if not names or set(names) - set(known):
        raise ValueError(f"须为列表，取自 {'、'.join(known)}")
    return tuple(Kind(name) for name in names)


def _grades(value: Any) -> tuple[tuple[Decimal, str], ...]:
    if not value or not isinstance(value, list) or not all(isinstance(row, list) and len(row) == 2 for row in value):
        raise ValueError('须为 [最低分, "等次"] 的列表，如 [[90, "优秀"], [60, "合格"]]')
    return tuple((_number(points), _text(title)) for points, title in value)


def _groups(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(title, str) for title in value.values()):
        raise ValueError('须为 [groups] 表，每行写 "编号" = "名称"')
    return tuple(value.items())


def _amounts(value: Any) -> tuple[tuple[str, Decimal], ...]:
    if not isinstance(value, dict):
        raise ValueError('须为表，如 {"名称" = 2}')
    return tuple((name, _number(amount)) for name, amount in value.items())


def _ladder(value: Any) -> tuple[Rung, ...]:
    if not isinstance(value, list) or not all(isinstance(row, list) and 2 <= len(row) <= 3 for row in value):
        raise ValueError('须为 ["规则:项目", 得分] 或 ["规则:项目", 得分, 其余扣分折算比例] 的列表，从高到低')
    return tuple(Rung(_text(reference), *map(_number, amounts)) for reference, *amounts in value)


_BY_NAME: dict[str, Any] = {"since": date, "until": date, "seed": "seed"}
"""Fields that are read otherwise than others of their type."""
_READERS: dict[Any, tuple[Callable[[Any], Any], Any]] = {
    str: (_text, ""),
    Decimal: (_number, Decimal(0)),
    Decimal | None: (_number, None),
    int: (_count, 1),
    int | None: (_count, None),
    "seed": (_seed, 0),
    date: (_day, ""),
    tuple[str, ...]: (_texts, ()),
    tuple[Kind, ...]: (_kinds, ()),
    tuple[tuple[Decimal, str], ...]: (_grades, ()),
    tuple[tuple[str, str], ...]: (_groups, ()),
    tuple[tuple[str, Decimal], ...]: (_amounts, ()),
    tuple[Rung, ...]: (_ladder, ()),
}
"""How a field of a type is read from TOML, and what stands in for it when it cannot be."""
