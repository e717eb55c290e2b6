"""A scheme goes out as a workbook and comes back the same; what is wrong in it is told cell by cell, at once."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from random_rounds import RandomRound, rounds
from random_schemes import random_scheme
from scoring_cases import RULES, D, indicator, scheme

from checks.rule import load_rules
from reports.scheme_sheets import write_scheme
from scoring.scheme import Scheme, SchemeError, _build, list_schemes, load_scheme, scheme_from
from scoring.scheme_diff import changes
from scoring.scheme_toml import as_toml
from scoring.scheme_workbook import read_scheme_workbook

FULL = next(
    scheme
    for scheme in map(random_scheme, range(500))
    if scheme.classes and scheme.draws and scheme.assessors and scheme.own_share
    and all(any(getattr(row, key) for row in scheme.indicators) for key in ("elements", "ladder", "caps", "options"))
)  # fmt: skip
"""One that uses everything at once."""


PLAIN = scheme(
    *(indicator(f"1.{n}", (f"r0:i{n}",), points=D(10)) for n in (1, 2)),
    *(indicator(f"1.{n}", (f"r0:i{n}",), points=D(10), per_fail=D(1)) for n in range(3, 6)),
    *(indicator(f"2.{n}", (f"r1:i{n}",), points=D(10)) for n in range(1, 6)),
    groups=(("1", "一"), ("2", "二")),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_scheme(PLAIN, RULES, tmp_path / "方案.xlsx")
    return tmp_path / "方案.xlsx"


def edit(book: Path, *cells: tuple[str, str, str, object]) -> Path:
    """`(sheet, the row's first cell, column, value)`; a first cell of "" is the first empty row."""
    opened = load_workbook(book)
    for name, first, title, value in cells:
        sheet = opened[name]
        top = 2 if name == "指标" else 1
        heads = {cell.value: cell.column for cell in sheet[top]}
        firsts = [sheet.cell(row, 1).value or "" for row in range(top + 1, sheet.max_row + 1)]
        sheet.cell(top + 1 + firsts.index(first), heads[title]).value = value
    opened.save(book)
    return book


def refused(book: Path) -> list[str]:
    with pytest.raises(SchemeError) as told:
        read_scheme_workbook(book, RULES)
    return list(told.value.problems)


@pytest.mark.parametrize("name", list_schemes())
def test_shipped_schemes_there_and_back(name: str, tmp_path: Path) -> None:
    rules = load_rules()
    edition = load_scheme(name, rules)
    write_scheme(edition, rules, tmp_path / "a.xlsx")
    assert read_scheme_workbook(tmp_path / "a.xlsx", rules) == edition
    (tmp_path / "a.toml").write_text(as_toml(edition), encoding="utf-8")
    assert load_scheme(str(tmp_path / "a.toml"), rules) == edition


def loaded(text: str) -> Scheme:
    return scheme_from(tomllib.loads(text, parse_float=Decimal), RULES)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_any_scheme_as_toml_and_back(seed: int) -> None:
    edition = random_scheme(seed)
    assert loaded(as_toml(edition)) == edition and as_toml(loaded(as_toml(edition))) == as_toml(edition)


@settings(max_examples=30)
@given(rounds())
def test_schemes_that_rounds_are_weighed_by_as_toml_and_back(given_: RandomRound) -> None:
    problems: list[str] = []
    after, _ = _build(tomllib.loads(as_toml(given_.scheme), parse_float=Decimal), problems)
    assert not problems and after == given_.scheme and changes(given_.scheme, after) == []


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_any_scheme_as_a_workbook_and_back(seed: int) -> None:
    edition = random_scheme(seed)
    with TemporaryDirectory() as folder:
        write_scheme(edition, RULES, Path(folder, "a.xlsx"))
        after = read_scheme_workbook(Path(folder, "a.xlsx"), RULES)
        assert changes(edition, after) == [] and after == edition


def test_the_same_scheme_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_scheme(FULL, RULES, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_sums_stand_in_sight(tmp_path: Path) -> None:
    write_scheme(FULL, RULES, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx", data_only=True)
    rows = [row for row in book["合计"].iter_rows(min_row=2, values_only=True) if row[0]]
    assert {row[7] for row in rows if row[4] == "基本分"} == {"相符"}
    assert all(row[5] == row[6] for row in rows)
    assert {row[3] for row in rows} == {"第三方", "自评"} and len(rows) >= 4
    assert str(book["指标"]["A1"].value).startswith("合计：类0·门户网站")


def test_every_cell_at_fault_is_named_at_once(book: Path) -> None:
    edit(
        book,
        ("指标", "1.1", "规则", "r9；r0:i1"),
        ("指标", "1.2", "指标", None),
        ("指标", "1.3", "扣分数值", "两分"),
        ("指标", "1.4", "环节", "基本"),
        ("指标", "1.5", "扣分数值", 20),
        ("指标", "2.1", "门户网站", "有"),
        ("指标", "2.2", "扣分方式", "按要素扣分"),
        ("指标", "2.3", "扣分数值", 1),
        ("指标", "2.4", "不适用得分比例", 1.5),
        ("指标", "2.5", "起始日", "去年"),
        ("方案", "版本", "取值", None),
        ("方案", "合格线", "取值", 160),
        ("等次", "", "最低分", "九十"),
        ("分组", "2", "组名称", None),
        ("细则", "", "指标编号", "9.9"),
    )
    problems = refused(book)
    for place, words in (
        ("“指标”表 第3行 H列（规则）", "规则“r9”不存在"),
        ("“指标”表 第4行 B列（指标）", "是空的"),
        ("“指标”表 第5行 F列（扣分数值）", "'两分' 有误"),
        ("“指标”表 第6行 C列（环节）", "“基本”不存在"),
        ("“指标”表 第7行 F列（扣分数值）", "20 大于“分值” 10"),
        ("“指标”表 第8行 I列（门户网站）", "“有”不认识"),
        ("“指标”表 第9行 E列（扣分方式）", "没有它的要素"),
        ("“指标”表 第10行 F列（扣分数值）", "而扣分方式是“按不符合比例”"),
        ("“指标”表 第11行 P列（不适用得分比例）", "须在 0 与 1 之间"),
        ("“指标”表 第12行 Q列（起始日）", "'去年' 有误"),
        ("“方案”表 第4行 B列（取值）", "“版本”是空的"),
        ("“方案”表 第8行 B列（取值）", "“合格线”为 160"),
        ("“等次”表 第2行 B列（最低分）", "“九十”不是数字"),
        ("“分组”表 第3行 A列（组编号）", "都须填写"),
        ("“细则”表 第2行 A列（指标编号）", "没有编号“9.9”"),
    ):
        assert any(place in one and words in one for one in problems), (place, words, problems)
    told = "\n".join(problems)
    assert not any(key in told for key in ("per_fail", "points", "stage", "kinds", "Decimal", "pass_mark"))


def test_sums_that_do_not_fit_are_told(book: Path) -> None:
    problems = refused(edit(book, ("指标", "1.1", "分值", 11)))
    assert [("门户网站" in one, "多 1 分" in one, "方案.xlsx" in one) for one in problems] == [
        (True,) * 3,
        (False, True, True),
    ]


def test_sorted_sheets_and_new_rows(tmp_path: Path) -> None:
    write_scheme(FULL, RULES, tmp_path / "a.xlsx")
    opened = load_workbook(tmp_path / "a.xlsx")
    sheet = opened["细则"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2) if row[0].value]
    sheet.delete_rows(2, len(rows))
    for row in reversed(rows):
        sheet.append(row)
    opened.save(tmp_path / "a.xlsx")
    after = read_scheme_workbook(tmp_path / "a.xlsx", RULES)
    ladders = [[row.ladder for row in edition.indicators] for edition in (FULL, after)]
    assert ladders[0] == ladders[1] and any(ladders[0])


def test_what_is_no_schemes_workbook(tmp_path: Path, book: Path) -> None:
    opened = load_workbook(book)
    del opened["细则"]
    opened["分组"].delete_cols(2)
    opened.save(book)
    assert [("“细则”" in one) for one in refused(book)] == [True]
    (tmp_path / "a.csv").write_text("编号,指标\n1,2\n", encoding="utf-8")
    assert all("缺少" in one for one in refused(tmp_path / "a.csv"))
    assert "找不到" in refused(tmp_path / "none.xlsx")[0]
