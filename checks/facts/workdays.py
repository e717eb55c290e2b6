"""Working days by the State Council's calendar, make-up days included, and by the user's file for what it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from checks.facts.dates import field_date
from crawler.columns import find_columns
from crawler.sheets import SheetError, read_sheet

NOT_KNOWN: Mapping[date, bool] = {}


def workdays_after(start: date, end: date, told: Mapping[date, bool] = NOT_KNOWN) -> tuple[int, bool]:
    """Working days after `start` up to and including `end`, and whether a calendar knew all their years.

    `told` (day → is it a working day?) goes before the official calendar, and a year of which it names any day is
    known. Where neither knows a year's arrangement, Monday to Friday count.
    """
    years = {day.year for day in told}
    count, known = 0, True
    day = start
    while day < end:
        day += timedelta(days=1)
        if day in told:
            count += told[day]
            continue
        try:
            count += _is_workday(day)
        except NotImplementedError:
            known = known and day.year in years
            count += day.weekday() < 5
    return count, known


@lru_cache(maxsize=4_000)
def _is_workday(day: date) -> bool:
    """By the State Council's calendar. Raises NotImplementedError of a year that it does not know."""
    from chinese_calendar import is_workday

    return bool(is_workday(day))


def workday_after(start: date, count: int, told: Mapping[date, bool] = NOT_KNOWN) -> tuple[date, bool]:
    """The `count`-th (from 1) working day after `start`, and whether a calendar knew all the years, as above."""
    day, known = start, True
    while count:
        day += timedelta(days=1)
        works, sure = workdays_after(day - timedelta(days=1), day, told)
        count, known = count - works, known and sure
    return day, known


KEPT = "workdays.csv"
"""Name of the user's calendar in a round's folder."""
_COLUMNS = {"日期": ("date", "年月日"), "休/班": ("休班", "班/休", "班休", "安排", "类型", "状态")}
_WORK = frozenset({"班", "上班", "补班", "调休上班", "工作日", "工作"})
_REST = frozenset({"休", "放假", "休息", "休假", "节假日", "假", "假日", "调休放假"})


class WorkdaysError(ValueError):
    """`problems`: every one of them, each a Chinese sentence with file and row."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_workdays(path: Path) -> dict[date, bool]:
    """Day → is it a working day, from a csv or xlsx with the columns 日期 and 休/班. Raises WorkdaysError."""
    try:
        sheet = read_sheet(path, [name for proper, others in _COLUMNS.items() for name in (proper, *others)])
    except SheetError as problem:
        raise WorkdaysError([str(problem)]) from problem
    columns = find_columns(sheet, _COLUMNS, tuple((name,) for name in _COLUMNS))
    if columns.problems:
        raise WorkdaysError(list(columns.problems))
    told: dict[date, bool] = {}
    problems = [f"{sheet.file} {sheet.place(*at)}：{why}。" for at, why in sorted(sheet.broken.items())]
    for row in sheet.rows:
        written, word = (row.cells[columns.at[name]].strip() for name in _COLUMNS)
        day = field_date(written)
        if day is None:
            problems.append(f"{sheet.file} 第{row.number}行：“{written}”不是日期，请写成 2027-01-01 的形式。")
        if word not in _WORK | _REST:
            problems.append(f"{sheet.file} 第{row.number}行：“{word}”应为“休”或“班”。")
        elif day and told.setdefault(day.day, word in _WORK) != (word in _WORK):
            problems.append(f"{sheet.file} 第{row.number}行：{day.day} 前面已写过另一种安排，请只留一行。")
    if not sheet.rows:
        problems.append(f"{sheet.file}：表头下面没有任何一行，请填写放假和补班的日子。")
    if problems:
        raise WorkdaysError(problems)
    return dict(sorted(told.items()))


def keep_workdays(folder: Path, told: Mapping[date, bool]) -> None:
    """Into a round's folder, so that a copy of it is judged alike."""
    rows = (f"{day},{'班' if works else '休'}\n" for day, works in sorted(told.items()))
    (folder / KEPT).write_text("日期,休/班\n" + "".join(rows), encoding="utf-8")


def kept_workdays(folder: Path) -> dict[date, bool]:
    """What was kept in a round's folder; empty when nothing was."""
    return read_workdays(folder / KEPT) if (folder / KEPT).exists() else {}
