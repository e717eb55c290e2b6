"""One letter of the public as a table's row, a list's entry or a page of its own shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from checks.facts.dates import Dated, dates
from checks.facts.documents import Document
from checks.facts.entries import Entry
from crawler.links import absolute

_WRITTEN = (
    r"(?:来信|写信|去信|提问|提出|留言|咨询|提交|投诉|发信|信件|发表|诉求|建言|反映|问政|问题|受理|登记|收件|提请|求助)"
)
_REPLIED = r"(?:答复|回复|办结|办理|处理|反馈|回信|解答|回应|回答|办复|完成)"
_ASKED_AT = re.compile(rf"{_WRITTEN}\w{{0,2}}(?:时间|日期|于)")
_ANSWERED_AT = re.compile(rf"(?!.*(?:期限|时限)){_REPLIED}\w{{0,2}}(?:时间|日期|于)")
_SOME_DAY = re.compile(r"(?:发布|公开|更新|公布)?(?:时间|日期)")
_TITLE = re.compile(rf"(?:{_WRITTEN}|邮件)?(?:标题|主题|题目|名称|事项|内容|问题)|标题|主题")
_STATE = re.compile(
    r"(?:办理|处理|信件|回复|答复|受理|当前|留言|办件)?(?:状态|进度)|(?:办理|处理|回复|答复)情况|是否(?:回复|答复|办结)"
)
_REPLY = re.compile(
    rf"\w{{0,6}}{_REPLIED}(?:内容|意见|结果|情况|详情|信息|正文)?|(?:承办|部门|单位|处理)\w{{0,2}}意见|回执|答"
)
_PENDING = re.compile(
    r"办理中|处理中|受理中|审核中|交办中|流转中|转办中|(?:正在|尚在)(?:办理|处理|受理|核实|调查)|(?:待|未|尚未|暂未|还未|没有)(?:被)?(?:受理|回复|答复|办理|处理|办结|反馈|回应)"
    r"|暂无(?:回复|答复|回应|办理结果)|已(?:受理|签收|交办|接收|收件|提交|分派|派单|登记|审核|收到)(?!.*(?:回复|答复))"
)
_REFERRED = re.compile(r"已?转办|已?转交|已转|转至|移交|转送")
_ANSWERED = re.compile(
    r"已(?:回复|答复|办结|办理|处理|解决|反馈|办复|归档|采纳|完成|回应|解答)|办结|答复完毕|处理完毕|办理完[毕成]|不予受理|不予办理|^是$|^回复$|^答复$"
)
_ALONE = re.compile(
    rf"[\W_]*(?:\w{{0,4}}(?:状态|进度|情况|结果)\s*[:：])?[\W_]*((?:{_PENDING.pattern}|{_REFERRED.pattern}|{_ANSWERED.pattern})(?:[，,、]?\w{{0,4}}))[\W_]*"
)
_BRACKETED = re.compile(r"[【\[（(](\w{2,6})[】\]）)]")
_REPLIER = re.compile(rf"{_REPLIED}(?:单位|部门|机构|人)")
_SAYS = re.compile(r"\w{0,4}(?:内容|正文|详情|诉求|问题|描述)|问")
_REPLIES = re.compile(
    r"来信(?:已|收悉|已收)|收悉|(?:您|你|网友)(?:的来信|的留言|反映|咨询|提出|所咨询|所反映|的咨询|的问题)|感谢您|经(?:核实|了解|查|调查|核查|研究|与)|现(?:答复|回复|将)|答复如下|回复如下"
)
_GREETING = re.compile(r"您好|你好|尊敬的")
_EMPTY = re.compile(r"[-—–/\\_.…。\s]*|暂无.*|无|null", re.IGNORECASE)
_LABEL = re.compile(r"[【\[]?([^:：，。？！]{1,10}?)[】\]]?\s*[:：]\s*(.*)", re.DOTALL)
_QUOTE = 120
_LONG = 30
"""Characters at most of a text that says a state and nothing else."""
_REPLY_WORDS = 8
"""Characters at least of an answer (our default)."""


class Standing(StrEnum):
    ANSWERED = "answered"
    PENDING = "pending"
    REFERRED = "referred"
    """Passed on, and nothing more is said."""
    UNANSWERED = "unanswered"
    """The place for an answer, or for its day, is there and empty."""
    SILENT = "silent"
    """Its own page shows the question and not a word of an answer."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Letter:
    title: str
    asked: Dated | None
    answered: Dated | None
    standing: Standing
    quote: str
    url: str


def standing(text: str) -> Standing:
    """Of a text that says a state and little else."""
    if len(text) > _LONG:
        return Standing.UNKNOWN
    if _PENDING.search(text) or text.strip() == "否":
        return Standing.PENDING
    if _ANSWERED.search(text):
        return Standing.ANSWERED
    return Standing.REFERRED if _REFERRED.search(text) else Standing.UNKNOWN


def bare_standing(text: str) -> Standing:
    """Of a piece of a list's entry, which may as well be words of the letter: it must say a state and nothing else."""
    match = _ALONE.fullmatch(text.strip())
    return standing(match[1]) if match else Standing.UNKNOWN


def table_letters(document: Document) -> Iterator[Letter]:
    """Rows of tables whose head tells what stands in them."""
    for table in document.tables:
        if not (_ASKED_AT.search(table.html) or _SOME_DAY.search(table.html)) or "<tr" not in table.html.lower():
            continue
        rows = table.grid
        heads = next((place for place, row in enumerate(rows[:3]) if _is_head(row)), None)
        if heads is None:
            continue
        columns = _columns(rows[heads])
        for row, links in zip(rows[heads + 1 :], table.links[heads + 1 :], strict=False):
            if letter := _row(document, columns, row, [href for cell in links for href in cell]):
                yield letter


def _is_head(row: Sequence[str]) -> bool:
    columns = _columns(row)
    return "title" in columns and ("asked" in columns or "day" in columns) and not any(map(_day, row))


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    forms = (("answered", _ANSWERED_AT), ("asked", _ASKED_AT), ("state", _STATE), ("day", _SOME_DAY), ("title", _TITLE))
    for place, cell in enumerate(row):
        bare = "".join(cell.split())
        if kind := next((kind for kind, form in forms if form.fullmatch(bare)), ""):
            found.setdefault(kind, place)
    return found


def _row(document: Document, columns: dict[str, int], row: Sequence[str], hrefs: list[str]) -> Letter | None:
    def cell(kind: str) -> str:
        return row[columns[kind]] if kind in columns else ""

    title = cell("title")
    if not title or len(set(row)) < 2:
        return None
    state = standing(cell("state"))
    answered = _day(cell("answered"))
    if answered:
        state = Standing.ANSWERED
    elif state is Standing.UNKNOWN and "answered" in columns:
        said = standing(cell("answered"))
        state = said if said is not Standing.UNKNOWN else Standing.UNANSWERED if _EMPTY.fullmatch(cell("answered")) else said  # fmt: skip
    asked = _day(cell("asked")) or (_day(cell("day")) if "asked" not in columns else None)
    url = next((url for href in hrefs if (url := absolute(document.page.url, href))), "")
    return Letter(title, asked, answered, state, " ".join(filter(None, row))[:_QUOTE], url)


def entry_letter(entry: Entry) -> Letter | None:
    """None for an entry with neither a state nor a day: it may be anything."""
    asked = answered = None
    bare, found = [], Standing.UNKNOWN
    for place, piece in enumerate(entry.pieces):
        label = entry.pieces[place - 1] if place else ""
        day = _day(piece)
        if day and len(piece) <= _LONG:
            name = piece if re.search(r"[^\W\d]{2}", piece.replace(day.quote, "")) else label
            if _ANSWERED_AT.search(name):
                answered = day
            elif _ASKED_AT.search(name):
                asked = day
            else:
                bare.append(day)
        if (
            not entry.text.startswith(piece.rstrip(".… "))
            and found is Standing.UNKNOWN
            and not _ANSWERED_AT.search(piece)
        ):
            found = bare_standing(piece)
    if found is Standing.UNKNOWN and (marks := _BRACKETED.findall(entry.text)):
        found = next((state for mark in marks if (state := bare_standing(mark)) is not Standing.UNKNOWN), found)
    if not asked and bare:
        asked = min(bare, key=lambda one: one.day)
    if answered or (len({one.day for one in bare}) > 1 and found is not Standing.PENDING):
        found = Standing.ANSWERED
    if not entry.text or (found is Standing.UNKNOWN and not (asked and entry.url)):
        return None
    return Letter(_title_of(entry), asked, answered, found, " ".join(entry.pieces)[:_QUOTE], entry.url)


def _title_of(entry: Entry) -> str:
    return entry.text if bare_standing(entry.text) is Standing.UNKNOWN else max(entry.pieces, key=len)


def page_letters(document: Document, listed: bool) -> Iterator[Letter]:
    """Letters that a page shows in full. `listed`: a list of letters leads here, so it is one whatever it shows."""
    pairs = list(_pairs(document.lines))
    starts = [place for place, (label, value) in enumerate(pairs) if _ASKED_AT.fullmatch(label) and _day(value)]
    if not starts:
        if listed:
            letter = _of_pairs(document, pairs, "")
            unasked = letter.standing is Standing.SILENT
            yield replace(letter, standing=Standing.UNKNOWN) if unasked else letter
        return
    if len(starts) == 1:
        yield _of_pairs(document, pairs, pairs[starts[0]][1])
        return
    for start, end in zip(starts, [*starts[1:], len(pairs)], strict=True):
        yield _of_pairs(document, pairs[max(start - 1, 0) : end], pairs[start][1])


def _of_pairs(document: Document, pairs: list[tuple[str, str]], asked: str) -> Letter:
    title = next((value for label, value in pairs if _TITLE.fullmatch(label) and value and "内容" not in label), "")
    title = title or document.tags.value("ArticleTitle") or next(iter(document.heads), "") or document.title
    answered = next((day for label, value in pairs if _ANSWERED_AT.fullmatch(label) and (day := _day(value))), None)
    state = next((found for label, value in pairs if _STATE.fullmatch(label) and (found := standing(value.split(" ")[0] if value else ""))), Standing.UNKNOWN)  # fmt: skip
    reply, quote = _reply(pairs)
    day = _day(asked)
    text = " ".join(f"{label} {value}" for label, value in pairs)
    if reply is Standing.SILENT and (_later(text, day) or len(_GREETING.findall(text)) > 1):
        reply = Standing.UNKNOWN  # what comes after the question may be an answer that nothing names
    if answered and reply is not Standing.PENDING:
        state = Standing.ANSWERED
    elif reply is Standing.ANSWERED or state is Standing.UNKNOWN:
        state = reply
    return Letter(title[:80], day, answered, state, quote or asked[:_QUOTE], document.page.url)


def _later(text: str, day: Dated | None) -> bool:
    return day is not None and any(one.day > day.day for one in dates(text))


def _reply(pairs: list[tuple[str, str]]) -> tuple[Standing, str]:
    """Whether an answer stands on the page, and the words that say so."""
    text = " ".join(f"{label} {value}" for label, value in pairs)
    places = [(label, value) for label, value in pairs if _REPLY.fullmatch(label)]
    for label, value in places:
        said = standing(value)
        if said in (Standing.PENDING, Standing.REFERRED):
            return said, f"{label}：{value}"[:_QUOTE]
        if len(value) >= _REPLY_WORDS or (said is Standing.ANSWERED and value):
            return Standing.ANSWERED, f"{label}：{value}"[:_QUOTE]
    if match := _REPLIES.search(text):
        return Standing.ANSWERED, match[0]
    if not places and any(_SAYS.fullmatch(label) for label, _ in pairs) and not _REPLIER.search(text):
        return Standing.SILENT, next(f"{label}：{value}"[:_QUOTE] for label, value in pairs if _SAYS.fullmatch(label))
    if places and all(_EMPTY.fullmatch(value) for _, value in places):
        return Standing.UNANSWERED, f"{places[0][0]}：（空）"
    return Standing.UNKNOWN, ""


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Label and value; a value runs on to the next label, and lines before the first have the label ''."""
    label, value = "", ""
    for line in lines:
        for piece in re.split(r"\s+(?=[^\s:：]{2,8}[:：])|[|｜]", line):
            match = _LABEL.fullmatch(piece.strip())
            name = "".join(match[1].split()) if match else "".join(piece.split())
            known = any(
                form.fullmatch(name) for form in (_ASKED_AT, _ANSWERED_AT, _TITLE, _STATE, _REPLY, _SOME_DAY, _SAYS)
            )
            known = known or (match is not None and len(name) <= 6)
            if known:
                yield label, value.strip()
                label, value = name, match[2] if match else ""
            else:
                value += f" {piece}"
    yield label, value.strip()


def _day(text: str) -> Dated | None:
    return next(dates(text), None)
