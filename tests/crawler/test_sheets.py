"""Tables are read as people wrote them, and what cannot be read is told in one sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from crawler import sheets
from crawler.sheets import SheetError, column_letter, header_name, parse_sheet, read_sheet


def workbook(*rows: list[object], title: str = "Sheet1") -> bytes:
    book = Workbook()
    book.worksheets[0].title = title
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def problem(name: str, data: bytes, known: tuple[str, ...] = ()) -> str:
    with pytest.raises(SheetError) as caught:
        parse_sheet(name, data, known)
    return str(caught.value)


def test_workbook_cells_become_text() -> None:
    data = workbook(
        ["甲", "乙", "丙", "丁", "戊"],
        ["0300000001", 1304000009, 1304000009.0, datetime(2026, 3, 5, 9, 30), date(2026, 3, 5)],
        [True, 1.5, None, " 字 ", datetime(2026, 3, 5)],
    )
    sheet = parse_sheet("a.xlsx", data)
    assert sheet.header == ("甲", "乙", "丙", "丁", "戊")
    assert sheet.rows[0].cells == ("0300000001", "1304000009", "1304000009", "2026-03-05 09:30:00", "2026-03-05")
    assert sheet.rows[1].cells == ("TRUE", "1.5", "", "字", "2026-03-05")
    assert [row.number for row in sheet.rows] == [2, 3]


def test_zero_padded_numbers_keep_their_zeros() -> None:
    book = Workbook()
    book.worksheets[0].append(["码", "名"])
    book.worksheets[0].append([7, "x"])
    book.worksheets[0]["A2"].number_format = "0000"
    assert parse_sheet("a.xlsx", saved(book)).rows[0].cells[0] == "0007"


def test_title_rows_and_other_sheets_are_passed_over() -> None:
    book = Workbook()
    book.worksheets[0].append(["填写说明"])
    roster = book.create_sheet("名册")
    roster.append(["某市政府网站名册"])
    roster.append([])
    roster.append(["序号", "单位\n名称*", "网址"])
    roster.append([1, "甲局", "http://a.gov.cn"])
    sheet = parse_sheet("a.xlsx", saved(book), ("单位名称", "网址"))
    assert sheet.header == ("序号", "单位名称*", "网址")
    assert [(row.number, row.cells[1]) for row in sheet.rows] == [(4, "甲局")]


def test_place_names_row_column_and_header() -> None:
    sheet = parse_sheet("a.csv", "a,b,c,d,e,网站标识码\n1,2,3,4,5,6\n".encode())
    assert sheet.place(12, 5) == "第12行 F列（网站标识码）"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimited_text(delimiter: str, encoding: str) -> None:
    text = "单位名称|网址\n\n镕城县|http://a.gov.cn\n|\n".replace("|", delimiter)
    sheet = parse_sheet("a.csv", text.encode(encoding))
    assert sheet.header == ("单位名称", "网址")
    assert [(row.number, row.cells) for row in sheet.rows] == [(3, ("镕城县", "http://a.gov.cn"))]


def test_formula_with_and_without_value() -> None:
    book = Workbook()
    book.worksheets[0].append(["甲", "乙"])
    book.worksheets[0].append(["=1+1", "x"])
    sheet = parse_sheet("a.xlsx", saved(book))
    assert sheet.broken == {(2, 0): "公式没有保存计算结果，请用 Excel 打开后重新保存，或把公式改成数值"}

    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(raw, "w") as new:
        for part in old.namelist():
            body = old.read(part)
            new.writestr(part, body.replace(b"<v />", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>"))
    sheet = parse_sheet("a.xlsx", raw.getvalue())
    assert not sheet.broken
    assert sheet.rows[0].cells == ("2", "x")


def test_excel_error_values_are_broken_cells() -> None:
    sheet = parse_sheet("a.xlsx", workbook(["甲", "乙"], ["#N/A", "x"]))
    assert sheet.rows[0].cells == ("", "x")
    assert sheet.broken == {(2, 0): "是 Excel 错误值“#N/A”，请改成正确的内容"}


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert problem("a.xlsx", b"") == "“a.xlsx”是空文件，请检查是否保存成功。"
    assert problem("a.xlsx", b"a,b\n1,2") == "“a.xlsx”的内容不是 Excel 工作簿，请用 Excel 或 WPS 打开后另存为 xlsx。"
    assert problem("a.xls", b"\xd0\xcf\x11\xe0....") == "“a.xls”是旧版 xls 或加了密码的文件，请去掉密码并另存为 xlsx。"
    assert problem("a.xlsx", other.getvalue()) == "“a.xlsx”不是 Excel 工作簿（xlsx），请用 Excel 或 WPS 另存为 xlsx。"
    assert problem("a.xlsx", workbook(["甲", "乙"])[:400]) == (
        "“a.xlsx”打不开，文件可能已损坏，请用 Excel 或 WPS 另存为 xlsx 再试。"
    )
    assert problem("a.xlsx", workbook()) == "“a.xlsx”的各张工作表都没有认得的表头，请把列名写在第一行。"
    assert problem("a.csv", b",,\n,,\n") == "“a.csv”没有表头，请把列名写在第一行。"
    assert problem("a.csv", b"\x00\x01\x02\xff") == "“a.csv”的编码既不是 UTF-8 也不是 GB18030，请另存为 UTF-8 的 csv。"
    assert problem("a.csv", '甲,乙\n"1,2\n'.encode()) == (
        "“a.csv”不是完好的 csv：引号不成对或单元格过长，请用 Excel 重新导出。"
    )
    with pytest.raises(SheetError, match=r"找不到文件“.*no\.xlsx”，请核对路径和文件名"):
        read_sheet(tmp_path / "no.xlsx")
    with pytest.raises(SheetError, match="不是文件"):
        read_sheet(tmp_path)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_UNCOMPRESSED", 1024**2)
    bomb = io.BytesIO(workbook(["甲", "乙"]))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", bytes(2 * 1024**2))
    assert problem("a.xlsx", bomb.getvalue()) == "“a.xlsx”解压后超过 1 MB，已拒绝打开，请只保留需要的行和列。"


WHOLE = workbook(["单位名称", "网址"], ["甲局", "http://a.gov.cn"])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=40))
def test_damage_is_an_error_we_name_or_harmless(at: int, noise: bytes) -> None:
    try:
        parse_sheet("a.xlsx", WHOLE[:at] + noise + WHOLE[at + len(noise) :])
    except SheetError as told:
        assert "a.xlsx" in str(told)


@given(st.lists(st.lists(st.text("甲乙丙ab01 ", min_size=1).filter(str.strip), min_size=3, max_size=3), max_size=5))
def test_csv_round_trip(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in [["一", "二", "三"], *rows])
    sheet = parse_sheet("a.csv", text.encode())
    assert [list(row.cells) for row in sheet.rows] == [[cell.strip() for cell in row] for row in rows]


def test_names() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert header_name(" 单位\n名称＊（必填）") == "单位名称"
    assert header_name("（必填）") == "(必填)"
