"""Working days by the State Council's calendar, make-up days included."""

from __future__ import annotations

from datetime import date, timedelta


def workdays_after(start: date, end: date) -> tuple[int, bool]:
    """Working days after `start` up to and including `end`, and whether the official calendar knew them all.

    Where a year's arrangement is not announced, Monday to Friday count.
    """
    from chinese_calendar import is_workday

    count, known = 0, True
    day = start
    while day < end:
        day += timedelta(days=1)
        try:
            count += is_workday(day)
        except NotImplementedError:
            known = False
            count += day.weekday() < 5
    return count, known
