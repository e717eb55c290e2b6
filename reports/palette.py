"""The leaders' colours: blues and orange, which every eye tells apart; a number always stands beside a colour."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scoring.grade import FAILED, VOID

BLUES = ("#1f4e79", "#4a86b8", "#9cc3e0", "#cfe1ef")
"""Passing grades, best first; told apart by lightness."""
BAD, BLIND, INK, WHITE = "#d9662b", "#d5dbe2", "#243b53", "#ffffff"
DARK = frozenset((*BLUES[:2], BAD))
"""Grounds that take white text."""
LOW, MIDDLE, HIGH = (240, 160, 112), (250, 243, 228), (127, 172, 212)


def grade_colours(names: Iterable[str]) -> dict[str, str]:
    """Grade → colour, in the order given."""
    ordered = list(dict.fromkeys(names))
    passing = [name for name in ordered if name not in (FAILED, VOID)]
    tones = {name: BLUES[min(number, len(BLUES) - 1)] for number, name in enumerate(passing)}
    return {name: tones.get(name) or (BAD if name == FAILED else BLIND) for name in ordered}


def shade(earned: Decimal) -> str:
    """Of a share, 0 to 1: from orange through cream to blue, under dark text."""
    half = Decimal("0.5")
    low, high = (LOW, MIDDLE) if earned < half else (MIDDLE, HIGH)
    way = float(earned) * 2 if earned < half else float(earned) * 2 - 1
    red, green, blue = (round(a + (b - a) * way) for a, b in zip(low, high, strict=True))
    return f"#{red:02x}{green:02x}{blue:02x}"
