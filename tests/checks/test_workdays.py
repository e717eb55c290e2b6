"""Working days against the State Council's arrangements, and against a naive count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.workdays import workdays_after


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),  # over a weekend
        (date(2026, 11, 23), date(2026, 11, 20), 0),  # the wrong way round
        (date(2020, 9, 25), date(2020, 10, 10), 6),  # 27 Sep and 10 Oct made up; 1-8 Oct off
        (date(2020, 1, 23), date(2020, 2, 3), 1),  # the holiday that was prolonged in 2020
        (date(2026, 9, 30), date(2026, 10, 8), 1),  # 1-7 Oct off
        (date(2026, 2, 13), date(2026, 2, 28), 6),  # 14 and 28 Feb made up, 15-23 off
        (date(2020, 8, 8), date(2020, 11, 10), 63),
    ],
)
def test_known_arrangements(start: date, end: date, count: int) -> None:
    assert workdays_after(start, end) == (count, True)


def test_a_year_whose_arrangement_is_not_known_says_so() -> None:
    assert workdays_after(date(2090, 1, 2), date(2090, 1, 9)) == (5, False)
    assert workdays_after(date(1999, 12, 30), date(2000, 1, 4))[1] is False


@given(st.dates(date(2005, 1, 1), date(2026, 10, 1)), st.integers(0, 60))
def test_as_many_as_a_naive_count(start: date, length: int) -> None:
    from chinese_calendar import is_workday

    end = start + timedelta(days=length)
    naive = sum(is_workday(start + timedelta(days=n)) for n in range(1, length + 1))
    assert workdays_after(start, end) == (naive, True)


@given(st.dates(date(2005, 1, 1), date(2026, 6, 1)), st.integers(0, 60), st.integers(0, 60))
def test_spans_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    assert workdays_after(start, end)[0] == workdays_after(start, middle)[0] + workdays_after(middle, end)[0]
