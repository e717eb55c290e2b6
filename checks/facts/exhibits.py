"""Archived pages as anybody may be shown them: their words and tables, the places at fault marked, nothing that acts.

Not the page with its dangers taken out, but a new one made of what is harmless: a few elements without any attribute
that names an address, runs or styles; every other sign is escaped text. So nothing in it can ask for anything, move,
or lie over the marked place, whatever the page tried. Personal numbers are masked as everywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.facts.numbers import cover, veil
from checks.facts.passages import Match, Passages, Span
from crawler.links import absolute, base_url

LENGTH = 1_000_000
"""Characters of a page or file shown at most. Our default; what is beyond is left out, and said."""
_METAS = 60
_KEPT = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th blockquote pre hr br".split()
)
_BLOCKS = frozenset("section article header footer nav main aside form fieldset figure address center".split())
_INLINE = frozenset("a b strong i em u s del ins sub sup code small span label option button font".split())
_DROPPED = frozenset(
    "script style noscript template object embed applet canvas audio video svg math textarea frameset head".split()
)
_VOID = frozenset({"br", "hr"})
_STANDS_FOR = {"img": "图片", "iframe": "框架", "input": "输入框", "select": "下拉框"}
_SPAN = re.compile(r"[1-9]\d?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a finding points at: words, and perhaps a link by its address."""

    key: str
    quote: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """`html`: what stands in the body; a place is `<mark data-k="key …">`. `found`: of each key, how much is marked."""

    html: str
    found: Mapping[str, Match]
    cut: bool = False
    """Was there more than `LENGTH`?"""
    covered: bool = False
    """Were personal numbers masked?"""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One step through the page: markup that is written as it is, or the text of that number."""

    markup: str
    text: int = -1


def page_exhibit(text: str, url: str, wanted: Sequence[Wanted]) -> Exhibit:
    """Of a decoded HTML page that was fetched from `url`."""
    drawn = _Drawn(LexborHTMLParser(text[:LENGTH]), url, wanted)
    return _exhibit(drawn.pieces, drawn.texts, wanted, drawn.linked, cut=len(text) > LENGTH)


def text_exhibit(text: str, wanted: Sequence[Wanted]) -> Exhibit:
    """Of anything else that has been made text."""
    pieces = [_Piece("<pre>"), _Piece("", 0), _Piece("</pre>")]
    return _exhibit(pieces, [text[:LENGTH]], wanted, frozenset(), cut=len(text) > LENGTH)


class _Drawn:
    """The harmless page in pieces, its texts apart: the body's first, then those of its head."""

    def __init__(self, tree: LexborHTMLParser, url: str, wanted: Sequence[Wanted]) -> None:
        self.pieces: list[_Piece] = []
        self.texts: list[str] = []
        self.linked: set[str] = set()
        """Keys whose link was met."""
        self._base = base_url(tree, url)
        self._keys: dict[str, list[str]] = defaultdict(list)
        for one in wanted:
            if one.link:
                self._keys[one.link].append(one.key)
        self._marked: set[int] = set()
        for node, opens in _walk(tree.body):
            if node.is_text_node:
                self._say(node.text_content or "")
            elif node.is_element_node:
                self._open(node) if opens else self._close(node)
        body, self.pieces = self.pieces, []
        self._head(tree)
        self.pieces += body

    def _say(self, text: str) -> None:
        self.pieces.append(_Piece("", len(self.texts)))
        self.texts.append(text)

    def _open(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a":
            self._link(node)
        elif tag in _STANDS_FOR:
            self._stand_in(node, _STANDS_FOR[tag])
        elif shown := _shown_as(tag):
            self.pieces.append(_Piece(f"<{shown}{_spans(node) if tag in ('td', 'th') else ''}>"))

    def _close(self, node: LexborNode) -> None:
        if node.tag == "a" and node.mem_id in self._marked:
            self.pieces.append(_Piece("</mark>"))
        if (shown := _shown_as(node.tag or "")) and shown not in _VOID:
            self.pieces.append(_Piece(f"</{shown}>"))

    def _link(self, node: LexborNode) -> None:
        """Leads nowhere; where it led is told when the pointer rests on it."""
        address = absolute(self._base, node.attributes.get("href") or "") or ""
        self.pieces.append(_Piece(f'<a title="{escape(cover(address))}">' if address else "<a>"))
        if keys := self._keys.get(address):
            self.linked.update(keys)
            self._marked.add(node.mem_id)
            self.pieces.append(_Piece(_mark(keys)))
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
        self.pieces.append(_Piece("<details><summary>网页标题和标签（浏览器页面中不显示）</summary>"))
        for line in lines:
            self.pieces.append(_Piece("<p><code>"))
            self._say(line)
            self.pieces.append(_Piece("</code></p>"))
        self.pieces.append(_Piece("</details>"))


def _walk(root: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Every node in page order, elements twice: when they open and when they close. Never by recursion."""
    steps = [(root, True)] if root is not None else []
    while steps:
        node, opens = steps.pop()
        yield node, opens
        if opens and node.is_element_node and node.tag not in _STANDS_FOR:
            steps.append((node, False))
            child = node.last_child
            while child is not None:
                if child.tag not in _DROPPED:
                    steps.append((child, True))
                child = child.prev


def _shown_as(tag: str) -> str:
    """The element that stands for it; '' for one whose content stands alone."""
    return tag if tag in _KEPT or tag == "a" else "div" if tag in _BLOCKS else "span" if tag in _INLINE else ""


def _spans(node: LexborNode) -> str:
    told = ((name, node.attributes.get(name) or "") for name in ("colspan", "rowspan"))
    return "".join(f' {name}="{value}"' for name, value in told if _SPAN.fullmatch(value))


def _exhibit(
    pieces: Sequence[_Piece], texts: list[str], wanted: Sequence[Wanted], linked: frozenset[str] | set[str], *, cut: bool
) -> Exhibit:
    veiled = _veiled(pieces, texts)
    passages, found = Passages(veiled), {}
    marks: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    for one in wanted:
        match, spans = (Match.LINK, list[Span]()) if one.key in linked else passages.find(one.quote)
        found[one.key] = match
        for span in spans:
            marks[span.text].append((span, one.key))
    html = "".join(
        piece.markup if piece.text < 0 else _written(veiled[piece.text], marks[piece.text]) for piece in pieces
    )
    head, _, rest = html.partition("</details>")
    if "<mark" in head and head.startswith("<details>"):
        html = f"<details open>{head.removeprefix('<details>')}</details>{rest}"
    return Exhibit(html, found, cut, veiled != texts)


def _veiled(pieces: Sequence[_Piece], texts: Sequence[str]) -> list[str]:
    """A number may lie in several elements of one line, never in two lines."""
    order, parts = [], list[str]()
    for piece in pieces:
        if piece.text >= 0:
            order.append(piece.text)
            parts.append(texts[piece.text])
        elif not piece.markup.startswith(("<a", "</a", "<span", "</span", "<mark", "</mark")):
            parts.append("\n")
            order.append(-1)
    whole, start, veiled = veil("".join(parts)), 0, list(texts)
    for text, part in zip(order, parts, strict=True):
        if text >= 0:
            veiled[text] = whole[start : start + len(part)]
        start += len(part)
    return veiled


def _written(text: str, marks: Sequence[tuple[Span, str]]) -> str:
    """Escaped, every stretch marked with the keys that it belongs to."""
    if not marks:
        return escape(text, quote=False)
    edges = sorted({0, len(text), *(edge for span, _ in marks for edge in (span.start, span.end))})
    stretches = []
    for start, end in zip(edges, edges[1:], strict=False):
        keys = [key for span, key in marks if span.start <= start and end <= span.end]
        said = escape(text[start:end], quote=False)
        stretches.append(f"{_mark(keys)}{said}</mark>" if keys else said)
    return "".join(stretches)


def _mark(keys: Sequence[str]) -> str:
    return f'<mark data-k="{escape(" ".join(dict.fromkeys(keys)))}">'
