"""What survey counts amount to, and when they tell nobody apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_cases import D, indicator, scheme

from checks.rulings import Entry
from scoring.survey import mean, spread, told

SURVEY = indicator("1.1", (), points=D(20), options=(("满意", D(100)), ("一般", D(60)), ("不满意", D(0))))
SCHEME = scheme(SURVEY)


def entry(target: str, *counts: int) -> Entry:
    pairs = tuple(zip(("满意", "一般", "不满意"), counts, strict=True))
    return Entry(target, "1.1", None, pairs, None, "a", "2026-03-01", "")


def test_mean_and_spread():
    assert mean(SURVEY, entry("a", 1, 1, 0)) == 80 and spread(SURVEY, entry("a", 1, 1, 0)) == 20


@given(st.tuples(*[st.integers(0, 5000)] * 3).filter(any))
def test_they_agree_with_the_single_answers(counts):
    answers = [100] * counts[0] + [60] * counts[1] + [0] * counts[2]
    middle = sum(answers) / len(answers)
    assert float(mean(SURVEY, entry("a", *counts))) == pytest.approx(middle)
    wide = (sum((one - middle) ** 2 for one in answers) / len(answers)) ** 0.5
    assert float(spread(SURVEY, entry("a", *counts))) == pytest.approx(wide, abs=1e-6)


def test_each_survey_is_summed_up():
    assert list(told([entry("a", 8, 1, 1), entry("b", 5, 5, 0)], SCHEME)) == [
        "调查 1.1“指标1.1”：2 个对象，共 20 份（每个对象 10～10 份），平均 83.00 分，对象之间的标准差 3.00。"
    ]
    assert list(told([entry("a", 1, 1, 0)], SCHEME)) == [
        "调查 1.1“指标1.1”：1 个对象，共 2 份，平均 80.00 分，标准差 20.00。"
    ]
    assert list(told([], SCHEME)) == []


def test_results_near_the_ceiling_are_told_from_it_on():
    lines = list(told([entry("a", 95, 5, 0), entry("b", 94, 6, 0)], SCHEME))
    assert len(lines) == 2 and "1/2 个对象的“满意”占 95% 以上" in lines[1]
    assert len(list(told([entry("b", 94, 6, 0)], SCHEME))) == 1
    assert "占 90% 以上" in list(told([entry("b", 94, 6, 0)], SCHEME, D("0.9")))[1]
