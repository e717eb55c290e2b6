"""Schemes from the command line: shown, written out, taken back, compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit import main
from checks.rule import load_rules
from scoring.scheme import load_scheme


def weigh(book: Path, **points: float) -> None:
    opened = load_workbook(book)
    sheet = opened["指标"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    for row in range(3, sheet.max_row + 1):
        if (name := f"i{sheet.cell(row, 1).value}".replace(".", "_")) in points:
            sheet.cell(row, heads["分值"]).value = points[name]
    opened.save(book)


def test_out_edited_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "我的方案.xlsx"
    assert main(["schemes", "media_2019", "--export", str(book)]) == 0
    weigh(book, i2_1=25, i2_2=25)
    assert main(["schemes", "--import", str(book)]) == 0
    told = capsys.readouterr().out
    assert "与方案 media_2019（2019.2）相比，有 2 处不同" in told
    assert "指标 2.1“更新间断”：分值 30 → 25（-5）。" in told and "分值 20 → 25（+5）" in told
    own = load_scheme(str(tmp_path / "我的方案.toml"), load_rules())
    assert [str(row.points) for row in own.indicators if row.id in ("2.1", "2.2")] == ["25", "25"]
    weigh(book, i2_1=30, i2_2=20)
    assert main(["schemes", "--import", str(book)]) == 0
    assert "分值 25 → 30（+5）" in capsys.readouterr().out, "the second time it is compared with the file it replaces"
    assert main(["schemes", "--diff", "media_2019", str(tmp_path / "我的方案.toml")]) == 0
    assert "没有差别" in capsys.readouterr().out


def test_what_is_wrong_leaves_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "a.xlsx"
    assert main(["schemes", "--scheme", "media_2019", "--export", str(book)]) == 0
    weigh(book, i2_1=-3)
    assert main(["schemes", "--import", str(book), "--out", str(tmp_path / "b.toml")]) == 2
    told = capsys.readouterr().err
    assert "a.xlsx“指标”表 第6行 D列（分值）：“分值”为负数 -3" in told and not (tmp_path / "b.toml").exists()
    assert main(["schemes", "--import", str(book), "--out", str(tmp_path / "b.txt")]) == 2
    assert main(["schemes", "--export", str(tmp_path / "a.csv")]) == 2
    assert main(["schemes", "--export", str(tmp_path / "none" / "a.xlsx")]) == 2
    capsys.readouterr()
    assert main(["schemes", "--diff", "nothere", "also_not"]) == 2
    told = capsys.readouterr().err
    assert "nothere" in told and "also_not" in told


def test_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemes"]) == main(["schemes", "ipv6"]) == 0
    told = capsys.readouterr().out
    assert "national_2019" in told and "ipv6" in told
