"""Random schemes and findings, scored a second time by a plain recomputation that shares no code with the first."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_cases import RULES, D, finding, indicator, scheme

from checks.finding import Finding, Outcome
from crawler.targets import Kind, Target
from scoring.result import Veto
from scoring.scheme import Scheme
from scoring.score import score

SITES = [Target(f"s{n}", f"网站{n}", Kind.PORTAL, "甲") for n in range(4)]
NAMES = ["r0", "r1", "r2", "r3", "v0"]
outcome_lists = st.lists(st.tuples(st.sampled_from(Outcome), st.booleans()), min_size=1, max_size=7)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=2, max_size=2)))
    rows = []
    for number, cent in enumerate((cuts[0], cuts[1] - cuts[0], 10_000 - cuts[1])):
        price = draw(st.none() | st.integers(1, cent).map(lambda c: D(c) / 100)) if cent else None
        rows.append(indicator(f"1.{number}", (f"r{number}",), points=D(cent) / 100, per_fail=price))
    rows.append(indicator("1.3", ("r3",), stage="bonus", points=D(draw(st.integers(1, 3000))) / 100))
    rows.append(indicator("1.4", ("v0",), stage="veto", veto_at=draw(st.integers(1, 3))))
    share = D(draw(st.integers(0, 100))) / 100
    return scheme(*rows, bonus_full=rows[3].points, not_applicable_share=share)


def cents(amount: Fraction) -> Fraction:
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


def recomputed(said: list[Finding], edition: Scheme) -> tuple[Fraction, Fraction, str]:
    """Base, total and grade of one site."""
    base, bonus, unmeasured, veto = Fraction(0), Fraction(0), Fraction(0), Veto.NONE
    for row in edition.indicators:
        mine = [f for f in said if f.rule == row.rules[0]]
        fails = sum(f.outcome == "fail" and f.certain for f in mine)
        doubts = sum(f.outcome == "unsure" or (f.outcome == "fail" and not f.certain) for f in mine)
        seen = fails + doubts + sum(f.outcome == "pass" for f in mine)
        void = {f.outcome for f in mine} == {Outcome.NOT_APPLICABLE}
        points = Fraction(row.points)
        if row.veto_at:
            veto = Veto.HIT if fails >= row.veto_at else Veto.OPEN if fails + doubts >= row.veto_at else Veto.NONE
        elif row.stage == "bonus":
            bonus = points - cents(points * fails / seen) if seen else Fraction(0)
        elif void:
            base += points - cents(points * (1 - Fraction(edition.not_applicable_share)))
        elif not seen:
            base, unmeasured = base + points, unmeasured + points
        else:
            base += points - (
                min(points, fails * Fraction(row.per_fail)) if row.per_fail else cents(points * fails / seen)
            )
    total = Fraction(0) if veto is Veto.HIT else base + bonus if base > 80 else base
    grade = next((title for least, title in edition.grades if total >= least), "")
    if veto is Veto.OPEN:
        grade += "（否决待核实）"
    if veto is Veto.HIT or base < 60:
        grade = "不合格"
    if veto is not Veto.HIT and unmeasured > 50:
        grade = "未能评定"
    return base, total, grade


@settings(max_examples=150, deadline=None)
@given(schemes(), st.lists(st.lists(outcome_lists, min_size=5, max_size=5), min_size=4, max_size=4), st.randoms())
def test_scores_agree_with_a_plain_recomputation(edition, said, random):
    heard = [
        finding(outcome, rule, target=site.id, place=str(n), certain=certain)
        for site, of_rules in zip(SITES, said, strict=True)
        for rule, outcomes in zip(NAMES, of_rules, strict=True)
        for n, (outcome, certain) in enumerate(outcomes)
    ]
    random.shuffle(heard)
    result = score(heard, SITES, edition, RULES, {})
    for came in result.totals:
        base, total, grade = recomputed([f for f in heard if f.target == came.target], edition)
        assert (Fraction(came.base), Fraction(came.total), came.grade) == (base, total, grade)
    ranked = [t for t in result.totals if t.rank]
    for came in ranked:
        ahead = [t for t in ranked if (t.veto is Veto.HIT, -t.total) < (came.veto is Veto.HIT, -came.total)]
        assert came.rank == len(ahead) + 1
    assert {t.target for t in result.totals if not t.rank} == {t.target for t in result.totals if t.grade == "未能评定"}
    for part in result.scores:
        assert part.lost == sum(d.points for d in part.deductions if not d.pending)
        assert part.pending == sum(d.points for d in part.deductions if d.pending)
        assert 0 <= part.pending <= part.earned <= part.possible
        assert all(d.points >= 0 for d in part.deductions)
