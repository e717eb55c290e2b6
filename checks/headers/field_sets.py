"""Loads the labels and field sets of metadata headers; refuses the file whole, with every mistake named."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class HeaderDataError(ValueError):
    """`problems`: one Chinese sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class FieldSet:
    """The fields that headers of one kind have."""

    id: str
    title: str
    source: str
    signs: frozenset[str]
    """Labels that make the set known, when `at_least` of them stand in a header."""
    at_least: int
    required: tuple[str, ...]
    """Labels."""
    may_be_empty: frozenset[str]
    """Names of fields."""
    certain: bool
    """Is a required field's absence sure by the set alone?"""


def read_fields(data: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], tuple[FieldSet, ...]]:
    """Field name → its labels; and the sets in order of precedence. Raises HeaderDataError."""
    fields = {str(name): tuple(labels) for name, labels in data.get("fields", {}).items()}
    owner: dict[str, str] = {}
    problems = [] if fields else ["没有 [fields] 一节。"]
    for name, labels in fields.items():
        problems += [f"标签“{label}”同时属于 {owner[label]} 和 {name}。" for label in labels if label in owner]
        owner |= dict.fromkeys(labels, name)
    sets, rows = [], data.get("set", [])
    for number, row in enumerate(rows, 1):
        wrong = _problems(row, owner, fields)
        problems += [f"第 {number} 个字段集（{row.get('id', '无 id')}）：{one}" for one in wrong]
        if not wrong:
            sets.append(_field_set(row))
    ids = [row.get("id") for row in rows]
    problems += [f"字段集 {name} 出现不止一次。" for name in sorted({str(one) for one in ids if ids.count(one) > 1})]
    if not rows or rows[-1].get("at_least") != 0:
        problems.append("最后一个字段集必须适用于一切表头（at_least = 0）。")
    if problems:
        raise HeaderDataError(problems)
    return fields, tuple(sets)


def _problems(row: Mapping[str, Any], owner: Mapping[str, str], fields: Collection[str]) -> list[str]:
    kinds = {"id": str, "title": str, "source": str, "signs": list, "at_least": int, "required": list,
             "may_be_empty": list, "certain": bool}  # fmt: skip
    wrong = [f"{name} 缺少或类型不对。" for name, kind in kinds.items() if type(row.get(name)) is not kind]
    wrong += [f"不认识 {name}。" for name in sorted(row.keys() - kinds.keys())]
    if wrong:
        return wrong
    strange = [label for label in (*row["signs"], *row["required"]) if label not in owner]
    wrong += [f"标签“{label}”不在 [fields] 中。" for label in strange]
    wrong += [f"字段 {name} 不在 [fields] 中。" for name in row["may_be_empty"] if name not in fields]
    if not 0 <= row["at_least"] <= len(row["signs"]):
        wrong.append("at_least 超出 signs 的个数。")
    return wrong


def _field_set(row: Mapping[str, Any]) -> FieldSet:
    changed = {"signs": frozenset(row["signs"]), "required": tuple(row["required"])}
    return FieldSet(**{**row, **changed, "may_be_empty": frozenset(row["may_be_empty"])})


FIELDS, SETS = read_fields(tomllib.loads((HERE / "fields.toml").read_text("utf-8")))
FIELD_OF = {label: name for name, labels in FIELDS.items() for label in labels}


def field_set(labels: Collection[str]) -> FieldSet:
    """The first set that a header's labels fit."""
    return next(one for one in SETS if len(one.signs.intersection(labels)) >= one.at_least)
