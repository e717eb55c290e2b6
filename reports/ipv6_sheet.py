"""The sheet IPv6: each measured site by the seven national indicators, and below how many support each of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reports.cells import plain
from reports.sheet import Book, Column, Formula, Grid, Value
from reports.support import ALL, BLIND, FAIL, IDLE, INDICATORS, PASS, UNSURE, WORDS, Group, SiteSupport, groups

NAME = "IPv6"
SITES = (
    Column("单位", 17, "wrap"), Column("网站名称", 20, "wrap"), Column("层级", 8, "centre"), Column("地区", 9, "centre"),
    *(Column(title, 8, "centre") for title, _, _ in INDICATORS),
    Column("IPv6地址数", 7, "number"), Column("IPv6访问次数", 7, "number"), Column("成功次数", 7, "number"),
    Column("成功率", 8, "share"), Column("文字相似度", 8, "share"),
    Column("二级内链可比", 7, "number"), Column("二级打开", 7, "number"), Column("二级支持率", 8, "share"),
    Column("三级内链可比", 7, "number"), Column("三级打开", 7, "number"), Column("三级支持率", 8, "share"),
    Column("域名服务器数", 7, "number"), Column("可由IPv6应答", 8, "number"), Column("IPv4时延（毫秒）", 8, "number"),
    Column("IPv6时延（毫秒）", 8, "number"), Column("只有IPv4的外域", 20, "wrap"), Column("证书剩余天数", 7, "number"),
    Column("未测得的原因", 24, "wrap"),
)  # fmt: skip
COUNTS = (
    Column("范围", 18, "wrap"), Column("指标", 22, "wrap"), Column("分组", 10, "centre"), Column("网站数", 10, "number"),
    *(Column(word, 9, "number") for word in WORDS), Column("参检数（分母）", 9, "number"), Column("支持率", 9, "share"),
)  # fmt: skip
_RULES = (
    "支持率 = 符合 ÷ 参检数；参检数 = 符合 + 不符合 + 不适用（没有IPv6地址的网站，其后各项为不适用，即不支持）；"
    "待核实和未测得的不计入。时延为多次访问首页用时的中位数。"
)


def write_ipv6(book: Book, sheet: Any, sites: Sequence[SiteSupport]) -> None:
    grid = Grid(NAME, SITES, len(sites))
    sheet.set_paper(8)  # A3: all figures of a site in one line
    book.table(sheet, grid, [_site(grid, site, row) for row, site in enumerate(sites)], freeze=2)
    marks = ((FAIL, "bad"), (UNSURE, "open"), (IDLE, "void"), (BLIND, "void"), (PASS, "good"))
    for title, _, _ in INDICATORS:
        book.mark(sheet, grid, title, marks)
    top = len(sites) + 3
    sheet.merge_range(top, 0, top, 10, "七项指标的支持情况", book.formats["section"])
    sheet.merge_range(top + 1, 0, top + 1, 10, _RULES, book.formats["fact"])
    sheet.set_row(top + 1, 32)
    lines = [(group, number) for group in groups(sites) for number in range(len(INDICATORS))]
    counts = Grid(NAME, COUNTS, len(lines), top + 2)
    book.block(sheet, counts, [_count(grid, counts, *line, row) for row, line in enumerate(lines)])
    sheet.print_area(0, 0, counts.top + counts.count, len(SITES) - 1)


def _site(grid: Grid, site: SiteSupport, row: int) -> list[Value]:
    seen = site.figures
    return [
        site.target.unit,
        site.target.name,
        site.level,
        site.region,
        *site.words,
        len(seen.aaaa),
        seen.tries_6 or None,
        seen.good_6 if seen.tries_6 else None,
        _share(grid, row, "成功次数", "IPv6访问次数", seen.good_6, seen.tries_6),
        _decimal(seen.likeness),
        seen.second_of or None,
        seen.second_good if seen.second_of else None,
        _share(grid, row, "二级打开", "二级内链可比", seen.second_good, seen.second_of),
        seen.third_of or None,
        seen.third_good if seen.third_of else None,
        _share(grid, row, "三级打开", "三级内链可比", seen.third_good, seen.third_of),
        seen.ns,
        seen.ns_6,
        _milliseconds(seen.seconds_4),
        _milliseconds(seen.seconds_6),
        plain("、".join(seen.parts_bare)) if seen.aaaa else "",
        seen.tls_days,
        plain(seen.why),
    ]


def _share(grid: Grid, row: int, part: str, whole: str, good: int, of: int) -> Formula:
    a, b = grid.cell(part, row), grid.cell(whole, row)
    return Formula(f'=IF({b}=0,"",{a}/{b})', _ratio(good, of))


def _count(grid: Grid, counts: Grid, group: Group, number: int, row: int) -> list[Value]:
    title = INDICATORS[number][0]
    own = "" if group.by == ALL else f"{grid.span(group.by)},{counts.cell('范围', row)},"
    cells = {word: counts.cell(word, row) for word in WORDS}
    of, good = group.judged(number), group.count(number, PASS)
    denominator = counts.cell("参检数（分母）", row)
    return [
        group.name,
        title,
        group.by,
        Formula(f"=SUM({counts.cell(WORDS[0], row)}:{counts.cell(WORDS[-1], row)})", len(group.sites)),
        *(Formula(f'=COUNTIFS({own}{grid.span(title)},"{word}")', group.count(number, word)) for word in WORDS),
        Formula(f"={cells[PASS]}+{cells[FAIL]}+{cells[IDLE]}", of),
        Formula(f'=IF({denominator}=0,"",{cells[PASS]}/{denominator})', _ratio(good, of)),
    ]


def _ratio(part: int, whole: int) -> str | Decimal:
    return Decimal(part) / Decimal(whole) if whole else ""


def _milliseconds(seconds: float | None) -> Decimal | None:
    return None if seconds is None else Decimal(round(seconds * 1000))


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
