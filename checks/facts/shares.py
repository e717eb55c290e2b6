"""Shares of what was counted, and how far a share can be trusted."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""Of the standard normal distribution, for an interval that holds in 95 of 100 cases."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of a share, `hits` of `of` (E. B. Wilson, JASA 22, 1927); (0, 1) when nothing was counted."""
    if of == 0:
        return 0.0, 1.0
    share, spread = hits / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(spread * share * (1 - share) + spread * spread / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
