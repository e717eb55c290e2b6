"""Where in a page's words a quotation stands, though white space, tags and colons lie between its signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

PIECES, PIECE = 8, 4
"""Pieces of a quotation looked for at most, and the fewest signs of one: shorter ones stand anywhere. Our defaults."""
BESIDE = 300
"""Signs at most between a piece and a day that is taken to stand beside it. Our default."""
LABEL = 6
"""Signs at most between what is said of a day and the day: 生成 2026-09-16 stands for 生成日期：2026年9月16日. Our default."""
_BREAKS = (
    re.compile(r"；|;|…+|→|≠|\s/\s|现有(?:要素|字段)：|[（(]空[）)]"),
    re.compile(r"\s(?=\d{4}-\d{2}-\d{2})|：(?!//)|:\s"),
    re.compile(r"\s+"),
)
"""What rules put between words of several places, the surest first."""
_PASSED = str.maketrans("", "", "：:")
_DAY = re.compile(r"[\d\s:./年月日-]+")
_DATE = re.compile(r"(\d{4})-0?(\d{1,2})-0?(\d{1,2})")


class Match(StrEnum):
    """How much of a quotation was found."""

    WHOLE = "whole"
    LINK = "link"
    """The link that the finding speaks of."""
    PARTS = "parts"
    """Some pieces of it: the rule put its words together from several places."""
    NONE = "none"
    """It speaks of what is not there, or no reader sees."""


@dataclass(frozen=True, slots=True)
class Span:
    """Of one text among several: `text` counts them, `start` and `end` its signs."""

    text: int
    start: int
    end: int


class Passages:
    """Texts in reading order, to be searched as one."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        bare = [_bare(text) for text in texts]
        self._all = "".join(bare)
        self._starts = [0, *accumulate(map(len, bare))]

    def find(self, quote: str) -> tuple[Match, list[Span]]:
        """The first place of the whole quotation; else those of its pieces."""
        if found := self._places(quote):
            return Match.WHOLE, list(self._between(*found[0]))
        places = self._parts(quote, 0, None)[:PIECES]
        spans = [span for place in places for span in self._between(*place)]
        return (Match.PARTS, spans) if spans else (Match.NONE, [])

    def _parts(self, quote: str, level: int, beside: int | None) -> list[tuple[int, int]]:
        """Each piece as a whole where it is found, else by the next level's breaks. `beside`: where the last one ended."""
        if level == len(_BREAKS):
            return []
        found: list[tuple[int, int]] = []
        pieces = [piece for piece in _BREAKS[level].split(quote) if piece.strip()]
        if level == len(_BREAKS) - 1 and len(pieces) > PIECES // 2:
            return []  # a run of words of the page, not of pieces
        for piece in pieces[:PIECES]:
            near = found[-1][1] if found else beside
            if place := self._nearest(piece, near):
                found.append(place)
            else:
                found += self._parts(piece, level + 1, near)
        return found

    def _nearest(self, piece: str, beside: int | None) -> tuple[int, int] | None:
        """A day says nothing by itself: it stands beside what was found before it, or once in the page."""
        places = self._places(piece) if len(_bare(piece)) >= PIECE else []
        if beside is not None:
            places.sort(key=lambda place: abs(place[0] - beside))
        if not places or not _DAY.fullmatch(piece.strip()):
            return next(iter(places), None)
        close = beside is not None and abs(places[0][0] - beside) <= BESIDE
        return places[0] if close or len(places) == 1 else None

    def _places(self, words: str) -> list[tuple[int, int]]:
        wanted = _bare(words)
        return [match.span() for match in re.finditer(_pattern(wanted), self._all)] if wanted else []

    def _between(self, start: int, end: int) -> Iterator[Span]:
        for number, (first, after) in enumerate(pairwise(self._starts)):
            if first < after and first < end and start < after:
                signs = _kept(self._texts[number])
                yield Span(number, signs[max(start, first) - first], signs[min(end, after) - first - 1] + 1)


def _bare(text: str) -> str:
    return "".join(text.split()).translate(_PASSED)


def _kept(text: str) -> list[int]:
    """Of the signs that `_bare` keeps."""
    return [place for place, sign in enumerate(text) if not sign.isspace() and sign not in "：:"]


def _pattern(bare: str) -> str:
    """What is masked here may be masked or not there; a date may be written in any way, and a little before it."""
    parts, end = [], 0
    for date in _DATE.finditer(bare):
        year, month, day = date.groups()
        before = _literal(bare[end : date.start()])
        parts += [before, rf"\D{{0,{LABEL}}}" if before else "", rf"{year}[-./年]0?{month}[-./月]0?{day}日?"]
        end = date.end()
    return "".join([*parts, _literal(bare[end:])])


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\*", r"[\d*Xx]")
