from __future__ import annotations

from datetime import date

import pytest

from scoring.deadlines import WORKDAYS, DeadlineError, due_days, read_deadlines
from scoring.demands import Severity


def test_days_are_given_by_either_name_and_the_rest_is_ours() -> None:
    assert read_deadlines([]) == WORKDAYS
    assert read_deadlines(["单项否决=1", "other＝ 20"]) == {
        Severity.VETO: 1,
        Severity.DEDUCTION: WORKDAYS[Severity.DEDUCTION],
        Severity.OTHER: 20,
    }


def test_all_wrong_settings_are_told_at_once() -> None:
    with pytest.raises(DeadlineError) as caught:
        read_deadlines(["扣分", "严重=3", "veto=251", "other=-1"])
    assert len(caught.value.problems) == 4


def test_deadlines_know_whether_the_calendar_does() -> None:
    due, known = due_days(date(2026, 9, 24), WORKDAYS)
    assert (due[Severity.VETO], known) == (date(2026, 9, 30), True), "Mid-Autumn Festival takes the 25th"
    assert due_days(date(2041, 1, 1), WORKDAYS)[1] is False
