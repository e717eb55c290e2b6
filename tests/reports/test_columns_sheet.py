"""The sheet of columns: the sites' order, each site's tree, and nothing that a cell could run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import process_time

from openpyxl import load_workbook
from sample import sample

from checks.columns import Column
from reports.columns import COLUMNS
from reports.rows import lay_out
from reports.workbook import write_workbook

ONE = Column("", "", "工作动态", "标签", "", "", "", "", 3, None, "2026-11-02", "read", False, False)


def sheet(path: Path, columns: list[Column]) -> list[tuple[object, ...]]:
    write_workbook(lay_out(sample()), path, columns)
    return list(load_workbook(path)["栏目"].iter_rows(values_only=True))


def test_rows_stand_in_the_sites_and_the_trees_order(tmp_path: Path) -> None:
    first, second = (target.id for target in lay_out(sample()).targets[:2])
    given = [
        replace(ONE, target=second, name="要闻", path="要闻", url="http://b/"),
        replace(
            ONE, target=first, name="=1+1", path="公开 > =1+1", url="http://a/1", parent="http://a/", reading="drawn"
        ),
        replace(ONE, target=first, name="公开", path="公开", url="http://a/", reading="read", drawn=True, partly=True),
        replace(ONE, target="of another round", name="x", path="x"),
    ]
    head, *rows = sheet(tmp_path / "a.xlsx", given)
    assert head == tuple(column.title for column in COLUMNS)
    at = {title: number for number, title in enumerate(head)}
    assert [row[at["栏目"]] for row in rows] == ["公开", "'=1+1", "要闻"]
    assert [row[at["列表读取"]] for row in rows] == [
        "已读取，由浏览器绘制（前若干页）",
        "未测得：列表由脚本绘制",
        "已读取",
    ]
    assert [row[at["信息条数"]] for row in rows] == [3, None, 3]
    assert load_workbook(tmp_path / "a.xlsx")["栏目"].cell(3, at["栏目"] + 1).data_type == "s"


def test_same_columns_same_bytes(tmp_path: Path) -> None:
    given = [replace(ONE, target=lay_out(sample()).targets[0].id, name=name, path=name) for name in "甲乙丙"]
    for name, columns in (("a", given), ("b", given[::-1])):
        sheet(tmp_path / f"{name}.xlsx", columns)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_twenty_thousand_rows_cost_in_proportion(tmp_path: Path) -> None:
    target, rows = lay_out(sample()).targets[0].id, lay_out(sample())

    def seconds(count: int) -> float:
        given = [replace(ONE, target=target, path=f"栏目{n}", url=f"http://a/{n}/") for n in range(count)]
        began = process_time()
        write_workbook(rows, tmp_path / "big.xlsx", given)
        return process_time() - began

    seconds(10)
    few, many = seconds(2_000), seconds(20_000)
    assert many < 20 * few
