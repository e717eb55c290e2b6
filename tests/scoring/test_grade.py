"""Totals, grades, ranks."""

from __future__ import annotations

import pytest
from scoring_cases import FAIL, NOT_MEASURED, PASS, RULES, UNSURE, D, finding, findings, indicator, scheme, total

from checks.rule import ACCOUNTS
from crawler.targets import Kind, Target
from scoring.result import Total, Veto
from scoring.score import score

VETO = indicator("1.9", ("v0",), stage="veto", veto_at=1)


def lost(points: str, **rest: object) -> Total:
    """The total of a site that lost so many of 100 points."""
    rows = [indicator("1.1", points=D(points), per_fail=D(points)), indicator("1.2", ("r1",), points=100 - D(points))]
    return total(findings(FAIL) + findings(PASS, rule="r1"), *rows, **rest)


@pytest.mark.parametrize(
    ("points", "grade"),
    [("10", "优秀"), ("10.01", "良好"), ("20", "良好"), ("20.01", "合格"), ("40", "合格"), ("40.01", "不合格")],
)
def test_grades_begin_at_their_line(points, grade):
    assert lost(points).grade == grade


@pytest.mark.parametrize(("points", "bonus"), [("20", "0"), ("19.99", "10")])
def test_the_bonus_stage_opens_above_the_line_not_at_it(points, bonus):
    extra = indicator("1.3", ("r2",), stage="bonus", points=D(10))
    rows = [indicator("1.1", points=D(points), per_fail=D(points)), indicator("1.2", ("r1",), points=100 - D(points))]
    said = findings(FAIL) + findings(PASS, rule="r1") + findings(PASS, rule="r2")
    came = total(said, *rows, extra, bonus_full=D(10))
    assert came.bonus == D(bonus)
    assert came.total == came.base + came.bonus


def test_a_bonus_that_nobody_measured_is_not_earned():
    rows = [indicator("1.1", points=D(100)), indicator("1.2", (), stage="bonus", points=D(10), note="人工")]
    assert total(findings(PASS), *rows, bonus_full=D(10)).total == 100
    rows[1] = indicator("1.2", ("r1",), stage="bonus", points=D(10))
    assert total(findings(PASS) + findings(NOT_MEASURED, rule="r1"), *rows, bonus_full=D(10)).total == 100


def test_a_veto_ends_the_scoring_but_the_base_is_kept():
    row = indicator("1.1", points=D(100), per_fail=D(10))
    came = total(findings(FAIL, UNSURE) + findings(FAIL, rule="v0"), row, VETO)
    assert (came.total, came.base, came.pending, came.grade, came.veto) == (0, 90, 0, "不合格", Veto.HIT)


def test_an_open_veto_stands_beside_the_grade():
    row = indicator("1.1", points=D(100))
    said = findings(UNSURE, rule="v0")
    assert total(findings(PASS) + said, row, VETO).grade == "优秀（否决待核实）"
    assert total(findings(FAIL) + said, row, VETO).grade == "不合格"


@pytest.mark.parametrize(("points", "grade"), [("50", "优秀"), ("50.01", "未能评定")])
def test_too_much_unmeasured_voids_the_grade(points, grade):
    rows = [indicator("1.1", points=D(points)), indicator("1.2", ("r1",), points=100 - D(points))]
    came = total(findings(NOT_MEASURED) + findings(PASS, rule="r1"), *rows)
    assert (came.grade, came.unmeasured, came.total) == (grade, D(points), 100)


def test_the_share_that_voids_is_the_schemes():
    rows = [indicator("1.1", points=D(21)), indicator("1.2", ("r1",), points=D(79))]
    came = total(findings(NOT_MEASURED) + findings(PASS, rule="r1"), *rows, void_above_share=D("0.2"))
    assert (came.grade, came.rank) == ("未能评定", 0)


def test_pending_is_what_the_total_may_still_lose():
    rows = [
        indicator("1.1", points=D(100), per_fail=D(3)),
        indicator("1.2", ("r1",), stage="bonus", points=D(10), per_fail=D(4)),
    ]
    said = findings(FAIL, UNSURE) + findings(UNSURE, rule="r1")
    came = total(said, *rows, bonus_full=D(10))
    assert (came.base, came.bonus, came.total, came.pending) == (97, 10, 107, 7)


def test_equal_totals_share_a_rank_the_vetoed_come_last_and_the_void_have_none():
    row = indicator("1.1", points=D(100), per_fail=D(10))
    sites = {"a": 2, "b": 0, "c": 1, "d": 1, "e": 10}
    said = [finding(FAIL, target=site, place=str(n)) for site, fails in sites.items() for n in range(fails)]
    said += [finding(PASS, target=site, place="p") for site in "abcdef"] + findings(NOT_MEASURED, target="g")
    said += [finding(FAIL if site == "f" else PASS, "v0", target=site) for site in "abcdefg"]
    account = Target("w", "发布", Kind.WECHAT, "甲")
    posts = indicator("1.2", ("posts",), kinds=ACCOUNTS, points=D(100), per_fail=D(30))
    said += findings(FAIL, rule="posts", target="w")
    targets = [Target(site, site, Kind.PORTAL, "甲") for site in "abcdefg"] + [account]
    came = score(said, targets, scheme(row, posts, VETO), RULES, {}).totals
    assert {t.target: t.rank for t in came} == {"b": 1, "c": 2, "d": 2, "a": 4, "e": 5, "f": 6, "g": 0, "w": 1}


@pytest.mark.parametrize(
    ("first", "second", "grade"),
    [
        (PASS, PASS, "合格"),
        (PASS, FAIL, "不合格"),
        (NOT_MEASURED, FAIL, "不合格"),
        (PASS, UNSURE, "合格（否决待核实）"),
        (PASS, NOT_MEASURED, "合格（否决项未测全）"),
        (NOT_MEASURED, NOT_MEASURED, "未能评定"),
    ],
)
def test_without_points_the_vetoes_alone_give_the_grade(first, second, grade):
    rows = [VETO, indicator("1.8", ("r0",), stage="veto", veto_at=1)]
    came = total(findings(first) + findings(second, rule="v0"), *rows, grades=((D(60), "合格"),))
    assert (came.grade, came.scored, came.rank, came.base) == (grade, False, 0, 100)
