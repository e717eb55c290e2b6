"""Forms of a page: where they send what a visitor fills in, and whether they are a search box."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.links import absolute

_FIELDS = 3
"""Fields at least of a form that is no search box."""
_WORDS = frozenset({"text", "search", ""})
_BUTTONS = frozenset({"submit", "button", "image", "reset"})
_TICKED = frozenset({"checkbox", "radio"})
_SEARCH = re.compile(r"搜索|检索|查询|搜一搜|全文|关键[词字]|请输入", re.IGNORECASE)
_SEARCH_AT = re.compile(r"search|query|sousuo|jiansuo|/so/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Control:
    """One field a visitor can fill in, or a hidden one. `kind` is the input's type, or `textarea`, `select`."""

    name: str
    kind: str
    value: str
    hint: str
    """Its placeholder or title."""
    sent: bool = True
    """Does a browser send it by itself: it has a name, is not disabled, and is ticked where it must be?"""


@dataclass(frozen=True, slots=True)
class Form:
    action: str
    """Absolute; the page's own address where the form names none; '' where a script sends it."""
    method: str
    """`get` or `post`."""
    controls: tuple[Control, ...]
    text: str
    """Its visible words and those of its buttons, in one line."""
    scripted: bool = False
    """A script has a say in the sending: one on the form itself, or on something in it that is clicked."""

    @property
    def entry(self) -> bool:
        """Is it for filling in, and no search box?"""
        open_ = [one for one in self.controls if one.kind != "hidden"]
        fields = {one.name or str(number) for number, one in enumerate(open_)}
        return len(fields) >= _FIELDS or any(one.kind == "textarea" for one in open_)

    @property
    def word(self) -> Control | None:
        """The field for the word to look for, when it is a search box; None when it is none."""
        if self.entry:
            return None
        words = [one for one in self.controls if one.kind in _WORDS]
        said = " ".join((self.text, *(f"{one.hint} {one.value}" for one in words)))
        if not _SEARCH.search(said) and not _SEARCH_AT.search(" ".join((self.action, *(one.name for one in words)))):
            return None
        return next(iter(words), None)


def read_forms(tree: LexborHTMLParser, base: str, url: str) -> tuple[Form, ...]:
    """Forms in page order; a textarea outside of any form is a form of its own, sent by script."""
    found = [_form(form, base, url) for form in tree.css("form")]
    loose = [area for area in tree.css("textarea") if not _within_form(area)]
    return (*found, *(Form("", "post", (_control(area),), "") for area in loose))


def _within_form(node: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.tag != "form":
        above = above.parent
    return above is not None


def _form(form: LexborNode, base: str, url: str) -> Form:
    kept = form.attributes
    action = (kept.get("action") or "").strip()
    sent = "" if action.lower().startswith("javascript:") else absolute(base, action) or url
    inputs = form.css("input, textarea, select")
    controls = [_control(node) for node in inputs]
    buttons = [node.attributes.get("value") or "" for node in inputs if _kind(node) in _BUTTONS]
    text = " ".join(" ".join((form.text(separator=" ", strip=True), *buttons)).split())
    method = "post" if (kept.get("method") or "").lower() == "post" else "get"
    scripted = "onsubmit" in kept or form.css_first("[onclick]") is not None
    return Form(sent, method, tuple(one for one in controls if one.kind not in _BUTTONS), text, scripted)


def _kind(node: LexborNode) -> str:
    return (node.attributes.get("type") or "").strip().lower() if node.tag == "input" else node.tag or ""


def _control(node: LexborNode) -> Control:
    kept, kind = node.attributes, _kind(node)
    hint = kept.get("placeholder") or kept.get("title") or ""
    ticked = kind not in _TICKED or "checked" in kept
    sent = bool(kept.get("name")) and "disabled" not in kept and ticked
    value = _chosen(node) if kind == "select" else kept.get("value") or ("on" if kind in _TICKED else "")
    return Control(kept.get("name") or kept.get("id") or "", kind, value, hint, sent)


def _chosen(select: LexborNode) -> str:
    """The value of the option that a browser shows first."""
    option = select.css_first("option[selected]") or select.css_first("option")
    if option is None:
        return ""
    value = option.attributes.get("value")
    return option.text(strip=True) if value is None else value
