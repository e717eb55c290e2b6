"""How long a sheet of 200,000 rows takes as reports/sheet.py writes it, beside openpyxl, in turns in one run.

    python benchmarks/workbook_speed.py [--rows 200000] [--rounds 3] [--write docs/performance.md]

Twelve columns, a link in one of them, conditional formats on another. XlsxWriter keeps no more than 65,530 links a sheet;
both write as many.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.tables import options, tell
from benchmarks.usage import MIB, used_by

LINKS = 65_530
OURS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from benchmarks.workbook_speed import KINDS, cells
from reports.sheet import Book, Column, Grid, Link
count, path = int(sys.argv[1]), Path(sys.argv[2])
book = Book(path, "检查结果")
sheet = book.sheet("检查结果")
grid = Grid("检查结果", tuple(Column(f"列{n}", 12, kind) for n, kind in enumerate(KINDS)), count)
rows = ([Link(cell, cell) if kind == "link" else cell for kind, cell in zip(KINDS, row)] for row in cells(count))
book.table(sheet, grid, rows)
book.mark(sheet, grid, "列2", (("不符合", "bad"), ("待核实", "open")))
book.close()
"""
THEIRS = """
import sys
sys.path.insert(0, sys.argv[3])
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from benchmarks.workbook_speed import KINDS, LINKS, cells
book = Workbook()
sheet = book.active
sheet.append([f"列{n}" for n in range(12)])
for number, row in enumerate(cells(int(sys.argv[1])), 2):
    sheet.append(row)
    if number < LINKS + 2:
        sheet.cell(number, 6).hyperlink = row[5]
for word, colour in (("不符合", "FFC7CE"), ("待核实", "FFEB9C")):
    rule = CellIsRule("equal", [f'"{word}"'], fill=PatternFill(bgColor=colour))
    sheet.conditional_formatting.add(f"C2:C{int(sys.argv[1]) + 1}", rule)
book.save(sys.argv[2])
"""
KINDS = ("number", "wrap", "centre", "wrap", "wrap", "link", "wrap", "centre", "points", "wrap", "wrap", "code")
HEAD = ("写法", "CPU 秒（中位）", "与 openpyxl 之比", "内存 MB", "文件 MB")


def cells(count: int) -> Iterator[list[str | float]]:
    """As the findings of a province are: some words often, some never twice."""
    for n in range(count):
        yield [
            n, f"单位{n % 700}", ("不符合", "待核实", "符合")[n % 3], f"指标{n % 60}", f"栏目“通知公告”第 {n} 处与要求不符，请核对后改正。",
            f"http://s{n % 645}.gov.cn/art/2026/11/{n}/art_{n}.html", "关于印发某项工作实施方案的通知" * 2, "2026-11-20",
            n % 7 / 2, "按规定的时限补齐并公开", f"网站{n % 645}", f"{n:016x}",
        ]  # fmt: skip


def rows(given: argparse.Namespace) -> Iterator[list[str]]:
    root = str(Path(__file__).resolve().parents[1])
    costs: dict[str, list[float]] = {"本工具（XlsxWriter）": [], "openpyxl": []}
    held: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(given.rounds):
            for (name, spent), program in zip(costs.items(), (OURS, THEIRS), strict=True):
                path = Path(folder) / "表.xlsx"
                used = used_by([sys.executable, "-c", program, str(given.rows), str(path), root])
                spent.append(used.cpu)
                held[name] = [f"{used.together / MIB:.0f}", f"{path.stat().st_size / 1e6:.1f}"]
    for name, spent in costs.items():
        ratio = statistics.median(ours / theirs for ours, theirs in zip(spent, costs["openpyxl"], strict=True))
        yield [name, f"{statistics.median(spent):.1f}", f"{ratio:.2f}", *held[name]]


def main(given: argparse.Namespace) -> None:
    tell("workbook", HEAD, rows(given), given.write)


if __name__ == "__main__":
    asked = options(__doc__)
    asked.add_argument("--rows", type=int, default=200_000)
    asked.add_argument("--rounds", type=int, default=3)
    main(asked.parse_args())
