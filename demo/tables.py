"""Tables for the terminal, in which a Chinese character is as wide as two letters."""

from __future__ import annotations

from collections.abc import Sequence


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column to the left, the others to the right."""
    whole = [head, *rows]
    widths = [max(_width(row[place]) for row in whole) for place in range(len(head))]
    lines = ["  ".join(map(_pad, row, widths, range(len(head)))) for row in whole]
    return "\n".join([lines[0], "-" * _width(lines[0]), *lines[1:]])


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _pad(text: str, width: int, place: int) -> str:
    space = " " * (width - _width(text))
    return text + space if place == 0 else space + text
