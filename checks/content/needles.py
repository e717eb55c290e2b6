"""Many words sought in many texts at once: the cost grows with the texts, not with the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_DECORATION = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """A name as it is compared: without brackets, marks and white space."""
    return _DECORATION.sub("", text)


class Needles:
    """Words of at least two characters, found by their first two."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            self._by_start.setdefault(word[:2], []).append(word)

    def within(self, text: str) -> Iterator[str]:
        """Every word that stands in the text, once for each place."""
        for place in range(len(text) - 1):
            for word in self._by_start.get(text[place : place + 2], ()):
                if text.startswith(word, place):
                    yield word


class Likeness:
    """Which of many texts looks most like a word: the one that shares most pairs of characters with it, rare ones most."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(set(texts))
        self._with: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            for pair in _pairs(text):
                self._with.setdefault(pair, []).append(number)

    def nearest(self, words: Iterable[str]) -> str:
        """'' when no text shares a pair with any of the words."""
        best: dict[str, float] = {}
        for word in words:
            shared: dict[int, float] = {}
            pairs = _pairs(word)
            for pair in sorted(pairs):
                having = self._with.get(pair, ())
                for number in having:
                    shared[number] = shared.get(number, 0) + 1 / len(having)
            for number, weight in shared.items():
                text = self._texts[number]
                best[text] = max(best.get(text, 0), weight / (len(pairs) + len(_pairs(text))))
        return max(best, key=lambda text: (best[text], text), default="")


def _pairs(text: str) -> set[str]:
    plain = bare(text)
    return {plain[place : place + 2] for place in range(len(plain) - 1)}
