"""What ended a normative document: a notice of abolition, a later document, or its own term."""

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
from checks.facts.titles import core, known_number, numbers, quoted, title_of

if TYPE_CHECKING:
    from checks.site import Site

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
_ENTRY = 120
"""Characters at most of an entry in a list of abolished documents (our default)."""
_HEADING = 40
"""Characters at most of a heading in a notice (our default)."""


@dataclass(frozen=True, slots=True)
class Ended:
    """`document` says it, in the words of `quote`; `sure` is False where it may mean another version."""

    document: Document
    quote: str
    since: date | None
    sure: bool


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
            ours = [known_number(number, self._by_number) for number in found]
            return [(policy, True) for number in ours if number for policy in self._by_number[number]]
        named = []
        for title in quoted(words) or [re.sub(r"^[\d一二三四五六七八九十]+[.、．\s]+", "", words)]:
            same = self._by_core.get(core(f"《{title.strip()}》"), []) if len(title) > 4 else []
            named += [(policy, len({one.number for one in same}) == 1) for policy in same]
        return named


def _is_older(policy: Policy, day: date | None) -> bool:
    """A document published with the notice, or after it, is not the one that it abolishes."""
    return policy.published is None or day is None or (day - policy.published).days > 30


def _abolishing(document: Document, title: str) -> Iterator[tuple[str, bool]]:
    """Words that name what is abolished, and whether that is sure: sentences that say so, and entries of lists of such.

    What a link says belongs to the page it leads to, unless it stands in a notice's table.
    """
    notice, mixed = bool(_NOTICE.search(title)), bool(_KEEPS.search(title) or "清理" in title)
    if notice and not mixed and quoted(title) and not _PART.search(title):
        yield title, True
    gone = True if notice and not mixed and not quoted(title) else None
    listing, linked = notice or "清理结果" in title, {link.text for link in document.links}
    rows = {cell for table in document.tables for row in table.grid for cell in row} if listing else frozenset()
    for line in document.lines:
        if line == title or (line in linked and line not in rows):
            continue
        if len(line) <= _HEADING and "《" not in line:
            gone = False if _KEEPS.search(line) else True if _ENDS.search(line) else gone
        for sentence in re.split(r"[。；;]", line):
            words = _BASIS.sub("", sentence)
            if _PART.search(words):
                continue
            if (_ENDS.search(words) and (quoted(words) or numbers(words)) and not _KEEPS.search(words)) or (
                listing and gone and len(words) <= _ENTRY
            ):
                yield words, True
            elif listing and gone is None and mixed and (quoted(words) or numbers(words)) and len(words) <= _ENTRY:
                yield words, False


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
