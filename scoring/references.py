"""References: `rule`, `rule:item`, `rule:start*`. What they take in, and when two of them take in the same."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def names(reference: str, rule: str, item: str) -> bool:
    """Does the reference take in this item of the rule? What is said without an item is said of the whole rule."""
    named, _, wanted = reference.partition(":")
    if named != rule:
        return False
    return not wanted or not item or item == wanted or (wanted.endswith("*") and item.startswith(wanted[:-1]))


def overlap(one: str, other: str) -> bool:
    (rule, _, item), (other_rule, _, other_item) = one.partition(":"), other.partition(":")
    return names(one, other_rule, other_item.rstrip("*")) or names(other, rule, item.rstrip("*"))


def nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f"（是否想写“{close[0]}”？）" if close else ""
