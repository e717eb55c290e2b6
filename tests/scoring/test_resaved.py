"""Workbooks that people edited and another program saved: read back the same, and calculated the same."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from random_schemes import random_scheme
from scoring_cases import FAIL, RULES, UNSURE, D, finding, indicator, scored

from checks.review import rulable
from checks.rulings import Verdict
from crawler.targets import Kind, Target
from reports.review_sheets import write_review_sheets
from reports.scheme_sheets import write_scheme
from scoring.entry_sheet import UNSIGNED
from scoring.people import Open, read_people
from scoring.result import Result
from scoring.scheme_workbook import read_scheme_workbook

pytestmark = pytest.mark.libreoffice
SCHEME = next(
    one
    for one in map(random_scheme, range(500))
    if one.draws and one.assessors and one.classes and one.classes[0].full == 100
)
ROUND = scored(
    [finding(UNSURE, place="a"), finding(UNSURE, place="b"), finding(FAIL, place="c")],
    indicator(points=D(60), per_fail=D(5)),
    indicator("1.2", (), points=D(20), note="人工"),
    indicator("1.3", (), points=D(20), options=(("满意", D(100)), ("一般", D(60)), ("不满意", D(0)))),
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them through LibreOffice at once, without the values that were stored in them."""
    folder = tmp_path_factory.mktemp("resaved")
    write_scheme(SCHEME, RULES, folder / "scheme.xlsx")
    _reweigh(folder / "scheme.xlsx", folder / "heavier.xlsx")
    write_review_sheets(ROUND, folder / "review.xlsx")
    _fill(folder / "review.xlsx")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    names = [str(folder / f"{name}.xlsx") for name in ("scheme", "heavier", "review")]
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out"


def _reweigh(source: Path, copy: Path) -> None:
    book = load_workbook(source)
    book["方案"].cell(7, 2).value = 120
    sheet = book["指标"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    ids = [
        row.id
        for row in SCHEME.indicators
        if row.kinds == (Kind.PORTAL,) and row.id.startswith("1.") and not row.levels
    ]
    row = next(row for row in range(3, sheet.max_row) if sheet.cell(row, 1).value == ids[0])
    sheet.cell(row, heads["分值"]).value += 3
    book.save(copy)


def _fill(path: Path) -> None:
    book = load_workbook(path)
    sheet, scores = book["核实"], book["人工评分"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row, verdict in ((2, "属实"), (3, "不成立")):
        words = {"核实结论": verdict, "核实人": "张三", "核实日期": date(2026, 3, 20), "核实理由": "逐页查看"}
        for title, value in words.items():
            sheet.cell(row, heads[title]).value = value
    heads = {cell.value: cell.column for cell in scores[1]}
    for row, given in ((2, {"得分": 17.35}), (3, {"满意": 120, "一般": 0, "不满意": 1})):
        for title, value in (given | {"评分人": "李四", "评分日期": "2026-03-21"}).items():
            scores.cell(row, heads[title]).value = value
    book.save(path)


def opened(result: Result, targets: tuple[Target, ...], folder: Path) -> Open:
    found = rulable(result.findings)
    return Open(folder, found, (), (), targets, result.scheme, date(2026, 3, 1), date(2026, 3, 31), UNSIGNED)


def test_rulings_and_scores_are_read_from_what_libreoffice_saved(saved: Path) -> None:
    words = read_people([saved / "review.xlsx"], opened(ROUND, ROUND.targets, saved))
    assert sorted((one.verdict, one.by, one.on) for one in words.ruled) == [
        (Verdict.CONFIRMED, "张三", "2026-03-20"),
        (Verdict.DISMISSED, "张三", "2026-03-20"),
    ]
    assert [(one.points, one.counts) for one in words.entered] == [
        (D("17.35"), ()),
        (None, (("满意", 120), ("一般", 0), ("不满意", 1))),
    ]
    assert words.blank == 1


def test_a_scheme_is_read_from_what_libreoffice_saved(saved: Path) -> None:
    assert read_scheme_workbook(saved / "scheme.xlsx", RULES) == SCHEME


def test_the_sums_follow_the_weights(saved: Path) -> None:
    before, after = (
        [
            row
            for row in load_workbook(saved / f"{name}.xlsx", data_only=True)["合计"].iter_rows(
                min_row=2, values_only=True
            )
            if row[1]
        ]
        for name in ("scheme", "heavier")
    )
    assert {row[7] for row in before} == {"相符"} and all(row[5] == row[6] for row in before)
    moved = {(old[1], round(new[5] - old[5], 2), new[6], new[7]) for old, new in zip(before, after, strict=True)}
    assert ("门户网站", 3, 120, "少 17") in moved and ("门户网站", 0, 120, "少 20") in moved
    line = load_workbook(saved / "heavier.xlsx", data_only=True)["指标"]["A1"].value
    assert "103 分（少 17）" in line and "100 分（少 20）" in line
