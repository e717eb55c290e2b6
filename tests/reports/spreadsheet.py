"""LibreOffice as an oracle: what the formulas of a workbook come to when all stored values are thrown away."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook


def opened(path: Path, *, values: bool = False) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=values)


Edit = Callable[[Workbook], None]


def recalculated(folder: Path, edits: dict[str, tuple[Path, Edit]]) -> dict[str, Workbook]:
    """Each edit made to a copy of its workbook, which loses its stored values on saving, and calculated anew."""
    folder.mkdir()
    for name, (source, edit) in edits.items():
        book = opened(source)
        edit(book)
        book.save(folder / f"{name}.xlsx")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    copies = [str(folder / f"{name}.xlsx") for name in edits]
    subprocess.run([*command, "--outdir", str(folder / "out"), *copies], check=True, capture_output=True, timeout=600)
    return {name: opened(folder / "out" / f"{name}.xlsx", values=True) for name in edits}


def table(book: Workbook, name: str, first: str) -> list[dict[str, object]]:
    """The rows of a sheet's table, by header; the header is the row that begins with `first`."""
    lines = list(book[name].iter_rows(values_only=True))
    top = next(number for number, line in enumerate(lines) if line[0] == first)
    heads = [str(head) for head in lines[top] if head is not None]
    return [dict(zip(heads, line, strict=False)) for line in lines[top + 1 :]]


def locate(book: Workbook, name: str, first: str, where: dict[str, object], column: str) -> str:
    """The address of one cell: the column, in the only row that has these values."""
    sheet = book[name]
    top = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == first)
    heads = {sheet.cell(top, number).value: number for number in range(1, sheet.max_column + 1)}
    rows = [
        row
        for row in range(top + 1, sheet.max_row + 1)
        if all(sheet.cell(row, heads[title]).value == value for title, value in where.items())
    ]
    assert len(rows) == 1, (where, rows)
    return str(sheet.cell(rows[0], heads[column]).coordinate)
