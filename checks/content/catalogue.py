"""The mandatory-content catalogue: loaded whole, or refused with every mistake named."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checks.content.validity import DEFAULTS, faults

FOLDER = Path(__file__).parent


class CatalogueError(ValueError):
    """`problems`: one Chinese sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Content:
    """One item that must be disclosed."""

    id: str
    title: str
    set: str
    """The undertaking it belongs to: regulation_20, platform_2019, arrangement_2020 …"""
    act: str
    """What it rests on; `clause` is the place in it."""
    clause: str
    levels: tuple[str, ...]
    """Whose sites must have it, in the order of validity.LEVELS."""
    names: tuple[str, ...]
    """Under which columns or links it is usually found."""
    duty: str
    """明确: its absence is a fault. 视情况: it depends on the place, so that its absence is only asked about."""
    region: str = ""
    """Digits with which the region's code must begin; empty: everywhere."""
    types: tuple[str, ...] = ()
    """Values of the tag ColumnType that are enough."""
    unlike: tuple[str, ...] = ()
    """Words that make a longer name something else."""
    near: tuple[str, ...] = ()
    """Words of titles and headlines that make its absence doubtful."""
    phrases: tuple[str, ...] = ()
    """Words of a page's text that are enough."""
    months: int = 0
    """Its newest thing may be so many months old; 0: no term."""
    term: str = ""
    """What the term rests on."""

    @property
    def basis(self) -> str:
        """Act and clause."""
        return self.act + self.clause


Catalogue = tuple[Content, ...]


@cache
def load_catalogue() -> Catalogue:
    """The shipped one."""
    return read_catalogue(FOLDER)


def read_catalogue(place: Path) -> Catalogue:
    """All items of a folder's files, or of one file, sorted by id. Raises CatalogueError."""
    tables: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for path in sorted(place.glob("*.toml")) if place.is_dir() else [place]:
        try:
            tables[path.name] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as fault:
            problems.append(f"找不到或打不开内容目录“{path}”（{fault.strerror}），请核对路径")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            problems.append(f"{path.name}：不是完好的 TOML（{fault}），请改正")
    rows = [(f"{file} 第{number}项", row) for file, table in tables.items() for number, row in _rows(file, table)]
    problems += [f"{file}：没有任何 [[item]]，请至少写一项" for file, table in tables.items() if not table.get("item")]
    problems += all_faults(rows)
    if problems:
        raise CatalogueError(problems)
    return as_catalogue(row for _, row in rows)


def _rows(file: str, table: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row with what its file says for all of them."""
    given = table.get("item", [])
    defaults = {key: value for key, value in table.items() if key in DEFAULTS}
    strange = {key: value for key, value in table.items() if key not in DEFAULTS and key != "item"}
    for number, row in enumerate(given if isinstance(given, list) else [], 1):
        yield number, defaults | strange | (row if isinstance(row, dict) else {})


def all_faults(rows: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """What is wrong with rows, each given with the words for its place."""
    first: dict[str, str] = {}
    problems: list[str] = []
    for where, row in rows:
        problems += [f"{where}：{what}" for _, what in faults(row)]
        known = str(row.get("id", ""))
        if known and first.setdefault(known, where) != where:
            problems.append(f"{where}：编号 {known} 与{first[known]}重复，请改用新的编号")
    return problems


def as_catalogue(rows: Iterator[dict[str, Any]]) -> Catalogue:
    """Rows without a fault as items, sorted by id."""
    return tuple(sorted(map(_content, rows), key=lambda content: content.id))


def _content(row: Mapping[str, Any]) -> Content:
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Content(act=given.pop("basis"), **given)
