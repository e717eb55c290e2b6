"""What a site shows of its normative documents' force: in headers, on pages, by pictures, in lists, in names of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.facts.documents import Document
from checks.facts.policies import Policy, policies

if TYPE_CHECKING:
    from checks.site import Site

_WORDS = r"(?:现行|继续|仍然|部分|已|全文)?(?:有效|失效|废止|生效|无效)(?:中)?|(?:已|部分|已被|被)修[改订]|尚未生效|未生效|长期有效"
_LABEL = re.compile(
    r"(?:效力状[况态]|效力级别|有效性|时效性?|信息时效|文件状态|有效状态|是否有效|效力)\s*[】\]]?\s*[:：]?\s*(.{0,16})$"
)
_LABEL_ALONE = re.compile(
    r"[【\[]?(?:效力状[况态]|有效性|时效性?|信息时效|文件状态|有效状态|是否有效|效力)[】\]]?\s*[:：]?"
)
_MARK = re.compile(rf"[【\[(（〔]?\s*(?:{_WORDS})\s*[】\])）〕]?")
_IN_TITLE = re.compile(rf"[【\[(（]\s*(?:{_WORDS})[^】\])）]{{0,6}}[】\])）]")
_DAY = re.compile(r"[\d年月日/.:\s-]+")
_LINE = 40
"""Characters at most of a line in a list that is beside an entry (our default)."""
_GONE = re.compile(r"废止|失效|无效|停止执行|否")
_COLUMN = re.compile(r"现行有效|继续有效|(?:已|宣布)?(?:废止|失效)")
_PICTURE = re.compile(r"废止|失效|有效|feizhi|shixiao|youxiao|xiaoli|validity|effective", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the site says of a document's force. `gone`: it calls the document abolished or ended."""

    words: str
    gone: bool
    where: str
    """In Chinese."""


def shown_validities(site: Site) -> dict[str, list[Shown]]:
    """By the address of each normative document."""
    ours = {policy.url: policy for policy in site.fact(policies) if policy.normative}
    found: dict[str, list[Shown]] = {url: list(_on_page(policy.document)) for url, policy in ours.items()}
    for channel in site.channels:
        for item in channel.items:
            if item.url in ours and (match := _COLUMN.search(channel.name)):
                found[item.url].append(Shown(channel.name, bool(_GONE.search(match[0])), f"栏目“{channel.name}”"))
    for listing in site.shown.values():
        for url, words in _beside(listing, ours):
            found[url].append(Shown(words, bool(_GONE.search(words)), "列表"))
    return found


def _on_page(document: Document) -> Iterator[Shown]:
    if document.record and (value := document.record.value("validity")):
        yield Shown(value, bool(_GONE.search(value)), "元数据表头")
    linked = {link.text for link in document.links}
    lines = [line for line in document.lines if line not in linked]
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if _LABEL_ALONE.fullmatch(line.strip()):
            if len(below) <= 12 and _MARK.search(below):
                yield Shown(below, bool(_GONE.search(below)), "页面")
        elif len(line) <= 60 and (match := _LABEL.search(line)) and _MARK.search(match[1]):
            yield Shown(match[0], bool(_GONE.search(match[1])), "页面")
        elif _MARK.fullmatch(line.strip()) or (len(line) <= 120 and _IN_TITLE.search(line)):
            yield Shown(line[:40], bool(_GONE.search(line)), "页面")
    for image in document.images:
        if match := _PICTURE.search(f"{image.alt} {image.src}"):
            said = f"{image.alt} {image.src.rpartition('/')[2]}"
            yield Shown(match[0], bool(re.search(r"废止|失效|feizhi|shixiao", said, re.IGNORECASE)), "图标")


def _beside(listing: Document, ours: dict[str, Policy]) -> Iterator[tuple[str, str]]:
    """Marks that stand in a list, in the line of an entry or the few below it, up to the next entry."""
    goals: dict[str, str] = {link.text: link.url for link in listing.links if link.url in ours}
    if not goals or listing.page.url in ours:
        return
    others = {link.text for link in listing.links}
    current, left, before = "", 0, ""
    for line in listing.lines:
        if line in goals:
            current, left = goals[line], 6
            if _IN_TITLE.search(line) or (before and _MARK.fullmatch(before) and "有效" not in before):
                yield current, (_IN_TITLE.search(line) or [before])[0]
        elif line in others:
            current = ""
        elif current and left:
            left -= 1
            if _is_mark(line) or ((match := _LABEL.search(line)) and _MARK.search(match[1])):
                yield current, line
        before = line.strip()


def _is_mark(line: str) -> bool:
    """A mark alone, in brackets, or beside nothing but a day."""
    return bool(_MARK.fullmatch(_DAY.sub("", line)) or (len(line) <= _LINE and _IN_TITLE.search(line)))
