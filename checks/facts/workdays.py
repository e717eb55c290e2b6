"""Working days by the State Council's calendar, make-up days included, and by the user's file for what it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

NOT_KNOWN: Mapping[date, bool] = {}


def workdays_after(start: date, end: date, told: Mapping[date, bool] = NOT_KNOWN) -> tuple[int, bool]:
    """Working days after `start` up to and including `end`, and whether a calendar knew all their years.

    `told` (day → is it a working day?) goes before the official calendar, and a year of which it names any day is
    known. Where neither knows a year's arrangement, Monday to Friday count.
    """
    from chinese_calendar import is_workday

    years = {day.year for day in told}
    count, known = 0, True
    day = start
    while day < end:
        day += timedelta(days=1)
        if day in told:
            count += told[day]
            continue
        try:
            count += is_workday(day)
        except NotImplementedError:
            known = known and day.year in years
            count += day.weekday() < 5
    return count, known
