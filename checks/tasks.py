"""Titles that every account had to repost: the user's list, kept in the round's folder."""

from __future__ import annotations

import csv
from pathlib import Path

from crawler.columns import find_columns
from crawler.sheets import SheetError, read_sheet

KEPT = "reposts.csv"
_COLUMNS = {"标题": ("任务标题", "转发标题", "文章标题", "title")}


class TasksError(ValueError):
    """One Chinese sentence that names the file."""


def read_tasks(path: Path) -> tuple[str, ...]:
    """The titles of an xlsx or csv with the column 标题, each once, in their order. Raises TasksError."""
    try:
        sheet = read_sheet(path, [name for proper, others in _COLUMNS.items() for name in (proper, *others)])
    except SheetError as problem:
        raise TasksError(str(problem)) from problem
    columns = find_columns(sheet, _COLUMNS, (("标题",),))
    if columns.problems:
        raise TasksError(columns.problems[0])
    titles = tuple(dict.fromkeys(title for row in sheet.rows if (title := row.cells[columns.at["标题"]])))
    if not titles:
        raise TasksError(f"“{path.name}”里没有一个标题，请在“标题”列逐行填写要求转发的文章。")
    return titles


def keep_tasks(folder: Path, titles: tuple[str, ...]) -> Path:
    path = folder / KEPT
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([("标题",), *((title,) for title in titles)])
    return path


def kept_tasks(folder: Path) -> tuple[str, ...]:
    """Of a round; empty when it has no list."""
    path = folder / KEPT
    return read_tasks(path) if path.exists() else ()
