"""Titles of official documents: what they are about, which others they quote, and how near two of them are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checks.facts.documents import Document

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTED = re.compile(r"《([^《》]{4,80}(?:《[^《》]{2,60}》[^《》]{0,30})?)》")
_NUMBER = re.compile(
    r"(?<![\u4e00-\u9fa5])(?:根据|按照|依据|以及|及|和|与|原)?([\u4e00-\u9fa5]{2,12}?)\s*"
    r"[〔\[(【﹝]\s*((?:19|20)\d\d)\s*[〕\])】﹞]\s*第?\s*(\d{1,4})\s*号"
)
_ISSUES = re.compile(r"^(?:印发|公布|发布|下发|颁布|制定|出台|修订|施行|实施)(?=.{4})")
_FORM = re.compile(r"的(?:实施|指导|若干|工作)?(?:通知|意见|决定|通告|公告|通报|批复|复函|函|说明)$")
_TRIAL = re.compile(
    r"\((?:试行|暂行|修订|修订版|\d{4}年?(?:版|修订|修正)?|征求意见稿|草案|送审稿|修订稿|修订草案)[^()]{0,8}\)|(?:征求意见稿|草案)$"
)
_NOISE = re.compile(r"[\W_]+")
_TIMES = re.compile(r"(?:19|20)\d\d(?=年|度|[-—至])|第[一二三四五六七八九十\d]+[批期次届轮]|十[一二三四五六七八九]五")
_DECREE = re.compile(r"^\(?[\u4e00-\u9fa5]{0,16}令\(?第?[\d〇一二三四五六七八九十百]+号\)?")
_UNDER = re.compile(r"细则|补充规定|操作规程|配套|考核办法|奖励办法|实施方案|实施办法|目录|清单|标准")
_SITE = re.compile(r"(?:政府|网站?|门户|平台|[局委厅办])$")
_GRAM = 3
_COMMON = 80
"""Titles at most that share a piece which still tells them apart; it also keeps the work linear."""
SAME, ALIKE = 0.8, 0.5
"""Share of the shorter title's pieces that two titles of one matter have in common, surely and perhaps (our default)."""
_WHOLE = 0.6
"""Share of the longer title's pieces that the shorter must have, lest a part be taken for the whole (our default)."""
_SHORT = 5
"""Characters at least of a title that can be compared."""


def title_of(document: Document) -> str:
    """The visible title where the page's own title begins with it, else the tag's, the header's, that of `<title>`."""
    whole = bare(document.title)
    for head in document.heads:
        if len(head) > _SHORT and whole.startswith(bare(head)) and not _SITE.search(head):
            return " ".join(head.split())
    stem = re.split(r"[_|｜]|\s*[-–—]+\s*(?=[^-–—]*(?:政府|网|[局委厅办])$)", document.title)[0].strip()
    head = next((head for head in document.heads if len(head) > _SHORT and not _SITE.search(head)), "")
    named = document.record.value("title") if document.record else ""
    return document.tags.value("ArticleTitle") or (named if len(named) > _SHORT else "") or head or stem


def quoted(text: str) -> list[str]:
    """What stands in 《》, in order."""
    return _QUOTED.findall(text)


def numbers(text: str) -> list[str]:
    """Document numbers, each as 澄政发〔2026〕12号."""
    return [f"{organ}〔{year}〕{int(serial)}号" for organ, year, serial in _NUMBER.findall(text.translate(_WIDE))]


def known_number(number: str, known: Mapping[str, object]) -> str:
    """The known number that this one ends with: running text leaves no gap before it (见澄政规〔2026〕3号); or ''."""
    organ = number.partition("〔")[0]
    return next((number[cut:] for cut in range(len(organ) - 1) if number[cut:] in known), "")


def core(title: str) -> str:
    """What a document is about, without the organ before 关于, the verb of issuing and the form at its end."""
    text = "".join(title.translate(_WIDE).split())
    if inner := quoted(text):
        text = inner[0]
    text = _DECREE.sub("", text)
    if "关于" in text:
        text = text.partition("关于")[2] or text
    text = _TRIAL.sub("", text)
    while (shorter := _ISSUES.sub("", text).removeprefix("关于")) != text:
        text = shorter
    text = _FORM.sub("", _TRIAL.sub("", text))
    return bare(text)


def bare(text: str) -> str:
    """Without spaces and punctuation, full-width forms made narrow."""
    return _NOISE.sub("", text.translate(_WIDE))


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[place : place + _GRAM] for place in range(len(text) - _GRAM + 1))


class Titles:
    """An index over the cores of titles, asked for those near a text."""

    def __init__(self, cores: Iterable[str]) -> None:
        self._cores: Sequence[str] = tuple(cores)
        self._grams = [_grams(one) for one in self._cores]
        self._places: dict[str, list[int]] = defaultdict(list)
        self._exact: dict[str, list[int]] = defaultdict(list)
        for place, (one, grams) in enumerate(zip(self._cores, self._grams, strict=True)):
            self._exact[one].append(place)
            for gram in grams:
                self._places[gram].append(place)

    def near(self, text: str) -> list[tuple[float, int]]:
        """`(nearness, place)` of all titles from ALIKE on, nearest first. `text` is a core."""
        if len(text) < _SHORT:
            return []
        if exact := self._exact.get(text):
            return [(1.0, place) for place in exact]
        found = []
        grams, shared = _grams(text), Counter[int]()
        for gram in sorted(grams):
            places = self._places.get(gram, ())
            if len(places) <= _COMMON:
                shared.update(places)
        for place, count in shared.items():
            other = self._grams[place]
            least, most = sorted((len(grams), len(other)))
            if count < least * ALIKE or len(self._cores[place]) < _SHORT or _differ_in_time(text, self._cores[place]):
                continue
            common = len(grams & other)
            whole = common >= most * _WHOLE and not _differ_in_rank(text, self._cores[place])
            found.append((common / least if whole else ALIKE, place))
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def _differ_in_time(one: str, other: str) -> bool:
    """Do both name a year or a batch, and none in common?"""
    first, second = set(_TIMES.findall(one)), set(_TIMES.findall(other))
    return bool(first and second and not first & second)


def _differ_in_rank(one: str, other: str) -> bool:
    """Is one of them a document under the other: 办法 and 办法实施细则?"""
    return {*_UNDER.findall(one)} != {*_UNDER.findall(other)}


def lines_with_titles(document: Document) -> Iterator[tuple[str, list[str], list[str]]]:
    """Lines that quote other documents: the line, the titles and the numbers in it."""
    for line in document.lines:
        if "《" in line or "号" in line:
            titles, found = quoted(line), numbers(line)
            if titles or found:
                yield line, titles, found
