"""The catalogue as an evaluator edits it: rows of a workbook, read back with every cell checked; and as TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checks.content.catalogue import Catalogue, CatalogueError, Content, all_faults, as_catalogue
from checks.content.validity import KEYS, LISTS, REQUIRED, faults
from crawler.columns import find_columns
from crawler.sheets import Row, Sheet, SheetError, read_sheet

SHEET = "内容目录"
TITLES = {
    "id": "编号",
    "title": "事项",
    "set": "所属目录",
    "basis": "依据",
    "clause": "条款",
    "levels": "适用层级",
    "region": "适用地区代码",
    "duty": "性质",
    "names": "栏目和链接名称",
    "types": "栏目类型标签",
    "unlike": "排除词",
    "near": "近似词",
    "phrases": "正文用语",
    "months": "期限月数",
    "term": "期限依据",
}
"""Key of a row → its column's header."""
JOINT = "；"
_SPLIT = re.compile(r"[;；、\n\r]+")


def values(content: Content) -> dict[str, str | int]:
    """What an item's cells hold, by key."""
    plain = {key: getattr(content, "act" if key == "basis" else key) for key in TITLES}
    return {key: JOINT.join(value) if isinstance(value, tuple) else value for key, value in plain.items()}


def read_workbook(path: Path) -> Catalogue:
    """The items of an xlsx or csv. Raises CatalogueError with every cell at fault: file, row, column, what to do."""
    try:
        sheet = read_sheet(path, list(TITLES.values()))
    except SheetError as problem:
        raise CatalogueError([str(problem)]) from problem
    columns = find_columns(sheet, dict.fromkeys(TITLES.values(), ()), tuple((TITLES[k],) for k in REQUIRED))
    problems = list(columns.problems)
    if not sheet.rows:
        problems.append(f"{sheet.file}：表头下面没有任何一行，请至少保留一项")
    at = {key: columns.at[title] for key, title in TITLES.items() if title in columns.at}
    rows = [(row, _row(row, at)) for row in sheet.rows]
    if not columns.problems:
        problems += _cell_problems(sheet, rows, at)
    if problems:
        raise CatalogueError(problems)
    return as_catalogue(row for _, row in rows)


def _row(row: Row, at: dict[str, int]) -> dict[str, Any]:
    """Its cells as the keys of a TOML row; empty ones left out."""
    found: dict[str, Any] = {}
    for key, column in at.items():
        text = row.cells[column].strip()
        if text and key in LISTS:
            found[key] = [one.strip() for one in _SPLIT.split(text) if one.strip()]
        elif text and key == "months":
            found[key] = int(text) if text.isdecimal() else text
        elif text:
            found[key] = text
    return found


def _cell_problems(sheet: Sheet, rows: list[tuple[Row, dict[str, Any]]], at: dict[str, int]) -> Iterator[str]:
    """Each with its place; a cell that has no value is told once."""
    for row, found in rows:
        broken = {key: why for key, at_ in at.items() if (why := sheet.broken.get((row.number, at_)))}
        for key, why in broken.items():
            yield f"{sheet.file} {sheet.place(row.number, at[key])}：{why}"
        for key, what in faults(found):
            if key not in broken:
                yield f"{sheet.file} {_place(sheet, row, key, at)}：{_in_chinese(what)}"
    yield from (
        what
        for what in all_faults([(f"{sheet.file} 第{row.number}行", one) for row, one in rows])
        if "重复，请改用" in what
    )


def _place(sheet: Sheet, row: Row, key: str, at: dict[str, int]) -> str:
    return sheet.place(row.number, at[key]) if key in at else f"第{row.number}行（{TITLES.get(key, key)}）"


def _in_chinese(what: str) -> str:
    """A fault's words with the columns' headers in place of the keys."""
    for key in sorted(KEYS, key=len, reverse=True):
        what = re.sub(rf"(?<![a-z]){key}(?![a-z])", f"“{TITLES[key]}”", what)
    return what


def as_toml(catalogue: Catalogue) -> str:
    """One file that holds the whole catalogue, sorted by id; the same items give the same bytes."""
    lines = ["# 必须公开的内容目录；可用 audit.py content --export 导出为工作簿修改。"]
    for content in sorted(catalogue, key=lambda one: one.id):
        lines += ["", "[[item]]"]
        for key in TITLES:
            value = getattr(content, "act" if key == "basis" else key)
            if value or key in REQUIRED:
                shown = list(value) if isinstance(value, tuple) else value
                lines.append(f"{key} = {json.dumps(shown, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def changes(before: Catalogue, after: Catalogue) -> list[str]:
    """What a reader must know of the difference, one Chinese sentence a line, sorted by id."""
    old, new = ({content.id: content for content in one} for one in (before, after))
    lines = [f"删去 {key}“{old[key].title}”。" for key in sorted(old.keys() - new.keys())]
    lines += [f"新增 {key}“{new[key].title}”。" for key in sorted(new.keys() - old.keys())]
    for key in sorted(old.keys() & new.keys()):
        was, now = values(old[key]), values(new[key])
        lines += [
            f"{key}“{new[key].title}”的“{TITLES[field]}”：{_difference(field, was[field], now[field])}。"
            for field in TITLES
            if was[field] != now[field]
        ]
    return lines


def _difference(key: str, was: str | int, now: str | int) -> str:
    if key not in LISTS:
        return f"{was or '（空）'} → {now or '（空）'}"
    old, new = ([one for one in str(value).split(JOINT) if one] for value in (was, now))
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    said = [f"删去“{'、'.join(gone)}”"] * bool(gone) + [f"增加“{'、'.join(come)}”"] * bool(come)
    return "，".join(said) or "次序改变"
