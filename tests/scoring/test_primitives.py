"""Every way of weighing on both sides of its threshold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scoring_cases import (
    ERROR,
    FAIL,
    NOT_APPLICABLE,
    NOT_MEASURED,
    PASS,
    RULES,
    SITE,
    UNSURE,
    D,
    entry,
    family,
    finding,
    findings,
    indicator,
    one,
    scheme,
    scored,
    total,
)

from checks.rule import ACCOUNTS
from checks.rulings import Verdict
from crawler.targets import Kind, Target
from scoring.result import Veto
from scoring.scheme import Assessor, Draw, Rung
from scoring.score import ScoringGap, score

ELEMENTS = indicator(rules=(), points=D(5), elements=(("r0:甲", D(2)), ("r0:乙", D(2)), ("r0:丙", D(2))))
LADDER = indicator(
    rules=("r1",), points=D(8), per_fail=D(2), ladder=(Rung("r0:public", D(8)), Rung("r0:asked", D(4), D("0.5")))
)
CAP = indicator(rules=("r0",), points=D(10), per_fail=D(1), caps=(("r1", D("0.6")),))
NONE = indicator(points=D(6), none_loses=D("0.5"))
WINDOW = indicator(points=D(6), per_fail=D(1), since="2018-01-01", until="2018-12-31")
SURVEY = indicator(rules=(), points=D(10), options=(("满意", D(100)), ("基本满意", D(80)), ("不满意", D(0))))
PERSON = indicator(rules=(), points=D(10), note="人工")


@pytest.mark.parametrize(("items", "lost"), [("甲", 2), ("甲甲", 2), ("甲乙", 4), ("甲乙丙", 5), ("丁", 0)])
def test_an_element_costs_once_and_all_of_them_no_more_than_the_points(items, lost):
    said = [finding(FAIL, item=item, place=str(n)) for n, item in enumerate(items)]
    came = one([*said, finding(PASS, item="甲", place="p")], ELEMENTS)
    assert came.lost == lost == sum(charge.points for charge in came.deductions)


def steps(public, asked, others):
    return [finding(public, item="public"), finding(asked, item="asked"), *findings(*others, rule="r1")]


@pytest.mark.parametrize(
    ("public", "asked", "earned"),
    [(PASS, PASS, 6), (PASS, FAIL, 6), (FAIL, PASS, 3), (FAIL, FAIL, 0), (NOT_APPLICABLE, PASS, 3)],
)
def test_the_first_rung_held_gives_its_points_and_its_factor(public, asked, earned):
    assert one(steps(public, asked, [FAIL, PASS]), LADDER).earned == earned


@pytest.mark.parametrize(
    ("public", "asked", "measured"),
    [
        (NOT_MEASURED, PASS, False), (ERROR, PASS, False), (PASS, NOT_MEASURED, True),
        (UNSURE, NOT_MEASURED, False), (FAIL, NOT_MEASURED, False), (FAIL, UNSURE, True),
        (NOT_APPLICABLE, NOT_APPLICABLE, False),
    ],
)  # fmt: skip
def test_a_rung_that_nobody_measured_costs_nobody_points(public, asked, measured):
    came = one(steps(public, asked, [FAIL]), LADDER)
    assert came.measured is measured and (measured or (came.earned == 8 and "无法定档" in came.note))


def test_a_doubtful_rung_is_held_for_now_and_what_may_be_lost_is_pending():
    came = one(steps(UNSURE, PASS, [FAIL]), LADDER)
    assert (came.lost, came.pending, came.earned) == (2, 3, 6)


def test_charges_never_fall_although_a_lower_rung_halves_the_rest():
    row = replace(LADDER, points=D(10), ladder=(Rung("r2", D(10)), Rung("r3", D(10), D(0))))
    said = [*findings(FAIL, FAIL, rule="r1"), *findings(FAIL, rule="r2"), *findings(PASS, rule="r3")]
    came = one(said, row)
    assert came.lost == 0 and [charge.points for charge in came.deductions] == [0, 0, 0]
    said[-2] = replace(said[-2], outcome=UNSURE)
    came = one(said, row)
    assert (came.lost, came.pending) == (4, 0) and all(charge.points >= 0 for charge in came.deductions)


@pytest.mark.parametrize(("fails", "capped", "lost"), [(1, PASS, 1), (1, FAIL, 4), (4, FAIL, 4), (5, FAIL, 5)])
def test_a_cap_limits_and_the_rest_is_deducted_beneath_it(fails, capped, lost):
    came = one([*findings(*[FAIL] * fails, PASS), *findings(capped, rule="r1")], CAP)
    assert came.lost == lost == sum(charge.points for charge in came.deductions)
    assert ("封顶：至多得本项的 60%" in came.note) == (capped is FAIL)


@pytest.mark.parametrize(
    ("outcomes", "lost", "pending"),
    [([FAIL, FAIL], 3, 0), ([FAIL, PASS], 0, 0), ([FAIL, UNSURE], 0, 3), ([FAIL], 3, 0), ([PASS], 0, 0)],
)
def test_one_pass_avoids_the_loss_of_all_or_nothing(outcomes, lost, pending):
    came = one(findings(*outcomes), NONE)
    assert (came.lost, came.pending) == (lost, pending)


@pytest.mark.parametrize(
    ("day", "lost"),
    [("2017-12-31", 0), ("2018-01-01", 1), ("2018-12-31", 1), ("2019-01-01", 0), ("", 1)],
)
def test_findings_outside_the_window_are_left_out_and_undated_ones_stay(day, lost):
    came = one([finding(FAIL, dated=day), finding(PASS, place="p", dated="2018-06-01")], WINDOW)
    assert came.lost == lost


def test_a_window_with_nothing_in_it_is_unmeasured():
    came = one([finding(FAIL, dated="2017-01-01")], WINDOW)
    assert not came.measured and came.lost == 0 and "不在规定的时间内" in came.note


def test_an_indicators_own_share_goes_before_the_schemes():
    own = indicator(points=D(5), not_applicable_share=D("0.8"))
    assert one(findings(NOT_APPLICABLE), own, not_applicable_share=D(0)).earned == 4
    assert one(findings(NOT_APPLICABLE), replace(own, not_applicable_share=None), not_applicable_share=D(0)).earned == 0


@pytest.mark.parametrize(
    ("outcome", "certain", "ruling", "lost", "pending"),
    [
        (FAIL, True, None, 5, 0), (FAIL, True, Verdict.DISMISSED, 0, 0), (FAIL, False, None, 0, 5),
        (FAIL, False, Verdict.CONFIRMED, 5, 0), (UNSURE, True, Verdict.CONFIRMED, 5, 0), (UNSURE, True, Verdict.DISMISSED, 0, 0),
    ],
)  # fmt: skip
def test_a_ruling_goes_before_the_machines_word(outcome, certain, ruling, lost, pending):
    came = one([finding(outcome, certain=certain, ruling=ruling), finding(PASS, place="p")], indicator(points=D(10)))
    assert (came.lost, came.pending) == (lost, pending)


def test_a_ruling_confirms_or_lifts_a_veto():
    row = indicator(stage="veto", veto_at=1)
    assert one([finding(UNSURE, ruling=Verdict.CONFIRMED)], row).veto is Veto.HIT
    assert one([finding(FAIL, ruling=Verdict.DISMISSED)], row).veto is Veto.NONE


def test_a_persons_points_are_earned_as_entered():
    came = scored([], PERSON, entries=[entry("1.1", "7.25")]).scores[0]
    assert (came.earned, came.lost, came.deductions, came.measured) == (D("7.25"), D("2.75"), (), True)
    assert came.entry and came.note == "人工评分（李四，2026-12-02）。"


@pytest.mark.parametrize(
    ("counts", "earned"), [({"满意": 3}, "10"), ({"满意": 1, "基本满意": 1, "不满意": 1}, "6"), ({"不满意": 2}, "0")]
)
def test_a_survey_earns_the_mean_of_its_answers(counts, earned):
    came = scored([], SURVEY, entries=[entry("1.1", counts)]).scores[0]
    assert came.earned == D(earned) and f"问卷 {sum(counts.values())} 份" in came.note


def test_half_a_cent_of_a_survey_is_rounded_up():
    row = replace(SURVEY, points=D("0.01"), options=(("是", D(50)), ("否", D(0))))
    assert scored([], row, entries=[entry("1.1", {"是": 1})]).scores[0].earned == D("0.01")


@pytest.mark.parametrize(("given", "veto"), [(True, Veto.HIT), (False, Veto.NONE)])
def test_a_person_vetoes_or_does_not(given, veto):
    row = indicator("1.9", (), stage="veto", veto_at=1, note="人工")
    came = scored(findings(PASS), indicator(points=D(100)), row, entries=[entry("1.9", given)])
    assert came.scores[1].veto is veto and came.scores[1].measured
    assert came.totals[0].grade == ("不合格" if given else "优秀")


@pytest.mark.parametrize(
    ("row", "given", "told"),
    [
        (PERSON, entry("1.1", "10.01"), "得分 10.01 不在 0 与满分 10 之间"),
        (PERSON, entry("1.1", "-0.01"), "得分 -0.01 不在"),
        (PERSON, entry("1.1", True), "没有录入得分"),
        (PERSON, entry("1.2", "1"), "在本方案中没有"),
        (PERSON, entry("1.1", "1", target="s9"), "不在名单内"),
        (SURVEY, entry("1.1", {"很好": 1}), "没有“很好”这样的回答"),
        (SURVEY, entry("1.1", {"满意": 0}), "合计至少 1 份"),
        (SURVEY, entry("1.1", {"满意": -1}), "份数须为 0 或正整数"),
        (SURVEY, entry("1.1", "5"), "不应录入得分"),
        (indicator(points=D(5)), entry("1.1", "5"), "由规则评判"),
    ],
)
def test_an_entry_that_cannot_be_taken_is_refused(row, given, told):
    with pytest.raises(ScoringGap, match=told):
        scored(findings(PASS), row, entries=[given])


def test_two_entries_on_one_thing_are_refused():
    with pytest.raises(ScoringGap, match="录入了不止一次"):
        scored([], PERSON, entries=[entry("1.1", "1"), entry("1.1", "2")])


def test_a_malus_is_taken_off_outside_the_full_marks_and_not_below_nothing():
    rows = [indicator(points=D(100)), indicator("1.2", ("r1",), stage="malus", points=D(3), per_fail=D(2))]
    came = scored([*findings(PASS), *findings(FAIL, UNSURE, rule="r1")], *rows)
    assert (came.scores[1].possible, came.scores[1].earned) == (0, -2)
    whole = came.totals[0]
    assert (whole.base, whole.malus, whole.total, whole.pending) == (100, 2, 98, 1)
    low = total([*findings(FAIL), *findings(FAIL, UNSURE, rule="r1")], *rows)
    assert (low.total, low.pending, low.grade) == (0, 0, "不合格")


@pytest.mark.parametrize(("off", "grade"), [("0", "合格"), ("0.01", "不合格")])
def test_below_the_lowest_grade_nothing_is_passed(off, grade):
    rows = [indicator(points=D(100), per_fail=D(40)), indicator("1.2", (), stage="malus", points=D(5), note="人工")]
    came = scored(findings(FAIL), *rows, entries=[entry("1.2", off)]).totals[0]
    assert (came.base, came.total, came.grade) == (60, 60 - D(off), grade)


def test_what_a_level_is_not_asked_it_has_no_score_for():
    rows = [indicator(levels=("县",), points=D(100)), indicator("1.2", ("r1",), levels=("乡", ""), points=D(100))]
    for level, asked in (("县", "1.1"), ("乡", "1.2"), ("", "1.2")):
        came = scored([*findings(FAIL), *findings(PASS, rule="r1")], *rows, target=replace(SITE, level=level))
        assert [part.indicator for part in came.scores] == [asked]


def test_a_level_that_the_scheme_does_not_know_is_told():
    rows = [indicator(levels=("县",), points=D(30)), indicator("1.2", ("r1",), points=D(70))]
    with pytest.raises(ScoringGap, match="层级“县级”）应答的基本分指标合计 70 分，不是满分 100 分"):
        scored([*findings(PASS), *findings(PASS, rule="r1")], *rows, target=replace(SITE, level="县级"))


def test_classes_have_marks_of_their_own_and_rank_among_themselves():
    grades = ((D(900), "好"), (D(600), "行"))
    towns = family("town", levels=("乡",), full=D(1000), pass_mark=D(600), bonus_above=D(800), grades=grades)
    rows = [
        indicator(levels=("乡",), points=D(1000), per_fail=D(100)),
        indicator("1.2", ("r1",), levels=("县",), points=D(100), per_fail=D(10)),
    ]
    places = [Target(f"s{n}", f"站{n}", Kind.PORTAL, "甲", level=level) for n, level in enumerate(("乡", "乡", "县"))]
    said = [
        *findings(FAIL, FAIL, FAIL, FAIL, FAIL, target="s0"),
        *findings(FAIL, target="s1"),
        *findings(PASS, target="s2"),
    ]
    said += [one for n in range(3) for one in findings(FAIL, rule="r1", target=f"s{n}")]
    came = score(said, places, scheme(*rows, classes=(towns, family("rest"))), RULES, {}).totals
    assert [(t.family, t.total, t.grade, t.rank) for t in came] == [
        ("town", 500, "不合格", 2), ("town", 900, "好", 1), ("rest", 90, "优秀", 1),
    ]  # fmt: skip


def test_a_target_of_no_class_is_told():
    with pytest.raises(ScoringGap, match="不属于方案的任何一个类别"):
        scored(findings(PASS), indicator(points=D(100)), classes=(family("media", ACCOUNTS),))


def test_a_draw_asks_each_target_the_same_few_again_and_again():
    rows = [indicator(f"1.{n}", ("r0",), points=D(10)) for n in range(9)]
    lots = Draw("areas", "领域", "1", 3)
    places = [Target(f"s{n}", f"站{n}", Kind.PORTAL, "甲") for n in range(20)]
    said = [one for place in places for one in findings(PASS, target=place.id)]

    def drawn(seed):
        came = score(said, places, scheme(*rows, draws=(lots,), seed=seed, full=D(30)), RULES, {})
        return [tuple(p.indicator for p in came.scores if p.target == t.id) for t in came.targets], came.totals

    first, totals = drawn(7)
    assert {len(ids) for ids in first} == {3} and len(set(first)) > 1 and {t.base for t in totals} == {30}
    assert drawn(7)[0] == first != drawn(8)[0]


def test_assessors_count_in_their_shares():
    rows = [
        indicator(points=D(100), per_fail=D(1), assessor="third"),
        indicator("1.2", ("r1",), points=D(100), per_fail=D(1)),
    ]
    parts = (Assessor("daily", "日常", D("0.3")), Assessor("third", "三方", D("0.7")))
    said = [*findings(*[FAIL] * 10, UNSURE), *findings(*[FAIL] * 5, rule="r1")]
    came = total(said, *rows, assessors=parts)
    assert (came.base, came.pending, came.unmeasured) == (D("91.50"), D("0.70"), 0)
    came = total([*findings(PASS), *findings(NOT_MEASURED, rule="r1")], *rows, assessors=parts)
    assert came.unmeasured == 30


def rolled(own_fails, *fails, share="0.5", **county):
    row = indicator(points=D(100), per_fail=D(1))
    veto = indicator("1.9", ("v0",), stage="veto", veto_at=1)
    places = [Target("s0", "县", Kind.PORTAL, "甲县")]
    places += [Target(f"s{n}", f"乡{n}", Kind.PORTAL, f"乡{n}", superior="甲县") for n in range(1, 1 + len(fails))]
    said = [one for n, k in enumerate((own_fails, *fails)) for one in findings(*[FAIL] * k, PASS, target=f"s{n}")]
    said += [finding(FAIL if county.get("barred") == n else PASS, "v0", target=f"s{n}") for n in range(len(places))]
    said = [replace(f, outcome=NOT_MEASURED) if county.get("void") == f.target else f for f in said]
    return score(said, places, scheme(row, veto, own_share=D(share)), RULES, {}).totals


def test_a_county_is_half_its_own_and_half_its_townships():
    county, first, _ = rolled(10, 30, 31)
    assert (county.total, county.own, county.base, county.subordinates) == (D("79.75"), 90, 90, ("s1", "s2"))
    assert (first.total, first.own) == (70, None)
    assert (county.grade, county.rank) == ("合格", 1)


def test_a_roll_up_leaves_out_the_ungraded_counts_the_vetoed_and_spares_no_veto_of_its_own():
    assert rolled(10, 30, 50, void="s2")[0].total == 80
    assert rolled(10, 30, 50, barred=2)[0].total == D("62.50")
    barred = rolled(10, 30, barred=0)[0]
    assert (barred.total, barred.grade, barred.pending) == (0, "不合格", 0)


@pytest.mark.parametrize(("fails", "grade"), [(70, "合格"), (71, "不合格")])
def test_a_rolled_total_decides_whether_the_county_passes(fails, grade):
    assert rolled(10, fails)[0].grade == grade


def test_a_superior_of_several_regions_is_told():
    row = indicator(points=D(100))
    places = [Target(f"s{n}", "局", Kind.PORTAL, "教育局", region=place) for n, place in enumerate(("甲", "乙"))]
    places += [Target("s2", "校", Kind.PORTAL, "学校", superior="教育局")]
    said = [one for place in places for one in findings(PASS, target=place.id)]
    with pytest.raises(ScoringGap, match="上级单位“教育局”在名单中不止一个（乙、甲）"):
        score(said, places, scheme(row, own_share=D("0.5")), RULES, {})
    assert score(said, places, scheme(row), RULES, {}).totals
