"""Drafts that are open for comment: how long, why shorter than usual, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from checks.facts.channels import Reading
from checks.facts.documents import Document
from checks.facts.interpretations import own_links
from checks.facts.periods import Period, after_workdays, period
from checks.facts.policies import INTERPRETS, day_of, is_from_above
from checks.facts.titles import SAME, Titles, core, quoted, title_of

if TYPE_CHECKING:
    from checks.site import Site

_ASKS = re.compile(r"(?:征求|征集|征询|听取).{0,60}意见|意见.{0,4}征[求集]|征求意见稿")
_DRAFT = re.compile(r"《|征求意见稿|草案|送审稿|办法|规定|细则|方案|规划|条例|措施|标准|政策|实施意见|若干|决策|预案")
_OTHER_MATTER = re.compile(
    r"线索|作品|志愿|民生实事|选题|立法项目|项目建议|金点子|议题|候选|标志|[Ll][Oo][Gg][Oo]|问卷|供应商|承接|合作|代表意见|解读|起草说明|满意度|编制建议|工作报告|人大|政协|^关于印发|^关于做好"
)
RESULT = re.compile(
    r"采纳(?:的)?(?:情况|结果|说明)|(?:意见|建议|公示|征[求集])[^，。]{0,12}(?:反馈|结果|汇总|处理|情况)(?!稿|至|到|给|表|渠道|方式|截)"
    r"|结果(?:反馈|公布|公示|公告)|反馈(?:情况|结果|公告|说明)"
)
"""Words of a title that tells what came of a consultation."""
_CAME = re.compile(
    r"采纳(?:的)?情况|征(?:求|集)(?:公众)?(?:意见)?(?:的)?(?:结果|情况(?:反馈|说明|如下))|结果反馈|反馈(?:结果|情况)"
    r"|(?:共|已|累计|期间|期内)[^，。]{0,6}(?:收到|收集|征集)[^，。]{0,16}(?:意见|建议)|收到[^，。]{0,12}[\d一二三四五六七八九十]+\s*条|(?:未|没有)(?:收到|征集到)"
)
_TO_COME = re.compile(r"将|另行|届时|拟于|后续|请|及时(?:公布|反馈)|一经|不再|如(?:未|有)|逾期|视为")
_NOTHING = re.compile(r"暂无|尚未|未公布|无反馈|^无$")
_LABEL = re.compile(
    r"[【\[]?(?:意见)?(?:征集|征求意见|调查)?(?:结果反馈|反馈结果|反馈情况|采纳情况|征集结果|意见采纳情况|征求意见结果)[】\]]?\s*[：:]?"
)
_REASON = re.compile(
    r"(?:因|由于|鉴于|为尽快|考虑到)[^。]{0,60}(?:紧急|紧迫|急需|急迫|特殊|尽快|时限要求|时间要求)[^。]{0,60}(?:期限|时间|[天日]|缩短)|(?:期限|时间)[^。]{0,12}缩短|缩短[^。]{0,24}(?:期限|时间|至|为)"
)
OTHER_TERM = re.compile(
    r"规划|环境影响|环评|标准|技术规范|规程|导则|名录|清单|目录|征地|价格|调价|应急预案|再次|第[二三2]次|二次|修改后"
)
"""Drafts for which other acts set terms of their own, and second rounds."""
_ANSWERS = re.compile(r"反馈|采纳|结果|征集|征求|意见")
_FEW = 3
"""Pages at most that carry a link to a draft's own result; one on more pages is a menu's (our default)."""


@dataclass(frozen=True, slots=True)
class Draft:
    document: Document
    title: str
    core: str
    period: Period | None
    opens: date | None
    """The day the notice names, else that of its publication."""
    closes: date | None
    days: int | None
    """Both ends counted where the notice names them; else as stated."""
    reason: str
    """The notice's words for a shorter time, or ''."""

    @property
    def url(self) -> str:
        return self.document.page.url


@dataclass(frozen=True, slots=True)
class Result:
    """What tells of the outcome. `sure` is False where it may be of another draft, or where a heading has nothing under it."""

    url: str
    words: str
    sure: bool


def drafts(site: Site) -> list[Draft]:
    """Notices that put a draft of this organ up for comment, sorted by address."""
    columns = {channel.document.page.url for channel in site.channels}
    found = []
    for url, document in site.documents.items():
        if url not in columns and document is not site.home_document and is_draft(title := title_of(document)):
            if not is_from_above(site, title):
                found.append(_draft(document, title))
    return found


def is_draft(title: str) -> bool:
    if RESULT.search(_without_quotes(title)) or _OTHER_MATTER.search(title):
        return False
    return bool(_ASKS.search(title) and _DRAFT.search(title)) and not INTERPRETS.search(_without_quotes(title))


def _without_quotes(title: str) -> str:
    return re.sub(r"《.*》", "", title)


def draft_core(title: str) -> str:
    """What a draft, or the page that tells of its outcome, is about."""
    if quoted(title):
        return core(title)
    text = re.sub(r"[(（]?征求意见稿[)）]?|^(?:公开)?(?:意见征[求集]|征[求集]意见)\s*[:：]", "", title)
    text = re.sub(
        r"(?:面?向社会)?(?:再次)?(?:公开|广泛)*(?:征求|征集|征询|听取)(?:公众|社会|各界|各方)*(?:对)?", "", text
    )
    text = re.sub(
        r"(?:公众)?(?:意见|建议|及|和)*(?:反馈|采纳|征集|结果|情况|的|说明)*(?:公告|通知|公示|函|启事|通告)?$", "", text
    )
    return core(text)


def _draft(document: Document, title: str) -> Draft:
    published = day_of(document)
    said = period([line for line in document.lines if line not in (title, document.title)], published)
    opens = (said.opens if said else None) or published
    closes, days = _ends(said, opens)
    reason = next((match[0] for line in document.lines if (match := _REASON.search(line))), "")
    return Draft(document, title, draft_core(title), said, opens, closes, days, reason)


def _ends(said: Period | None, opens: date | None) -> tuple[date | None, int | None]:
    if said is None:
        return None, None
    if said.closes:
        return said.closes, (said.closes - opens).days + 1 if opens else None
    if said.workdays is not None:
        closes = after_workdays(opens, said.workdays) if opens else None
        return closes, (closes - opens).days if closes and opens else None
    assert said.days is not None
    return opens + timedelta(days=said.days) if opens else None, said.days


def results(site: Site) -> dict[str, Result]:
    """What came of each draft, by the draft's address; the surest sign of each."""
    found: dict[str, Result] = {}
    known = site.fact(drafts)
    for draft in known:
        if told := _on_its_page(draft) or _linked(site, draft):
            found[draft.url] = told
    titles = Titles(draft.core for draft in known)
    for url, title in _told(site):
        for nearness, place in titles.near(draft_core(title)):
            draft, sure = known[place], nearness >= SAME
            if draft.url != url and (draft.url not in found or (sure and not found[draft.url].sure)):
                found[draft.url] = Result(url, title, sure)
    return found


def _told(site: Site) -> Iterator[tuple[str, str]]:
    """Addresses and titles of all that tells of an outcome."""
    told: dict[str, str] = {}
    for document in site.shown.values():
        for link in document.links:
            if len(link.text) > 8 and RESULT.search(_without_quotes(link.text)):
                told.setdefault(link.url, link.text)
    for url, document in site.documents.items():
        if RESULT.search(_without_quotes(title := title_of(document))):
            told[url] = title
    yield from sorted(told.items())


def _on_its_page(draft: Draft) -> Result | None:
    linked = {link.text for link in draft.document.links}
    lines = [line for line in draft.document.lines if line not in linked and line != draft.title]
    maybe = None
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if _LABEL.fullmatch(line):
            maybe = maybe if _NOTHING.search(below) else Result(draft.url, line, False)
        elif _NOTHING.search(line):
            continue
        elif (match := _CAME.search(line)) and not _TO_COME.search(line):
            return Result(draft.url, line[match.start() : match.start() + 60], True)
    return maybe


def _linked(site: Site, draft: Draft) -> Result | None:
    """A link of its page to a page of outcome that is not on every page's menu."""
    goals = set(own_links(draft.document))
    for link in draft.document.links:
        if link.url in goals and RESULT.search(_without_quotes(link.text)) and len(site.carriers[link.url]) <= _FEW:
            return Result(link.url, link.text, True)
    return None


def unread_results(site: Site, since: date) -> str:
    """Why a result published after that day may have been overlooked, in Chinese, or ''."""
    if site.unread:
        return site.unread
    for channel in site.channels:
        if not _ANSWERS.search(channel.name):
            continue
        if channel.reading in (Reading.DRAWN, Reading.UNREAD):
            return f"栏目“{channel.name}”的列表没有读到"
        days = [item.published.day for item in channel.items if item.published]
        if channel.partly and not (channel.newest_first and days and days[-1] <= since):
            return f"栏目“{channel.name}”的列表没有读全"
    return ""
