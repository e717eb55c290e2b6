"""The sheets of accounts beside their measures: 发文日历, week by week; 矩阵, roster against portal; 新媒体统计, with charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from checks.accounts import READ_CLASSES
from reports.cells import plain
from reports.media_rows import (
    LISTED,
    NO_LINE,
    NOT_COMPARED,
    POSSIBLY,
    RENAMED,
    SUSPECTED,
    SUSPECTED_UNREGISTERED,
    UNLISTED,
    UNREGISTERED,
    MediaRow,
    Place,
    aligned,
    weeks_of,
)
from reports.sheet import Book, Column, Grid, Value

CALENDAR, MATRIX, COUNTS = "发文日历", "矩阵", "新媒体统计"
PLACES = (
    Column("单位", 20, "wrap"), Column("账号", 20, "wrap"), Column("平台", 10, "centre"), Column("地区", 11, "centre"),
    Column("层级", 10, "centre"), Column("名册与门户名单", 17, "centre"), Column("名称", 11, "centre"),
    Column("检查的链接", 9, "number"), Column("失效", 8, "number"), Column("无法查看（待核实）", 10, "number"), Column("说明", 70, "wrap"),
)  # fmt: skip
_HEAD = (
    Column("单位", 20, "wrap"), Column("账号（＊发文可能不全）", 18, "wrap"), Column("平台", 10, "centre"),
    Column("地区", 11, "centre"), Column("发文数", 8, "number"), Column("最长间隔天数", 9, "number"),
)  # fmt: skip
_LONGEST = 15
"""Accounts in the chart of gaps."""
_SHADES = (
    (0, 0, {"bg_color": "#F4A69D"}),
    (1, 2, {"bg_color": "#DDF0E2"}),
    (3, 6, {"bg_color": "#8FCBAA"}),
    (7, 100_000, {"bg_color": "#1B7F5C", "font_color": "#FFFFFF"}),
)
"""Least and most posts of a week, and how it looks."""


def write_media_sheets(book: Book, media: Sequence[MediaRow], found: Sequence[Place]) -> None:
    """Three sheets, in this order."""
    _calendar(book, book.sheet(CALENDAR), media)
    _matrix(book, book.sheet(MATRIX), found)
    _counts(book, book.sheet(COUNTS), media)


def _calendar(book: Book, sheet: Any, media: Sequence[MediaRow]) -> None:
    """A column a week; red ones are empty though the account's file reaches over them, blank ones not known.

    A star behind the name: posts may be missing.
    """
    drawn = [one for one in media if one.own and one.own.first_week]
    mondays = weeks_of(drawn)
    weeks = tuple(Column(f"{day:%m-%d}", 3.6, "number") for day in mondays)
    grid = Grid(CALENDAR, _HEAD + weeks, len(drawn))
    book.table(sheet, grid, (_week_row(one, mondays) for one in drawn), freeze=2)
    sheet.set_paper(8)
    if not drawn:
        return
    first, last = len(_HEAD), len(_HEAD) + len(weeks) - 1
    cell = f"{xl_col_to_name(first)}2"
    for least, most, look in _SHADES:  # no colour scale: LibreOffice lets it hide the rule of empty weeks
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}>={least},{cell}<={most})"}
        sheet.conditional_format(1, first, len(drawn), last, rule | {"format": book.file.add_format(look)})


def _week_row(one: MediaRow, mondays: Sequence[date]) -> list[Value]:
    assert one.own is not None
    head: list[Value] = [plain(one.row.unit), plain(one.name), plain(one.platform), plain(one.region)]
    return [*head, one.own.posts, one.own.longest_gap, *aligned(one, mondays)]


def _matrix(book: Book, sheet: Any, found: Sequence[Place]) -> None:
    grid = Grid(MATRIX, PLACES, len(found))
    book.table(sheet, grid, (_place(one) for one in found), freeze=2)
    doubtful = ((SUSPECTED, "open"), (SUSPECTED_UNREGISTERED, "open"))
    sure = ((UNLISTED, "bad"), (UNREGISTERED, "bad"), (LISTED, "good"), (NOT_COMPARED, "void"))
    book.mark(sheet, grid, "名册与门户名单", doubtful + sure)
    book.mark(sheet, grid, "名称", ((RENAMED, "open"), (POSSIBLY, "open")))


def _place(one: Place) -> list[Value]:
    words = (one.unit, one.account, one.platform, one.region, one.level, one.listed, one.named)
    return [*map(plain, words), one.checked, one.dead, one.unseen, plain(one.said)]


def _counts(book: Book, sheet: Any, media: Sequence[MediaRow]) -> None:
    """Tables one below the other, the charts beside them."""
    platforms = sorted({one.platform for one in media})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, max(6, len(platforms) + 1), 10)
    top = _reads(book, sheet, media, 0)
    top = _gaps(book, sheet, media, top)
    told = any(one.line != NO_LINE for one in media)
    for title, key in (
        ("地区", lambda one: one.region),
        *([("条线", lambda one: one.line)] if told else []),
        ("层级", lambda one: one.level),
        ("单位", lambda one: one.row.unit),
    ):
        top = _crossed(book, sheet, media, (title, key), platforms, top)


def _section(book: Book, sheet: Any, top: int, words: str) -> int:
    sheet.merge_range(top, 0, top, 6, words, book.formats["section"])
    return top + 1


def _reads(book: Book, sheet: Any, media: Sequence[MediaRow], top: int) -> int:
    """How many posts were read how often, with a chart."""
    measured = [one.own for one in media if one.own]
    sums = [sum(own.read_classes[n] for own in measured if own.read_classes) for n in range(len(READ_CLASSES))]
    unknown = sum(own.posts - own.counted for own in measured if own.weeks)
    begin = _section(book, sheet, top, "单篇阅读量分布（“10万+”按10万及以上计）")
    columns = (Column("单篇阅读", 24, "centre"), Column("篇数", 10, "number"))
    lines = [*zip(READ_CLASSES, sums, strict=True), ("没有阅读数", unknown)]
    book.block(sheet, Grid(COUNTS, columns, len(lines), begin), lines)
    _chart(book, sheet, "column", ("单篇阅读量分布（篇）", begin + 1, len(READ_CLASSES), 1), top)
    return max(begin + len(lines) + 2, top + 17)


def _gaps(book: Book, sheet: Any, media: Sequence[MediaRow], top: int) -> int:
    """The accounts that were silent longest, with a chart."""
    known = [(one, own.longest_gap) for one in media if (own := one.own) and own.longest_gap is not None]
    longest = sorted(known, key=lambda pair: (-pair[1], pair[0].row.name, pair[0].row.id))[:_LONGEST]
    begin = _section(book, sheet, top, f"间隔最长的账号（前 {len(longest)} 个，天；含最后一篇至统计止日）")
    columns = (Column("账号", 24, "wrap"), Column("最长间隔天数", 10, "number"))
    lines = [(plain(one.row.name), days) for one, days in longest]
    book.block(sheet, Grid(COUNTS, columns, len(lines), begin), lines)
    if lines:
        _chart(book, sheet, "bar", ("最长间隔（天）", begin + 1, len(lines), 1), top)
    return max(begin + len(lines) + 2, top + 17)


def _chart(book: Book, sheet: Any, kind: str, of: tuple[str, int, int, int], top: int) -> None:
    """`of`: title, first row, rows, and the column of the numbers; names stand in column A."""
    title, first, count, column = of
    chart = book.file.add_chart({"type": kind})
    chart.add_series({
        "categories": [COUNTS, first, 0, first + count - 1, 0], "values": [COUNTS, first, column, first + count - 1, column],
        "fill": {"color": "#2F6DB5"}, "data_labels": {"value": True}, "gap": 60,
    })  # fmt: skip
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True, "color": "#12355B"}, "overlay": False})
    chart.set_legend({"none": True})
    if kind == "bar":
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    else:
        chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 560, "height": 330})
    sheet.insert_chart(top, 8, chart)


def _crossed(
    book: Book,
    sheet: Any,
    media: Sequence[MediaRow],
    by: tuple[str, Callable[[MediaRow], str]],
    platforms: Sequence[str],
    top: int,
) -> int:
    """Accounts by something and by platform, the more the darker."""
    title, key = by
    begin = _section(book, sheet, top, f"账号数：{title} × 平台")
    columns = (Column(title, 24, "wrap"), *(Column(plain(name), 10, "number") for name in platforms))
    columns += (Column("合计", 10, "number"), Column("即将超期", 10, "number"), Column("旗舰", 10, "number"))
    counts = Counter((key(one), one.platform) for one in media)
    watched = Counter(key(one) for one in media if one.own and one.own.watched)
    flagships = Counter(key(one) for one in media if one.own and one.own.flagship == "旗舰")
    names = sorted({key(one) for one in media})
    lines: list[list[Value]] = []
    for name in names:
        row = [counts[name, platform] for platform in platforms]
        lines.append([plain(name), *(number or None for number in row), sum(row), watched[name], flagships[name]])
    grid = Grid(COUNTS, columns, len(lines), begin)
    book.block(sheet, grid, lines)
    scale = {"type": "2_color_scale", "min_color": "#EAF0F6", "max_color": "#7FA8D6"}
    sheet.conditional_format(begin + 1, 1, begin + max(len(lines), 1), len(platforms), scale)
    return begin + len(lines) + 2
