"""What people's sheets say all together, and what becomes of what was given before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from checks.rulings import Entry, Ruling

WITHDRAWN = "撤回"
"""Written where a verdict or a score stands, it takes back what was given before."""

Word = TypeVar("Word", Ruling, Entry)
Subject = tuple[str, ...]
"""What a word is on: see `subject`."""


@dataclass(frozen=True, slots=True)
class Given(Generic[Word]):
    """What one row says: `word` on `subject`, None when it takes back what was given before."""

    place: str
    subject: Subject
    word: Word | None


def subject(word: Ruling | Entry) -> Subject:
    """One ruling for one finding that says one thing; one entry for one target and indicator."""
    if isinstance(word, Ruling):
        return word.key, word.target, word.told
    return word.target, word.indicator


def agreed(rows: Iterable[Given[Word]]) -> tuple[dict[Subject, Word | None], list[str]]:
    """Rows of one subject that say the same are one, the latest; those that contradict each other are told."""
    chosen: dict[Subject, Given[Word]] = {}
    problems = []
    for row in rows:
        before = chosen.setdefault(row.subject, row)
        if _said(before.word) != _said(row.word):
            problems.append(f"{row.place}：与“{before.place}”是同一项，填的却不同；请商定后只留一个。")
        elif row.word and before.word and row.word.on > before.word.on:
            chosen[row.subject] = row
    return {one: row.word for one, row in chosen.items()}, problems


@dataclass(frozen=True, slots=True)
class Merged(Generic[Word]):
    """`kept`: all that holds now. `changed`: what was given before and now says something else, None: taken back."""

    kept: tuple[Word, ...]
    changed: tuple[tuple[Word, Word | None], ...]


def merged(before: Iterable[Word], now: Mapping[Subject, Word | None]) -> Merged[Word]:
    """What was given before and is not spoken of now stays."""
    old = {subject(word): word for word in before}
    changed = tuple(
        (old[one], word) for one, word in sorted(now.items()) if one in old and _said(old[one]) != _said(word)
    )
    kept = {**old, **now}
    return Merged(tuple(word for _, word in sorted(kept.items()) if word), changed)


def _said(word: Ruling | Entry | None) -> object:
    """What may not differ between two rows on one subject; by whom, when and why may."""
    if isinstance(word, Ruling):
        return word.verdict
    return word and (word.points, word.counts, word.vetoed)
