from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.facts.report_disputes import GROUPS, read_disputes
from checks.facts.report_requests import ROWS, number, read_requests
from checks.site import Site
from tests import annual, sites
from tests.annual import Figures

RULE = "report_sum_wrong"
ORDER = ("新收", "上年结转", *[name for name in ROWS if not name.startswith(("新收", "上年", "办理", "结转"))], "办理结果总计", "结转下年度")  # fmt: skip
ADDRESS = f"{sites.HOME}nb/1.html"


def judged(folder: Path, body: str, year: int = 2025, **more: str) -> Site:
    pages = annual.portal(("/nb/1.html", f"澄湖市人民政府{year}年政府信息公开工作年度报告", f"{year + 1}-01-20"))
    return sites.site(folder, pages | {"/nb/1.html": annual.report(body, year=year)} | more)


def items(figures: Figures) -> set[str]:
    """The items of the sums that do not hold, by computing them apart."""
    said = set()
    for item in annual.wrong(figures):
        kind, _, place = item.partition("-")
        said.add(item if kind in ("AR1", "AR2") else f"{kind}-{(ORDER if kind == 'AR3' else GROUPS)[int(place)]}")
    return said


def wide(value: int) -> str:
    return str(value).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


LAYOUTS: dict[str, Callable[[Figures], str]] = {
    "merged": lambda f: annual.text(f),
    "plain": lambda f: annual.text(f, requests=annual.plain(f.requests), disputed=annual.disputes_apart(f.disputes)),
    "split": lambda f: annual.text(f, requests=annual.split(f.requests)),
    "reordered": lambda f: annual.text(f, requests=annual.merged(f.requests, order=(6, 0, 3, 1, 2, 5, 4))),
    "thousands": lambda f: annual.text(f, requests=annual.merged(f.requests, "{:,}".format)),
    "wide digits": lambda f: annual.text(f, requests=annual.plain(f.requests, wide), disputed=annual.disputes(f.disputes, wide)),
    "wide commas": lambda f: annual.text(f, requests=annual.plain(f.requests, lambda n: f"{n:,}".replace(",", "，"))),
    "zeros blank": lambda f: annual.text(f, requests=annual.merged(f.requests, lambda n: str(n or ""))),
    "zeros stroked": lambda f: annual.text(f, requests=annual.merged(f.requests, lambda n: str(n or "—"))),
    "units": lambda f: annual.text(f, requests=annual.plain(f.requests, "{}件".format)),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_right_sums_pass_in_every_layout(tmp_path: Path, layout: str) -> None:
    for seed in range(3):
        site = judged(tmp_path / str(seed), LAYOUTS[layout](annual.good(seed)))
        assert sites.outcomes(RULE, site) == [("pass", "")]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_changed_number_is_noticed_and_nothing_else(tmp_path: Path, layout: str) -> None:
    chance = random.Random(layout)
    for turn in range(4):
        figures = annual.good(turn)
        table = figures.disputes if chance.random() < 0.25 else figures.requests
        row = chance.choice(table)
        row[chance.randrange(len(row))] += chance.choice([1, 2, 10, 1000])
        found = sites.findings(RULE, judged(tmp_path / str(turn), LAYOUTS[layout](figures)))
        said = {one.item for one in found if one.outcome in ("fail", "unsure")}
        assert said == items(figures) and said
        if "zeros" not in layout:
            assert all(one.outcome == "fail" for one in found)


def test_both_numbers_are_shown(tmp_path: Path) -> None:
    figures = annual.good(1)
    figures.disputes[0] = [2, 0, 1, 0, 4]
    found = sites.findings(RULE, judged(tmp_path, annual.text(figures)))
    assert [(one.item, one.url) for one in found] == [("AR4-行政复议", ADDRESS)]
    assert "总计为 4" in found[0].message and "之和为 3" in found[0].message and found[0].certain
    assert found[0].quote == "4 ≠ 2 + 0 + 1 + 0"


def test_a_dropped_row_is_not_measured_and_not_accused(tmp_path: Path) -> None:
    figures = annual.good(2)
    table = annual.plain(figures.requests).replace("2.重复申请", "2.（见附表）")
    found = sites.findings(RULE, judged(tmp_path, annual.text(figures, requests=table)))
    assert [one.outcome for one in found] == ["not_measured"] and "重复申请" in found[0].message


def test_a_dropped_row_does_not_hide_other_sums(tmp_path: Path) -> None:
    figures = annual.good(2)
    figures.requests[0][0] += 1
    table = annual.plain(figures.requests).replace("2.重复申请", "2.（见附表）")
    assert sites.fails(RULE, judged(tmp_path, annual.text(figures, requests=table))) == ["AR1-自然人", "AR3-新收"]


@pytest.mark.parametrize("label", ["2.重复申请", "一、本年新收政府信息公开申请数量", "（七）总计"])
def test_a_row_that_is_one_cell_short_is_not_read(tmp_path: Path, label: str) -> None:
    figures = annual.good(3)
    table = annual.plain(figures.requests)
    start = table.index("<td>", table.index(label))
    table = table[:start] + table[table.index("</td>", start) + 5 :]
    assert sites.said(RULE, judged(tmp_path, annual.text(figures, requests=table))) == {"not_measured"}


def test_disputes_that_are_one_cell_short_are_not_read(tmp_path: Path) -> None:
    figures = annual.good(3)
    table = annual.disputes(figures.disputes)
    at = table.rindex("<tr><td>")
    table = table[: at + 4] + table[table.index("</td>", at) + 5 :]
    assert sites.said(RULE, judged(tmp_path, annual.text(figures, disputed=table))) == {"not_measured"}


def test_a_row_with_one_cell_too_many_is_not_read(tmp_path: Path) -> None:
    figures = annual.good(3)
    table = annual.plain(figures.requests).replace("<td>2.重复申请</td>", "<td>2.重复申请</td><td>7</td>")
    assert sites.said(RULE, judged(tmp_path, annual.text(figures, requests=table))) == {"not_measured"}


def test_a_result_that_the_form_does_not_have_keeps_the_results_from_being_summed(tmp_path: Path) -> None:
    figures = annual.good(3)
    more = "<tr><td>9.属于工作秘密</td>" + "<td>1</td>" * 6 + "<td>6</td></tr>"
    for row in (0, 23):  # the new applications and the results' total count it
        figures.requests[row] = [a + b for a, b in zip(figures.requests[row], [1] * 6 + [6], strict=True)]
    table = annual.plain(figures.requests).replace("<tr><td>（四）无法提供", more + "<tr><td>（四）无法提供")
    found = sites.findings(RULE, judged(tmp_path, annual.text(figures, requests=table)))
    assert [one.outcome for one in found] == ["not_measured"] and "属于工作秘密" in found[0].message


CELL, ROW = re.compile(r"<td[^>]*>.*?</td>"), re.compile(r"<tr>.*?</tr>")
DAMAGE: dict[str, Callable[[str, random.Random], str]] = {
    "cell dropped": lambda html, chance: cut(html, chance, CELL, ""),
    "cell twice": lambda html, chance: cut(html, chance, CELL, "{0}{0}"),
    "row dropped": lambda html, chance: cut(html, chance, ROW, ""),
    "row twice": lambda html, chance: cut(html, chance, ROW, "{0}{0}"),
    "span lost": lambda html, chance: cut(html, chance, re.compile(r" (?:col|row)span=\"\d+\""), ""),
    "span too many": lambda html, chance: cut(html, chance, re.compile("<td"), "{0} colspan='2'"),
    "note in a cell": lambda html, chance: cut(html, chance, re.compile("</td>"), "（注）{0}"),
    "cells unclosed": lambda html, _: html.replace("</td>", "").replace("</tr>", ""),
}  # fmt: skip


def cut(html: str, chance: random.Random, what: re.Pattern[str], instead: str) -> str:
    """One piece of the table changed; the table as it is, when it has none such."""
    pieces = list(what.finditer(html))
    if not pieces:
        return html
    piece = chance.choice(pieces)
    return html[: piece.start()] + instead.format(piece[0]) + html[piece.end() :]


@pytest.mark.parametrize("damage", DAMAGE)
def test_right_numbers_in_a_damaged_table_are_never_accused(tmp_path: Path, damage: str) -> None:
    for seed in range(5):
        chance = random.Random(f"{damage}{seed}")
        figures = annual.good(seed)
        table = chance.choice([annual.merged, annual.plain, annual.split])(figures.requests)
        disputed = annual.disputes(figures.disputes)
        if chance.random() < 0.3:
            disputed = DAMAGE[damage](disputed, chance)
        else:
            table = DAMAGE[damage](table, chance)
        site = judged(tmp_path / str(seed), annual.text(figures, requests=table, disputed=disputed))
        assert not sites.said(RULE, site) & {"fail", "unsure"}


def test_pictures_of_tables_are_not_measured(tmp_path: Path) -> None:
    body = annual.text(requests='<p><img src="/b.png"></p>', disputed='<p><img src="/c.png"></p>')
    assert sites.said(RULE, judged(tmp_path, body)) == {"not_measured"}


def test_a_table_without_the_kinds_of_applicants_is_not_measured(tmp_path: Path) -> None:
    body = annual.text(
        requests=sites.rows(("", "自然人", "法人", "总计"), ("一、本年新收政府信息公开申请数量", "1", "1", "3"))
    )
    assert sites.said(RULE, judged(tmp_path, body)) == {"not_measured"}


def test_what_one_year_leaves_the_next_takes_over_is_a_suspicion(tmp_path: Path) -> None:
    before, after = annual.good(1), annual.good(1)
    before.requests[24][0] += 1
    before.requests[24][6] += 1
    before.requests[0][0] += 1
    before.requests[0][6] += 1
    after.requests[1] = [*annual.good(1).requests[24]]
    change = [a - b for a, b in zip(annual.good(1).requests[24], annual.good(1).requests[1], strict=True)]
    after.requests[0] = [a - b for a, b in zip(after.requests[0], change, strict=True)]
    older = annual.report(annual.text(before, year=2024), year=2024)
    found = sites.findings(RULE, judged(tmp_path, annual.text(after), **{"/nb/0.html": older}))
    assert {(one.item, one.certain) for one in found if one.outcome == "fail"} == {
        ("AR5-自然人", False),
        ("AR5-总计", False),
    }


def test_reports_of_the_older_form_are_not_judged(tmp_path: Path) -> None:
    figures = annual.good(1)
    figures.requests[0][0] += 1
    assert sites.said(RULE, judged(tmp_path, annual.text(figures, year=2020), 2020)) == {"not_applicable"}


def test_a_word_file_behind_the_page_is_read(tmp_path: Path) -> None:
    figures = annual.good(4)
    figures.requests[5][2] += 3
    page = annual.report('<p>附件：<a href="/nb/2025.docx">2025年年报.docx</a></p>')
    found = sites.findings(RULE, with_file(tmp_path, page, "/nb/2025.docx", annual.docx(annual.text(figures))))
    assert {one.item for one in found if one.outcome == "fail"} == items(figures)
    assert {one.url for one in found} == {f"{sites.HOME}nb/2025.docx"}


def test_a_pdf_behind_the_page_is_a_suspicion_where_its_rows_can_be_read() -> None:
    figures = annual.good(5)
    lines = tuple(
        f"{label} {' '.join(map(str, row))}" for label, row in zip(annual.labels(), figures.requests, strict=True)
    )
    assert len(read_requests((), lines).rows) == 25
    assert not read_requests((), lines[:-1]).rows
    wrapped = tuple(part for line in lines for part in (line[:4], line[4:]))
    assert read_requests((), wrapped).rows == read_requests((), lines).rows


def test_disputes_of_a_pdf() -> None:
    head = ("行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", "结果", "维持")
    found = read_disputes((), (*head, "1 38 4 30 73 4 19 20 8 51 4 4 28 34 70"))
    assert [[one.value for one in group.values()] for group in found.values()] == [
        [1, 38, 4, 30, 73],
        [4, 19, 20, 8, 51],
        [4, 4, 28, 34, 70],
    ]
    assert read_disputes((), (*head, "1 38 4 30 73 4 19 20 8 51")) == {}
    assert read_disputes((), (head[0], "复议后起诉 未经复议直接起诉", "1 38 4 30 73 4 19 20 8 51 4 4 28 34 70")) == {}


def test_a_file_that_cannot_be_read_is_not_measured(tmp_path: Path) -> None:
    page = annual.report('<p>附件：<a href="/nb/2025.doc">2025年年报.doc</a></p>')
    found = sites.findings(RULE, with_file(tmp_path, page, "/nb/2025.doc", b"\xd0\xcf\x11\xe0" + bytes(99)))
    assert [(one.outcome.value, "格式不支持" in one.message) for one in found] == [("not_measured", True)]


def with_file(folder: Path, page: str, address: str, body: bytes) -> Site:
    pages = annual.portal(("/nb/1.html", "澄湖市人民政府2025年政府信息公开工作年度报告", "2026-01-20"))
    return sites.site(folder, pages | {"/nb/1.html": page, address: sites.file(body)})


def test_numbers() -> None:
    assert [number(text).value for text in ("1,286", "１２", " 3 件", "—", "", "12，000", "5.0")] == [
        1286,
        12,
        3,
        0,
        0,
        12000,
        5,
    ]  # type: ignore[union-attr]
    assert [number(text) for text in ("1.5", "约3", "1,28", "见附件", "-3")] == [None] * 5


def test_the_names_of_columns_are_not_rows() -> None:
    found = read_requests([[["项目", *annual.COLUMNS], ["（七）总计", *"1000001"], ["3.其他", *"0000000"]]])
    assert set(found.rows) == {"办理结果总计", "其他处理的其他"} and not found.twice
