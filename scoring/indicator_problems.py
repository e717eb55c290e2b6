"""What is wrong with one indicator that can be read, one Chinese sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from crawler.targets import Kind
from scoring.indicator import Indicator
from scoring.references import nearest

if TYPE_CHECKING:
    from checks.rule import Rule

STAGES = ("base", "bonus", "malus", "veto")
_WAYS = ("per_fail", "elements", "none_loses")


def indicator_problems(indicator: Indicator, rules: Mapping[str, Rule]) -> Iterator[str]:
    if indicator.stage not in STAGES:
        yield f"stage“{indicator.stage}”不存在{nearest(indicator.stage, STAGES)}；请取自 {'、'.join(STAGES)}。"
    yield from _veto(indicator) if indicator.stage == "veto" else _points(indicator)
    yield from _limits(indicator)
    yield from _ladder(indicator)
    yield from _person(indicator)
    yield from _references(indicator, rules)


def _veto(indicator: Indicator) -> Iterator[str]:
    if indicator.points or indicator.per_fail is not None:
        yield "否决指标不计分；请删去 points 和 per_fail。"
    others = ("elements", "ladder", "caps", "none_loses", "not_applicable_share", "options")
    if useless := [key for key in others if getattr(indicator, key) not in ((), None)]:
        yield f"否决指标不计分；请删去 {'、'.join(useless)}。"
    if indicator.veto_at is None:
        yield "否决指标缺少 veto_at；请写明几处不符合即否决。"


def _points(indicator: Indicator) -> Iterator[str]:
    if indicator.points < 0:
        yield f"points 为负数 {indicator.points}；请改为 0 或正数。"
    if indicator.veto_at is not None:
        yield 'veto_at 只用于否决指标；请删去，或写 stage = "veto"。'
    if len(ways := [key for key in _WAYS if getattr(indicator, key) not in ((), None)]) > 1:
        yield f"{'、'.join(ways)} 是不同的扣分方式；请只留一种。"
    if indicator.per_fail is not None and indicator.per_fail <= 0:
        yield f"per_fail 为 {indicator.per_fail}，须大于 0；若按比例扣分，请删去 per_fail。"
    if indicator.per_fail is not None and indicator.per_fail > indicator.points >= 0:
        yield f"per_fail {indicator.per_fail} 大于 points {indicator.points}；每处扣分不能超过本项分值。"
    for reference, cost in indicator.elements:
        if not 0 < cost <= max(indicator.points, Decimal(0)):
            yield f"elements 中“{reference}”扣 {cost} 分，须大于 0 且不超过本项分值 {indicator.points}。"
    idle = [rule for rule in indicator.rules if indicator.elements and rule not in dict(indicator.elements)]
    if idle:
        yield f"规则“{'”“'.join(idle)}”没有写进 elements，不会扣分；请写进 elements，或从 rules 中删去。"


def _limits(indicator: Indicator) -> Iterator[str]:
    shares = [*((f"caps 中“{reference}”", share) for reference, share in indicator.caps)]
    shares += [(key, getattr(indicator, key)) for key in ("none_loses", "not_applicable_share")]
    for what, share in shares:
        if share is not None and not 0 <= share <= 1:
            yield f"{what} 为 {share}，须在 0 与 1 之间。"
    if indicator.none_loses == 0:
        yield "none_loses 为 0，永不扣分；请改正或删去。"
    if indicator.since and indicator.until and indicator.since > indicator.until:
        yield f"since {indicator.since} 晚于 until {indicator.until}；请改正。"
    if indicator.assessor and indicator.stage != "base":
        yield "assessor 只用于基本分指标；请删去。"


def _ladder(indicator: Indicator) -> Iterator[str]:
    points = [rung.points for rung in indicator.ladder]
    if points and (points != sorted(points, reverse=True) or points[0] > indicator.points or points[-1] < 0):
        told = "、".join(map(str, points))
        yield f"ladder 各档得分 {told} 须从高到低，不超过 points {indicator.points}，不小于 0。"
    for rung in indicator.ladder:
        if not 0 <= rung.factor <= 1:
            yield f"ladder 中“{rung.reference}”的折算比例为 {rung.factor}，须在 0 与 1 之间。"


def _person(indicator: Indicator) -> Iterator[str]:
    if not indicator.personal:
        if indicator.options:
            yield "options 用于问卷，问卷不写 rules、elements、ladder、caps；请删去一方。"
        return
    if "人工" not in indicator.note and not indicator.options:
        yield "没有规则；请写明 rules，或在 note 中说明这是人工指标。"
    of_rules = ("per_fail", "none_loses", "not_applicable_share", "since", "until")
    if idle := [key for key in of_rules if getattr(indicator, key) not in ("", None)]:
        yield f"没有规则，{'、'.join(idle)} 不起作用；请删去。"
    if indicator.options and len(indicator.options) < 2:
        yield "options 只有一种回答；请至少写两种。"
    for answer, value in indicator.options:
        if not answer.strip() or not 0 <= value <= 100:
            yield f"options 中“{answer}”为 {value}；回答不能留空，分值须在 0 与 100 之间。"
    if indicator.options and indicator.stage == "malus":
        yield "问卷不能用于倒扣；请改用 base 或 bonus。"


def _references(indicator: Indicator, rules: Mapping[str, Rule]) -> Iterator[str]:
    reached: set[Kind] = set()
    for reference in indicator.references:
        rule, colon, item = reference.partition(":")
        if rule not in rules:
            yield f"规则“{rule}”不存在{nearest(rule, rules)}；请改正或删去。"
            reached.update(indicator.kinds)
            continue
        if (colon and not item) or "*" in item[:-1]:
            yield f"“{reference}”写法有误；冒号后请写一个项目，或以 * 结尾的项目开头。"
        if indicator.kinds and not set(rules[rule].kinds) & set(indicator.kinds):
            yield f"规则“{rule}”不适用于本指标的任何一类对象（{_titles(indicator.kinds)}）；请改 kinds 或删去该规则。"
        reached.update(rules[rule].kinds)
    unreached = [kind for kind in indicator.kinds if kind not in reached]
    if indicator.references and unreached and len(unreached) < len(indicator.kinds):
        yield f"对{_titles(unreached)}没有一条规则适用；请从 kinds 中删去，或补上适用的规则。"


def _titles(kinds: Iterable[Kind]) -> str:
    return "、".join(kind.label for kind in kinds)
