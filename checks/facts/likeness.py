"""How alike two copies of a page are, as a visitor sees them.

By 4-grams of the visible text (Jaccard), without digits: letters counted without their order call a page and its
sister the same, and a counter of visitors must not make two copies of one page differ.
"""

from __future__ import annotations

import re

_GRAM = 4
_DIGITS = re.compile(r"[\d\s]+")


def grams(text: str) -> frozenset[str]:
    """Overlapping pieces of four characters; of a shorter text, the text itself."""
    bare = _DIGITS.sub("", text)
    return frozenset(bare[at : at + _GRAM] for at in range(max(len(bare) - _GRAM + 1, 1)) if bare)


def likeness(one: str, other: str) -> float:
    """0 to 1; two empty texts are alike."""
    first, second = grams(one), grams(other)
    either = first | second
    return len(first & second) / len(either) if either else 1.0


def only_in(one: str, other: str) -> str:
    """The first line of some length that one text has and the other has not, or ''."""
    known = {_DIGITS.sub("", line) for line in other.splitlines()}
    return next((line for line in one.splitlines() if len(bare := _DIGITS.sub("", line)) > 5 and bare not in known), "")


def unlike(one: str, other: str) -> int:
    """How many pieces only one of them has."""
    return len(grams(one) ^ grams(other))
