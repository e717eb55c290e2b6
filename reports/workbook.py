"""The workbook of a round, 评分表.xlsx: twelve sheets, one of IPv6 where that was measured, three more of measured accounts.

Totals are live formulas over weights, rulings and manual scores, and carry the result's values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from checks.accounts import Account
from checks.columns import Column
from reports.accounts import write_accounts
from reports.cells import plain
from reports.chain import HIT, Chain, chain, write_faults
from reports.chart_sheet import write_chart_sheet
from reports.columns import write_columns
from reports.ipv6_sheet import NAME as IPV6
from reports.ipv6_sheet import write_ipv6
from reports.ledger import write_ledger
from reports.media_rows import media_rows, places
from reports.media_sheets import write_media_sheets
from reports.notes import write_notes, write_statistics
from reports.people import write_people
from reports.review import write_review
from reports.rows import Rows
from reports.scores import write_scores
from reports.sheet import Book, Formula, width
from reports.statistics import standing
from reports.support import SiteSupport, blindness
from reports.totals import write_totals
from reports.weights import write_weights
from scoring.grade import FAILED, VOID

TITLE_ROWS = 6
"""Of 总览: title, facts of the round, scheme, note on its weights, counts, a blank or that IPv6 could not be measured."""
SHEETS = (
    "总览",
    "指标得分",
    "扣分明细",
    "核实",
    "人工评分",
    "整改清单",
    "栏目",
    "新媒体",
    "统计",
    "图表",
    "指标体系",
    "说明",
)


def write_workbook(
    rows: Rows,
    path: Path,
    columns: Sequence[Column] = (),
    ipv6: Sequence[SiteSupport] = (),
    accounts: Sequence[Account] = (),
) -> None:
    """`ipv6`: the sites that were measured."""
    links = chain(rows, TITLE_ROWS)
    book = Book(path, plain(rows.result.scheme.title))
    before = SHEETS.index("统计")
    media = media_rows(rows, accounts)
    sheets = {name: book.sheet(name) for name in SHEETS[:before]}
    if accounts:
        write_media_sheets(book, media, places(rows, media))
    sheets |= {name: book.sheet(name) for name in ((IPV6,) if ipv6 else ()) + SHEETS[before:]}
    _title(book, sheets["总览"], links, blindness(ipv6))
    write_totals(book, sheets["总览"], links)
    write_scores(book, sheets["指标得分"], links)
    write_faults(book, sheets["扣分明细"], links)
    write_review(book, sheets["核实"], links.review, rows.sayings)
    write_people(book, sheets["人工评分"], links.people, links.weights)
    write_ledger(book, sheets["整改清单"], rows)
    write_columns(book, sheets["栏目"], rows, columns)
    write_accounts(book, sheets["新媒体"], media)
    if ipv6:
        write_ipv6(book, sheets[IPV6], ipv6)
    _explained(book, sheets, links)
    book.close()


def _explained(book: Book, sheets: Mapping[str, Any], links: Chain) -> None:
    """What it comes to together, and what the numbers mean."""
    write_statistics(book, sheets["统计"], links)
    write_chart_sheet(book, sheets["图表"], links)
    write_weights(book, sheets["指标体系"], links.weights)
    write_notes(book, sheets["说明"], links)


def _title(book: Book, sheet: Any, links: Chain, blind: str) -> None:
    scheme, last = links.scheme, 13
    run = "　".join(f"{plain(name)}：{plain(value)}" for name, value in links.rows.result.run.items())
    lines = [
        (f"{plain(scheme.title)}　评分总览", "title", 30),
        (run, "fact", 18 * (1 + width(run) // 150)),
        (f"评分方案：{plain(scheme.title)}，版本 {plain(scheme.version)}。依据：{plain(scheme.basis)}", "fact", 18),
        (plain(scheme.note), "notice", 18 * (1 + width(scheme.note) // 150)),
    ]
    for row, (text, style, height) in enumerate(lines):
        sheet.merge_range(row, 0, row, last, "", book.formats[style])
        sheet.write_string(row, 0, text, book.formats[style])
        sheet.set_row(row, height)
    sheet.merge_range(4, 0, 4, last, "", book.formats["fact"])
    sheet.set_row(4, 20)
    counts = _counts(links)
    sheet.write_formula(4, 0, counts.text, book.formats["fact"], counts.value)
    if blind:
        sheet.merge_range(5, 0, 5, last, blind, book.formats["notice"])
        sheet.set_row(5, 18 * (1 + width(blind) // 150))


def _counts(links: Chain) -> Formula:
    """One live sentence: how many were rated, passed, vetoed, and could not be graded."""
    all_rows = standing("", list(links.rows.targets))
    grades, vetoes, ids = (links.totals.span(title) for title in ("等级", "否决", "编号"))
    listed, void = f"COUNTA({ids})", f'COUNTIF({grades},"{VOID}")'
    good = f'{listed}-{void}-COUNTIF({grades},"{FAILED}")'
    text = (
        f'="评估对象 "&{listed}&" 个；合格 "&({good})&"/"&({listed}-{void})&"（分母不含未能评定）；单项否决 "'
        f'&COUNTIF({vetoes},"{HIT}")&" 个；未能评定 "&{void}&" 个。"'
    )
    value = (
        f"评估对象 {all_rows.listed} 个；合格 {all_rows.passed}/{all_rows.rated}（分母不含未能评定）；"
        f"单项否决 {all_rows.vetoed} 个；未能评定 {all_rows.void} 个。"
    )
    return Formula(text, value)
