from __future__ import annotations

from pathlib import Path

from sample import sample
from spreadsheet import opened, table

from reports.rectification import digest, write_rectification
from reports.rows import lay_out

ROWS = lay_out(sample())


def test_each_unit_gets_its_own_rows_and_no_others(tmp_path: Path) -> None:
    paths = write_rectification(ROWS, tmp_path / "整改清单")
    assert [path.stem for path in paths] == sorted({i.saying.target.unit for i in ROWS.issues})
    for path in paths:
        told = [row["编号"] for row in table(opened(path), "整改清单", "序号")]
        assert told == [i.saying.key for i in ROWS.issues if i.saying.target.unit == path.stem]


def test_only_the_answers_can_be_written(tmp_path: Path) -> None:
    path = write_rectification(ROWS, tmp_path)[0]
    sheet = opened(path)["整改清单"]
    assert sheet.protection.sheet
    heads = {cell.value: cell.column for cell in sheet[5]}
    unlocked = {title for title, column in heads.items() if not sheet.cell(6, column).protection.locked}
    assert unlocked == {"整改情况", "说明", "佐证", "责任人", "完成日期"}
    assert sheet.data_validations.dataValidation[0].formula1 == '"已整改,申诉,需延期"'


def test_a_suspicion_is_told_and_not_charged(tmp_path: Path) -> None:
    for path in write_rectification(ROWS, tmp_path):
        for row in table(opened(path), "整改清单", "序号"):
            assert (row["扣分"] is None) == (row["性质"] == "待核实")


def test_the_hidden_manifest_matches_the_rows(tmp_path: Path) -> None:
    for path in write_rectification(ROWS, tmp_path):
        book = opened(path)
        assert book["校验"].sheet_state == "veryHidden"
        kept = [(line["编号"], line["对象"], line["摘要"]) for line in table(book, "校验", "编号")]
        mine = [i for i in ROWS.issues if i.saying.target.unit == path.stem]
        assert kept == [(i.saying.key, i.saying.target.id, digest(i)) for i in mine]
        assert book["校验"]["B3"].value == "2026-03-16"
