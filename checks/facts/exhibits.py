"""Archived pages as anybody may be shown them: their words and tables, the places at fault marked, nothing that acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

from checks.facts.harmless import LENGTH, Harmless, Piece, Wanted, mark
from checks.facts.numbers import veil
from checks.facts.passages import Match, Passages, Span

_DOCUMENT = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
html { font: 15px/1.7 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", SimHei, sans-serif; color: #222; }
body { margin: 0; padding: 0 14px 40px; overflow-wrap: anywhere; }
body::before { content: "由存档的内容重新排出：没有原来的样式、图片和脚本，链接不能点开"; position: sticky; top: 0; display: block;
  margin: 0 -14px 10px; padding: 2px 14px; background: #eef2f6; color: #5b6b7c; font-size: 12px; }
table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: 3px 6px; }
a { color: #0563c1; margin-right: .4em; } pre { white-space: pre-wrap; } details { color: #5b6b7c; font-size: 13px; }
mark { background: #ffe58a; outline: 1px solid #e0a800; scroll-margin: 60px; }
mark.now { background: #ffb3a7; outline: 3px solid #c4392b; }
</style></head><body>
"""
"""What the harmless page stands in: it says itself that it may load and run nothing, wherever it is opened."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """`html`: a whole document; a place is `<mark data-k="key …">`. `found`: of each key, how much is marked."""

    html: str
    found: Mapping[str, Match]
    cut: bool = False
    """Was there more than `LENGTH`?"""
    covered: bool = False
    """Were personal numbers masked?"""


def page_exhibit(text: str, url: str, wanted: Sequence[Wanted]) -> Exhibit:
    """Of a decoded HTML page that was fetched from `url`."""
    drawn = Harmless(LexborHTMLParser(text), url, wanted)
    return _exhibit(drawn.pieces, drawn.texts, wanted, drawn.linked, cut=drawn.cut)


def text_exhibit(text: str, wanted: Sequence[Wanted]) -> Exhibit:
    """Of anything else that has been made text."""
    pieces = [Piece("<pre>"), Piece("", 0), Piece("</pre>")]
    return _exhibit(pieces, [text[:LENGTH]], wanted, frozenset(), cut=len(text) > LENGTH)


def _exhibit(
    pieces: Sequence[Piece],
    texts: list[str],
    wanted: Sequence[Wanted],
    linked: AbstractSet[str],
    *,
    cut: bool,
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
    if html.startswith("<details>") and "<mark" in html.partition("</details>")[0]:
        html = html.replace("<details>", "<details open>", 1)
    return Exhibit(_DOCUMENT + html, found, cut, veiled != texts)


def _veiled(pieces: Sequence[Piece], texts: Sequence[str]) -> list[str]:
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
    for start, end in pairwise(edges):
        keys = [key for span, key in marks if span.start <= start and end <= span.end]
        said = escape(text[start:end], quote=False)
        stretches.append(f"{mark(keys)}{said}</mark>" if keys else said)
    return "".join(stretches)
