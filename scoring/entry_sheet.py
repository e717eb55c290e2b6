"""The sheet 人工评分 and tables of survey counts, read back: what people gave each target under which indicator."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from checks.filled import Filled, filled
from checks.given import WITHDRAWN, Given
from checks.rulings import ENTRIES, NO, YES, Entry
from crawler.sheets import Row, Sheet, header_name
from crawler.targets import Target
from scoring.asked import asker
from scoring.named import Named, one_unit
from scoring.scheme import Indicator, Scheme

ALSO = {
    "unit": ("单位名称", "被评议单位", "评议对象"),
    "name": ("对象名称", "网站名称", "账号"),
    "target": ("对象编号",),
    "title": ("指标名称",),
}
SUMS = frozenset({"合计", "总计", "小计", "平均", "平均值"})
"""Rows that are about no unit."""


@dataclass(frozen=True, slots=True)
class Signed:
    """By whom and when, for tables that do not say it in their rows; empty: the rows must."""

    by: str = ""
    on: str = ""


UNSIGNED = Signed()


@dataclass(slots=True)
class Entered:
    """What a sheet holds; `blank` rows have nothing entered."""

    given: list[Given[Entry]] = field(default_factory=list)
    blank: int = 0
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def answers(scheme: Scheme) -> tuple[str, ...]:
    """Of all its surveys, each once, in the scheme's order."""
    return tuple(dict.fromkeys(answer for row in scheme.indicators for answer, _ in row.options))


def is_entries(sheet: Sheet, scheme: Scheme) -> bool:
    """Has it people's scores, or columns for all answers of a survey?"""
    return ENTRIES["by"] in sheet.header or bool(_surveys(sheet, scheme))


def _surveys(sheet: Sheet, scheme: Scheme) -> list[Indicator]:
    header = {header_name(title) for title in sheet.header}
    return [
        row for row in scheme.indicators if row.options and header >= {header_name(answer) for answer, _ in row.options}
    ]


def read_entry_sheet(
    sheet: Sheet, scheme: Scheme, targets: Sequence[Target], today: date, signed: Signed = UNSIGNED
) -> Entered:
    """An indicator that the rows do not name is the survey whose answers the columns are named by; a unit's survey
    falls on every target of the unit that is asked for it. Problems are Chinese sentences with file, row, column."""
    known = {title: ALSO.get(name, ()) for name, title in ENTRIES.items()} | dict.fromkeys(answers(scheme), ())
    table = filled(sheet, known, ((ENTRIES["target"], ENTRIES["unit"]),))
    if ENTRIES["indicator"] in table.at:
        table.warnings.clear()  # our own sheet, which shows more than it asks for
    reading = _Reading(table, scheme, targets, today, signed)
    if not table.problems:
        reading.find_survey(_surveys(sheet, scheme))
    for row in () if table.problems else sheet.rows:
        reading.read(row)
    return Entered(reading.given, reading.blank, table.problems, table.warnings)


class _Reading:
    """One pass over the sheet."""

    def __init__(self, table: Filled, scheme: Scheme, targets: Sequence[Target], today: date, signed: Signed) -> None:
        self.table, self.scheme, self.today, self.signed = table, scheme, today, signed
        self.answers = [answer for answer in answers(scheme) if answer in table.at]
        self.indicators = {row.id: row for row in scheme.indicators}
        self.named, self.asked = Named(targets), asker(scheme)
        self.survey: Indicator | None = None
        self.given: list[Given[Entry]] = []
        self.blank = 0

    def find_survey(self, surveys: Sequence[Indicator]) -> None:
        """The indicator of rows that name none."""
        if ENTRIES["indicator"] in self.table.at:
            return
        if len(surveys) == 1:
            self.survey = surveys[0]
            return
        named = "、".join(f"{row.id}“{row.title}”" for row in surveys) or "没有一项调查"
        self.table.problems.append(
            f"{self.table.sheet.file} 表头：看不出填的是哪一指标（选项相符的有：{named}），请加一列“{ENTRIES['indicator']}”。"
        )

    def read(self, row: Row) -> None:
        table, inputs = self.table, [ENTRIES["points"], ENTRIES["vetoed"], *self.answers]
        if row.broken and table.unreadable(
            row, (*inputs, *(ENTRIES[name] for name in ("target", "unit", "indicator")))
        ):
            return
        if not any(table.text(row, title) for title in inputs):
            self.blank += 1
            return
        if table.text(row, ENTRIES["unit"]) in SUMS and not table.text(row, ENTRIES["target"]):
            table.warnings.append(f"{table.place(row)}：是“{table.text(row, ENTRIES['unit'])}”行，没有读入。")
            return
        before = len(table.problems)
        indicator = self.indicator(row)
        found = self.found(row, indicator) if indicator else []
        taken_back = any(table.text(row, ENTRIES[name]) == WITHDRAWN for name in ("points", "vetoed"))
        drafts = [None] * len(found) if taken_back or not indicator else self.entries(row, indicator, found)
        if len(table.problems) > before or not indicator:
            return
        for target, entry in zip(found, drafts, strict=True):
            self.given.append(Given(table.place(row), (target.id, indicator.id), entry))

    def indicator(self, row: Row) -> Indicator | None:
        if self.survey:
            return self.survey
        table, column = self.table, ENTRIES["indicator"]
        told, title = table.text(row, column), table.text(row, ENTRIES["title"])
        found = self.indicators.get(told)
        if not found:
            table.wrong(row, column, f"“{told}”不是评分方案“{self.scheme.title}”的指标编号，请勿改动这一列")
        elif not found.personal:
            where = f"指标 {told}“{found.title}”由检查结果评分，不能直接填分"
            table.wrong(row, column, f"{where}；请在“核实”表中对它的检查结果作出结论")
        elif title and title.lstrip("'") != found.title:
            table.wrong(
                row, ENTRIES["title"], f"“{title}”与方案中编号 {told} 的“{found.title}”不是同一指标，请核对编号"
            )
        else:
            return found
        return None

    def found(self, row: Row, indicator: Indicator) -> list[Target]:
        """The targets that the row is on; none is told of."""
        table, told = self.table, self.table.text(row, ENTRIES["target"])
        column = ENTRIES["target"] if told else ENTRIES["unit"]
        unit, name = table.text(row, ENTRIES["unit"]), table.text(row, ENTRIES["name"])
        listed = self.named.found(told, unit, name)
        due = [target for target in listed if indicator in self.asked(target)]
        shown = told or f"{unit}{name and f'（{name}）'}"
        if not listed:
            table.wrong(row, column, f"“{shown}”不在本轮名单中，请核对，或从名单复制")
        elif not due:
            table.wrong(row, column, f"指标 {indicator.id}“{indicator.title}”不评“{shown}”，请删去这一行")
        elif len(due) > 1 and not (indicator.options and one_unit(due)):
            table.wrong(row, column, f"名单中有 {len(due)} 个“{shown}”，请补上“{ENTRIES['target']}”一列写明编号")
        else:
            return due
        return []

    def entries(self, row: Row, indicator: Indicator, targets: Iterable[Target]) -> list[Entry | None]:
        table = self.table
        by = table.text(row, ENTRIES["by"]) or self.signed.by
        reason = table.text(row, ENTRIES["reason"])
        if not by:
            table.wrong(row, ENTRIES["by"], f"没有“{ENTRIES['by']}”，请填写姓名或机构")
        signed = self.signed.on and not table.text(row, ENTRIES["on"])
        day = date.fromisoformat(self.signed.on) if signed else table.day(row, ENTRIES["on"], self.today)
        points, counts, vetoed = self.points(row, indicator), self.counts(row, indicator), self.vetoed(row, indicator)
        if vetoed and not reason:
            table.wrong(row, ENTRIES["reason"], "填了否决而没有说明，请写明理由")
        on = day.isoformat() if day else ""
        return [Entry(target.id, indicator.id, points, counts, vetoed, by, on, reason) for target in targets]

    def points(self, row: Row, indicator: Indicator) -> Decimal | None:
        column = ENTRIES["points"]
        text = unicodedata.normalize("NFKC", self.table.text(row, column)).removesuffix("分")
        if indicator.options or indicator.stage == "veto":
            if text:
                what = "选项的票数" if indicator.options else f"“{ENTRIES['vetoed']}”"
                self.table.wrong(row, column, f"指标 {indicator.id} 不填分数，请填{what}")
            return None
        number = _number(text)
        if number and not indicator.points:
            self.table.wrong(
                row, column, f"指标 {indicator.id} 在方案中是 0 分，填了不起作用，请先在方案中定分，或清空这一格"
            )
            return None
        if number is None or not 0 <= number <= indicator.points:
            shown = f"“{text}”不是" if text else "应填"
            self.table.wrong(row, column, f"{shown} 0 至 {indicator.points} 之间至多两位小数的数")
            return None
        return number

    def vetoed(self, row: Row, indicator: Indicator) -> bool | None:
        column = ENTRIES["vetoed"]
        text = self.table.text(row, column)
        if indicator.stage != "veto":
            if text:
                self.table.wrong(row, column, f"指标 {indicator.id} 不是否决指标，请清空这一格")
            return None
        if text not in (YES, NO):
            self.table.wrong(row, column, f"“{text}”不认识，应为：{YES}、{NO}")
            return None
        return text == YES

    def counts(self, row: Row, indicator: Indicator) -> tuple[tuple[str, int], ...]:
        mine = [answer for answer, _ in indicator.options]
        for answer in self.answers:
            if answer not in mine and self.table.text(row, answer):
                self.table.wrong(row, answer, f"不是指标 {indicator.id} 的选项，请清空这一格")
        found = []
        for answer in mine:
            text = unicodedata.normalize("NFKC", self.table.text(row, answer))
            if re.fullmatch(r"\d+|\d{1,3}(,\d{3})+", text, re.ASCII):
                found.append((answer, int(text.replace(",", ""))))
            else:
                shown = f"“{text}”不是整数" if text else f"“{answer}”的票数是空的"
                self.table.wrong(row, answer, f"{shown}，请填票数；没有人选的填 0")
        if found and len(found) == len(mine) and not any(count for _, count in found):
            self.table.wrong(row, mine[0], "各选项都是 0 票，请核对；没有调查的请清空这一行")
        return tuple(found)


def _number(text: str) -> Decimal | None:
    """To two decimals; a hair's breadth off, as binary arithmetic leaves it, is forgiven."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > 1_000_000:
        return None
    near = number.quantize(Decimal("0.01"))
    return near if abs(number - near) < Decimal("1e-9") else None
