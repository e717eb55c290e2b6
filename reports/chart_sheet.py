"""The sheet 图表: how the classes are spread over the grades and the commonest problems, as native charts.

The grades are counted live from 总览, so that the chart follows a changed weight; the problems are those told.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from reports.briefing import grade_names, issue_types, plain_grade
from reports.chain import Chain
from reports.palette import BAD, DARK, INK, WHITE, grade_colours
from reports.sheet import Book, Column, Formula, Grid, Value
from reports.statistics import standings
from scoring.grade import VETO_OPEN, VETO_UNMEASURED

NAME = "图表"
PROBLEMS = 10
"""Types of problems drawn."""
TALL, WIDE, ROOM = 300, 620, 17
"""Pixels of a chart; rows of the sheet that it takes."""
GRADE = (Column("等次", 24, "wrap"),)
ISSUES = (
    Column("问题类型", 24, "wrap"), Column("有问题的对象数", 14, "number"), Column("检查过的对象数", 14, "number"),
    Column("不符合（处）", 14, "number"), Column("待核实（处）", 14, "number"),
)  # fmt: skip


def write_chart_sheet(book: Book, sheet: Any, links: Chain) -> None:
    for number, column in enumerate(ISSUES):
        sheet.set_column(number, number, column.width)
    top = _grades(book, sheet, links, 0)
    sheet.set_h_pagebreaks([top])
    _issues(book, sheet, links, top)


def _grades(book: Book, sheet: Any, links: Chain, top: int) -> int:
    """The table and its chart; the row after them."""
    rows = links.rows
    classes, names = standings(rows), grade_names(rows)
    counts = Counter((row.family, plain_grade(row)) for row in rows.targets)
    columns = (*GRADE, *(Column(one.title, 14, "number") for one in classes))
    lines: list[list[Value]] = [
        [name, *(Formula(_counted(links, one.title, name), counts[one.title, name]) for one in classes)]
        for name in names
    ]
    _section(book, sheet, top, "等次分布（对象数）")
    book.block(sheet, Grid(NAME, columns, len(lines), top + 1), lines)
    chart = book.file.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for number, colour in enumerate(grade_colours(names).values(), top + 2):
        chart.add_series(_part(number, top + 1, len(classes), colour))
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    return _placed(sheet, chart, "等次分布", top + len(lines) + 3)


def _part(row: int, heads: int, classes: int, colour: str) -> dict[str, Any]:
    """One grade's parts of the bars; its row of the table, and that of the classes' names."""
    label = {"value": True, "num_format": "0;;", "font": {"color": WHITE if colour in DARK else INK}}
    return {
        "name": [NAME, row, 0],
        "categories": [NAME, heads, 1, heads, classes],
        "values": [NAME, row, 1, row, classes],
        "fill": {"color": colour},
        "data_labels": label,
        "gap": 60,
    }


def _counted(links: Chain, family: str, grade: str) -> str:
    """A grade with or without what is said of open vetoes."""
    span = links.totals.span
    mine = f'{span("类别")},"{_quoted(family)}",{span("等级")}'
    return "=" + "+".join(f'COUNTIFS({mine},"{_quoted(grade + end)}")' for end in ("", VETO_OPEN, VETO_UNMEASURED))


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def _issues(book: Book, sheet: Any, links: Chain, top: int) -> None:
    found = issue_types(links.rows)[:PROBLEMS]
    _section(book, sheet, top, "最多的问题（只数已认定的；待核实的另列）")
    lines: list[list[Value]] = [[one.title, one.hit, one.judged, one.faults, one.doubts] for one in found]
    book.block(sheet, Grid(NAME, ISSUES, len(lines), top + 1), lines)
    if not lines:
        return
    chart = book.file.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [NAME, top + 1, 1],
            "categories": [NAME, top + 2, 0, top + 1 + len(lines), 0],
            "values": [NAME, top + 2, 1, top + 1 + len(lines), 1],
            "fill": {"color": BAD},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"none": True})
    _placed(sheet, chart, "有问题的对象数", top + len(lines) + 3)


def _placed(sheet: Any, chart: Any, title: str, row: int) -> int:
    """The row under the chart."""
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_size({"width": WIDE, "height": TALL})
    sheet.insert_chart(row, 0, chart)
    return row + ROOM


def _section(book: Book, sheet: Any, row: int, title: str) -> None:
    sheet.set_row(row, 24)
    sheet.merge_range(row, 0, row, len(ISSUES) - 1, title, book.formats["section"])
