"""What is wrong with a scheme that can be read: every problem, one Chinese sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING

from crawler.targets import Kind

if TYPE_CHECKING:
    from checks.rule import Rule
    from scoring.scheme import Indicator, Scheme

STAGES = ("base", "bonus", "veto")


def inconsistencies(scheme: Scheme, rules: Mapping[str, Rule], *, sums: bool = True) -> list[str]:
    """`sums=False` when some points could not be read: their sum would then accuse wrongly.

    A field that could not be read has already been told of and stands here empty; what is empty is not told twice."""
    problems = [*_lines(scheme), *_grades(scheme), *_tree(scheme), *_charged_twice(scheme.indicators)]
    for indicator in scheme.indicators:
        told = [*_points(indicator), *_person(indicator), *_references(indicator, rules)]
        problems += [f"指标 {indicator.id}：{problem}" for problem in told]
    if sums:
        problems += [*_sums(scheme, "base", "full"), *_sums(scheme, "bonus", "bonus_full")]
    return problems


def nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f"（是否想写“{close[0]}”？）" if close else ""


def names(reference: str, rule: str, item: str) -> bool:
    """Does the reference take in this item of the rule? What is said without an item is said of the whole rule."""
    named, _, wanted = reference.partition(":")
    if named != rule:
        return False
    return not wanted or not item or item == wanted or (wanted.endswith("*") and item.startswith(wanted[:-1]))


def _lines(scheme: Scheme) -> Iterator[str]:
    for key in ("not_applicable_share", "void_above_share"):
        if not 0 <= getattr(scheme, key) <= 1:
            yield f"方案：{key} 为 {getattr(scheme, key)}，须在 0 与 1 之间。"
    for key in ("full", "bonus_full"):
        if getattr(scheme, key) < 0:
            yield f"方案：{key} 为负数 {getattr(scheme, key)}；请改为 0 或正数。"
    for key in ("pass_mark", "bonus_above"):
        if not 0 <= getattr(scheme, key) <= scheme.full:
            yield f"方案：{key} 为 {getattr(scheme, key)}，须在 0 与满分 {scheme.full} 之间。"


def _grades(scheme: Scheme) -> Iterator[str]:
    for (above, better), (below, worse) in zip(scheme.grades, scheme.grades[1:], strict=False):
        if above <= below:
            yield f"方案：等次“{better}”（{above}）与“{worse}”（{below}）没有从高到低排列；请调整 grades。"
    if scheme.grades and scheme.grades[-1][0] > scheme.pass_mark:
        lowest, title = scheme.grades[-1]
        yield f"方案：最低等次“{title}”从 {lowest} 分起，高于及格线 {scheme.pass_mark}，其间没有等次；请补一个等次。"


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


def _points(indicator: Indicator) -> Iterator[str]:
    if indicator.stage not in STAGES:
        yield f"stage“{indicator.stage}”不存在{nearest(indicator.stage, STAGES)}；请取自 {'、'.join(STAGES)}。"
    if indicator.points < 0:
        yield f"points 为负数 {indicator.points}；请改为 0 或正数。"
    if indicator.per_fail is not None and indicator.per_fail <= 0:
        yield f"per_fail 为 {indicator.per_fail}，须大于 0；若按比例扣分，请删去 per_fail。"
    if indicator.stage == "veto":
        if indicator.points or indicator.per_fail is not None:
            yield "否决指标不计分；请删去 points 和 per_fail。"
        if indicator.veto_at is None:
            yield "否决指标缺少 veto_at；请写明几处不符合即否决。"
        return
    if indicator.veto_at is not None:
        yield 'veto_at 只用于否决指标；请删去，或写 stage = "veto"。'
    if indicator.per_fail is not None and indicator.per_fail > indicator.points >= 0:
        yield f"per_fail {indicator.per_fail} 大于 points {indicator.points}；每处扣分不能超过本项分值。"


def _person(indicator: Indicator) -> Iterator[str]:
    if not indicator.rules and "人工" not in indicator.note:
        yield "没有规则；请写明 rules，或在 note 中说明这是人工指标。"


def _references(indicator: Indicator, rules: Mapping[str, Rule]) -> Iterator[str]:
    reached: set[Kind] = set()
    for reference in indicator.rules:
        rule, colon, item = reference.partition(":")
        if rule not in rules:
            yield f"规则“{rule}”不存在{nearest(rule, rules)}；请改正或删去。"
            reached.update(indicator.kinds)
            continue
        if (colon and not item) or "*" in item[:-1]:
            yield f"“{reference}”写法有误；冒号后请写一个项目，或以 * 结尾的项目开头。"
        if not set(rules[rule].kinds) & set(indicator.kinds):
            yield f"规则“{rule}”不适用于本指标的任何一类对象（{_titles(indicator.kinds)}）；请改 kinds 或删去该规则。"
        reached.update(rules[rule].kinds)
    unreached = [kind for kind in indicator.kinds if kind not in reached]
    if indicator.rules and unreached and len(unreached) < len(indicator.kinds):
        yield f"对{_titles(unreached)}没有一条规则适用；请从 kinds 中删去，或补上适用的规则。"


def _charged_twice(indicators: tuple[Indicator, ...]) -> Iterator[str]:
    """One fault costs once: within a stage, no finding of one target may fall under two indicators."""
    for one, other in combinations(indicators, 2):
        if one.stage != other.stage or one.stage == "veto" or not set(one.kinds) & set(other.kinds):
            continue
        for mine in one.rules:
            for theirs in other.rules:
                if _overlap(mine, theirs):
                    yield (f"指标 {other.id}：“{theirs}”与指标 {one.id} 的“{mine}”重复计分；请删去一处。")


def _overlap(one: str, other: str) -> bool:
    (rule, _, item), (other_rule, _, other_item) = one.partition(":"), other.partition(":")
    return names(one, other_rule, other_item.rstrip("*")) or names(other, rule, item.rstrip("*"))


def _sums(scheme: Scheme, stage: str, whole: str) -> Iterator[str]:
    """A kind that carries no points at all is not scored, only vetoed; any other must come to the whole."""
    rows = [indicator for indicator in scheme.indicators if indicator.stage == stage]
    due = getattr(scheme, whole)
    if stage == "bonus" and due and not any(row.points for row in rows):
        yield f"方案：{whole} 为 {due}，却没有加分指标；请补上加分指标，或把 {whole} 改为 0。"
    for kind in Kind:
        came_to = sum(row.points for row in rows if kind in row.kinds)
        if came_to and came_to != due:
            differs = f"多 {came_to - due}" if came_to > due else f"少 {due - came_to}"
            yield f"方案：{kind.label}的 {stage} 指标合计 {came_to} 分，比 {whole} {due} {differs} 分；请调整 points。"


def _titles(kinds: Iterable[Kind]) -> str:
    return "、".join(kind.label for kind in kinds)
