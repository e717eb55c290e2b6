"""What is wrong with a scheme that can be read: every problem, one Chinese sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from scoring.indicator import Indicator
from scoring.indicator_problems import indicator_problems
from scoring.part_problems import part_problems
from scoring.references import names, nearest, overlap
from scoring.sums import missing_bonus, wrong_sums

if TYPE_CHECKING:
    from checks.rule import Rule
    from scoring.parts import Class
    from scoring.scheme import Scheme

__all__ = ["inconsistencies", "names", "nearest"]


def inconsistencies(scheme: Scheme, rules: Mapping[str, Rule], *, sums: bool = True) -> list[str]:
    """`sums=False` when some points could not be read: their sum would then accuse wrongly.

    A field that could not be read has already been told of and stands here empty; what is empty is not told twice."""
    problems = [*_shares(scheme), *_lines("方案", scheme), *_grades("方案", scheme), *_tree(scheme)]
    for row in scheme.classes:
        problems += [*_lines(f"类别 {row.id}", row), *_grades(f"类别 {row.id}", row)]
    problems += [*part_problems(scheme), *_charged_twice(scheme.indicators)]
    for indicator in scheme.indicators:
        problems += [f"指标 {indicator.id}：{problem}" for problem in indicator_problems(indicator, rules)]
    return [*problems, *wrong_sums(scheme), *missing_bonus(scheme)] if sums else problems


def _shares(scheme: Scheme) -> Iterator[str]:
    for key in ("not_applicable_share", "void_above_share", "own_share"):
        value = getattr(scheme, key)
        if value is not None and not 0 <= value <= 1:
            yield f"方案：{key} 为 {value}，须在 0 与 1 之间。"


def _lines(where: str, row: Scheme | Class) -> Iterator[str]:
    for key in ("full", "bonus_full"):
        if getattr(row, key) < 0:
            yield f"{where}：{key} 为负数 {getattr(row, key)}；请改为 0 或正数。"
    for key in ("pass_mark", "bonus_above"):
        if not 0 <= getattr(row, key) <= row.full:
            yield f"{where}：{key} 为 {getattr(row, key)}，须在 0 与满分 {row.full} 之间。"


def _grades(where: str, row: Scheme | Class) -> Iterator[str]:
    for (above, better), (below, worse) in zip(row.grades, row.grades[1:], strict=False):
        if above <= below:
            yield f"{where}：等次“{better}”（{above}）与“{worse}”（{below}）没有从高到低排列；请调整 grades。"
    if row.grades and row.grades[-1][0] > row.pass_mark:
        lowest, title = row.grades[-1]
        yield f"{where}：最低等次“{title}”从 {lowest} 分起，高于及格线 {row.pass_mark}，其间没有等次；请补一个等次。"


def _tree(scheme: Scheme) -> Iterator[str]:
    ids = [indicator.id for indicator in scheme.indicators if indicator.id]
    for repeated, count in Counter(ids).items():
        if count > 1:
            yield f"指标 {repeated}：编号出现了 {count} 次；每个指标请用不同的编号。"
    prefixes = [prefix for prefix, _ in scheme.groups]
    if not prefixes:
        return
    for one in dict.fromkeys(ids):
        if not any(one.startswith(f"{prefix}.") for prefix in prefixes):
            yield f"指标 {one}：不属于任何一组；请在 [groups] 中补上它的上级编号。"
    for prefix, title in scheme.groups:
        if not any(one.startswith(f"{prefix}.") for one in ids):
            yield f"组 {prefix}“{title}”：没有指标；请补指标或删去这一组。"


def _charged_twice(indicators: tuple[Indicator, ...]) -> Iterator[str]:
    """One fault costs once: of one stage and one assessor, no finding of one target may fall under two indicators.

    A cap only limits, and may stand beside the deduction of the same fault elsewhere."""
    charging = [(row, (*row.charged, *(rung.reference for rung in row.ladder))) for row in indicators]
    for (one, charged), (other, also) in combinations(charging, 2):
        if _apart(one, other):
            continue
        for mine in charged:
            for theirs in also:
                if overlap(mine, theirs):
                    yield (f"指标 {other.id}：“{theirs}”与指标 {one.id} 的“{mine}”重复计分；请删去一处。")


def _apart(one: Indicator, other: Indicator) -> bool:
    """Are they never asked of one target, or for different parts of its total?"""
    if (one.stage, one.assessor) != (other.stage, other.assessor) or one.stage == "veto":
        return True
    levels = bool(one.levels and other.levels) and not set(one.levels) & set(other.levels)
    return levels or not set(one.kinds) & set(other.kinds)
