"""A letter of the public: what words say how it stands, and what a page of its own shows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from checks.facts.dates import Dated, dates
from checks.facts.documents import Document

_WRITTEN = (
    r"(?:来信|写信|去信|提问|提出|留言|咨询|提交|投诉|发信|信件|发表|诉求|建言|反映|问政|问题|受理|登记|收件|提请|求助)"
)
_REPLIED = r"(?:答复|回复|办结|办理|处理|反馈|回信|解答|回应|回答|办复|完成)"
ASKED_AT = re.compile(rf"{_WRITTEN}\w{{0,2}}(?:时间|日期|于)")
ANSWERED_AT = re.compile(rf"(?!.*(?:期限|时限)){_REPLIED}\w{{0,2}}(?:时间|日期|于)")
SOME_DAY = re.compile(r"(?:发布|公开|更新|公布)?(?:时间|日期)")
TITLE = re.compile(rf"(?:{_WRITTEN}|邮件)?(?:标题|主题|题目|名称|事项|内容|问题)|标题|主题")
STATE = re.compile(
    r"(?:办理|处理|信件|回复|答复|受理|当前|留言|办件)?(?:状态|进度)|(?:办理|处理|回复|答复)情况|是否(?:回复|答复|办结)"
)
_REPLY = re.compile(
    rf"\w{{0,6}}{_REPLIED}(?:内容|意见|结果|情况|详情|信息|正文)?|(?:承办|部门|单位|处理)\w{{0,2}}意见|回执|答"
)
PENDING = re.compile(
    r"办理中|处理中|受理中|交办中|流转中|转办中|(?:正在|尚在)(?:办理|处理|受理|核实|调查)|(?:待|未|尚未|暂未|还未|没有)(?:被)?(?:受理|回复|答复|办理|处理|办结|反馈|回应)"
    r"|暂无(?:回复|答复|回应|办理结果)|已(?:受理|签收|交办|接收|收件|提交|分派|派单|登记|收到)(?!.*(?:回复|答复))"
)
REFERRED = re.compile(r"已?转办|已?转交|已转|转至|移交|转送")
ANSWERED = re.compile(
    r"已(?:回复|答复|办结|办理|处理|解决|反馈|办复|归档|采纳|完成|回应|解答)|办结|答复完毕|处理完毕|办理完[毕成]|不予受理|不予办理|^是$|^回复$|^答复$"
)
_EXPLAINS = re.compile(r"[:：，,（(]|请|将|因|建议")
"""Marks of a word of explanation beside 已转办."""
_REPLIER = re.compile(rf"{_REPLIED}(?:单位|部门|机构|人)")
_SAYS = re.compile(r"\w{0,4}(?:内容|正文|详情|诉求|问题|描述)|问")
_REPLIES = re.compile(
    r"来信(?:已|收悉|已收)|收悉|(?:您|你|网友)(?:的来信|的留言|反映|咨询|提出|所咨询|所反映|的咨询|的问题)|感谢您|经(?:核实|了解|查|调查|核查|研究|与)|现(?:答复|回复|将)|答复如下|回复如下"
)
_GREETING = re.compile(r"您好|你好|尊敬的")
EMPTY = re.compile(r"[-—–/\\_.…。\s]*|暂无.*|无|null", re.IGNORECASE)
_LABEL = re.compile(r"[【\[]?([^:：，。？！]{1,10}?)[】\]]?\s*[:：]\s*(.*)", re.DOTALL)
QUOTE = 120
_OPENING = 20
"""Characters of a letter that stand for its title where a page of several gives none."""
LONG = 30
"""Characters at most of a text that says a state and nothing else."""
_REPLY_WORDS, STATE_WORDS = 8, 16
"""Characters at least of an answer; and at most of a state in its place (our defaults)."""


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
    if len(text) > LONG:
        return Standing.UNKNOWN
    if PENDING.search(text) or text.strip() == "否":
        return Standing.PENDING
    if ANSWERED.search(text):
        return Standing.ANSWERED
    if not REFERRED.search(text):
        return Standing.UNKNOWN
    return Standing.ANSWERED if _EXPLAINS.search(text) else Standing.REFERRED


def page_letters(document: Document, listed: bool) -> Iterator[Letter]:
    """Letters that a page shows in full. `listed`: a list of letters leads here, so it is one whatever it shows."""
    pairs = list(_pairs(document.lines))
    starts = [place for place, (label, value) in enumerate(pairs) if ASKED_AT.fullmatch(label) and first_day(value)]
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
        yield _of_pairs(document, pairs[max(start - 1, 0) : end], pairs[start][1], several=True)


def _of_pairs(document: Document, pairs: list[tuple[str, str]], asked: str, *, several: bool = False) -> Letter:
    title = next((value for label, value in pairs if TITLE.fullmatch(label) and value and "内容" not in label), "")
    said = next((value for label, value in pairs if _SAYS.fullmatch(label)), "")[:_OPENING] if several else ""
    title = title or said or document.tags.value("ArticleTitle") or next(iter(document.heads), "") or document.title
    answered = next((day for label, value in pairs if ANSWERED_AT.fullmatch(label) and (day := first_day(value))), None)
    states = (standing(value.split(" ")[0]) for label, value in pairs if STATE.fullmatch(label))
    state = next((one for one in states if one is not Standing.UNKNOWN), Standing.UNKNOWN)
    reply, quote = _reply(pairs)
    day = first_day(asked)
    text = " ".join(f"{label} {value}" for label, value in pairs)
    if reply is Standing.SILENT and (_later(text, day) or len(_GREETING.findall(text)) > 1):
        reply = Standing.UNKNOWN  # what comes after the question may be an answer that nothing names
    if answered and reply is not Standing.PENDING:
        state = Standing.ANSWERED
    elif reply is Standing.ANSWERED or state is Standing.UNKNOWN:
        state = reply
    return Letter(title[:80], day, answered, state, quote or asked[:QUOTE], document.page.url)


def _later(text: str, day: Dated | None) -> bool:
    return day is not None and any(one.day > day.day for one in dates(text))


def _reply(pairs: list[tuple[str, str]]) -> tuple[Standing, str]:
    """Whether an answer stands on the page, and the words that say so."""
    text = " ".join(f"{label} {value}" for label, value in pairs)
    places = [(label, value) for label, value in pairs if _REPLY.fullmatch(label)]
    for label, value in places:
        said = standing(value) if len(value) <= STATE_WORDS else Standing.UNKNOWN
        if said in (Standing.PENDING, Standing.REFERRED):
            return said, f"{label}：{value}"[:QUOTE]
        if len(value) >= _REPLY_WORDS or (said is Standing.ANSWERED and value):
            return Standing.ANSWERED, f"{label}：{value}"[:QUOTE]
    if match := _REPLIES.search(text):
        return Standing.ANSWERED, match[0]
    if not places and any(_SAYS.fullmatch(label) for label, _ in pairs) and not _REPLIER.search(text):
        return Standing.SILENT, next(f"{label}：{value}"[:QUOTE] for label, value in pairs if _SAYS.fullmatch(label))
    if places and all(EMPTY.fullmatch(value) for _, value in places):
        return Standing.UNANSWERED, f"{places[0][0]}：（空）"
    return Standing.UNKNOWN, ""


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Label and value; a value runs on to the next label, and lines before the first have the label ''."""
    label, value = "", ""
    for line in lines:
        for piece in re.split(r"\s+(?=[^\s:：]{2,8}[:：])|[|｜]", line):
            match = _LABEL.fullmatch(piece.strip())
            name = "".join(match[1].split()) if match else "".join(piece.split())
            known = any(form.fullmatch(name) for form in (ASKED_AT, ANSWERED_AT, TITLE, STATE, _REPLY, SOME_DAY, _SAYS))
            known = known or (match is not None and len(name) <= 6)
            if known:
                yield label, value.strip()
                label, value = name, match[2] if match else ""
            else:
                value += f" {piece}"
    yield label, value.strip()


def first_day(text: str) -> Dated | None:
    return next(dates(text), None)
