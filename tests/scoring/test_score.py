"""What one indicator comes to."""

from __future__ import annotations

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
    finding,
    findings,
    indicator,
    one,
    scheme,
    scored,
)

from crawler.targets import Kind, Target
from scoring.result import Veto
from scoring.score import ScoringGap, score

EACH = indicator(points=D(10), per_fail=D(2))
SHARE = indicator(points=D(10))


@pytest.mark.parametrize(
    ("said", "lost", "pending"),
    [
        (findings(PASS), "0.00", "0.00"),
        (findings(FAIL), "2.00", "0.00"),
        (findings(UNSURE), "0.00", "2.00"),
        (findings(FAIL, certain=False), "0.00", "2.00"),
        (findings(FAIL, UNSURE, PASS, NOT_MEASURED, NOT_APPLICABLE, ERROR), "2.00", "2.00"),
        (findings(*[FAIL] * 5), "10.00", "0.00"),
        (findings(*[FAIL] * 9), "10.00", "0.00"),
        (findings(*[FAIL] * 4, UNSURE, UNSURE), "8.00", "2.00"),
        (findings(UNSURE, UNSURE, *[FAIL] * 5), "10.00", "0.00"),
    ],
)
def test_each_fail_costs_up_to_the_cap_and_doubts_use_what_is_left(said, lost, pending):
    came = one(said, EACH)
    assert (came.lost, came.pending) == (D(lost), D(pending))
    assert came.earned == D(10) - D(lost)


def test_a_cap_that_is_no_multiple_is_reached_exactly():
    came = one(findings(FAIL, FAIL, FAIL), indicator(points=D(5), per_fail=D(2)))
    assert [d.points for d in came.deductions] == [D(2), D(2), D(1)]
    assert "共 3 处" in came.note and "5 分为限" in came.note


def test_what_is_certain_is_charged_first_in_sorted_order():
    said = [finding(UNSURE, place="a"), finding(FAIL, place="c"), finding(FAIL, place="b")]
    keys = [d.finding for d in one(said, EACH).deductions]
    assert keys == [said[2].key, said[1].key, said[0].key]


@pytest.mark.parametrize(
    ("said", "lost", "pending"),
    [
        (findings(PASS, PASS), "0.00", "0.00"),
        (findings(FAIL, PASS, PASS), "3.33", "0.00"),
        (findings(FAIL, FAIL, PASS), "6.67", "0.00"),
        (findings(FAIL, UNSURE, PASS), "3.33", "3.34"),
        (findings(FAIL, NOT_MEASURED, NOT_APPLICABLE), "10.00", "0.00"),
        (findings(*[FAIL] * 3), "10.00", "0.00"),
        (findings(UNSURE), "0.00", "10.00"),
    ],
)
def test_without_a_price_the_share_that_fails_is_lost(said, lost, pending):
    came = one(said, SHARE)
    assert (came.lost, came.pending) == (D(lost), D(pending))
    assert sum(d.points for d in came.deductions) == D(lost) + D(pending)


def test_shares_round_half_up():
    assert one(findings(FAIL, *[PASS] * 7), indicator(points=D(1))).lost == D("0.13")  # 0.125
    assert one(findings(FAIL, *[PASS] * 199), indicator(points=D("1"))).lost == D("0.01")  # 0.005


def test_not_applicable_keeps_the_points_unless_the_scheme_gives_a_share():
    said = findings(NOT_APPLICABLE, NOT_APPLICABLE)
    kept = one(said, SHARE)
    assert (kept.applicable, kept.measured, kept.earned, kept.note) == (False, True, D(10), "不适用，不扣分。")
    shared = one(said, SHARE, not_applicable_share=D("0.8"))
    assert shared.earned == D(8)
    assert shared.note == "不适用，按方案统一得本项的 80%。"
    assert sum(d.points for d in shared.deductions) == shared.lost == D(2)


@pytest.mark.parametrize(
    ("said", "note"),
    [
        (findings(NOT_MEASURED), "未测得：未测得。"),
        (findings(ERROR), "未测得：规则运行出错。"),
        (findings(NOT_MEASURED, NOT_APPLICABLE, ERROR), "未测得：未测得。"),
    ],
)
def test_what_was_not_measured_loses_nothing(said, note):
    came = one(said, SHARE, not_applicable_share=D("0.8"))
    assert (came.measured, came.applicable, came.lost, came.pending) == (False, True, 0, 0)
    assert came.note == note


def test_a_persons_indicator_waits_for_the_person():
    came = one([], indicator(rules=(), points=D(10), note="人工指标"))
    assert (came.measured, came.lost, came.note) == (False, 0, "人工指标，尚未录入。")


@pytest.mark.parametrize(
    ("said", "veto"),
    [
        (findings(PASS), Veto.NONE),
        (findings(FAIL), Veto.NONE),
        (findings(FAIL, UNSURE), Veto.OPEN),
        (findings(UNSURE, UNSURE), Veto.OPEN),
        (findings(FAIL, FAIL, certain=False), Veto.OPEN),
        (findings(FAIL, FAIL), Veto.HIT),
        (findings(FAIL, FAIL, UNSURE), Veto.HIT),
        (findings(NOT_MEASURED, ERROR), Veto.NONE),
    ],
)
def test_a_veto_counts_what_is_certain_and_what_is_not(said, veto):
    came = one(said, indicator(stage="veto", veto_at=2))
    assert came.veto is veto
    assert (came.possible, came.lost, came.pending, came.deductions) == (0, 0, 0, ())


def test_references_choose_items_and_start_of_items():
    said = [finding(FAIL, item=item, place=item) for item in ("gk-01", "gk-02", "platform")]
    whole = indicator("1.1", ("r0",), points=D(9), per_fail=D(1))
    start = indicator("1.2", ("r0:gk-*",), points=D(9), per_fail=D(1))
    single = indicator("1.3", ("r0:gk-01", "r0:platform"), points=D(9), per_fail=D(1))
    assert [s.lost for s in scored(said, whole, start, single).scores] == [3, 2, 2]


def test_what_is_said_without_an_item_is_said_of_every_item():
    came = scored([finding(NOT_MEASURED)], indicator("1.1", ("r0:a",)), indicator("1.2", ("r0:b*",)))
    assert [(s.measured, s.note) for s in came.scores] == [(False, "未测得：未测得。")] * 2


def test_an_item_that_the_rule_did_not_speak_of_is_not_measured():
    came = one([finding(FAIL, item="a")], indicator(rules=("r0:b",), points=D(5)))
    assert (came.measured, came.lost) == (False, 0)
    assert came.note == "未测得：规则未述及本指标所列项目。"


def test_a_finding_named_twice_by_one_indicator_costs_once():
    came = one([finding(FAIL, item="a")], indicator(rules=("r0", "r0:a"), points=D(5), per_fail=D(1)))
    assert came.lost == 1


def test_silence_of_a_rule_is_refused():
    with pytest.raises(ScoringGap) as refused:
        scored(findings(PASS), indicator("1.1", ("r0", "r1")), indicator("1.2", ("r2",)))
    assert refused.value.problems == (
        "对象“甲市门户”（s1）的指标 1.1“指标1.1”没有规则 r1 的任何检查结果；请重新检查（check）后再评分。",
        "对象“甲市门户”（s1）的指标 1.2“指标1.2”没有规则 r2 的任何检查结果；请重新检查（check）后再评分。",
    )


def test_a_rule_that_does_not_concern_the_kind_may_be_silent():
    both = indicator(rules=("r0", "posts"), kinds=(Kind.PORTAL, Kind.WECHAT), points=D(10))
    account = Target("a1", "甲市发布", Kind.WECHAT, "甲市")
    assert one(findings(PASS, rule="posts", target="a1"), both, target=account).earned == 10
    assert one(findings(PASS), both).earned == 10


def test_findings_of_strangers_are_refused():
    with pytest.raises(ScoringGap, match="对象“s9”不在名单内") as refused:
        scored([*findings(PASS), finding(FAIL, target="s9"), finding(FAIL, "gone")], SHARE)
    assert "规则“gone”本版本没有" in str(refused.value)


def test_the_result_is_sorted_whatever_the_order_of_arrival():
    row, other = Target("s2", "乙市门户", Kind.PORTAL, "乙市"), SITE
    said = [*findings(FAIL, PASS, target="s2"), *findings(UNSURE, PASS)]
    one_way = score(said, [row, other], scheme(EACH), RULES, {"评估日": "2026-01-01"})
    other_way = score(said[::-1], [other, row], scheme(EACH), RULES, {"评估日": "2026-01-01"})
    assert one_way == other_way
    assert [t.id for t in one_way.targets] == ["s1", "s2"]
    assert [c.id for c in one_way.rules] == sorted(RULES)
