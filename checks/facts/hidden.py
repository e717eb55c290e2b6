"""Links to strangers' hosts that a page keeps from its visitors, and by which property of which element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.facts.hosts import is_stranger
from checks.facts.revealers import Revealers
from checks.facts.styles import Style, Styles, classes, colour, pixels
from crawler.links import absolute

_FAR = -999
"""Pixels from which an element is off any screen (our default)."""
_WRITTEN = "data-written-hidden"
_WRITES = re.compile(r"document\s*\.\s*write(?:ln)?\s*\(\s*(['\"])(.{0,1000}?)\1\s*\)", re.DOTALL)
_OPENS = re.compile(r"<(div|span|marquee|table|ul|p|font|style)\b", re.IGNORECASE)
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}"
    r"|<marquee[^>]*\b(?:height|width)\s*=\s*[\\'\"]*[0-4]\b|(?:height|width)\s*:\s*[01](?:px)?\s*;[^>]{0,200}overflow\s*:\s*hidden",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"swip|slid|slick|carous|scroll|roll|track|banner|owl|bx|nav|menu|drop|drawer|side|pop|layer|modal|mobile", re.I
)
"""What boxes are called that a script or a pointer moves into sight."""
_SPOKEN = re.compile(r"sr-only|visually-?hidden|screen-?reader|assistive|wza|skip|barrier", re.IGNORECASE)
"""For readers who listen to the page."""
_POPPED = re.compile(
    r"pop|qr|code|ewm|wx|weixin|wechat|dialog|layer|mask|modal|float|tip|menu|nav|box|list|link|yqlj|tab|con|drop|sub|more"
    r"|search|login|share|mobile|wap|phone|foot|head|template|tpl|hide|show|toggle|panel|window|alert|notice|lang|tool",
    re.IGNORECASE,
)
_LOOSE = frozenset({"p", "span", "font", "b", "strong", "em", "a", "marquee", "center"})
"""Elements that hold text and are no panels."""


class Sight(StrEnum):
    NEVER = "never"
    """Nothing on the page can bring it into sight."""
    PERHAPS = "perhaps"
    """A script of which nothing is known might."""


@dataclass(frozen=True, slots=True)
class Hidden:
    url: str
    text: str
    reason: str
    """The element and the property, in Chinese."""
    markup: str
    """The opening tag of the element that hides it."""
    sight: Sight


def mark_written(tree: LexborHTMLParser) -> None:
    """Mark what stands between two scripts of which the first writes a hiding tag and the other writes its end."""
    for script in tree.css("script:not([src])"):
        written = "".join(text for _, text in _WRITES.findall(script.text()))
        opened = _OPENS.search(written)
        if not opened or not _HIDES.search(written) or f"</{opened[1].lower()}" in written.lower():
            continue
        node = script.next
        while node is not None and not (node.tag == "script" and f"/{opened[1].lower()}" in node.text().lower()):
            if not (node.tag or "-").startswith("-"):
                node.attrs[_WRITTEN] = written[:80]
            node = node.next


def read_hidden(
    tree: LexborHTMLParser, base: str, url: str, styles: Styles, inline: Sequence[str], sources: Sequence[str]
) -> Iterator[Hidden]:
    """In page order. `styles` were read, and `mark_written` done, before scripts and styles were taken off the tree."""
    revealers: Revealers | None = None
    for node in tree.css("a[href], area[href]"):
        href = node.attributes.get("href") or ""
        if not is_stranger(href, url) or (target := absolute(base, href)) is None:
            continue
        chain = list(_chain(node))
        revealers = revealers or Revealers(tree, styles, inline, sources)
        found = _hidden(chain, [styles.of(one) for one in chain], revealers)
        if found:
            holder, reason, sight = found
            text = " ".join(node.text(separator=" ", strip=True).split())
            yield Hidden(target, text, f"{_called(holder)} 的 {reason}", _opening(holder), sight)


def _chain(node: LexborNode | None) -> Iterator[LexborNode]:
    """The element and those around it, up to the body's children."""
    while node is not None and node.tag not in ("body", "html", None):
        yield node
        node = node.parent


def _hidden(chain: list[LexborNode], own: list[Style], revealers: Revealers) -> tuple[LexborNode, str, Sight] | None:
    if any(node.tag in ("select", "option", "noscript") or _SPOKEN.search(_named(node)) for node in chain):
        return None
    for at, holder in enumerate(chain):
        reason = (
            _away(chain, own, at, revealers) or _tiny(chain, own, at, revealers) or _blended(chain, own, at, revealers)
        )
        if reason:
            return holder, reason, Sight.NEVER
        if reason := _off(holder, own[at]):
            sight = _sight(chain[at:], chain[:at], revealers)
            return (holder, reason, sight) if sight else None
    return None


def _away(chain: list[LexborNode], own: list[Style], at: int, revealers: Revealers) -> str:
    """Moved off the screen, and nothing there that moves it back."""
    holder, style = chain[at], own[at]
    if written := holder.attributes.get(_WRITTEN):
        return f"外层标签由脚本 document.write 写成隐藏的（{written}）"
    names = ("margin-left", "margin-top", "margin") + (
        ("left", "top", "right", "bottom") if "position" in style else ()
    )
    moved = next((name for name in names if (pixels(style.get(name, "").split(" ")[0]) or 0) <= _FAR), "")
    if moved and _is_moved_back(chain, at, style, moved, revealers):
        return ""
    if not moved and (pixels(style.get("text-indent")) or 0) <= _FAR and not _is_image(chain, own, at, revealers):
        moved = "text-indent"
    return f"{moved}:{style[moved]}（移到屏幕之外）" if moved else ""


def _is_moved_back(chain: list[LexborNode], at: int, style: Style, moved: str, revealers: Revealers) -> bool:
    distance = abs(pixels(style[moved].split(" ")[0]) or 0)
    wide = max(pixels(style.get("width")) or 0, pixels(style.get("height")) or 0) >= distance
    named = any(_MOVES.search(_named(node)) for node in chain[at : at + 3])
    back = any(
        (pixels(value.split(" ")[0]) or 0) >= -_FAR for name, value in style.items() if name.startswith("margin")
    )
    return wide or named or back or chain[0].css_first("img") is not None or revealers.named(chain[at : at + 2])


def _is_image(chain: list[LexborNode], own: list[Style], at: int, revealers: Revealers) -> bool:
    """Is a picture shown in place of the words, or are they set back by what is nearer to them?"""
    if any("text-indent" in style for style in own[:at]):
        return True
    drawn = any("url(" in style.get("background", "") + style.get("background-image", "") for style in own[: at + 1])
    styled = revealers.sheets and any(_named(node) for node in chain[: at + 1])
    return drawn or styled or chain[0].css_first("img") is not None


def _tiny(chain: list[LexborNode], own: list[Style], at: int, revealers: Revealers) -> str:
    """Of no size, or in a marquee that shows a line of a pixel."""
    holder, style = chain[at], own[at]
    if holder.tag == "marquee":
        sizes = {name: style.get(name) or holder.attributes.get(name) or "" for name in ("height", "width")}
        found = next((name for name, value in sizes.items() if (size := pixels(value)) is not None and size < 5), "")
        if found:
            return f"{found}={sizes[found]}（滚动条小到看不见）"
    for name in ("width", "height"):
        size = pixels(style.get(name))
        if size == 1 and "hidden" in style.get("overflow", ""):
            return f"{name}:{style[name]}; overflow:hidden（小到看不见）"
    size = pixels(style.get("font-size"))
    nearer = any("font-size" in one for one in own[:at]) or len(chain[0].css("*")) > 1
    if size is not None and size <= 1 and at <= 1 and not nearer and not _is_image(chain, own, at, revealers):
        return f"font-size:{style['font-size']}（文字小到看不见）" if at == 0 or _is_alone(chain, at) else ""
    return ""


def _is_alone(chain: list[LexborNode], at: int) -> bool:
    """Has the element's style been written on it alone, and is it no list whose entries set their own size?"""
    return "font-size" in (chain[at].attributes.get("style") or "").lower() and chain[at].tag in _LOOSE


def _blended(chain: list[LexborNode], own: list[Style], at: int, revealers: Revealers) -> str:
    """Words in the colour of what is behind them; a stylesheet elsewhere may lay another colour between.

    A link takes no colour from what is around it.
    """
    shade = colour(own[0].get("color")) if at == 0 else ""
    if not shade or chain[0].css_first("img") is not None:
        return ""
    declared = (
        (above, style.get("background-color") or style.get("background") or "") for above, style in enumerate(own)
    )
    above, behind = next(((above, value) for above, value in declared if value), (len(own), revealers.ground))
    if (
        (above > 1 and (revealers.sheets or revealers.coloured))
        or "url(" in behind
        or colour(behind.split(" ")[0]) != shade
    ):
        return ""
    return f"color:{own[0]['color']}（与背景 {behind} 同色）"


def _off(holder: LexborNode, style: Style) -> str:
    """Taken out of sight in a way that a script can undo."""
    if any(name.startswith(("animation", "transition", "-webkit-animation")) for name in style):
        return ""
    if style.get("display") == "none":
        return "display:none（不显示）"
    if style.get("visibility") == "hidden":
        return "visibility:hidden（不显示）"
    if "hidden" in holder.attributes and "display" not in style:
        return "hidden 属性（不显示）"
    if re.fullmatch(r"0?\.?0+%?", style.get("opacity", "")):
        return f"opacity:{style['opacity']}（全透明）"
    flat = next((name for name in ("height", "width") if pixels(style.get(name)) == 0), "")
    if flat and "hidden" in style.get("overflow", ""):
        return f"{flat}:0; overflow:hidden（没有大小）"
    return ""


def _sight(chain: list[LexborNode], inner: list[LexborNode], revealers: Revealers) -> Sight | None:
    """None where menus, tabs and pop-ups look the same; `chain` begins with the hiding element, `inner` ends in it."""
    holder = chain[0]
    inline = bool(holder.attributes.get("style")) or "hidden" in holder.attributes
    if revealers.named(chain) or (revealers.sheets and not inline):
        return None
    handled = any(name.startswith(("on", "data-", "aria-", "v-")) for node in chain for name in node.attributes)
    listed = any(node.tag in ("li", "nav", "dl", "details") for node in chain[1:])
    if handled or listed or holder.attributes.get("role"):
        return None
    if revealers.scripted and any(_POPPED.search(_named(node)) for node in inner):
        return None
    if not revealers.scripted or not any(_named(node) for node in chain):
        return Sight.NEVER
    if _named(holder):
        outer = len(chain) == 1 and not _POPPED.search(_named(holder)) and not _MOVES.search(_named(holder))
        return Sight.PERHAPS if outer else None
    return Sight.PERHAPS if holder.tag in _LOOSE and len(chain) > 1 and holder.tag != "a" else None


def _named(node: LexborNode) -> str:
    return f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}".strip()


def _called(node: LexborNode) -> str:
    identity, names = node.attributes.get("id"), classes(node)
    return f"<{node.tag}{'#' + identity if identity else ''}{'.' + '.'.join(names) if names else ''}>"


def _opening(node: LexborNode) -> str:
    """Put together from the attributes: the element's own markup holds all that is in it, and is dear."""
    kept = (
        name if value is None else f'{name}="{value}"' for name, value in node.attributes.items() if name != _WRITTEN
    )
    return f"<{' '.join((node.tag or '', *kept))}>"[:120]
