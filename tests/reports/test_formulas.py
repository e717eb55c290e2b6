"""Formulas go into the file as the library would have written them."""

from __future__ import annotations

import pytest
from xlsxwriter.worksheet import Worksheet

from reports.formulas import Sheet

FORMULAS = (
    "=IF($K7=\"不适用\",0,MIN(INDEX('指标体系'!$F$3:$F$60,MATCH($D7,'指标体系'!$A$3:$A$60,0)),COUNTIFS($B$2:$B$9,\"是\")))",
    "=SUM(A1:A9)",
    "=SORT(A1:A9)",
    "=IF(A1,SINGLE(B1),0)",
    "=_xlfn.STDEV.S(A1:A9)",
    '=IF(A1="FILTER(",1,0)',
    "=RANK.EQ(A1,A1:A9)",
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_prepared_as_by_the_library(formula: str) -> None:
    assert Sheet()._prepare_formula(formula) == Worksheet()._prepare_formula(formula)
