from __future__ import annotations

from collections import Counter
from pathlib import Path

from sample import wide
from spreadsheet import opened

from reports.briefing import plain_grade
from reports.rows import lay_out
from reports.workbook import write_workbook


def test_the_workbook_has_native_charts_of_what_stands_beside_them(tmp_path: Path) -> None:
    rows = lay_out(wide(12))
    write_workbook(rows, tmp_path / "a.xlsx")
    sheet = opened(tmp_path / "a.xlsx", values=True)["图表"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=7, max_col=3)]
    counts = Counter((row.family, plain_grade(row)) for row in rows.targets)
    heads, *grades = lines
    assert heads == ["等次", "网站", "新媒体"]
    assert [line[0] for line in grades] == ["优秀", "良好", "合格", "不合格", "未能评定"]
    for name, sites, accounts in grades:
        assert (sites, accounts) == (counts["网站", name], counts["新媒体", name])
    assert len(sheet._charts) == 2
    formulas = opened(tmp_path / "a.xlsx")["图表"]
    assert str(formulas["B3"].value).startswith("=COUNTIFS('总览'!")
