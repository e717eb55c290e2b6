"""A scheme written as TOML that loads to the same scheme."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from enum import Enum
from typing import Any

from scoring.indicator import Rung
from scoring.scheme import Class, Scheme

_AS_TABLE = frozenset({"elements", "caps", "options"})
"""Pairs that TOML has as `{"key" = value}`; other pairs are lists of two."""
_ROWS = ("classes", "draws", "assessors", "indicators")
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def as_toml(scheme: Scheme) -> str:
    """Keys in the order of the fields, what is as by default left out; the same scheme gives the same bytes."""
    lines = ["# 评分方案；可用 audit.py schemes --export 导出为工作簿修改，再用 --import 读回。", ""]
    lines += _keys(scheme, {"groups": None} | dict.fromkeys(_ROWS))
    if scheme.groups:
        lines += ["", "[groups]", *(f"{_key(prefix)} = {_text(title)}" for prefix, title in scheme.groups)]
    for name in _ROWS:
        for row in getattr(scheme, name):
            lines += ["", f"[[{name}]]", *_keys(row, _inherited(row, scheme))]
    return "\n".join(lines) + "\n"


def _inherited(row: Any, scheme: Scheme) -> Mapping[str, Any]:
    """A class says only what is other than the scheme's."""
    own = ("full", "pass_mark", "bonus_above", "bonus_full", "grades") if isinstance(row, Class) else ()
    return {name: getattr(scheme, name) for name in own if getattr(row, name) == getattr(scheme, name)}


def _keys(row: Any, left_out: Mapping[str, Any]) -> Iterator[str]:
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name not in left_out and (field.default is MISSING or value != field.default):
            yield f"{field.name} = {_value(value, as_table=field.name in _AS_TABLE)}"


def _value(value: Any, *, as_table: bool = False) -> str:
    if as_table:
        return "{" + ", ".join(f"{_key(key)} = {_value(amount)}" for key, amount in value) + "}"
    if isinstance(value, Rung):
        parts = (value.reference, value.points, *([] if value.factor == 1 else [value.factor]))
        return _value(parts)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, Decimal):
        return number(value)
    return str(value) if isinstance(value, int) else _text(value.value if isinstance(value, Enum) else value)


def number(value: Decimal) -> str:
    """As short as it can be: `8`, `0.5`."""
    return f"{value.normalize():f}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
