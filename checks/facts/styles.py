"""What styles written in the page itself do to elements: inline ones and simple rules of its `<style>` blocks.

Stylesheets in files of their own are not read: what they say is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

Style = dict[str, str]
"""Property → value, lower case."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NESTED = re.compile(r"@(?:media|supports|-webkit-|keyframes|-moz-)[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?", re.IGNORECASE)
_STATE = re.compile(r":(?:hover|focus|target|checked|active)|\.(?:on|active|cur|current|show|open|in|hover|visible)\b")
_COMBINES = re.compile(r"[\s>+~]+")
_PLACES = re.compile(
    r"display|visibility|opacity|left|top|right|bottom|height|width|margin|indent|position|size|clip|transform", re.I
)
"""Properties that bring an element into sight."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Styles:
    """Rules by their simple selector (`a`, `.class`, `#id`, `div.class`), the last of a property winning."""

    def __init__(self, sheets: str) -> None:
        self._rules: dict[str, Style] = {}
        self._states: list[str] = []
        self.coloured = False
        """Has a rule that is not simple a background, so that what is behind an element is not known?"""
        text = _COMMENT.sub("", sheets)
        nested = (rule for block in _NESTED.findall(text) for rule in _RULE.findall(block.partition("{")[2]))
        self._states += [selectors for selectors, body in nested if _PLACES.search(body)]
        for selectors, body in _RULE.findall(_NESTED.sub("", text)):
            style = declared(body)
            for selector in (one.strip() for one in selectors.split(",")):
                if _STATE.search(selector):
                    self._states += [selector] if _PLACES.search(body) else []
                elif selector and _SIMPLE.fullmatch(selector):
                    self._rules.setdefault(selector, {}).update(style)
                else:
                    self.coloured |= "background" in body

    def of(self, node: LexborNode) -> Style:
        """What the page itself declares of an element, an inline style going before all."""
        attributes = node.attributes
        found: Style = {}
        if ground := attributes.get("bgcolor"):
            found["background-color"] = ground.lower()
        if attributes.get("background"):
            found["background"] = found["background-color"] = "url(attribute)"
        for selector in _selectors(node.tag or "", attributes) if self._rules else ():
            found.update(self._rules.get(selector, {}))
        found.update(declared(attributes.get("style") or ""))
        return found

    def reveals(self, node: LexborNode) -> bool:
        """Does a rule of a state (hover, an open menu) or of some screens only speak of the element?"""
        parts = (_COMBINES.split(state.strip()) for state in self._states)
        if any(len(part) > 1 and part[-1] == node.tag for part in parts):
            return True
        names = [f"#{node.attributes.get('id')}", *(f".{name}" for name in classes(node))]
        return any(re.search(re.escape(name) + r"(?![\w-])", state) for state in self._states for name in names)


def read_styles(tree: LexborHTMLParser) -> Styles:
    return _read("\n".join(node.text() for node in tree.css("style")))


@lru_cache(maxsize=32)
def _read(sheets: str) -> Styles:
    """The pages of a site have the same few sheets."""
    return Styles(sheets)


def declared(text: str) -> Style:
    """`a: b; c: d` as properties; `!important` and spaces left out."""
    pairs = (part.partition(":") for part in text.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, mark, value in pairs if mark}


def classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _selectors(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    names = (attributes.get("class") or "").split()
    yield tag
    for name in names:
        yield f".{name}"
        yield f"{tag}.{name}"
    if identity := attributes.get("id"):
        yield f"#{identity}"
        yield f"{tag}#{identity}"


def pixels(value: str | None) -> float | None:
    """A length in pixels, `em` taken as sixteen; None when it is no length or relative to something unknown."""
    match = _NUMBER.match(value or "")
    if match is None or (value or "")[match.end() :].strip() not in ("", "px", "em", "rem", "pt"):
        return None
    return float(match[0]) * (16 if "em" in (value or "") else 1)


_COLOURS = {"white": "ffffff", "black": "000000", "transparent": "", "red": "ff0000"}


def colour(value: str | None) -> str:
    """Six hex digits; '' for what is no plain colour."""
    text = (value or "").strip()
    if match := re.match(r"#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])", text):
        return match[1] if len(match[1]) == 6 else "".join(sign * 2 for sign in match[1])
    if match := re.match(r"rgb\((\d+),\s*(\d+),\s*(\d+)\)", text):
        return "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    return _COLOURS.get(text, "")
