"""How findings are weighed: indicators, vetoes, deductions and bonuses as data, checked when loaded."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from checks.rule import Rule
from scoring.consistency import inconsistencies
from scoring.indicator import Indicator, Rung
from scoring.parts import Assessor, Class, Draw
from scoring.reading import read_row

__all__ = [
    "Assessor",
    "Class",
    "Draw",
    "Indicator",
    "Rung",
    "Scheme",
    "SchemeError",
    "list_schemes",
    "load_scheme",
    "scheme_digest",
    "unweighed_rules",
]

SHIPPED = Path(__file__).parent / "schemes"


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
    classes: tuple[Class, ...] = ()
    """The first that takes in a target's kind and level is its class. Empty: 网站 and 新媒体, at the scheme's marks."""
    draws: tuple[Draw, ...] = ()
    assessors: tuple[Assessor, ...] = ()
    """Empty: one, whose share is all."""
    own_share: Decimal | None = None
    """A target whose unit is the 上级单位 of others keeps this share of its own total; the rest is the mean of the
    subordinates' own totals, over those that are scored and graded. None: nothing is rolled up."""
    seed: int = 0
    """What the draws are made from."""


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
    path = _path(name_or_path)
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise SchemeError([f"{path.name}：不是 UTF-8 编码；请另存为 UTF-8 后重试。"]) from None
    except tomllib.TOMLDecodeError as error:
        raise SchemeError([f"{path.name}：TOML 语法有误（{error}）；请按所指行列修改。"]) from None
    try:
        return scheme_from(table, rules)
    except SchemeError as error:
        raise SchemeError([f"{path.name}：{problem}" for problem in error.problems]) from None


def scheme_from(table: dict[str, Any], rules: Mapping[str, Rule]) -> Scheme:
    """Of a table as TOML gives it, amounts as `Decimal`; raises `SchemeError` with every problem at once."""
    problems: list[str] = []
    scheme, sound = _build(table, problems)
    problems += inconsistencies(scheme, rules, sums=sound)
    if problems:
        raise SchemeError(problems)
    return scheme


def scheme_digest(name_or_path: str) -> str:
    """SHA-256 of the scheme's file, so that a result says by which words it was weighed."""
    return hashlib.sha256(_path(name_or_path).read_bytes()).hexdigest()


def unweighed_rules(scheme: Scheme, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Rules that the scheme names nowhere: their findings are told, but cost nothing."""
    named = {reference.partition(":")[0] for indicator in scheme.indicators for reference in indicator.references}
    return tuple(sorted(set(rules) - named))


def _path(name_or_path: str) -> Path:
    path = SHIPPED / f"{name_or_path}.toml" if name_or_path in list_schemes() else Path(name_or_path)
    if not path.is_file():
        known = "、".join(list_schemes())
        raise SchemeError([f"没有方案“{name_or_path}”；请用自带方案名（{known}）或一个 TOML 文件的路径。"])
    return path


_OWN = ("full", "pass_mark", "bonus_above", "bonus_full", "grades")
"""What a class may have of its own."""
_ROWS: tuple[tuple[str, type, str], ...] = (
    ("classes", Class, "类别"),
    ("draws", Draw, "抽取"),
    ("assessors", Assessor, "评分主体"),
    ("indicators", Indicator, "指标"),
)
_ADDED_UP = {"full", "bonus_full", "points", "kinds", "levels", "stage", "assessor", "share", "prefix", "count"}


def _build(table: dict[str, Any], problems: list[str]) -> tuple[Scheme, bool]:
    """The scheme, stand-ins in place of what cannot be read; and whether all that is added up could be read."""
    rows = {key: table.get(key, []) for key, *_ in _ROWS}
    for key, found in rows.items():
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            problems.append(f"方案：{key} 写法有误；每一个请各写一个 [[{key}]]。")
            rows[key] = []
    if not rows["indicators"] and not table.get("indicators"):
        problems.append("没有指标；请至少写一个 [[indicators]]。")
    values, spoiled = read_row(
        Scheme,
        {key: value for key, value in table.items() if key not in rows},
        "方案",
        problems,
        dict.fromkeys(rows, ()),
    )
    for key, kind, label in _ROWS:
        given = {name: values[name] for name in _OWN} if kind is Class else {}
        built = []
        for number, row in enumerate(rows[key], 1):
            where = f"{label} {row['id']}" if isinstance(row.get("id"), str) else f"第 {number} 个{label}"
            parts, unread = read_row(kind, row, where, problems, given)
            built.append(kind(**parts))
            spoiled |= unread
        values[key] = tuple(built)
    return Scheme(**values), bool(rows["indicators"]) and not spoiled & _ADDED_UP
