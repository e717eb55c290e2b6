"""Rows as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, TextIO

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes a text for a formula by."""


def write_table(kind: type[Any], rows: Iterable[Any], out: TextIO) -> None:
    """Rows of one dataclass, a column a field."""
    write_rows([field.name for field in fields(kind)], map(asdict, rows), out)


def write_rows(names: Sequence[str], rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """With a byte order mark, so that spreadsheet programs read the Chinese right, and no text that they would run."""
    out.write("\ufeff")
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _text(value) for name, value in row.items()} for row in rows)


def _text(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUNS) else value
