"""Dataclasses as rows of JSON, one a line, and back by their types: plain keys, amounts as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from sys import intern
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]
_RECURRING = frozenset({"rule", "target", "unit", "item", "seen_at", "dated", "indicator", "finding"})
"""Fields whose words stand in row after row, and are kept once."""


def as_json(value: Any) -> str:
    """On one line. The same value gives the same text."""
    return _ENCODER.encode(_plain(value) if is_dataclass(value) else value)


@cache
def reader(kind: Any) -> Reader | None:
    """Makes a value of this type of what JSON gives back; None where that is the value itself."""
    if is_dataclass(kind):
        return _row_reader(kind)
    if get_origin(kind) is UnionType:
        inner = reader(get_args(kind)[0]) or _as_it_is
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Decimal | StrEnum):
        return kind
    return None


def _row_reader(kind: Any) -> Reader:
    """Fields that the row lacks are left to their defaults."""
    reads = {name: reader(hint) for name, hint in get_type_hints(kind).items()}
    reads |= dict.fromkeys(reads.keys() & _RECURRING, intern)
    plan = [(name, read) for name, read in reads.items() if read]

    def read_row(row: dict[str, Any]) -> Any:
        for name, read in plan:
            if name in row:
                row[name] = read(row[name])
        return kind(**row)

    return read_row


def _tuple_reader(kinds: Sequence[Any]) -> Reader:
    """`tuple[X, ...]` holds any number of X, `tuple[X, Y]` one of each."""
    if kinds[-1] is ...:
        each = reader(kinds[0])
        return (lambda values: tuple(map(each, values))) if each else tuple
    reads = [reader(kind) or _as_it_is for kind in kinds]
    return lambda values: tuple(read(value) for read, value in zip(reads, values, strict=True))


def _as_it_is(value: Any) -> Any:
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    names, values = _getter(value.__class__)
    return dict(zip(names, values(value), strict=True))


@cache
def _getter(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_plain)
