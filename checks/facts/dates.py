"""Dates as Chinese government pages write them, kept with the words they were read from.

A date is only read where one is written out; nothing is guessed. Years run from 1949 to 2099.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from crawler.beijing import BEIJING

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width forms to ASCII
_ZERO, _ONES = "〇零○◯OoОоΟο0", "一二三四五六七八九"  # Latin, Cyrillic and Greek o are all typed for 〇
_NUMERALS = {c: str(n) for n, c in enumerate(_ONES, 1)} | dict.fromkeys(_ZERO, "0")
_YEAR = r"(?<!\d)(?P<y>1949|19[5-9]\d|20\d\d)"
_DASH = r"[-\u2010-\u2015\u2212]"
_DIGITS = re.compile(
    _YEAR + rf"\s*(?:{_DASH}|/|\.|年)\s*(?P<m>\d{{1,2}})\s*(?:{_DASH}|/|\.|月)\s*(?P<d>\d{{1,2}})(?!\d)\s*日?"
)
_COMPACT = re.compile(_YEAR + r"(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_HAN = re.compile(
    rf"(?P<y>一\s*九\s*(?:四\s*九|[五六七八九]\s*[{_ZERO}{_ONES}])|二\s*[{_ZERO}]\s*[{_ZERO}{_ONES}]\s*[{_ZERO}{_ONES}]"
    r"|(?<!\d)(?:1949|19[5-9]\d|20\d\d))\s*年"
    rf"\s*(?P<m>(?:[{_ZERO}]\s*)?[{_ONES}]|元|十(?:\s*[一二])?|1[0-2]|0?[1-9])\s*月"
    rf"\s*(?P<d>(?:二\s*)?十(?:\s*[{_ONES}])?|廿(?:\s*[{_ONES}])?|三\s*十(?:\s*一)?|卅(?:\s*一)?|(?:[{_ZERO}]\s*)?[{_ONES}]"
    r"|[12]\d|3[01]|0?[1-9])\s*日"
)
"""Numerals of both kinds may stand in one date; a date all in digits is read by _DIGITS."""
_WHOLE = re.compile(rf"(\d{{4}})(?:{_DASH}|/|\.|年)?(\d{{1,2}})(?:{_DASH}|/|\.|月)?(\d{{1,2}})日?(?!\d)")
_NUMERALS_ONLY = re.compile(rf"[{_ZERO}{_ONES}]{{4}}年[{_ZERO}{_ONES}十]{{1,3}}月[{_ZERO}{_ONES}十廿卅]{{1,4}}日")
_STAMP = re.compile(r"1\d{9}|1\d{12}")
_NO_DATE = re.compile(
    r"(?:详见|见)(?:正文|附件|全文|文件|文内)|(?:长期|主动|限时|及时|依申请)(?:公开|有效)|长期|未知|待定|即日|今日|有效"
)
_HOLDS = re.compile(r"[\d年]")
"""Some of it is in every written day."""
_UNNAMED = re.compile(r"\?P<\w>")
_CLOCK = r"(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?"
_LABEL = r"(?:(?:发布|发文|更新|信息|公开|成文|生成)?(?:时间|日期):?)?"
_ANY = "|".join(_UNNAMED.sub("?:", form.pattern) for form in (_DIGITS, _HAN))
_ONLY = re.compile(rf"[\s\[(【]*{_LABEL}\s*(?:{_ANY}){_CLOCK}[\s\])】]*")
_LABELLED = re.compile(r"(?:日期|时间)\s*:\s*(\S+)")
_YEARLESS = re.compile(r"[\s\[(【]*(?P<m>0?[1-9]|1[0-2])\s*(?:-|/|月)\s*(?P<d>0?[1-9]|[12]\d|3[01])日?[\s\])】]*")
_MONTH = re.compile(r"(?:19[4-9]\d|20\d\d)\s*[-/.年]\s*\d{1,2}月?")
_DAY = re.compile(r"\d{1,2}日?")
_IN_URL = re.compile(
    r"/(?P<y1>20\d\d)/(?P<m1>\d{1,2})/(?P<d1>\d{1,2})/|/t(?P<y2>20\d\d)(?P<m2>\d{2})(?P<d2>\d{2})_"
    r"|/(?P<y3>20\d\d)-?(?P<m3>\d{2})(?:-|/)?(?P<d3>\d{2})/"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and the words it was read from."""

    day: date
    quote: str


def local_day(moment: datetime) -> date:
    """The day in China at a moment with a time zone."""
    return moment.astimezone(BEIJING).date()


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _number(han: str) -> str:
    """十 → 10, 十一 → 11, 二十三 → 23, 廿三 → 23, 卅 → 30, 元 → 1; digits stay."""
    han = han.replace("廿", "二十").replace("卅", "三十").replace("元", "一")
    if "十" not in han:
        return "".join(_NUMERALS.get(one, one) for one in han)
    tens, _, ones = han.partition("十")
    return (_NUMERALS[tens] if tens else "1") + (_NUMERALS[ones] if ones else "0")


def dates(text: str) -> Iterator[Dated]:
    """Every date written out in a text, in order of form then place."""
    text = text.translate(_WIDE)
    for match in _DIGITS.finditer(text):
        if found := _day(match["y"], match["m"], match["d"]):
            yield Dated(found, match[0].strip())
    for match in _HAN.finditer(text):
        if _DIGITS.match(match[0]):
            continue
        y, m, d = ("".join(match[part].split()) for part in "ymd")
        if found := _day("".join(_NUMERALS.get(c, c) for c in y), _number(m), _number(d)):
            yield Dated(found, match[0])


def only_date(text: str) -> Dated | None:
    """The date of a text that is nothing but a date (with clock time, brackets or a label such as 发布时间)."""
    if len(text) > 40 or not _HOLDS.search(text):
        return None  # asked of every line of every page: most say at a glance that they are none
    return _only_date(text)


@lru_cache(maxsize=20_000)
def _only_date(text: str) -> Dated | None:
    """The same days stand in many lists."""
    text = text.translate(_WIDE)
    return next(dates(text), None) if _ONLY.fullmatch(text) else None


def labelled_date(text: str) -> Dated | None:
    """The date after a label inside a short line of facts: 来源：办公室 日期：2026-11-06."""
    if len(text) > 60 or not ("日期" in text or "时间" in text):
        return None
    match = _LABELLED.search(text.translate(_WIDE))
    return next(dates(match[1]), None) if match else None


def field_date(text: str) -> Dated | None:
    """The date of a metadata field: written out, or eight digits."""
    found = next(dates(text), None)
    if found is None and (match := _COMPACT.search(text.translate(_WIDE))):
        day = _day(match["y"], match["m"], match["d"])
        return Dated(day, match[0]) if day else None
    return found


def date_fault(text: str) -> str | None:
    """What is wrong with a field that should hold a date, as a Chinese clause; '' when nothing is; None when unclear."""
    bare = "".join(text.translate(_WIDE).split())
    if field_date(text):
        return ""
    if match := _WHOLE.match(bare):
        try:
            written = date(*(int(piece) for piece in match.groups()))
        except ValueError:
            return "不是日历上的日子"
        return None if written.year > 1000 else "不是日历上的日子"
    if _NUMERALS_ONLY.match(bare):
        return "不是日历上的日子"
    if _STAMP.fullmatch(bare):
        return "是程序的时间戳，不是日期"
    return "不是日期" if _NO_DATE.fullmatch(bare) else None


def yearless_date(text: str, seen: date) -> Dated | None:
    """A text that is nothing but month and day, as the latest such day not after `seen`."""
    text = text.translate(_WIDE)
    match = _YEARLESS.fullmatch(text)
    if match is None:
        return None
    for year in (seen.year, seen.year - 1):
        found = _day(str(year), match["m"], match["d"])
        if found and found <= seen:
            return Dated(found, text.strip())
    return None


def split_date(first: str, second: str) -> Dated | None:
    """A date drawn as two pieces: `18` over `2026-11`, or the other way round."""
    first, second = first.translate(_WIDE).strip(), second.translate(_WIDE).strip()
    month, day = (first, second) if _MONTH.fullmatch(first) else (second, first)
    if not (_MONTH.fullmatch(month) and _DAY.fullmatch(day)):
        return None
    numbers = re.findall(r"\d+", month) + re.findall(r"\d+", day)
    found = _day(*numbers)
    return Dated(found, f"{month} {day}") if found else None


def url_date(url: str) -> date | None:
    """The day that a content system wrote into an article's address, if it did."""
    match = _IN_URL.search(url)
    if match is None:
        return None
    year, month, day = (piece for piece in match.groups() if piece is not None)
    return _day(year, month, day)


def months_before(day: date, months: int) -> date:
    """The same day that many calendar months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        if found := _day(str(year), str(month + 1), str(last)):
            return found
    raise AssertionError("every month has 28 days")
