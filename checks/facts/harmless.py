"""A page made anew of what is harmless: not the archived one with its dangers taken out.

A few elements without any attribute that names an address, runs or styles; every other sign is text. So nothing in it
can ask for anything, move, or lie over the marked place, whatever the page tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.facts.numbers import cover
from crawler.links import absolute, base_url

LENGTH = 1_000_000
"""Characters of a page or file shown at most, markup counted. Our default; what is beyond is left out, and said."""
_METAS = 60
_ELEMENTS = {
    "kept": "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th blockquote pre hr br",
    "blocks": "section article header footer nav main aside form fieldset figure address center select option textarea",
    "inline": "b strong i em u s del ins sub sup code small span label button font",
    "dropped": "script style template object embed applet canvas audio video svg math frameset head",
}
"""Those that are shown as they are, as `div`, as `span`, and those whose content no reader sees as text. Any other
element is left out, and its content stays."""
_KEPT, _BLOCKS, _INLINE, _DROPPED = (frozenset(names.split()) for names in _ELEMENTS.values())
_VOID = frozenset({"br", "hr"})
_STANDS_FOR = {"img": "图片", "iframe": "框架", "input": "输入框"}
_SPAN = re.compile(r"[1-9]\d?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a finding points at: words, and perhaps a link by its address."""

    key: str
    quote: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One step through the page: markup that is written as it is, or the text of that number."""

    markup: str
    text: int = -1


class Harmless:
    """The harmless page in pieces, its texts apart: the body's first, then those of its head."""

    def __init__(self, tree: LexborHTMLParser, url: str, wanted: Sequence[Wanted]) -> None:
        self.pieces: list[Piece] = []
        self.texts: list[str] = []
        self.linked: set[str] = set()
        """Keys whose link was met."""
        self._base = base_url(tree, url)
        self._keys: dict[str, list[str]] = defaultdict(list)
        for one in wanted:
            if one.link:
                self._keys[one.link].append(one.key)
        self._marked: set[int] = set()
        self._room = LENGTH
        for node, opens in _walk(tree.body):
            if self.cut:
                break
            if node.is_text_node:
                self._say(node.text_content or "")
            elif node.is_element_node:
                self._open(node) if opens else self._close(node)
        body, self.pieces = self.pieces, []
        self._head(tree)
        self.pieces += body

    @property
    def cut(self) -> bool:
        return self._room < 0

    def _put(self, markup: str) -> None:
        self._room -= len(markup)
        self.pieces.append(Piece(markup))

    def _say(self, text: str) -> None:
        self.pieces.append(Piece("", len(self.texts)))
        self.texts.append(text[: max(self._room, 0)])
        self._room -= len(text)

    def _open(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a":
            self._link(node)
        elif tag in _STANDS_FOR:
            self._stand_in(node, _STANDS_FOR[tag])
        elif shown := _shown_as(tag):
            self._put(f"<{shown}{_spans(node) if tag in ('td', 'th') else ''}>")

    def _close(self, node: LexborNode) -> None:
        if node.tag == "a" and node.mem_id in self._marked:
            self._put("</mark>")
        if (shown := _shown_as(node.tag or "")) and shown not in _VOID:
            self._put(f"</{shown}>")

    def _link(self, node: LexborNode) -> None:
        """Leads nowhere; where it led is told when the pointer rests on it."""
        address = absolute(self._base, node.attributes.get("href") or "") or ""
        self._put(f'<a title="{escape(cover(address))}">' if address else "<a>")
        if keys := self._keys.get(address):
            self.linked.update(keys)
            self._marked.add(node.mem_id)
            self._put(mark(keys))
            if not node.text(strip=True) and node.css_first("img") is None:
                self._say("［没有文字的链接］")

    def _stand_in(self, node: LexborNode, what: str) -> None:
        told = node.attributes.get("alt") or node.attributes.get("title") or ""
        if node.tag == "input":
            if node.attributes.get("type") == "hidden":
                return
            told = node.attributes.get("value") or node.attributes.get("placeholder") or ""
        self._say(f"［{what}{'：' if told else ''}{told[:200]}］")

    def _head(self, tree: LexborHTMLParser) -> None:
        """What no browser shows in a page: its title and tags, as source."""
        title = tree.css_first("title")
        lines = [f"<title>{title.text(strip=True)}</title>"] if title else []
        for meta in tree.css("meta[name][content]")[:_METAS]:
            lines.append(f'<meta name="{meta.attributes["name"]}" content="{meta.attributes["content"] or ""}">')
        self._put("<details><summary>网页标题和标签（浏览器页面中不显示）</summary>")
        for line in lines:
            self._put("<div><code>")
            self._say(line)
            self._put("</code></div>")
        self._put("</details>")


def _walk(root: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Every node in page order, elements twice: when they open and when they close. Never by recursion, and only as far
    as it is asked: a page may have millions."""
    steps = [(root, True)] if root is not None else []
    while steps:
        node, opens = steps.pop()
        if opens and node is not root and (after := node.next) is not None:
            steps.append((after, True))
        if opens and node.tag in _DROPPED:
            continue
        yield node, opens
        if opens and node.is_element_node and node.tag not in _STANDS_FOR:
            steps.append((node, False))
            if (child := node.first_child) is not None:
                steps.append((child, True))


def _shown_as(tag: str) -> str:
    """The element that stands for it; '' for one whose content stands alone."""
    return tag if tag in _KEPT or tag == "a" else "div" if tag in _BLOCKS else "span" if tag in _INLINE else ""


def _spans(node: LexborNode) -> str:
    told = ((name, node.attributes.get(name) or "") for name in ("colspan", "rowspan"))
    return "".join(f' {name}="{value}"' for name, value in told if _SPAN.fullmatch(value))


def mark(keys: Sequence[str]) -> str:
    return f'<mark data-k="{escape(" ".join(dict.fromkeys(keys)))}">'
