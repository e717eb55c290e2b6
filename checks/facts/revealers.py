"""What on a page can bring hidden elements into sight: scripts, handles, and rules of a state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.facts.styles import Styles, classes


class Revealers:
    def __init__(self, tree: LexborHTMLParser, styles: Styles, inline: Sequence[str], sources: Sequence[str]) -> None:
        self._styles = styles
        calls = "[onclick], [onmouseover], [onmouseenter], [onchange], [onload], [href*='#'], [href^='javascript' i], [data-target], [aria-controls], [for]"
        values = (str(value) for node in tree.css(calls) for name, value in node.attributes.items() if name != "style")
        self._words = frozenset(re.findall(r"[\w-]+", "\n".join([*inline, *values])))
        self.scripted = any(sources)
        body = styles.of(tree.body) if tree.body else {}
        self.ground = body.get("background-color") or body.get("background") or "#ffffff"
        self.coloured = styles.coloured
        self.sheets = tree.css_first("link[rel~='stylesheet' i]") is not None

    def named(self, chain: Sequence[LexborNode]) -> bool:
        """Is the element, or one around it, named by a script, a handle, or a rule of a state?"""
        return any(self._names(node) & self._words or self._styles.reveals(node) for node in chain)

    @staticmethod
    def _names(node: LexborNode) -> set[str]:
        return {*classes(node), node.attributes.get("id") or ""} - {""}
