"""The result's file."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_cases import FAIL, UNSURE, D, finding, findings, indicator, scored

from checks.finding import Finding
from crawler.targets import Target
from scoring.result import Deduction, Result, RuleCard, Score, Total, read_result, write_result
from scoring.scheme import Indicator, Scheme

amounts = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
st.register_type_strategy(Decimal, amounts)
parts = {"max_size": 2}


def tuples(kind: type) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.builds(kind), **parts).map(tuple)


results = st.builds(
    Result,
    run=st.dictionaries(st.text(), st.text(), **parts),
    scheme=st.builds(Scheme, indicators=tuples(Indicator)),
    rules=tuples(RuleCard),
    targets=tuples(Target),
    findings=tuples(Finding),
    scores=st.lists(st.builds(Score, deductions=tuples(Deduction)), **parts).map(tuple),
    totals=tuples(Total),
)


@settings(max_examples=60, deadline=None)
@given(results)
def test_a_result_is_read_back_as_it_was_written(result):
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "1.json"), Path(folder, "2.json")
        write_result(result, first)
        back = read_result(first)
        write_result(back, second)
        assert back == result
        assert first.read_bytes() == second.read_bytes()


def test_the_file_is_plain_json_with_amounts_as_text_and_one_row_a_line(tmp_path):
    result = scored([*findings(FAIL), finding(UNSURE, place="a")], indicator(points=D(100), per_fail=D("2.5")))
    write_result(result, tmp_path / "result.json")
    text = (tmp_path / "result.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert data["totals"][0]["base"] == "97.50"
    assert data["scores"][0]["deductions"][0] == {"finding": findings(FAIL)[0].key, "points": "2.50", "pending": False}
    assert data["targets"][0]["name"] == "甲市门户" and "甲市门户" in text
    assert text.count('{"key": ') == 2 and text.count('\n{"key": ') == 2


def test_an_empty_round_is_read_back(tmp_path):
    result = Result({}, scored(findings(FAIL), indicator()).scheme, (), (), (), (), ())
    write_result(result, tmp_path / "result.json")
    assert read_result(tmp_path / "result.json") == result
