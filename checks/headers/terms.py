"""Loads the controlled words of metadata headers, and tells whether a value is made of them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from checks.headers.field_sets import FIELD_OF, HERE, HeaderDataError

LONGEST = 6
"""Words between 、 that one term holds at most; the lists' longest has four."""
_HARD = re.compile(r"[\\/|>;;\s]+|--+|->")
_SOFT = re.compile(r"[、,,]+")


class Known(Enum):
    LISTED = "listed"
    ALIKE = "alike"
    """Not in the list, but it shares a word with one that is: a local name for it, perhaps."""
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class TermList:
    id: str
    labels: tuple[str, ...]
    source: str
    terms: frozenset[str]
    """In plain form."""
    beside: frozenset[str] = frozenset()
    """Words that may stand beside a term of the list, never alone."""

    def knows(self, value: str) -> Known:
        """A value may hold several terms: `科技、教育/教育`, `网站,文件`."""
        pieces = [piece for piece in _HARD.split(plain(value)) if piece]
        parts = [part for piece in pieces for part in self._parts(piece)]
        if any(part in self.terms for part in parts) and all(part in self.terms | self.beside for part in parts):
            return Known.LISTED
        words = {term[at : at + 2] for term in self.terms for at in range(len(term) - 1)}
        bare = "".join(pieces)
        alike = any(bare[at : at + 2] in words for at in range(len(bare) - 1))
        return Known.ALIKE if alike else Known.STRANGE

    def _parts(self, piece: str) -> Iterator[str]:
        """Cut at 、 as seldom as the list allows: many of its terms hold one."""
        words = [word for word in _SOFT.split(piece) if word]
        at = 0
        while at < len(words):
            ends = range(min(len(words), at + LONGEST), at, -1)
            end = next((end for end in ends if "、".join(words[at:end]) in self.terms), at + 1)
            yield "、".join(words[at:end])
            at = end


def plain(text: str) -> str:
    """As terms are compared: half-width, no white space inside, no brackets around."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).strip(" 《》“”\"'")


def read_terms(data: Mapping[str, Any]) -> tuple[dict[str, frozenset[str]], dict[str, TermList]]:
    """First-level subject → its second level; and label → its list. Raises HeaderDataError."""
    topics = {plain(name): frozenset(map(plain, below)) for name, below in data.get("topics", {}).items()}
    problems = [] if topics else ["没有 [topics] 一节。"]
    lists: dict[str, TermList] = {}
    for number, row in enumerate(data.get("list", []), 1):
        wrong = [name for name in ("id", "labels", "source", "terms") if name not in row]
        problems += [f"第 {number} 个词表：缺少 {name}。" for name in wrong]
        for label in row.get("labels", []):
            if label not in FIELD_OF:
                problems.append(f"第 {number} 个词表：标签“{label}”不是元数据字段。")
            elif label in lists:
                problems.append(f"标签“{label}”有两个词表。")
            elif not wrong:
                lists[label] = _term_list(row, topics, data)
    if problems or not lists:
        raise HeaderDataError(problems or ["没有词表（[[list]]）。"])
    return topics, lists


def _term_list(row: Mapping[str, Any], topics: Mapping[str, frozenset[str]], data: Mapping[str, Any]) -> TermList:
    terms: Collection[str] = frozenset(map(plain, row["terms"]))
    beside: frozenset[str] = frozenset()
    if row["id"] == "topic":
        terms = frozenset(topics).union(*topics.values())
        others = [one["terms"] for one in data["list"] if one["id"] == "genre"]
        beside = frozenset(map(plain, sum(others, data.get("audience", {}).get("terms", []))))
    return TermList(row["id"], tuple(row["labels"]), row["source"], frozenset(terms), beside)


TOPICS, LISTS = read_terms(tomllib.loads((HERE / "terms.toml").read_text("utf-8")))
