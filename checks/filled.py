"""A table that people filled in: its cells by title, and what is wrong with them gathered with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from crawler.columns import find_columns
from crawler.exporters import parse_time
from crawler.sheets import Row, Sheet

_PROTECTED = re.compile(r"^'(?=\s*[=+\-@＝＋－＠])")
"""The mark that our sheets put before a text that a program could take for a formula."""


@dataclass(slots=True)
class Filled:
    """One pass over a table; gathers what is wrong instead of stopping at it."""

    sheet: Sheet
    at: Mapping[str, int]
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def text(self, row: Row, title: str) -> str:
        return _PROTECTED.sub("", row.cells[self.at[title]].strip()) if title in self.at else ""

    def place(self, row: Row, title: str = "") -> str:
        where = self.sheet.place(row.number, self.at[title]) if title in self.at else f"第{row.number}行"
        return f"{self.sheet.file} {where}"

    def wrong(self, row: Row, title: str, what: str) -> None:
        self.problems.append(f"{self.place(row, title)}：{what}。")

    def unreadable(self, row: Row, titles: Iterable[str]) -> bool:
        """Tells of the cells that have no usable value; has the row any?"""
        found = {title: why for title in titles if (why := row.broken.get(self.at.get(title, -1)))}
        for title, why in found.items():
            self.wrong(row, title, why)
        return bool(found)

    def day(self, row: Row, title: str, latest: date) -> date | None:
        """None when there is none, or it is told of: unreadable, or not come yet."""
        text = self.text(row, title)
        try:
            day = parse_time(text).date() if text else None
        except ValueError:
            self.wrong(row, title, f"“{text}”读不懂，应形如 2026-11-20")
            return None
        if day is None:
            self.wrong(row, title, "是空的，请填写日期，形如 2026-11-20")
        elif day > latest:
            self.wrong(row, title, f"{day} 还没有到（今天是 {latest}），请核对")
            return None
        return day


def filled(sheet: Sheet, known: Mapping[str, tuple[str, ...]], required: tuple[tuple[str, ...], ...]) -> Filled:
    """As `crawler.columns.find_columns`, whose problems and warnings it begins with."""
    columns = find_columns(sheet, known, required)
    return Filled(sheet, columns.at, list(columns.problems), list(columns.warnings))
