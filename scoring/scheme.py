"""How findings are weighed: indicators, vetoes, deductions and bonuses as data, checked when loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

from checks.rule import Rule
from crawler.targets import Kind
from scoring.consistency import inconsistencies, nearest

SHIPPED = Path(__file__).parent / "schemes"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One leaf of the indicator tree; its dotted id makes the tree, its group's title stands in `Scheme.groups`."""

    id: str
    title: str
    basis: str
    """The clause it comes from."""
    kinds: tuple[Kind, ...]
    rules: tuple[str, ...]
    """Rule ids, `rule:item` for one item of a rule, `rule:start*` for its items that start so.
    Empty for a person's indicator."""
    stage: str = "base"
    """`base` (out of full marks) · `bonus` (added above the bonus line) · `veto` (no points)."""
    points: Decimal = Decimal(0)
    per_fail: Decimal | None = None
    """Points lost for each failing finding, capped at `points`; None: the share of failing findings is lost."""
    veto_at: int | None = None
    """This many failing findings end the scoring."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One edition of a standard."""

    id: str
    title: str
    version: str
    basis: str
    note: str
    """Says whose weights these are: a clause's, or our example."""
    full: Decimal
    pass_mark: Decimal
    """Below it: 不合格."""
    bonus_above: Decimal
    """The bonus stage opens above it, not at it."""
    bonus_full: Decimal
    not_applicable_share: Decimal
    """Share of an indicator's points given to all units that have no such business."""
    grades: tuple[tuple[Decimal, str], ...]
    """From the highest: at least this many points → this grade."""
    groups: tuple[tuple[str, str], ...]
    """Dotted prefix → title."""
    indicators: tuple[Indicator, ...]
    void_above_share: Decimal = Decimal("0.5")
    """Unmeasured points above this share of `full` leave the target ungraded. The default is ours, no clause's."""


class SchemeError(ValueError):
    """A scheme cannot be used. `problems` are all of them, each one sentence in Chinese."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(f"评分方案有 {len(problems)} 处问题：\n" + "\n".join(problems))
        self.problems = tuple(problems)


def list_schemes() -> tuple[str, ...]:
    """Names of the schemes that come with the program."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load_scheme(name_or_path: str, rules: Mapping[str, Rule]) -> Scheme:
    """A shipped scheme by name, else a TOML file by path; raises `SchemeError` with every problem at once."""
    path = SHIPPED / f"{name_or_path}.toml" if name_or_path in list_schemes() else Path(name_or_path)
    if not path.is_file():
        known = "、".join(list_schemes())
        raise SchemeError([f"没有方案“{name_or_path}”；请用自带方案名（{known}）或一个 TOML 文件的路径。"])
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise SchemeError([f"{path.name}：不是 UTF-8 编码；请另存为 UTF-8 后重试。"]) from None
    except tomllib.TOMLDecodeError as error:
        raise SchemeError([f"{path.name}：TOML 语法有误（{error}）；请按所指行列修改。"]) from None
    problems: list[str] = []
    scheme, sound = _build(table, problems)
    problems += inconsistencies(scheme, rules, sums=sound)
    if problems:
        raise SchemeError([f"{path.name}：{problem}" for problem in problems])
    return scheme


def unweighed_rules(scheme: Scheme, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Rules that the scheme names nowhere: their findings are told, but cost nothing."""
    named = {reference.partition(":")[0] for indicator in scheme.indicators for reference in indicator.rules}
    return tuple(sorted(set(rules) - named))


def _build(table: dict[str, Any], problems: list[str]) -> tuple[Scheme, bool]:
    """The scheme, stand-ins in place of what cannot be read; and whether all that is added up could be read."""
    table = dict(table)
    rows = table.pop("indicators", [])
    if not rows or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.append("没有指标；请至少写一个 [[indicators]]。")
        rows = []
    values, spoiled = _read(Scheme, {**table, "indicators": []}, "方案", problems)
    indicators = []
    for number, row in enumerate(rows, 1):
        where = f"指标 {row['id']}" if isinstance(row.get("id"), str) else f"第 {number} 个指标"
        parts, unread = _read(Indicator, row, where, problems)
        indicators.append(Indicator(**parts))
        spoiled |= unread
    values["indicators"] = tuple(indicators)
    return Scheme(**values), bool(rows) and not spoiled & {"full", "bonus_full", "points", "kinds", "stage"}


def _read(kind: type, table: dict[str, Any], where: str, problems: list[str]) -> tuple[dict[str, Any], set[str]]:
    """Values for the fields of a dataclass, stand-ins for those in the returned set, which could not be read."""
    hints = get_type_hints(kind)
    for key in sorted(set(table) - set(hints)):
        problems.append(f"{where}：不认识的键“{key}”{nearest(key, hints)}；请改正或删去。")
    values, spoiled = {}, set()
    for field in fields(kind):
        read, stand_in = _READERS[hints[field.name]]
        if field.name in table:
            try:
                values[field.name] = read(table[field.name])
                continue
            except ValueError as error:
                problems.append(f"{where}：{field.name} 的值 {table[field.name]!r} 有误；{error}。")
        elif field.default is not MISSING:
            continue
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


_READERS: dict[Any, tuple[Callable[[Any], Any], Any]] = {
    str: (_text, ""),
    Decimal: (_number, Decimal(0)),
    Decimal | None: (_number, None),
    int | None: (_count, None),
    tuple[str, ...]: (_texts, ()),
    tuple[Kind, ...]: (_kinds, ()),
    tuple[tuple[Decimal, str], ...]: (_grades, ()),
    tuple[tuple[str, str], ...]: (_groups, ()),
    tuple[Indicator, ...]: (tuple, ()),
}
"""How a field of a type is read from TOML, and what stands in for it when it cannot be."""
