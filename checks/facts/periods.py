"""How long a draft is open for comment, as notices say it: two days, a last day, or so many days from the notice on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_YEAR, _CLOCK = r"(?:(20\d\d)\s*(?:年|[-/.])\s*)?", r"(?:\s*(?:上午|下午)?\s*\d{1,2}[::时点]\d{0,2}(?::\d{2})?分?)?"
_DAY = rf"{_YEAR}(\d{{1,2}})\s*(?:月|[-/.])\s*(\d{{1,2}})(?!\d)\s*[日号]?{_CLOCK}(?:\s*[(（][^()（）]{{1,6}}[)）])?"
_END = rf"(?:{_YEAR}(\d{{1,2}})\s*(?:月|[-/.])\s*)?(\d{{1,2}})(?!\d)\s*[日号]?{_CLOCK}"
_SPAN = re.compile(
    rf"{_DAY}\s*(?:起|开始)?\s*[,、]?\s*(?:至|到|—+|–|~|～|-+|一(?=\d))\s*{_END}(?![\d\u4e00-\u9fa5]*号令)"
)
_ASKS = re.compile(r"征求|征集|意见|建议|反馈|公示|公告|公开|截[止至]|即日|来信|来函")
"""Words of a sentence that speaks of the time for comment."""
_LABEL = re.compile(r"^[【\[]?(?:开始|起始|起止|截[止至]|结束|活动|公开)?(?:时间|日期|期限)\s*[】\]]?\s*:?")
_ASIDE = re.compile(r"收到|受理|申请人|送达|施行|有效期|申报|补贴|补助|印发|签订|办结|办理|答复|实施(?:期|时间)|执行期")
"""Words of a sentence about some other time, unless it speaks of comment in so many words."""
_PLAINLY = re.compile(r"征求|征集|意见建议|反馈|提出.{0,12}意见|意见.{0,12}(?:发|寄|送|至|以|前)")
_RECEIVED = re.compile(r"收到|受理|送达")
_TEXT = re.compile(r"^(?:第[一1][章条]|一、\s*总则|总\s*则$)")
_DRAFT_HEAD = re.compile(r"^[^，。:]{4,60}[(（](?:征求意见稿|草案|送审稿|修订草案)[^()（）]{0,10}[)）]$")
_START = re.compile(rf"(?:开始|起始|征集开始|发起)(?:时间|日期)\s*:?\s*{_DAY}")
_UNTIL = re.compile(
    rf"(?:截[止至](?:时间|日期|期限)?|结束(?:时间|日期)|期限|反馈时间)\s*(?:为|是|到|至|于)?\s*:?\s*{_DAY}"
    rf"|(?:于|在|至|到|请|,|，|^|。|止)\s*{_DAY}\s*(?:\(?(?:含当日|含|星期.|周.)\)?)?\s*(?:下班)?(?:以前|之前|前|止|截止|为止)"
    rf"|即日起?\s*(?:至|到|—|-)\s*{_DAY}"
)
_LENGTH = re.compile(
    r"(?:期限|时间|期|日|为期|起|于)\s*(?:缩短|延长|确定)?\s*(?:为|是|共|至|不少于)?\s*:?\s*(?:[(（]?(?P<han>[一二三四五六七八九十]{1,3})[)）]?|(?P<n>\d{1,3}))\s*(?:[(（]\d+[)）])?\s*个?\s*(?P<unit>工作日|自然日|日历天|天|日|个?月)(?!\d|内答复|内作出|内予以|前)"
)
_SENTENCE = re.compile(r"[。;!]")
_HEADING, _ROW = 16, 60
"""Characters at most of a heading that tells of the line below it, and of a row of facts."""
_NOTICE = 12
"""Lines of a page's top in which a title is the page's own, not that of the draft that follows."""
_HAN = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
MONTH = 30


@dataclass(frozen=True, slots=True)
class Period:
    opens: date | None
    """None where the notice names no first day: it opens on the day of publication."""
    closes: date | None
    days: int | None
    """Stated as such, in calendar days; None where days are named."""
    workdays: int | None
    quote: str


def period(lines: list[str], published: date | None) -> Period | None:
    """The time for comment that a notice's lines give; None when none was read. `published` lends the year."""
    asking = list(_asking(lines))
    spans = [one for text in asking if (one := _span(text, published))]
    if spans:
        return spans[0]
    first = next((day for text in asking if (day := _first(_START, text, published))), None)
    for text in asking:
        if last := _last(text, first or published):
            return Period(first, last[0], None, None, last[1])
    return next((one for text in asking if (one := _stated(text, first))), None)


def _asking(lines: list[str]) -> Iterator[str]:
    """Sentences of the notice, the draft's own text left out, that speak of the time for comment."""
    above = ""
    for place, line in enumerate(line.translate(_WIDE).strip() for line in lines):
        if _TEXT.match(line) or (place > _NOTICE and _DRAFT_HEAD.match(line)):
            return
        lent = above if len(above) <= _HEADING and (_ASKS.search(above) or _LABEL.match(above)) else ""
        for sentence in _SENTENCE.split(line):
            text = f"{lent} {sentence}".strip()
            if not (_ASKS.search(text) or (_LABEL.match(text) and len(text) <= _ROW)):
                continue
            if not _ASIDE.search(text) or _PLAINLY.search(text):
                yield text
        above = line


def _date(year: str | None, month: str, day: str, near: date | None) -> date | None:
    if year is None and near is None:
        return None
    try:
        return date(int(year) if year else near.year, int(month), int(day))  # type: ignore[union-attr]
    except ValueError:
        return None


def _span(text: str, published: date | None) -> Period | None:
    found = None
    for match in _SPAN.finditer(text):
        y1, m1, d1, y2, m2, d2 = match.groups()
        opens = _date(y1, m1, d1, published)
        closes = _date(y2, m2 or m1, d2, opens)
        if opens and closes and closes < opens and y2 is None and m2:
            closes = _date(str(opens.year + 1), m2, d2, None)  # over the turn of the year
        if opens and closes and 0 <= (closes - opens).days <= 366:
            found = Period(opens, closes, None, None, match[0].strip())
    return found


def _first(form: re.Pattern[str], text: str, near: date | None) -> date | None:
    match = form.search(text)
    return _date(match[1], match[2], match[3], near) if match else None


def _last(text: str, opened: date | None) -> tuple[date, str] | None:
    """The latest of the days named as the last one."""
    found = []
    for match in _UNTIL.finditer(text):
        groups = match.groups()
        year, month, day = next(groups[at : at + 3] for at in (0, 3, 6) if groups[at + 1])
        closes = _date(year, month, day, opened)
        if closes and opened and closes < opened and year is None:
            closes = _date(str(opened.year + 1), month, day, None)
        if closes and (opened is None or 0 <= (closes - opened).days <= 366):
            found.append((closes, match[0].strip("，,。 ")))
    return max(found, default=None)


def _stated(text: str, first: date | None) -> Period | None:
    for match in () if _RECEIVED.search(text) else _LENGTH.finditer(text):
        count = int(match["n"]) if match["n"] else _number(match["han"])
        if count <= 0:
            continue
        if match["unit"] == "工作日":
            return Period(first, None, None, count, match[0].strip())
        days = count * MONTH if "月" in match["unit"] else count
        return Period(first, None, days, None, match[0].strip())
    return None


def _number(han: str) -> int:
    if "十" not in han:
        return _HAN.get(han, 0)
    tens, _, ones = han.partition("十")
    return _HAN.get(tens, 1) * 10 + _HAN.get(ones, 0)


def after_workdays(start: date, count: int) -> date:
    """The day on which so many working days after `start` are over, Monday to Friday where the calendar is unknown."""
    from checks.facts.workdays import workdays_after

    day = start
    while workdays_after(start, day)[0] < count:
        day += timedelta(days=1)
    return day
