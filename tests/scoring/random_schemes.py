"""Schemes at random that use everything a scheme can say, and are consistent with the rules of `scoring_cases`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count
from random import Random

from crawler.targets import Kind
from scoring.indicator import Indicator, Rung
from scoring.parts import Assessor, Class, Draw
from scoring.scheme import Scheme

D = Decimal
WORDS = ("公开", "“引号”", "a=b；c", '"', "多行\n说明", "＝1+1", "-5", "1.10", "A&B<c>", "\\d", "Ⅳ　全角")
GRADES = ((D(90), "优秀"), (D(60), "合格"))


def random_scheme(seed: int) -> Scheme:
    chance = Random(seed)
    kinds = [(Kind.PORTAL,), (Kind.DEPARTMENT,)]
    assessors = (Assessor("a", "第三方", D("0.7")), Assessor("b", "自评", D("0.3"))) if chance.random() < 0.4 else ()
    own = chance.random() < 0.5
    fulls = [D(chance.choice((60, 100, 1000))) if own else D(100) for _ in kinds]
    classes = tuple(
        Class(f"c{n}", f"类{n}", of, full, D(60), full, D(0), GRADES if n else ((D(60), "达标"),))
        for n, (of, full) in enumerate(zip(kinds, fulls, strict=True))
        if own
    )
    numbers = count(1)
    rows: list[Indicator] = []
    draws: list[Draw] = []
    for of, full in zip(kinds, fulls, strict=True):
        for assessor in [one.id for one in assessors] or [""]:
            rows += _base(chance, of, full, assessor, numbers, draws)
    rows += _beside(chance, numbers)
    return Scheme(
        id="random", title=chance.choice(WORDS), version="1", basis=chance.choice(WORDS), note=chance.choice(WORDS),
        full=D(100), pass_mark=D(60), bonus_above=D("80.5"), bonus_full=D(0), not_applicable_share=D("0.8"),
        grades=((D(85), "优"), (D(60), "及格")), groups=(("1", "一"), ("2", "二")), indicators=tuple(rows),
        classes=classes, draws=tuple(draws), assessors=assessors,
        own_share=chance.choice((None, D("0.5"))), seed=chance.choice((0, 7)),
    )  # fmt: skip


def _base(
    chance: Random, kinds: tuple[Kind, ...], full: Decimal, assessor: str, numbers: Iterator[int], draws: list[Draw]
) -> Iterator[Indicator]:
    left = full
    if chance.random() < 0.4:
        prefix, each = f"2.{next(numbers)}", D(chance.randint(1, 8))
        draws.append(Draw(f"d{len(draws)}", "抽", prefix, 2))
        left -= 2 * each
        for number in range(3):
            yield replace(_plain(chance, numbers, each, kinds, assessor), id=f"{prefix}.{number}")
    while left:
        points = min(left, (full * chance.randint(500, 6000) / 10000).quantize(D("0.01")))
        left -= points
        if chance.random() < 0.15:  # one of two, by level
            yield replace(_plain(chance, numbers, points, kinds, assessor), levels=("县", ""))
            yield replace(_plain(chance, numbers, points, kinds, assessor), levels=("设区市",))
        else:
            yield _varied(chance, _plain(chance, numbers, points, kinds, assessor))


def _plain(
    chance: Random, numbers: Iterator[int], points: Decimal, kinds: tuple[Kind, ...], assessor: str
) -> Indicator:
    number = next(numbers)
    return Indicator(
        f"1.{number}", chance.choice(WORDS), chance.choice(WORDS), kinds, (f"r0:i{number}", f"r1:i{number}-*"),
        points=points, assessor=assessor, note=chance.choice(("", *WORDS)),
    )  # fmt: skip


def _varied(chance: Random, row: Indicator) -> Indicator:
    number, points = row.id.partition(".")[2], row.points
    ways = [
        row,
        replace(row, per_fail=min(points, D("0.25"))),
        replace(row, none_loses=D("0.5")),
        replace(row, rules=(), elements=((f"r0:e{number}", points), (f"r2:e{number}", D("0.01")))),
        replace(row, ladder=(Rung(f"r0:k{number}", points), Rung(f"r1:k{number}", D("0.5"), D("0.5")))),
        replace(row, caps=((f"r3:c{number}", D("0.6")),)),
        replace(row, since="2018-01-01", until="2025-12-31", not_applicable_share=D("0.5")),
        replace(row, rules=(), note="人工"),
        replace(row, rules=(), options=(("满意", D(100)), ("基本 满意", D("80.5")), ("不满意", D(0)))),
    ]
    return chance.choice(ways) if points >= 1 else row


def _beside(chance: Random, numbers: Iterator[int]) -> Iterator[Indicator]:
    sites = (Kind.PORTAL, Kind.DEPARTMENT)
    yield Indicator(f"1.{next(numbers)}", "否决", "例", sites, ("v0",), "veto", veto_at=chance.randint(1, 9))
    yield Indicator(f"2.{next(numbers)}", "人工否决", "例", sites, (), "veto", veto_at=1, note="人工")
    if chance.random() < 0.5:
        yield Indicator(f"2.{next(numbers)}", "倒扣", "例", sites, ("r3:m",), "malus", D("5.5"), per_fail=D(1))
