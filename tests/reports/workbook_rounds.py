"""Random rounds: schemes of every primitive, findings, rulings and entries, and random changes of all of them.

From a seed and not from hypothesis: many rounds go into one run of LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from checks.finding import Finding, Outcome, finding_key
from checks.rule import SITES, Rule
from checks.rulings import Entry, Ruling, Verdict, ruled, told_digest
from crawler.targets import Kind, Target
from scoring.asked import asker
from scoring.result import Result
from scoring.scheme import Assessor, Class, Draw, Indicator, Rung, Scheme
from scoring.score import score

D = Decimal
RULES = {
    id: Rule(id, f"规则{id}", "例", "改", SITES, True, True, "doc", lambda site: iter(()))
    for id in (f"r{n}" for n in range(7))
}
ITEMS = ("a", "b", "c", "")
GRADES = ((D(85), "优秀"), (D(70), "良好"), (D(10), "合格"))
OPTIONS = (("满意", D(100)), ("基本满意", D("72.5")), ("不满意", D(0)))


@dataclass(frozen=True)
class Case:
    """All that a score is made from."""

    scheme: Scheme
    targets: tuple[Target, ...]
    findings: tuple[Finding, ...]
    rulings: tuple[Ruling, ...]
    entries: tuple[Entry, ...]

    @property
    def result(self) -> Result:
        return score(ruled(self.findings, self.rulings), self.targets, self.scheme, RULES, {}, self.entries)


def a_case(seed: int) -> Case:
    dice = Random(seed)
    targets = _targets(dice)
    scheme = _scheme(dice)
    findings = tuple(_findings(dice, targets))
    return Case(scheme, targets, findings, tuple(_rulings(dice, findings)), tuple(_entries(dice, targets, scheme)))


def changed(case: Case, seed: int) -> Case:
    """Other weights, rulings and entries of the same targets, findings and indicators."""
    dice = Random(seed)
    scheme = case.scheme
    rows = tuple(_reweighed(dice, row) for row in scheme.indicators)
    edition = replace(
        scheme,
        indicators=rows,
        full=_some(dice, 80, 120),
        pass_mark=_some(dice, 10, 60),
        bonus_above=_some(dice, 10, 60),
        not_applicable_share=_share(dice),
        void_above_share=_share(dice),
        grades=tuple((least - dice.randint(0, 10), title) for least, title in scheme.grades),
        own_share=None if scheme.own_share is None else _share(dice),
        classes=tuple(replace(row, pass_mark=_some(dice, 10, 60), bonus_above=_some(dice, 10, 60)) for row in scheme.classes),
        assessors=_reshared(dice, scheme.assessors),
    )  # fmt: skip
    return replace(
        case,
        scheme=edition,
        rulings=tuple(_rulings(dice, case.findings)),
        entries=tuple(_entries(dice, case.targets, edition)),
    )


def _targets(dice: Random) -> tuple[Target, ...]:
    return tuple(
        Target(
            f"s{n}", f"网站{n}", dice.choice((Kind.PORTAL, Kind.DEPARTMENT)), f"单位{n}", f"http://s{n}/",
            dice.choice(("县", "市")), superior="单位0" if n in (1, 2, 4) else "单位1" if n == 3 else "",
        )
        for n in range(6)
    )  # fmt: skip


def _scheme(dice: Random) -> Scheme:
    assessors = _assessors(dice) if dice.random() < 0.4 else ()
    rows = [_indicator(dice, f"1.{n}", f"r{n}", assessors) for n in range(3)]
    rows += _people(dice, assessors)
    rows += [_indicator(dice, "5.1", "r3", (), stage="bonus"), _indicator(dice, "6.1", "r4", (), stage="malus")]
    draws: tuple[Draw, ...] = ()
    if dice.random() < 0.5:
        points = _some(dice, 1, 9)
        rows += [_indicator(dice, f"7.{n}", f"r5:{item}", assessors, points=points) for n, item in enumerate("abc")]
        draws = (Draw("d", "抽查", "7", dice.randint(1, 2)),)
    rows.append(_row("8.1", ("r6",), stage="veto", veto_at=dice.randint(2, 6)))
    return Scheme(
        id="s", title="例", version="1", basis="例", note="示例", full=D(100), pass_mark=_some(dice, 10, 60),
        bonus_above=_some(dice, 10, 60), bonus_full=D(0), not_applicable_share=_share(dice), grades=GRADES,
        groups=(("1", "一"),), indicators=tuple(rows), void_above_share=dice.choice((D("0.1"), D("0.5"), D("0.9"))),
        classes=_classes(dice) if dice.random() < 0.5 else (), draws=draws, assessors=assessors,
        own_share=_share(dice) if dice.random() < 0.5 else None, seed=dice.randint(0, 9),
    )  # fmt: skip


def _row(id: str, rules: tuple[str, ...], **rest: Any) -> Indicator:
    kinds = (Kind.PORTAL, Kind.DEPARTMENT)
    return Indicator(**({"id": id, "title": f"指标{id}", "basis": "例", "kinds": kinds, "rules": rules} | rest))


def _indicator(
    dice: Random,
    id: str,
    rule: str,
    assessors: Sequence[Assessor],
    *,
    stage: str = "base",
    points: Decimal | None = None,
) -> Indicator:
    worth = _some(dice, 1, 40) if points is None else points
    more: dict[str, Any] = {"stage": stage, "points": worth, "assessor": _assessor(dice, assessors)}
    bare = rule.partition(":")[0]
    way = dice.choice(("share", "per_fail", "elements", "none_loses", "nothing"))
    rules = (rule,) if dice.random() < 0.7 else (f"{bare}:a", f"{bare}:b*")
    if way == "per_fail":
        more["per_fail"] = _some(dice, 0, 5) + D("0.01")
    if way == "none_loses":
        more["none_loses"] = _share(dice)
    if way == "elements":
        rules = () if dice.random() < 0.5 else rules
        more["elements"] = tuple(
            (f"{bare}:{item}", _some(dice, 0, 9)) for item in dice.sample("abc", dice.randint(1, 3))
        )
    if dice.random() < 0.4 or way == "nothing":
        rules = () if way == "nothing" else rules
        rungs = sorted((worth * _share(dice) for _ in range(dice.randint(1, 3))), reverse=True)
        more["ladder"] = tuple(
            Rung(f"{bare}:{item}", gives.quantize(D("0.01")), dice.choice((D(1), D("0.5"), _share(dice))))
            for item, gives in zip("abc", rungs, strict=False)
        )
    if dice.random() < 0.4:
        more["caps"] = tuple((f"{bare}:{item}", _share(dice)) for item in dice.sample("abc", dice.randint(1, 2)))
    if dice.random() < 0.3:
        more["not_applicable_share"] = _share(dice)
    if dice.random() < 0.3:
        more["since"], more["until"] = "2026-02-01", dice.choice(("", "2026-03-31"))
    return _row(id, rules, **more)


def _people(dice: Random, assessors: Sequence[Assessor]) -> list[Indicator]:
    return [
        _row("4.1", (), points=_some(dice, 1, 20), assessor=_assessor(dice, assessors), note="人工"),
        _row("4.2", (), points=_some(dice, 1, 20), assessor=_assessor(dice, assessors), note="人工", options=OPTIONS),
        _row("4.3", (), stage="veto", veto_at=1, note="人工"),
        _row("4.4", (), stage=dice.choice(("bonus", "malus")), points=_some(dice, 1, 9), note="人工"),
    ]


def _findings(dice: Random, targets: Sequence[Target]) -> list[Finding]:
    found = []
    for target in targets:
        for rule in RULES:
            if dice.random() < 0.15:
                kind = dice.choice((Outcome.NOT_APPLICABLE, Outcome.NOT_MEASURED))
                found.append(_finding(dice, target, rule, "", kind, 0))
                continue
            odds = dice.choice(((5, 2, 2, 1), (1, 5, 2, 0), (1, 1, 6, 0)))
            for n in range(dice.choice((1, 2, 3, 7))):
                outcome = dice.choices((Outcome.PASS, Outcome.FAIL, Outcome.UNSURE, Outcome.NOT_APPLICABLE), odds)[0]
                found.append(_finding(dice, target, rule, dice.choice(ITEMS), outcome, n))
    return found


def _finding(dice: Random, target: Target, rule: str, item: str, outcome: Outcome, n: int) -> Finding:
    key = finding_key(rule, target.id, item, target.url, str(n))
    dated = dice.choice(("", "2026-01-15", "2026-03-01", "2026-05-01"))
    return Finding(
        key, rule, target.id, target.unit, item, outcome, f"{outcome.label}{n}。", target.url, str(n), "", "", "",
        dice.random() < 0.7, dated=dated,
    )  # fmt: skip


def _rulings(dice: Random, findings: Sequence[Finding]) -> list[Ruling]:
    return [
        Ruling(one.key, one.target, dice.choice(tuple(Verdict)), "某人", "2026-03-20", "已看。", told_digest(one))
        for one in findings
        if one.outcome in (Outcome.FAIL, Outcome.UNSURE) and dice.random() < 0.3
    ]


def _entries(dice: Random, targets: Sequence[Target], scheme: Scheme) -> list[Entry]:
    entries = []
    asked = asker(scheme)
    for target in targets:
        for row in asked(target):
            if not row.personal or dice.random() < 0.3:
                continue
            points = None if row.options or row.stage == "veto" else (row.points * _share(dice)).quantize(D("0.01"))
            counts = tuple((answer, dice.randint(0, 30)) for answer, _ in row.options)
            counts = counts if any(count for _, count in counts) else ((row.options[0][0], 1),) if row.options else ()
            vetoed = dice.random() < 0.08 if row.stage == "veto" else None
            entries.append(Entry(target.id, row.id, points, counts, vetoed, "某人", "2026-03-20", "现场评。"))
    return entries


def _reweighed(dice: Random, row: Indicator) -> Indicator:
    if row.stage == "veto":
        return row if row.personal else replace(row, veto_at=dice.randint(2, 6))
    points = row.points if row.id.startswith("7.") else _some(dice, 1, 40)
    rungs = sorted((points * _share(dice) for _ in row.ladder), reverse=True)
    return replace(
        row,
        points=points,
        per_fail=None if row.per_fail is None else _some(dice, 0, 5) + D("0.01"),
        none_loses=None if row.none_loses is None else _share(dice),
        not_applicable_share=None if row.not_applicable_share is None else _share(dice),
        elements=tuple((reference, _some(dice, 0, 9)) for reference, _ in row.elements),
        ladder=tuple(
            replace(rung, points=gives.quantize(D("0.01")), factor=_share(dice))
            for rung, gives in zip(row.ladder, rungs, strict=True)
        ),
        caps=tuple((reference, _share(dice)) for reference, _ in row.caps),
        options=tuple((answer, _some(dice, 0, 100)) for answer, _ in row.options),
    )


def _assessors(dice: Random) -> tuple[Assessor, ...]:
    share = _share(dice)
    return (Assessor("third", "第三方", share), Assessor("daily", "日常", 1 - share))


def _reshared(dice: Random, assessors: Sequence[Assessor]) -> tuple[Assessor, ...]:
    cuts = [D(0), *sorted(_share(dice) for _ in assessors[1:]), D(1)]
    shares = (after - before for before, after in pairwise(cuts))
    return tuple(replace(one, share=share) for one, share in zip(assessors, shares, strict=False))


def _assessor(dice: Random, assessors: Sequence[Assessor]) -> str:
    return dice.choice(("", *(one.id for one in assessors)))


def _classes(dice: Random) -> tuple[Class, ...]:
    rest = {"full": D(100), "pass_mark": _some(dice, 10, 60), "bonus_above": _some(dice, 10, 60), "bonus_full": D(0)}
    return (
        Class("county", "县门户", (Kind.PORTAL,), grades=((D(50), "较好"), (D(10), "一般")), levels=("县",), **rest),
        Class("other", "其他", (Kind.PORTAL, Kind.DEPARTMENT), grades=GRADES, levels=("县", "市"), **rest),
    )


def _some(dice: Random, low: int, high: int) -> Decimal:
    return D(dice.randint(low * 100, high * 100)) / 100


def _share(dice: Random) -> Decimal:
    return D(dice.randint(0, 100)) / 100
