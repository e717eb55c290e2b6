from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from test_rectification import ROWS, UNITS, of

from reports.notice import notice, written
from reports.word import TEMPLATES, TemplateError, filled


def words(document: bytes, tmp_path: Path) -> str:
    (tmp_path / "a.docx").write_bytes(document)
    read = Document(str(tmp_path / "a.docx"))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


def test_the_notice_says_to_whom_what_and_until_when(tmp_path: Path) -> None:
    told_now = of(UNITS[0])
    text = words(notice(ROWS, told_now, "表.xlsx", "澄湖市政务公开办"), tmp_path)
    assert f"{UNITS[0]}：" in text
    assert f"需要整改的问题 {len(told_now.demands)} 条" in text
    assert "2026年4月1日前完成" in text
    assert "澄湖市政务公开办" in text
    assert "附件：表.xlsx" in text
    assert "{{" not in text
    assert "{%" not in text


def test_rows_add_up_to_the_total(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(notice(ROWS, of(UNITS[0]), "表.xlsx"))
    rows = [[cell.text for cell in row.cells] for row in Document(str(tmp_path / "a.docx")).tables[0].rows]
    assert sum(int(row[3]) for row in rows[1:-1]) == int(rows[-1][3]) == len(of(UNITS[0]).demands)
    assert sum(float(row[4]) for row in rows[1:-1]) == pytest.approx(float(rows[-1][4]))


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert notice(ROWS, of(UNITS[0]), "表.xlsx") == notice(ROWS, of(UNITS[0]), "表.xlsx")


def test_marks_in_names_are_only_words(tmp_path: Path) -> None:
    told_now = replace(of(UNITS[0]), unit="甲&乙<丙>{{ 单位 }}")
    assert "甲&乙<丙>{{ 单位 }}：" in words(notice(ROWS, told_now, "表.xlsx"), tmp_path)


def template(tmp_path: Path, text: str) -> Path:
    document = Document()
    document.add_paragraph(text)
    document.save(str(tmp_path / "t.docx"))
    return tmp_path / "t.docx"


def test_the_client_may_replace_the_template(tmp_path: Path) -> None:
    text = words(filled(template(tmp_path, "致{{ 单位 }}"), {"单位": "水务局"}), tmp_path)
    assert text == "致水务局"


@pytest.mark.parametrize(
    ("text", "said"),
    [("{{ 电话 }}", "没有的名称.*电话.*可用的名称：单位"), ("{% for x %}", "标记写错"), ("{{ }}", "标记写错")],
)
def test_a_wrong_template_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        filled(template(tmp_path, text), {"单位": "水务局"})


def test_no_template_and_no_document_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 nothing")
    for path, said in ((tmp_path / "a.docx", "不是 Word 文档"), (tmp_path / "b.docx", "找不到模板")):
        with pytest.raises(TemplateError, match=said):
            filled(path, {})


def test_a_day_is_written_out() -> None:
    assert written("2026-12-02") == "2026年12月2日"
    assert (TEMPLATES / "notice.docx").is_file()
