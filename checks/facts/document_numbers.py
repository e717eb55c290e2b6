"""文号: 机关代字 + 〔year〕 + serial + 号, as 《党政机关公文格式》GB/T 9704 prints it, and what departs from it."""

from __future__ import annotations

import re
import unicodedata

SINCE = 2000
"""GB/T 9704—1999 took effect on 2000-01-01; older documents may bear other brackets of their own right."""
_OPEN, _CLOSE = r"[〔\[(【〈<《{「『]", r"[〕\])】〉>》}」』]"
_PROPER = re.compile(r"[^〔〕]{1,20}〔(?:19|20)\d\d〕[1-9]\d*(?:[-、,][1-9]\d*)*号")
_ORDERED = re.compile(r".{0,20}?(?:〔?(?:19|20)\d\d〕?年?)?第[\d一二三四五六七八九十百零〇○]+号(?:令|公告)?")
"""令 and 公告 count their own way: 国务院令第711号, 公告2020年第5号, 令〔2020〕第5号."""
_COUNTED = re.compile(r"令|公告|通告|公报|议案|(?:19|20)\d\d年|^第")
_BRACKETED = re.compile(
    rf"(?P<head>[^〔〕\[\]()【】]{{0,20}}(?:\([^()]{{1,8}}\)[^〔〕\[\]()【】]{{0,8}})?)"
    rf"(?P<open>{_OPEN})(?P<year>\d{{2,4}})(?P<close>{_CLOSE})(?P<ordinal>第?)(?P<serial>[\d\-、,]*)(?P<tail>号?)"
)
_SEPARATORS = re.compile(r"(?<=号)[、,;/和及]?(?=[^号]{1,20}[〔\[(【])")
_CASES = re.compile(r"罚|许|裁|决$|复议|证|责改|责令|强制|催告")
"""Heads of decisions in a case (澄环罚字〔2026〕第12号): their form is the enforcement offices' own, not GB/T 9704's."""


def number_faults(value: str) -> list[str] | None:
    """What is wrong with the numbers in a field, as Chinese clauses; None when the value has no form that is known."""
    whole = "".join(unicodedata.normalize("NFKC", value).split())
    if _PROPER.fullmatch(whole):
        return []
    found: list[str] = []
    for piece in (one for one in _SEPARATORS.split(whole) if one):
        faults = _faults(piece)
        if faults is None:
            return None
        found += faults
    return found


def number_year(value: str) -> int | None:
    """The year in a number that has one in brackets."""
    match = _BRACKETED.search("".join(unicodedata.normalize("NFKC", value).split()))
    return int(match["year"]) if match and len(match["year"]) == 4 else None


def _faults(text: str) -> list[str] | None:
    if _PROPER.fullmatch(text) or (_ORDERED.fullmatch(text) and _COUNTED.search(text)):
        return []
    match = _BRACKETED.fullmatch(text)
    if match is None:
        return None
    if len(match["year"]) == 4 and int(match["year"]) < SINCE:
        return []
    faults = [said for wrong, said in _clauses(match) if wrong]
    return None if faults and _CASES.search(match["head"]) else faults


def _clauses(match: re.Match[str]) -> list[tuple[bool, str]]:
    year, serial = match["year"], match["serial"]
    brackets = match["open"] + match["close"]
    return [
        (brackets != "〔〕", f"年份用了“{brackets}”，应为六角括号“〔〕”"),
        (len(year) != 4, f"年份“{year}”不是四位全称"),
        (not match["head"], "没有机关代字"),
        (bool(match["ordinal"]), "序号前多了“第”字"),
        (not serial, "没有序号"),
        (any(one.startswith("0") for one in re.split(r"[-、,]", serial)), f"序号“{serial}”编了虚位"),
        (not match["tail"], "末尾缺少“号”字"),
    ]
