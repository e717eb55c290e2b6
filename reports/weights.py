"""The sheet 指标体系: parameters, indicators and their priced parts, each in one cell that a person may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.cells import plain
from reports.parts import parts
from reports.rows import STAGES
from reports.sheet import Book, Column, Grid, Value
from scoring.scheme import Class, Indicator, Scheme

NAME = "指标体系"
VALUE = 4
"""The column of a parameter's value: that of 满分."""
FIRST = (
    Column("编号", 7, "centre"), Column("分组", 20, "wrap"), Column("指标", 24, "wrap"), Column("环节", 9, "centre"),
    Column("满分", 9, "input points"), Column("每项扣分", 9, "input points"), Column("否决数", 7, "input count"),
)  # fmt: skip
NONE_LOSES, OWN_SHARE, LEVELS, ASSESSOR, WINDOW = "全部不符扣比例", "不适用得分比例", "层级", "评分主体", "时间窗"
SOMETIMES = (
    Column(NONE_LOSES, 9, "input points"), Column(OWN_SHARE, 9, "input points"), Column(LEVELS, 10, "wrap"),
    Column(ASSESSOR, 10, "wrap"), Column(WINDOW, 13, "wrap"),
)  # fmt: skip
"""Shown when an indicator of the scheme has one."""
LAST = (
    Column("适用对象", 16, "wrap"), Column("规则", 24, "wrap"), Column("依据", 36, "wrap"), Column("说明", 24, "wrap"),
)  # fmt: skip
PARTS = (
    Column("指标编号", 7, "centre"), Column("计分方式", 20, "wrap"), Column("所指", 24, "wrap"),
    Column("单位", 9, "centre"), Column("数值", 9, "input points"), Column("系数", 9, "input points"),
)  # fmt: skip
UNITS = {"要素扣分": "分", "阶梯得分": "分", "封顶比例": "占满分", "选项分值": "百分制"}


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter above the indicators."""

    key: tuple[str, ...]
    title: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Weights:
    """Where every weight of the scheme stands."""

    scheme: Scheme
    lines: tuple[Line, ...]
    indicators: Grid
    parts: Grid

    def parameter(self, *key: str) -> str:
        row = next(number for number, line in enumerate(self.lines, 2) if line.key == key)
        return f"'{NAME}'!$E${row}"

    def of(self, indicator: str, title: str) -> str:
        """A weight of the indicator whose id the cell `indicator` has."""
        return self.indicators.look(title, "编号", indicator)

    def part(self, indicator: Indicator, number: int, title: str = "数值") -> str:
        """`number` as in `reports.parts`."""
        before = 0
        for row in self.scheme.indicators:
            if row.id == indicator.id:
                break
            before += len(parts(row))
        return self.parts.fixed(title, before + number - 1)


def weights(scheme: Scheme) -> Weights:
    lines = (*_lines(scheme),)
    rows = [_sometimes(scheme, row) for row in scheme.indicators]
    used = [column for column in SOMETIMES if any(row[column.title] not in (None, "") for row in rows)]
    table = Grid(NAME, (*FIRST, *used, *LAST), len(scheme.indicators), len(lines) + 2)
    count = sum(len(parts(row)) for row in scheme.indicators)
    return Weights(scheme, lines, table, Grid(NAME, PARTS, count, table.top + table.count + 4))


def _marks(scheme: Scheme) -> Iterator[tuple[str, str, Class | Scheme]]:
    """(id, title, what has `full`, `pass_mark`, …): the scheme itself when it has one set of parameters for all."""
    yield from ((one.id, plain(one.title), one) for one in scheme.classes)
    if not scheme.classes:
        yield "", "", scheme


def _lines(scheme: Scheme) -> Iterator[Line]:
    for id, title, row in _marks(scheme):
        mark = f"〔{title}〕" if title else ""
        yield Line(("full", id), f"{mark}满分", row.full)
        yield Line(("pass_mark", id), f"{mark}合格线（低于此分不合格）", row.pass_mark)
        yield Line(("bonus_above", id), f"{mark}加分线（高于此分进入加分）", row.bonus_above)
        for step, (least, grade) in enumerate(row.grades if title else ()):
            yield Line(("grade", id, str(step)), f"{mark}达到此分为“{plain(grade)}”", least)
    yield Line(("not_applicable_share",), "不适用得分比例", scheme.not_applicable_share)
    yield Line(("void_above_share",), "未测得上限（占满分比例）", scheme.void_above_share)
    for step, (least, grade) in enumerate(() if scheme.classes else scheme.grades):
        yield Line(("grade", "", str(step)), f"达到此分为“{plain(grade)}”", least)
    for assessor in scheme.assessors:
        yield Line(("assessor", assessor.id), f"评分主体“{plain(assessor.title)}”占比", assessor.share)
    if scheme.own_share is not None:
        yield Line(("own_share",), "汇总下级时本级得分占比", scheme.own_share)


def write_weights(book: Book, sheet: Any, links: Weights) -> None:
    sheet.set_row(0, 24)
    sheet.merge_range(0, 0, 0, 10, "评分参数与指标体系（浅黄色格可改，各表随之重算）", book.formats["section"])
    for number, line in enumerate(links.lines, 1):
        sheet.merge_range(number, 0, number, VALUE - 1, line.title, book.formats["text"])
        sheet.write_number(number, VALUE, float(line.amount), book.formats["input points"])
    book.table(sheet, links.indicators, _rows(links), freeze=3)
    if links.parts.count:
        title = links.parts.top - 1
        sheet.set_row(title, 24)
        sheet.merge_range(title, 0, title, 10, "计分细则（浅黄色格可改）", book.formats["section"])
        book.block(sheet, links.parts, _parts(links.scheme))
        sheet.print_area(0, 0, links.parts.top + links.parts.count, len(links.indicators.columns) - 1)


def _rows(links: Weights) -> Iterator[Sequence[Value]]:
    scheme, used = links.scheme, [column.title for column in links.indicators.columns[len(FIRST) : -len(LAST)]]
    groups = sorted(scheme.groups, key=lambda group: -len(group[0]))
    for row in scheme.indicators:
        more = _sometimes(scheme, row)
        yield (
            row.id,
            next((plain(title) for prefix, title in groups if f"{row.id}.".startswith(f"{prefix}.")), ""),
            plain(row.title),
            STAGES[row.stage],
            None if row.stage == "veto" else row.points,
            row.per_fail,
            row.veto_at,
            *(more[title] for title in used),
            "、".join(kind.label for kind in row.kinds),
            "、".join(row.rules) or ("见计分细则" if parts(row) else "人工"),
            plain(row.basis),
            plain(row.note),
        )


def _sometimes(scheme: Scheme, row: Indicator) -> dict[str, Value]:
    assessors = {assessor.id: plain(assessor.title) for assessor in scheme.assessors}
    first = next(iter(assessors.values()), "")
    return {
        NONE_LOSES: row.none_loses,
        OWN_SHARE: row.not_applicable_share,
        LEVELS: "、".join(map(plain, row.levels)),
        ASSESSOR: assessors.get(row.assessor, first) if row.stage == "base" else "",
        WINDOW: f"{row.since or '不限'} 至 {row.until or '今'}" if row.since or row.until else "",
    }


def _parts(scheme: Scheme) -> Iterator[Sequence[Value]]:
    for row in scheme.indicators:
        for part in parts(row):
            yield row.id, part.role, plain(part.of), UNITS[part.role], part.amount, part.factor
