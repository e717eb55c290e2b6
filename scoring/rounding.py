"""Amounts are points to two decimals, rounded half up, as the workbook's formulas round."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NOTHING = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(NOTHING, ROUND_HALF_UP)
