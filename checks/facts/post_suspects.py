"""Links in posts to gambling, porn and the like, by their host's name or their own words; nothing is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.hosts import is_stranger
from checks.facts.post_texts import PostText, post_texts
from checks.facts.suspects import host_word, trade_word

if TYPE_CHECKING:
    from checks.site import Site

_ADDRESS = re.compile(r"https?://[0-9A-Za-z][^\s<>\"'“”‘’，。；、！？（）【】《》一-鿿]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Carried:
    """One address of a stranger, as posts carry it."""

    url: str
    words: str
    """Of the link; "" where the address stands in a text."""
    posts: tuple[PostText, ...]
    """Newest first."""
    why: str
    """What makes it suspect, in Chinese; "" of the others."""


def carried(site: Site) -> list[Carried]:
    """Every stranger's address in the posts, sorted."""
    found: dict[str, list[tuple[str, PostText]]] = {}
    for one in site.fact(post_texts):
        for url, words in dict.fromkeys(_links(one)):
            if is_stranger(url, ""):
                found.setdefault(url, []).append((words, one))
    return [_carried(url, places) for url, places in sorted(found.items())]


def _links(one: PostText) -> Iterator[tuple[str, str]]:
    yield from one.links
    for line in one.text.lines:
        for match in _ADDRESS.finditer(line):
            yield match[0].rstrip(".,;:!?)]"), ""


def _carried(url: str, places: list[tuple[str, PostText]]) -> Carried:
    words = next((said for said, _ in places if trade_word(said)), places[0][0])
    posts: dict[str, PostText] = {}
    for _, one in places:
        posts.setdefault(one.listed.post.quote, one)
    why = ""
    if label := host_word(url):
        why = f"域名中的“{label}”是博彩、色情类网站的用语"
    elif word := trade_word(words):
        why = f"链接文字中的“{word}”是博彩、色情等违法行业的用语"
    return Carried(url, words, tuple(posts.values()), why)
