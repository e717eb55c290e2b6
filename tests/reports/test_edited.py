"""A workbook that people worked in is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.edited import set_aside
from reports.sheet import Book


def written(path: Path) -> Path:
    book = Book(path, "例")
    book.sheet("甲")
    book.close()
    return path


def test_as_it_was_written_it_stays(tmp_path):
    path = written(tmp_path / "评分表.xlsx")
    assert set_aside(path) is None and path.exists() and set_aside(tmp_path / "none.xlsx") is None


def test_edited_it_is_put_aside_under_a_name_of_its_own(tmp_path):
    for number, name in enumerate(("评分表.xlsx", "评分表(2).xlsx", "评分表(3).xlsx"), 1):
        path = written(tmp_path / "评分表.xlsx")
        book = load_workbook(path)
        book["甲"]["A1"] = number
        book.save(path)
        assert set_aside(path) == tmp_path / "上次" / name and not path.exists()
    kept = sorted((tmp_path / "上次").iterdir())
    assert sorted(load_workbook(one)["甲"]["A1"].value for one in kept) == [1, 2, 3]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", "编号,结论".encode()])
def test_what_cannot_be_told_is_kept(tmp_path, data):
    (tmp_path / "评分表.xlsx").write_bytes(data)
    assert set_aside(tmp_path / "评分表.xlsx") == tmp_path / "上次" / "评分表.xlsx"
