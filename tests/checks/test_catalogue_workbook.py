"""The catalogue goes out as a workbook and comes back the same; what is wrong in it is told cell by cell, at once."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit import main
from checks.check import catalogue_of
from checks.content.catalogue import CatalogueError, load_catalogue, read_catalogue
from checks.content.workbook import TITLES, as_toml, changes, read_workbook
from crawler.rounds import Round, read_round, write_round
from reports.catalogue_sheet import write_catalogue


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_catalogue(load_catalogue(), tmp_path / "目录.xlsx")
    return tmp_path / "目录.xlsx"


def edit(book: Path, *cells: tuple[int, str, object]) -> Path:
    """`(row, key, value)`; row 2 is the first item's."""
    opened = load_workbook(book)
    sheet = opened["内容目录"]
    titles = [cell.value for cell in sheet[1]]
    for row, key, value in cells:
        sheet.cell(row, titles.index(TITLES[key]) + 1, value)
    opened.save(book)
    return book


def test_there_and_back(book: Path) -> None:
    assert read_workbook(book) == load_catalogue()


def test_as_toml_and_back(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(as_toml(load_catalogue()), encoding="utf-8")
    assert read_catalogue(tmp_path / "a.toml") == load_catalogue()


def test_the_same_catalogue_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    write_catalogue(load_catalogue(), tmp_path / "again.xlsx")
    assert book.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_every_cell_at_fault_is_named_at_once(book: Path) -> None:
    edit(
        book,
        (2, "levels", "县；村"),
        (3, "months", "半年"),
        (4, "duty", "必须"),
        (5, "names", ""),
        (6, "id", "agency-directory"),
    )
    with pytest.raises(CatalogueError) as refused:
        read_workbook(book)
    told = "\n".join(refused.value.problems)
    for words in (
        "第2行 F列（适用层级）",
        "“村”不认识",
        "第3行 N列（期限月数）",
        "第4行 H列（性质）",
        "第5行 I列（栏目和链接名称）",
        "第6行",
        "重复",
    ):
        assert words in told, words
    assert len(refused.value.problems) == 5 and "names" not in told


def test_a_formula_without_a_value(book: Path) -> None:
    with pytest.raises(CatalogueError, match=r"第2行 B列（事项）.*公式"):
        read_workbook(edit(book, (2, "title", "=A1&A2")))


def test_a_missing_column_and_no_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,事项\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        read_workbook(tmp_path / "a.csv")
    told = "\n".join(refused.value.problems)
    assert all(word in told for word in ("依据", "条款", "适用层级", "没有任何一行"))
    with pytest.raises(CatalogueError, match="找不到"):
        read_workbook(tmp_path / "none.xlsx")


def test_changes_are_told_in_words(book: Path) -> None:
    edit(book, (2, "duty", "视情况"), (2, "names", "机构职能目录；机构名录"), (3, "id", "my-item"))
    told = changes(load_catalogue(), read_workbook(book))
    assert any(line.startswith("删去 bao-employment") for line in told)
    assert any(line.startswith("新增 my-item") for line in told)
    assert "agency-directory“机构职能目录”的“性质”：明确 → 视情况。" in told
    assert any("增加“机构名录”" in line for line in told)
    assert changes(load_catalogue(), load_catalogue()) == []


def test_the_command_writes_and_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "目录.xlsx"
    assert main(["content", "--export", str(book)]) == 0
    edit(book, (2, "duty", "视情况"))
    assert main(["content", "--import", str(book)]) == 0
    assert "明确 → 视情况" in capsys.readouterr().out
    assert read_catalogue(tmp_path / "目录.toml")[0].duty == "视情况"
    edit(book, (2, "duty", "也许"))
    assert main(["content", "--import", str(book), "--out", str(tmp_path / "b.toml")]) == 2
    assert not (tmp_path / "b.toml").exists() and "第2行 H列（性质）" in capsys.readouterr().err
    assert main(["content", "--export", str(tmp_path / "a.csv")]) == main(["content", "--content", "x.toml"]) == 2


def test_a_round_keeps_its_own_copy(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(as_toml(load_catalogue()[:3]), encoding="utf-8")
    write_round(tmp_path / "round", Round("名册.csv", "2026-11-20T00:00:00+00:00", "1", ()))
    assert main(["check", str(tmp_path / "round"), "--content", str(own)]) == 0
    own.unlink()
    assert catalogue_of(tmp_path / "round") == load_catalogue()[:3]
    assert main(["check", str(tmp_path / "round")]) == 0
    assert main(["check", str(tmp_path / "round"), "--content", "默认"]) == 0
    assert catalogue_of(tmp_path / "round") == load_catalogue() and read_round(tmp_path / "round").targets == ()
    assert main(["check", str(tmp_path / "round"), "--content", str(own)]) == 2
