"""Whether a normative document is in force: what the site shows of it, and what abolished or ended it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from checks.facts.dates import dates, months_before
from checks.facts.documents import Document
from checks.facts.policies import Policy, day_of, policies
from checks.facts.titles import core, numbers, quoted, title_of

if TYPE_CHECKING:
    from checks.site import Site

_WORDS = r"(?:现行|继续|仍然|部分|已|全文)?(?:有效|失效|废止|修改|修订|生效|无效)(?:中)?|尚未生效|未生效|长期有效"
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
_NOTICE = re.compile(r"废止|失效|停止(?:执行|施行|实施)")
_NO_NOTICE = re.compile(r"征求|征集|解读|图解|答复|拟|意见稿|修订草案")
_KEEPS = re.compile(r"继续有效|保留|修改|修订|现行有效|延长|延续|重新公布")
_BASIS = re.compile(r"(?:根据|依据|按照|依照|贯彻|落实|遵照)[^，,。；;]{0,120}[，,]")
_ENDS = re.compile(r"(?:废止|失效|停止(?:执行|施行|实施))")
_PART = re.compile(r"》\s*(?:[(（〔][^)）]{0,40}[)）〕]?\s*)?(?:中|的)?\s*第[一二三四五六七八九十百\d]+[条款项章]")
_FUTURE = re.compile(r"自(.{8,16}?)起(?:施行|实施|执行|生效|废止|停止|失效)")
_TERM = re.compile(
    r"有效期(?:限)?(?:为|是|自.{0,14}起)?(?:(?:至|到|截至|截止到)\s*(?P<to>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)|\s*(?P<years>[一二三四五两1-9])\s*年)"
)
_SELF = re.compile(
    r"本(?:办法|规定|意见|细则|方案|通知|措施|文件|政策|决定|公告|通告|规则|实施细则|暂行办法|实施意见|实施办法|标准)|起(?:施行|实施|执行)|^有效期"
)
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the site says of a document's force. `gone`: it calls the document abolished or ended."""

    words: str
    gone: bool
    where: str
    """In Chinese."""


@dataclass(frozen=True, slots=True)
class Ended:
    """`document` says it, in the words of `quote`; `sure` is False where it may mean another version."""

    document: Document
    quote: str
    since: date | None
    sure: bool


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


def ended(site: Site) -> dict[str, Ended]:
    """Normative documents that a notice or a later document of the site abolished, or whose own term is over, by address."""
    ours = [policy for policy in site.fact(policies) if policy.normative]
    finder = _Finder(ours, site.today)
    found: dict[str, Ended] = {}
    for document in site.documents.values():
        for policy, one in finder.named_by(document):
            if policy.url not in found or (one.sure and not found[policy.url].sure):
                found[policy.url] = one
    prolonged = _prolonged(site)
    for policy in ours:
        if policy.url not in found and policy.core not in prolonged and not prolonged & {policy.number}:
            if over := _run_out(policy, site.today):
                found[policy.url] = over
    return found


class _Finder:
    def __init__(self, ours: list[Policy], today: date) -> None:
        self._today = today
        self._by_core: dict[str, list[Policy]] = defaultdict(list)
        self._by_number: dict[str, list[Policy]] = defaultdict(list)
        for policy in ours:
            self._by_core[policy.core].append(policy)
            if policy.number:
                self._by_number[policy.number].append(policy)

    def named_by(self, document: Document) -> Iterator[tuple[Policy, Ended]]:
        title = title_of(document)
        if not _ENDS.search(document.text) or _NO_NOTICE.search(title):
            return
        day = day_of(document)
        for words, sure in _abolishing(document, title):
            later = next((found.day for match in _FUTURE.finditer(words) for found in dates(match[1])), None)
            if later and later > self._today:
                continue
            for policy, exact in self._named(words):
                if policy.url != document.page.url and _is_older(policy, day):
                    yield policy, Ended(document, words[:150], later or day, sure and exact and day is not None)

    def _named(self, words: str) -> list[tuple[Policy, bool]]:
        """By the number, where one is given; else by the title, surely where it has but one version."""
        if found := numbers(words):
            return [(policy, True) for number in found for policy in self._by_number.get(number, ())]
        named = []
        for title in quoted(words) or [re.sub(r"^[\d一二三四五六七八九十]+[.、．\s]+", "", words)]:
            same = self._by_core.get(core(f"《{title.strip()}》"), []) if len(title) > 4 else []
            named += [(policy, len({one.number for one in same}) == 1) for policy in same]
        return named


def _is_older(policy: Policy, day: date | None) -> bool:
    """A document published with the notice, or after it, is not the one that it abolishes."""
    return policy.published is None or day is None or (day - policy.published).days > 30


def _abolishing(document: Document, title: str) -> Iterator[tuple[str, bool]]:
    """Words that name what is abolished, and whether that is sure: sentences that say so, and entries of lists of such."""
    notice, mixed = bool(_NOTICE.search(title)), bool(_KEEPS.search(title) or "清理" in title)
    if notice and not mixed and quoted(title) and not _PART.search(title):
        yield title, True
    gone: bool | None = None
    linked = {link.text for link in document.links}
    for line in document.lines:
        heading = len(line) <= 40 and "《" not in line and line not in linked and line != title
        if heading and _KEEPS.search(line):
            gone = False
        elif heading and _ENDS.search(line):
            gone = True
        for sentence in re.split(r"[。；;]", line):
            words = _BASIS.sub("", sentence)
            if not (quoted(words) or numbers(words) or gone) or _PART.search(words):
                continue
            if _ENDS.search(words) and quoted(words) and not _KEEPS.search(words):
                yield words, True
            elif (notice or "清理结果" in title) and gone is not False and len(words) <= 120:
                if gone or not mixed:
                    yield words, gone is True or not mixed


def _prolonged(site: Site) -> set[str]:
    """Cores and numbers of documents that a page of the site keeps in force."""
    kept: set[str] = set()
    for document in site.documents.values():
        title = title_of(document)
        if re.search(r"延长|延续|继续有效|继续(?:执行|施行|实施)|清理结果", title):
            for line in (title, *document.lines):
                kept.update(numbers(line), (core(f"《{name}》") for name in quoted(line)))
    return kept


def _run_out(policy: Policy, today: date) -> Ended | None:
    """Its own words for a term that is over: 有效期至 …, or 自 … 起施行，有效期五年."""
    for line in policy.document.lines:
        for sentence in re.split(r"[。；;]", line):
            match = _TERM.search(sentence)
            if match is None or not _SELF.search(sentence):
                continue
            end = _end(match, sentence, policy)
            if end and end < today:
                return Ended(policy.document, sentence.strip()[:150], end, True)
    return None


def _end(match: re.Match[str], sentence: str, policy: Policy) -> date | None:
    if match["to"]:
        return next((found.day for found in dates(match["to"])), None)
    begins = next((found.day for found in dates(sentence[: match.start()])), None) or policy.published
    years = _HAN.get(match["years"]) or int(match["years"])
    return months_before(begins, -12 * years) if begins else None


def states_term(policy: Policy) -> str:
    """The document's own words for its term, or ''."""
    sentences = (sentence.strip() for line in policy.document.lines for sentence in re.split(r"[。；;]", line))
    return next((one[:150] for one in sentences if _TERM.search(one) and _SELF.search(one)), "")
