"""A table's columns found by name, in any order, under their usual other names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from crawler.sheets import Sheet, column_letter, header_name

ALIKE = 0.7
"""difflib ratio from which an unknown name is taken for a slip. Our default: one wrong character in four."""


@dataclass(frozen=True, slots=True)
class Columns:
    at: Mapping[str, int]
    """Column index by its proper name; those the table lacks are left out."""
    problems: tuple[str, ...]
    warnings: tuple[str, ...]


def find_columns(
    sheet: Sheet,
    known: Mapping[str, tuple[str, ...]],
    required: tuple[tuple[str, ...], ...],
    exact: Collection[str] = (),
) -> Columns:
    """`known`: proper name → other names. `required`: groups of proper names of which one must be there.

    A proper name goes before other names. An unknown name that looks like a missing column (not one of `exact`) is
    a problem, any other is passed over with a warning.
    """
    problems: list[str] = []
    claims = {name: _claims(sheet, name, others) for name, others in known.items()}
    at = {name: indices[0] for name, indices in claims.items() if indices}
    for name, indices in claims.items():
        if len(indices) > 1:
            places = "、".join(f"{column_letter(i)}列（{sheet.header[i]}）" for i in indices)
            problems.append(f"{sheet.file} 表头：{places}都可以是“{name}”，请只留一列，或把其余各列改名。")
    taken = {index for indices in claims.values() for index in indices}
    unknown = [i for i, name in enumerate(sheet.header) if name and i not in taken]
    missing = [name for name in known if name not in at and name not in exact]
    slips = {i: slip for i in unknown if (slip := _slip(sheet.header[i], missing))}
    problems += [
        f"{sheet.file} 表头 {column_letter(i)}列：列名“{sheet.header[i]}”不认识，是不是“{slip}”？请改正列名。"
        for i, slip in slips.items()
    ]
    problems += _missing(sheet, required, {*at, *slips.values()})
    ignored = "、".join(f"“{sheet.header[i]}”" for i in unknown if i not in slips)
    warnings = (f"{sheet.file}：未使用的列：{ignored}。",) if ignored else ()
    return Columns(at, tuple(problems), warnings)


def _claims(sheet: Sheet, name: str, others: tuple[str, ...]) -> list[int]:
    found = [header_name(text) for text in sheet.header]
    proper = [i for i, text in enumerate(found) if text == header_name(name)]
    return proper or [i for i, text in enumerate(found) if text in map(header_name, others)]


def _slip(written: str, missing: list[str]) -> str:
    return next(iter(get_close_matches(header_name(written), missing, n=1, cutoff=ALIKE)), "")


def _missing(sheet: Sheet, required: tuple[tuple[str, ...], ...], have: set[str]) -> list[str]:
    found = "、".join(name for name in sheet.header if name)
    return [
        f"{sheet.file} 表头：缺少必需的列“{'”或“'.join(group)}”，读到的列有：{found}。请补上这一列，或改正列名。"
        for group in required
        if not have & set(group)
    ]
