"""Loads the catalogue and refuses it whole, with every mistake named, when a row is wrong."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class CatalogueError(Exception):
    """`problems`: one Chinese sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Content:
    """One item that must be disclosed."""

    id: str
    title: str
    basis: str
    """Act and clause."""
    names: tuple[str, ...]
    """Under which columns or links it is usually found."""


@cache
def load_catalogue(folder: Path = FOLDER) -> tuple[Content, ...]:
    """All items, sorted by id. Raises CatalogueError."""
    items: dict[str, Content] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            problems.append(f"{path.name}：不是完好的 TOML（{fault}），请改正")
            continue
        if not table.get("basis"):
            problems.append(f"{path.name}：缺少 basis，请写明依据的文件")
        for number, row in enumerate(table.get("item", []), 1):
            where = f"{path.name} 第{number}项"
            problems += [f"{where}：{what}" for what in _faults(row, items)]
            if not problems:
                basis = f"{table['basis']}{row['clause']}"
                items[row["id"]] = Content(row["id"], row["title"], basis, tuple(row["names"]))
    if problems:
        raise CatalogueError(problems)
    return tuple(items[key] for key in sorted(items))


def _faults(row: dict[str, Any], known: dict[str, Content]) -> list[str]:
    faults = [f"缺少 {key}，请补上" for key in ("id", "title", "clause", "names") if not row.get(key)]
    if row.get("id") in known:
        faults.append(f"编号 {row['id']} 重复，请改用新的编号")
    if not all(isinstance(name, str) and len(name) >= 2 for name in row.get("names", [])):
        faults.append("names 须为至少两个字的名称列表")
    return faults
