"""Short builders: a rule's card, a target, a finding, an indicator, a scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from checks.finding import Finding, Outcome, finding_key
from checks.rule import ACCOUNTS, SITES, Rule
from checks.rule import Verdict as Said
from checks.rule import rule as make_card
from checks.rulings import Entry, Ruling, Verdict, told_digest
from crawler.targets import Kind, Target
from scoring.result import Result, Score, Total
from scoring.scheme import Class, Indicator, Scheme
from scoring.score import score

if TYPE_CHECKING:
    from checks.site import Site

D = Decimal
FAIL, PASS, UNSURE = Outcome.FAIL, Outcome.PASS, Outcome.UNSURE
NOT_APPLICABLE, NOT_MEASURED, ERROR = Outcome.NOT_APPLICABLE, Outcome.NOT_MEASURED, Outcome.ERROR


def _judge(site: Site) -> Iterator[Said]:
    yield from ()


def card(rule: str, kinds: tuple[Kind, ...] = SITES) -> Rule:
    return replace(make_card(title=rule, basis="例", fix="改", kinds=kinds)(_judge), id=rule)


RULES = {rule: card(rule) for rule in ("r0", "r1", "r2", "r3", "v0")} | {"posts": card("posts", ACCOUNTS)}

GRADES = ((D(90), "优秀"), (D(80), "良好"), (D(60), "合格"))
SITE = Target("s1", "甲市门户", Kind.PORTAL, "甲市")


def finding(
    outcome: Outcome,
    rule: str = "r0",
    *,
    target: str = "s1",
    item: str = "",
    place: str = "",
    certain: bool = True,
    dated: str = "",
    ruling: Verdict | None = None,
) -> Finding:
    key = finding_key(rule, target, item, "http://s/", place)
    said = f"{outcome.label}。"
    found = Finding(key, rule, target, "甲市", item, outcome, said, "http://s/", place, "", "", "", certain, dated)
    word = Ruling(key, target, ruling, "张三", "2026-12-01", "已核", told_digest(found)) if ruling else None
    return replace(found, ruling=word)


def findings(*outcomes: Outcome, rule: str = "r0", target: str = "s1", certain: bool = True) -> list[Finding]:
    return [
        finding(outcome, rule, target=target, place=f"{number:03}", certain=certain)
        for number, outcome in enumerate(outcomes)
    ]


def indicator(id: str = "1.1", rules: tuple[str, ...] = ("r0",), **rest: Any) -> Indicator:
    return Indicator(**({"id": id, "title": f"指标{id}", "basis": "例", "kinds": SITES, "rules": rules} | rest))


def scheme(*indicators: Indicator, **rest: Any) -> Scheme:
    fields: dict[str, Any] = {
        "id": "s",
        "title": "例",
        "version": "1",
        "basis": "例",
        "note": "示例",
        "full": D(100),
        "pass_mark": D(60),
        "bonus_above": D(80),
        "bonus_full": D(0),
        "not_applicable_share": D(1),
        "grades": GRADES,
        "groups": (("1", "一"),),
        "indicators": indicators,
    }
    return Scheme(**(fields | rest))


def family(id: str, kinds: tuple[Kind, ...] = SITES, levels: tuple[str, ...] = (), **rest: Any) -> Class:
    marks = {"full": D(100), "pass_mark": D(60), "bonus_above": D(80), "bonus_full": D(0)} | rest
    return Class(**({"id": id, "title": id, "kinds": kinds, "levels": levels, "grades": GRADES} | marks))


def entry(indicator: str, given: object, *, target: str = "s1") -> Entry:
    """`given`: points, counts of a survey's answers, or whether it is a veto."""
    points = D(given) if isinstance(given, str) else None
    counts = tuple(given.items()) if isinstance(given, dict) else ()
    vetoed = given if isinstance(given, bool) else None
    return Entry(target, indicator, points, counts, vetoed, "李四", "2026-12-02", "")


def scored(
    said: list[Finding], *indicators: Indicator, target: Target = SITE, entries: Sequence[Entry] = (), **rest: Any
) -> Result:
    return score(said, [target], scheme(*indicators, **rest), RULES, {}, entries)


def one(said: list[Finding], row: Indicator, **rest: Any) -> Score:
    return scored(said, row, **rest).scores[0]


def total(said: list[Finding], *indicators: Indicator, **rest: Any) -> Total:
    return scored(said, *indicators, **rest).totals[0]
