"""Entries of lists whose links stand among other words: what encloses one link alone, in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.links import absolute
from crawler.text import lowered

_WORDS = r"信箱|来信|写信|信件|咨询|留言|问政|建言|诉求|投诉|互动|有话|答复|回复"
_NAMED = tuple(
    re.compile(f"{begin}(?:{_WORDS})", re.DOTALL)
    for begin in ("<title[^>]*>[^<]*", "columnname[^>]*", "<h1[^>]*>[^<]*", "位置.{0,800}?")
)
"""In lower case. Patterns of their own, each with a fixed beginning, are found many times faster than one of all."""
_ASKS, _ANSWERS = re.compile(_WORDS), re.compile(r"办理|回复|答复|受理|办结|处理")
_LISTS = frozenset({"body", "html", "ul", "ol", "dl", "table", "tbody", "thead", "form", "nav"})
_LONGEST = 600
"""Characters of an entry at most."""
_HIGHEST = 6
"""Elements between a link and the entry that holds it, at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    url: str
    """Absolute; '' where a script opens it."""
    text: str
    """Of the link, or its title attribute where that is longer."""
    pieces: tuple[str, ...]
    """All texts of the entry, the link's among them, in page order."""


def asks(html: str) -> bool:
    """Is a page named for letters, or does a nameless piece of one speak of letters and answers?"""
    text = lowered(html)
    if "<title" in text:
        return any(named.search(text) for named in _NAMED)
    return bool(_ASKS.search(html) and _ANSWERS.search(html))


def read_entries(tree: LexborHTMLParser, base: str) -> Iterator[Entry]:
    """In page order, once for each address and element."""
    seen, several = set[int](), dict[int, bool]()
    for node in tree.css("a[href]"):
        whole = _enclosing(node, several)
        if whole.mem_id in seen:
            continue
        seen.add(whole.mem_id)
        pieces = _pieces(whole)
        if len(pieces) > 1:
            title, text = (node.attributes.get("title") or "").strip(), " ".join(node.text(strip=True).split())
            url = absolute(base, node.attributes.get("href") or "") or ""
            yield Entry(url, title if len(title) > len(text) else text, pieces)


def _enclosing(node: LexborNode, several: dict[int, bool]) -> LexborNode:
    """The largest element around a link in which no other address is linked; `several` remembers which hold more."""
    here = node
    for _ in range(_HIGHEST):
        above = here.parent
        if above is None or above.tag in _LISTS:
            break
        if above.mem_id not in several:
            one = len({link.attributes.get("href") for link in above.css("a[href]")}) == 1
            several[above.mem_id] = not one or sum(map(len, _pieces(above))) > _LONGEST
        if several[above.mem_id]:
            break
        here = above
    return here


def _pieces(node: LexborNode) -> tuple[str, ...]:
    texts = node.text(separator="\0", strip=True).split("\0")
    return tuple(piece for text in texts if (piece := " ".join(text.split())))
