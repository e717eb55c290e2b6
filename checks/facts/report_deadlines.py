"""By when a year's report on government openness must be published (《政府信息公开条例》第四十九条)."""

from __future__ import annotations

import re
from datetime import date

from crawler.targets import Kind, Target

_DEPARTMENTS, _GOVERNMENTS = (1, 31), (3, 31)
"""Departments of counties and above by 31 January, governments by 31 March."""
_BELOW_COUNTY = re.compile(r"乡|镇|街道|村|社区")


def report_deadline(target: Target, year: int) -> date | None:
    """The last day for the report about `year`; None where the clause sets none: below the county."""
    if _BELOW_COUNTY.search(target.level):
        return None
    return date(year + 1, *(_GOVERNMENTS if target.kind is Kind.PORTAL else _DEPARTMENTS))


def latest_due(target: Target, today: date) -> int | None:
    """The latest year whose report had to be there on that day."""
    for year in (today.year - 1, today.year - 2):
        if (deadline := report_deadline(target, year)) and today > deadline:
            return year
    return None
