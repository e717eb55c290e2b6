"""Every labelled case is judged as its rows say: nothing missed, nobody accused of more."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.labelled import Case, judge, read_cases

CASES = read_cases(Path(__file__).parent / "labelled")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_case(case: Case, tmp_path: Path) -> None:
    verdicts = judge(case, tmp_path)
    said = [(one.rule, one.outcome.value, one.item, one.url, one.message) for one in verdicts.said]
    assert not verdicts.missed, f"{case.why}；未说：{verdicts.missed}；所说：{said}"
    assert not verdicts.false, f"{case.why}；多说：{[(one.rule, one.item, one.message) for one in verdicts.false]}"


def test_names_are_unique() -> None:
    names = [(case.file, case.name) for case in CASES]
    assert len(names) == len(set(names))
