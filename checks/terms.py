"""Terms found in text, all in one pass: longest first, and not where a longer phrase makes them right."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from checks.lexicon import Entry, read_lexicon

_PHRASES = Path(__file__).resolve().parent / "words" / "phrases.toml"
BUILT_IN = "内置词表"


@dataclass(frozen=True, slots=True)
class Hit:
    entry: Entry
    start: int
    end: int


class Terms:
    """One automaton of all terms and of the phrases that make them right."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            self._entries.setdefault(entry.term, entry)
        self._excused: dict[str, set[str]] = {}
        for entry in self._entries.values():
            right = (entry.suggestion,) if entry.term in entry.suggestion else ()
            for phrase in (*entry.allowed, *right):
                self._excused.setdefault(phrase, set()).add(entry.term)
        self._patterns = sorted({*self._entries, *self._excused})
        self._automaton = AhoCorasick(self._patterns)

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, text: str) -> list[Hit]:
        """In order; of those that overlap the longest, and of equally long ones the first."""
        found = [
            (self._patterns[pattern], start, end)
            for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
        ]
        excused: dict[str, list[tuple[int, int]]] = {}
        for phrase, start, end in found:
            for term in self._excused.get(phrase, ()):
                excused.setdefault(term, []).append((start, end))
        chosen, taken = [], bytearray(len(text))
        for term, start, end in sorted(found, key=lambda one: (one[1] - one[2], one[1])):
            entry = self._entries.get(term)
            if entry is None or _is_part(text, start, end):
                continue
            right = any(first <= start and end <= last for first, last in excused.get(term, ()))
            if not right and not any(taken[start:end]):
                chosen.append(Hit(entry, start, end))
                taken[start:end] = b"\1" * (end - start)
        return sorted(chosen, key=lambda hit: hit.start)


def _is_part(text: str, start: int, end: int) -> bool:
    """Does a word of Latin letters or a number go on beyond the match?"""
    before = start > 0 and _goes_on(text[start - 1], text[start])
    return before or (end < len(text) and _goes_on(text[end - 1], text[end]))


def _goes_on(one: str, other: str) -> bool:
    return one.isascii() and other.isascii() and one.isalnum() and other.isalnum()


@cache
def terms_of(lexicon: Path | None) -> Terms:
    """The built-in phrases and the user's list, whose entries go first; made once in a process."""
    own = read_lexicon(lexicon).entries if lexicon else ()
    return Terms([*own, *phrases()])


def phrases() -> Iterator[Entry]:
    rows = tomllib.loads(_PHRASES.read_text("utf-8"))
    for group in ("political", "common"):
        for wrong, right in rows[group].items():
            yield Entry(wrong, right, tuple(rows["allowed"].get(wrong, ())), source=BUILT_IN)
