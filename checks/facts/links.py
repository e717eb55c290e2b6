"""Links of a page, and the day that stands beside each in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.facts.dates import Dated, labelled_date, only_date, split_date, yearless_date
from crawler.links import absolute

_LISTS = frozenset({"body", "html", "ul", "ol", "table", "tbody", "form", "nav"})
_TELLS = re.compile(r"[\d年月]")
"""What every written day holds; most links of a page are of menus and have none of it beside them."""
_NEAR = 240
"""Characters of a list entry at most; a larger container holds more than one entry."""


@dataclass(frozen=True, slots=True)
class Link:
    """One `<a href>` of a page. `text` is its title attribute where the visible words are cut short."""

    url: str
    text: str
    dated: Dated | None
    """The day written beside it, with its year."""
    yearless: Dated | None
    """Month and day written beside it, taken as the latest before the capture."""


def read_links(tree: LexborHTMLParser, base: str, seen: date) -> Iterator[Link]:
    """Links in page order, javascript and fragments left out."""
    near: dict[int, tuple[str, ...]] = {}
    for node in tree.css("a[href], area[href]"):
        url = absolute(base, node.attributes.get("href") or "")
        if url is None:
            continue
        dated, yearless = _beside(node, near, seen)
        yield Link(url, _text(node), dated, yearless)


def _text(node: LexborNode) -> str:
    text = " ".join(node.text(separator=" ", strip=True).split())
    title = " ".join((node.attributes.get("title") or "").split())
    if title and (not text or text.endswith(("...", "…")) or only_date(text)):
        return title
    if text:
        return text
    image = node.css_first("img")
    return (image.attributes.get("alt") or image.attributes.get("title") or "").strip() if image else ""


def _beside(node: LexborNode, near: dict[int, tuple[str, ...]], seen: date) -> tuple[Dated | None, Dated | None]:
    """The day of a list entry: in the link itself, in what encloses it alone, or in the next element."""
    yearless = None
    after = node.next
    if after is not None and after.tag == "-text" and (found := only_date(after.text().strip())):
        return found, None
    here: LexborNode | None = node
    for _ in range(4):
        if here is None or here.tag in _LISTS:
            break
        pieces, after = _pieces(here, near), _next(here)
        if sum(map(len, pieces)) > _NEAR:
            break
        beside = _pieces(after, near) if after is not None and after.tag not in _LISTS else ()
        # Most links are of menus: where no day is told, nothing has to be known of the container.
        if any(map(_TELLS.search, (*pieces, *beside))):
            if here is not node and _several(here):
                break
            if found := _full(pieces):
                return found, None
            if (found := _full(beside)) and after is not None and after.css_first("a[href]") is None:
                return found, None
            told = filter(_TELLS.search, pieces)
            yearless = yearless or next((day for piece in told if (day := yearless_date(piece, seen))), None)
        here = here.parent
    return None, yearless


def _next(node: LexborNode) -> LexborNode | None:
    """The element after it."""
    following = node.next
    while following is not None and (following.tag or "-").startswith("-"):
        following = following.next
    return following


def _pieces(node: LexborNode, near: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    if node.mem_id not in near:
        texts = node.text(separator="\0", strip=True).split("\0")
        near[node.mem_id] = tuple(piece for text in texts if (piece := text.strip()))
    return near[node.mem_id]


def _several(node: LexborNode) -> bool:
    """Does the container hold links to more than one address?"""
    return len({link.attributes.get("href") for link in node.css("a[href]")}) > 1


def _full(pieces: tuple[str, ...]) -> Dated | None:
    """The latest, where a list shows two days: of making and of publication."""
    if not any(map(_TELLS.search, pieces)):
        return None
    found = [day for piece in pieces if (day := only_date(piece) or labelled_date(piece))]
    if found:
        return max(found, key=lambda dated: dated.day)
    for first, second in pairwise(pieces):
        if day := split_date(first, second):
            return day
    return None
