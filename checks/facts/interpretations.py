"""Interpretations of policy documents (解读, 图解, 问答 …), and which document each explains.

Pairs are told by the title quoted in 《》, the number, the likeness of titles, or a link between the two pages. The work
is linear in the number of pages: titles, numbers and links are looked up, never compared each with each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from checks.facts.channels import Channel, Reading
from checks.facts.documents import Document
from checks.facts.policies import INTERPRETS, Policy, day_of, is_about_interpreting, policies
from checks.facts.titles import ALIKE, SAME, Titles, core, known_number, lines_with_titles, numbers, quoted, title_of

if TYPE_CHECKING:
    from checks.site import Site

_COLUMN = re.compile(r"解读|图解|答记者问|政策问答|新闻发布")
_HEADLINE = 8
"""Characters at least of a link that is a page's title and no column's name."""
_WORDS = re.compile(
    r"【[^】]{0,12}】|\([^()]{0,12}解读[^()]{0,6}\)|[一多]?图(?:片)?(?:读懂|看懂|解|解读)|(?:政策|文字|图文|图片|权威|专家|部门|媒体|视频|动漫|音频|简明|负责人)?解读(?:材料|文章|文件|稿)?"
    r"|(?:政策)?问答|答记者问|(?:政策)?(?:新闻)?(?:发布会|吹风会|通气会)|读懂|看懂|有问必答|一问一答|政策明白卡|长图|[一二三四五六七八九十\d]+问[一二三四五六七八九十\d]+答|实录|[之系列]+[一二三四五六七八九十\d]+"
)
_SPEAKER = re.compile(
    r"^[^《》:：]{0,20}?(?:负责人|负责同志|[局厅]长|主任|专家|[局委办厅])(?:(?:详细|权威)?解读|就|谈|对|详解)"
)
_AROUND = re.compile(r"^(?:就|关于|对)|的?(?:有关)?(?:内容|情况|说明|背景|政策)$")
_OF_DRAFTS = re.compile(r"征求意见稿|草案|送审稿|起草说明")
"""What is said of a draft does not explain the document."""
_ON_ITS_PAGE = ("政策解读", "文件解读", "解读材料", "解读", "图解", "政策图解", "一图读懂", "起草说明")
"""Headings under which a document's own page may explain it."""
_NEIGHBOUR = re.compile(r"(?:上|下|前|后)一?[篇条页]|(?:上|下)一(?:个|则)")
_OFTEN = 3
"""Documents at most that link to one interpretation of theirs; a link on more pages is a side box's (our default)."""
_BOX = 3
"""Documents from which on a heading that most of them share is a side box's (our default)."""
_BEFORE = timedelta(days=180)
"""An interpretation that much older than a document is of an earlier one (our default)."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    url: str
    title: str
    document: Document | None
    """None where its page was not read: a picture, a file, another site's page."""
    published: date | None


@dataclass(frozen=True, slots=True)
class Pair:
    """`sure`: surely of one matter; else only perhaps."""

    policy: Policy
    interpretation: Interpretation
    sure: bool
    told_by: str
    """How they were paired, in Chinese."""


def interpretation_channels(site: Site) -> list[Channel]:
    return [one for one in site.channels if _is_column(one.name, one.document)]


def _is_column(name: str, document: Document) -> bool:
    return bool(_COLUMN.search(name)) or "政策解读" in document.tags.values.get("ColumnType", ())


def interpretations(site: Site) -> list[Interpretation]:
    """Pages and listed titles, sorted by address."""
    columns = {channel.document.page.url for channel in site.channels}
    ours = {policy.url for policy in site.fact(policies)}
    titles: dict[str, tuple[str, date | None]] = {}
    for channel in interpretation_channels(site):
        for item in channel.items:
            titles.setdefault(item.url, (item.title, item.published.day if item.published else None))
    for document in site.shown.values():
        for link in document.links:
            if len(link.text) >= _HEADLINE and _explains(link.text):
                titles.setdefault(link.url, (link.text, link.dated.day if link.dated else None))
    for url, document in site.documents.items():
        if _explains(title := title_of(document)) and len(title) >= _HEADLINE:
            titles.setdefault(url, (title, day_of(document)))
    found = [
        _interpretation(site, url, *titles[url])
        for url in sorted(titles)
        if url not in columns and url not in ours and site.documents.get(url) is not site.home_document
    ]
    return [one for one in found if not _OF_DRAFTS.search(one.title) and not is_about_interpreting(one.title)]


def _interpretation(site: Site, url: str, listed: str, day: date | None) -> Interpretation:
    document = site.documents.get(url)
    title = title_of(document) if document else listed
    return Interpretation(url, title or listed, document, day_of(document) if document else day)


def _explains(title: str) -> bool:
    return bool(INTERPRETS.search(title)) and not _OF_DRAFTS.search(title) and not is_about_interpreting(title)


def matter(title: str) -> str:
    """What an interpretation's title says that it explains, as a core."""
    if quoted(title):
        return core(title)
    said = _WORDS.sub("", _SPEAKER.sub("", "".join(title.split())))
    return core(_AROUND.sub("", said.strip('：:|丨｜-—“”"，,、·')))


def pairs(site: Site) -> list[Pair]:
    """Sorted by the document's address, then the interpretation's; each interpretation told by its best sign only."""
    finder = _Finder(site)
    found = {
        (pair.policy.url, pair.interpretation.url): pair
        for one in site.fact(interpretations)
        for pair in finder.of(one)
    }
    return [found[key] for key in sorted(found)]


class _Finder:
    def __init__(self, site: Site) -> None:
        self._policies = site.fact(policies)
        self._titles = Titles(policy.core for policy in self._policies)
        self._by_url = {policy.url: place for place, policy in enumerate(self._policies)}
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._linking: dict[str, list[int]] = defaultdict(list)
        columns = {channel.document.page.url for channel in site.channels}
        self._carried = Counter(
            url
            for document in site.documents.values()
            if document is not site.home_document and document.page.url not in columns
            for url in {link.url for link in document.links}
        )
        for place, policy in enumerate(self._policies):
            if policy.number:
                self._by_number[policy.number].append(place)
            for url in own_links(policy.document):
                self._linking[url].append(place)

    def of(self, one: Interpretation) -> Iterator[Pair]:
        """By the first of its signs that finds anything."""
        for told_by, found in self._signs(one):
            best = max((nearness for nearness, _ in found), default=0.0)
            sure = [place for nearness, place in found if nearness == best >= SAME]
            for place in self._nearest_in_time(sure, one):
                yield Pair(self._policies[place], one, self._is_in_time(place, one), told_by)
            if sure:
                return
        for _, found in self._signs(one):
            for _, place in found[:1]:
                yield Pair(self._policies[place], one, False, "标题相近")

    def _signs(self, one: Interpretation) -> Iterator[tuple[str, list[tuple[float, int]]]]:
        titles = [core(f"《{title}》") for title in quoted(one.title)]
        yield "标题引用", [pair for title in titles for pair in self._titles.near(title)]
        yield "文号", [(1.0, place) for number in numbers(one.title) for place in self._numbered(number)]
        yield "标题", self._titles.near(matter(one.title))
        yield "文件页的链接", self._linked(self._linking.get(one.url, []), one.url)
        if one.document:
            back = [self._by_url[url] for url in own_links(one.document) if url in self._by_url]
            yield "解读页的链接", self._linked(back, *(self._policies[place].url for place in back))
            yield "正文引用", [] if titles else self._named_within(one.document)

    def _linked(self, places: list[int], *goals: str) -> list[tuple[float, int]]:
        """Of one document, and hardly another page carries the link: else it may be a side box's."""
        if len(places) > _OFTEN:
            return []
        own = len({self._policies[place].core for place in places}) == 1
        own = own and all(self._carried[url] <= _OFTEN for url in goals)
        return [(1.0 if own else ALIKE, place) for place in places]

    def _numbered(self, number: str) -> list[int]:
        return self._by_number.get(known_number(number, self._by_number), [])

    def _named_within(self, document: Document) -> list[tuple[float, int]]:
        """The document that the text speaks of most, where it names it by number or title."""
        counts: Counter[int] = Counter()
        for _, titles, found in lines_with_titles(document):
            named = {place for number in found for place in self._numbered(number)}
            for title in titles:
                named |= {place for nearness, place in self._titles.near(core(f"《{title}》")) if nearness >= SAME}
            counts.update(named)
        most = max(counts.values(), default=0)
        best = sorted(place for place, count in counts.items() if count == most)
        return [(1.0 if len(best) == 1 else ALIKE, place) for place in best]

    def _nearest_in_time(self, places: list[int], one: Interpretation) -> list[int]:
        """Of documents with one title (a new version, a yearly plan) those published nearest to it; copies are kept."""
        groups: dict[str, list[int]] = defaultdict(list)
        for place in dict.fromkeys(places):
            groups[self._policies[place].core].append(place)
        kept = []
        for group in groups.values():
            least = min(self._distance(place, one) for place in group)
            kept += [place for place in group if self._distance(place, one) <= max(least, 30)]
        return kept

    def _distance(self, place: int, one: Interpretation) -> int:
        day = self._policies[place].published
        return abs((day - one.published).days) if day and one.published else 0

    def _is_in_time(self, place: int, one: Interpretation) -> bool:
        day = self._policies[place].published
        return not (day and one.published and one.published < day - _BEFORE)


def own_links(document: Document) -> list[str]:
    """Addresses a page links to, but for those to its neighbours in a list: 上一篇, 下一篇."""
    before = {line: above for above, line in zip(("", *document.lines), document.lines, strict=False)}
    found = {
        link.url: None
        for link in document.links
        if not _NEIGHBOUR.search(link.text) and not _NEIGHBOUR.search(before.get(link.text, "")[-8:])
    }
    return list(found)


def self_explained(site: Site) -> set[str]:
    """Addresses of documents whose own page has a heading of interpretation, which is no link and no side box's."""
    found: dict[str, set[str]] = defaultdict(set)
    known = site.fact(policies)
    for policy in known:
        linked = {link.text for link in policy.document.links}
        for line in policy.document.lines:
            if (bare := line.strip("【】[]：:")) in _ON_ITS_PAGE and line not in linked:
                found[bare].add(policy.url)
    return set().union(*(urls for urls in found.values() if len(urls) < _BOX or len(urls) * 2 <= len(known)))


def unread_interpretations(site: Site, since: date | None) -> str:
    """Why an interpretation of a document of that day may have been overlooked, in Chinese, or ''."""
    if site.unread:
        return site.unread
    for channel in interpretation_channels(site):
        if channel.reading in (Reading.DRAWN, Reading.UNREAD):
            return f"解读栏目“{channel.name}”的列表没有读到"
        days = [item.published.day for item in channel.items if item.published]
        if channel.partly and not (since and channel.newest_first and days and days[-1] <= since):
            return f"解读栏目“{channel.name}”的列表没有读全"
    return ""
