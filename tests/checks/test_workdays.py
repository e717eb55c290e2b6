"""Working days against the State Council's arrangements, and against a naive count."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from checks.facts.workdays import (
    WorkdaysError,
    keep_workdays,
    kept_workdays,
    read_workdays,
    workday_after,
    workdays_after,
)


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


def test_the_user_s_own_calendar_goes_first() -> None:
    told = {date(2090, 1, 3): False, date(2090, 1, 7): True}  # a Tuesday off, a Saturday made up
    assert workdays_after(date(2090, 1, 2), date(2090, 1, 9), told) == (5, True)
    assert workdays_after(date(2026, 9, 30), date(2026, 10, 8), {date(2026, 10, 7): True}) == (2, True)
    assert workdays_after(date(2090, 12, 29), date(2091, 1, 3), told)[1] is False  # the next year is not told


def written(folder: Path, text: str, name: str = "日历.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_calendar_is_read_and_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "安排说明,,\n日期,休/班,备注\n2027年1月1日,休,元旦\n2027-01-03,补班,\n20270104,放假,\n")
    told = read_workdays(path)
    assert told == {date(2027, 1, 1): False, date(2027, 1, 3): True, date(2027, 1, 4): False}
    keep_workdays(tmp_path, told)
    assert kept_workdays(tmp_path) == told
    assert kept_workdays(tmp_path / "none") == {}


def test_a_calendar_in_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["日期", "休/班"], [date(2027, 2, 6), "休"], [date(2027, 2, 14), "班"]):
        book.active.append(row)
    book.save(tmp_path / "日历.xlsx")
    assert read_workdays(tmp_path / "日历.xlsx") == {date(2027, 2, 6): False, date(2027, 2, 14): True}


def test_every_mistake_of_a_calendar_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "日期,休/班\n2027-02-30,休\n2027-02-01,也许\n2027-02-02,休\n2027-02-02,班\n")
    with pytest.raises(WorkdaysError) as raised:
        read_workdays(path)
    told = raised.value.problems
    assert len(told) == 3 and all(f"第{n}行" in one for n, one in zip((2, 3, 5), told, strict=True))
    assert all(one.endswith("。") for one in told)


@pytest.mark.parametrize("text", ["", "日期\n2027-01-01\n", "日期,休/班\n", "甲,乙\n1,2\n"])
def test_what_is_no_calendar(tmp_path: Path, text: str) -> None:
    with pytest.raises(WorkdaysError) as raised:
        read_workdays(written(tmp_path, text))
    assert all(one.endswith("。") for one in raised.value.problems)
    with pytest.raises(WorkdaysError):
        read_workdays(tmp_path / "没有.csv")


@given(st.dates(date(2024, 1, 1), date(2026, 6, 1)), st.integers(1, 30))
def test_the_nth_working_day_has_n_working_days_up_to_it(start: date, count: int) -> None:
    day, known = workday_after(start, count)
    assert known
    assert workdays_after(start, day) == (count, True)
    assert workdays_after(day - timedelta(days=1), day) == (1, True), "the last day is one itself"
