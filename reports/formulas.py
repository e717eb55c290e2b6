"""A sheet of many live formulas, written as fast as its other cells. Knows XlsxWriter."""

from __future__ import annotations

import re

from xlsxwriter.worksheet import Worksheet

UNPREFIXED = frozenset(
    [
        "ABS",
        "AND",
        "AVERAGEIFS",
        "COUNT",
        "COUNTA",
        "COUNTIF",
        "COUNTIFS",
        "DATEVALUE",
        "IF",
        "IFERROR",
        "INDEX",
        "ISNUMBER",
        "LEFT",
        "LEN",
        "MATCH",
        "MAX",
        "MIN",
        "NOT",
        "OR",
        "RANK",
        "ROUND",
        "SEARCH",
        "SQRT",
        "SUM",
        "SUMIF",
        "SUMIFS",
        "SUMPRODUCT",
        "TEXT",
    ]
)
"""Functions that have stood in the file format from its beginning, under their own names."""
_FUNCTION = re.compile(r"[A-Z][A-Z0-9._]*(?=\()")


class Sheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas are not searched for each of the functions that Excel wants a prefix for.

    The library does it function by function, two milliseconds a formula, which is minutes in the workbook of a
    province. A formula with a function that is not known to need none goes the library's way."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        if UNPREFIXED.issuperset(_FUNCTION.findall(formula)):
            return formula.removeprefix("=")
        return str(super()._prepare_formula(formula, expand_future_functions))
