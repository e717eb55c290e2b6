"""What comes back from people may be anything: it is read within bounds, or refused in one sentence."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from crawler import workbooks
from crawler.sheets import SheetError
from crawler.workbooks import Cell, filled_book


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def sheet_of(rows: bytes) -> bytes:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return with_part(saved(Workbook()), "xl/worksheets/sheet1.xml", head + rows + b"</sheetData></worksheet>")


def test_every_sheet_is_read_hidden_ones_too() -> None:
    book = Workbook()
    book.worksheets[0].append([1, None, date(2026, 3, 5)])
    book.worksheets[0].append([])
    book.worksheets[0].append(["=1+1", "文"])
    hidden = book.create_sheet("校验")
    hidden.sheet_state = "veryHidden"
    hidden["B2"] = "键"
    read = filled_book("a.xlsx", saved(book))
    assert [sheet.title for sheet in read.sheets] == ["Sheet", "校验"]
    assert read.sheets[0].rows == (
        (1, (Cell("1"), Cell(), Cell("2026-03-05"))),
        (3, (Cell("=1+1", True), Cell("文"))),
    )
    assert read.sheets[1].rows == ((2, (Cell(), Cell("键"))),)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", read.saved_at)


def test_a_book_that_does_not_say_when_it_was_saved() -> None:
    assert filled_book("a.xlsx", with_part(saved(Workbook()), "docProps/core.xml", b"<x/>")).saved_at == ""


@pytest.mark.parametrize(("epoch", "day"), [(False, date(2026, 3, 5)), (True, date(2030, 3, 6))])
def test_serial_days_follow_the_books_epoch(epoch: bool, day: date) -> None:
    plain = saved(Workbook())
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        told = archive.read("xl/workbook.xml")
    told = told.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>') if epoch else told
    assert filled_book("a.xlsx", with_part(plain, "xl/workbook.xml", told)).day(46086) == day


def test_a_row_of_any_number_costs_nothing() -> None:
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>'
    assert filled_book("a.xlsx", sheet_of(row % (10**12, 10**12))).sheets[0].rows == ()
    last = workbooks.MAX_ROWS
    assert filled_book("a.xlsx", sheet_of(row % (last, last))).sheets[0].rows[0][0] == last


def test_a_column_of_any_number_costs_nothing() -> None:
    cell = b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    assert filled_book("a.xlsx", sheet_of(cell)).sheets[0].rows == ((1, (Cell("1"),)),)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = sheet_of(b" " * 3_000_000)
    assert len(bomb) < 20_000
    monkeypatch.setattr(workbooks, "MAX_XML", 2_000_000)
    with pytest.raises(SheetError, match="已拒绝打开"):
        filled_book("a.xlsx", bomb)


def test_pictures_are_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_XML", 2_000_000)
    assert filled_book("a.xlsx", with_part(saved(Workbook()), "xl/media/image1.png", b" " * 3_000_000))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件"),
        (b"\xd0\xcf\x11\xe0rest", "旧版 xls 或加了密码"),
        (b"a,b\n1,2\n", "不是 xlsx"),
        (b"PK\x03\x04rest", "打不开"),
        (with_part(saved(Workbook()), "xl/worksheets/sheet1.xml", b"<worksheet"), "打不开"),
        (saved(Workbook())[:-400], "打不开"),
    ],
)
def test_what_is_no_workbook_is_told(data: bytes, said: str) -> None:
    with pytest.raises(SheetError, match=said):
        filled_book("a.xlsx", data)


def test_entities_do_not_multiply() -> None:
    laughs = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    text = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">' + laughs + b"]>"
    row = b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData>'
    sheet = (
        text + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + row + b"</worksheet>"
    )
    try:
        read = filled_book("a.xlsx", with_part(saved(Workbook()), "xl/worksheets/sheet1.xml", sheet))
    except SheetError:
        return
    assert sum(len(cell.text) for _, cells in read.sheets[0].rows for cell in cells) < 1_000
