"""Random schemes with every way of weighing mixed, and random rounds to be weighed by them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from hypothesis import strategies as st
from scoring_cases import SITES, D, entry, family, finding, indicator, scheme

from checks.finding import Finding, Outcome
from checks.rulings import Entry, Verdict
from crawler.targets import Kind, Target
from scoring.scheme import Assessor, Draw, Indicator, Rung, Scheme

RULES, ITEMS, LEVELS = ("r0", "r1", "r2"), ("", "a", "ab"), ("县", "乡", "")
REFERENCES = ("r0", "r0:a", "r0:a*", "r0:ab", "r1", "r1:a", "r1:ab", "r2")
DAYS = ("", "2017-12-31", "2018-01-01", "2018-12-31", "2019-01-01")
OPTIONS = (("满意", D(100)), ("一般", D("62.5")), ("不满意", D(0)))
SHARES = [D(part) / 100 for part in (0, 1, 33, 50, 80, 100)]


@dataclass(frozen=True)
class RandomRound:
    scheme: Scheme
    targets: list[Target]
    findings: list[Finding]
    entries: list[Entry]


def rounds() -> st.SearchStrategy[RandomRound]:
    """Built from one seed: a strategy of many small draws would be many times slower."""
    return st.integers(0, 2**40).map(lambda seed: random_round(Random(seed)))


def random_round(random: Random) -> RandomRound:
    edition = _scheme(random)
    units = ["甲", "乙", "丙"]
    targets = [
        Target(f"s{n}", f"网站{n}", random.choice(SITES), random.choice(units), level=random.choice(LEVELS),
               superior=random.choice(["", *units]))
        for n in range(random.randint(1, 4))
    ]  # fmt: skip
    said = [one for target in targets for rule in RULES for one in _said(random, target.id, rule)]
    people = [(target, row) for target in targets for row in edition.indicators if row.personal]
    given = [
        _entry(random, row, target.id)
        for target, row in people
        if target.kind in row.kinds and (not row.levels or target.level in row.levels)
    ]
    random.shuffle(said)
    return RandomRound(edition, targets, said, [one for one in given if one])


def _said(random: Random, target: str, rule: str) -> list[Finding]:
    outcomes = random.choice([list(Outcome), [Outcome.PASS, Outcome.FAIL], [Outcome.FAIL], [Outcome.NOT_APPLICABLE]])
    return [_finding(random, random.choice(outcomes), rule, target, n) for n in range(random.randint(1, 6))]


def _finding(random: Random, outcome: Outcome, rule: str, target: str, number: int) -> Finding:
    rulable = outcome in (Outcome.FAIL, Outcome.UNSURE)
    ruling = random.choice([None, None, *Verdict]) if rulable else None
    item, day = random.choice(ITEMS), random.choice(DAYS)
    certain = random.random() < 0.7
    return finding(
        outcome, rule, target=target, item=item, place=str(number), certain=certain, dated=day, ruling=ruling
    )


def _entry(random: Random, row: Indicator, target: str) -> Entry | None:
    if random.random() < 0.3:
        return None
    if row.stage == "veto":
        return entry(row.id, random.random() < 0.2, target=target)
    if row.options:
        counts = {answer: random.randint(0, 9) for answer, _ in OPTIONS} | {"一般": random.randint(1, 9)}
        return entry(row.id, counts, target=target)
    return entry(row.id, str(D(random.randint(0, int(row.points * 100))) / 100), target=target)


def _scheme(random: Random) -> Scheme:
    assessors = random.choice([(), (Assessor("daily", "日常", D("0.3")), Assessor("third", "三方", D("0.7")))])
    rows = [_indicator(random, f"1.{n}", [one.id for one in assessors]) for n in range(random.randint(1, 6))]
    prices: dict[str, Any] = {"points": _points(random), "stage": random.choice(["base", "bonus"])}
    lots = [indicator(f"2.{n}", (random.choice(REFERENCES),), **prices) for n in range(random.randint(0, 3))]
    named = indicator("3.1", (), levels=LEVELS, note="人工")
    return scheme(
        *rows, *lots, named,
        full=D(40), pass_mark=D(20), bonus_above=D(random.choice([20, 30])), grades=((D(35), "优秀"), (D(20), "合格")),
        not_applicable_share=random.choice(SHARES), void_above_share=random.choice(SHARES),
        classes=random.choice([(), _classes()]), assessors=assessors, own_share=random.choice([None, *SHARES]),
        draws=(Draw("lots", "抽", "2", random.randint(1, len(lots))),) if lots and random.random() < 0.7 else (),
        seed=random.randint(0, 9),
    )  # fmt: skip


def _classes() -> tuple[Any, ...]:
    low = {"full": D(20), "pass_mark": D(12), "bonus_above": D(15), "grades": ((D(18), "好"), (D(10), "行"))}
    return family("town", levels=("乡",), **low), family("rest", full=D(40), pass_mark=D(20), bonus_above=D(25))


def _points(random: Random) -> D:
    return D(random.choice([0, 5, 333, 1000, 2000])) / 100


def _indicator(random: Random, id: str, assessors: list[str]) -> Indicator:
    stage = random.choice(["base"] * 5 + ["bonus", "malus", "veto"])
    kinds = random.choice([SITES, SITES, (Kind.PORTAL,), (Kind.DEPARTMENT,)])
    plain: dict[str, Any] = {"stage": stage, "kinds": kinds, "levels": random.choice([(), (), LEVELS[:2], LEVELS[1:]])}
    if stage != "veto":
        plain["points"] = _points(random)
    if stage == "base" and assessors:
        plain["assessor"] = random.choice(["", *assessors])
    if random.random() < 0.2:
        options = OPTIONS if stage in ("base", "bonus") and random.random() < 0.5 else ()
        return indicator(id, (), note="人工", options=options, **plain, **({"veto_at": 1} if stage == "veto" else {}))
    plain["since"], plain["until"] = random.choice(
        [("", ""), ("", ""), ("2018-01-01", ""), ("2018-01-01", "2018-12-31")]
    )
    if stage == "veto":
        return indicator(id, (random.choice(REFERENCES),), veto_at=random.randint(1, 3), **plain)
    plain["not_applicable_share"] = random.choice([None, None, *SHARES])
    return _with_limits(random, indicator(id, **_deducted(random), **plain))


def _deducted(random: Random) -> dict[str, Any]:
    """One of the ways to lose points."""
    references = tuple(random.sample(REFERENCES, random.randint(1, 3)))
    way = random.choice(["share", "per_fail", "elements", "none_loses"])
    if way == "elements":
        return {"rules": (), "elements": tuple((one, D(random.choice([1, 150, 400])) / 100) for one in references)}
    costs = {"per_fail": D(random.choice([1, 50, 150])) / 100, "none_loses": random.choice(SHARES)}
    return {"rules": references} | ({way: costs[way]} if way in costs else {})


def _with_limits(random: Random, row: Indicator) -> Indicator:
    rungs, caps = random.choice([0, 0, 1, 2]), random.choice([0, 0, 1, 2])
    steps = sorted((D(random.randint(0, int(row.points * 100))) / 100 for _ in range(rungs)), reverse=True)
    ladder = [
        Rung(one, step, random.choice(SHARES))
        for one, step in zip(random.sample(REFERENCES, rungs), steps, strict=True)
    ]
    lids = tuple((one, random.choice(SHARES)) for one in random.sample(REFERENCES, caps))
    return replace(
        row, ladder=tuple(ladder), caps=lids, rules=row.rules if rungs + caps == 0 or random.random() < 0.8 else ()
    )
