"""The yearly reports on government openness that a site has: whose, of which year, when published, what they say.

A report is known by its title. Its text and tables stand on its page, or in a document that the page or the list
links to; where neither could be read, `unread` says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.facts.articles import is_article, published, released
from checks.facts.dates import Dated, dates, url_date
from checks.facts.documents import Document
from checks.facts.files import File, files
from checks.facts.report_disputes import Disputes, read_disputes
from checks.facts.report_requests import Requests, read_requests
from checks.facts.report_titles import Title, read_title, whose
from crawler.archive import Page
from crawler.links import is_document
from crawler.targets import Target

if TYPE_CHECKING:
    from checks.site import Site

_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|-|—|－|—)(?:20\d\d年)?12月31日")
SECTIONS = {
    "总体情况": (r"总体情况", r"概述|基本情况|总体"),
    "主动公开政府信息情况": (r"主动公开政府信息(?:的)?情况|主动公开(?:的)?情况|主动公开政府信息$", r"主动公开"),
    "收到和处理政府信息公开申请情况": (r"(?:收到和?处理|受理和?处理|处理).{0,8}信息公开申请", r"依申请|公开申请"),
    "政府信息公开行政复议、行政诉讼情况": (r"行政复议.{0,10}行政诉讼|行政诉讼.{0,10}行政复议", r"复议|诉讼"),
    "存在的主要问题及改进情况": (r"存在(?:的)?(?:主要)?(?:问题|不足|困难)", r"问题|不足|改进"),
    "其他需要报告的事项": (
        r"其他需要?(?:报告|说明|公开)的?(?:事项|情况)|其他事项|需要报告的其他事项",
        r"其他.{0,6}报告|信息处理费",
    ),
}
"""The six parts of the form (国办公开办函〔2021〕30号) → how their headings read, and the words that may stand for one."""
_NUMBERED = re.compile(r"^(?:第?[一二三四五六七八]\s*(?:部分|[、.．,，:：])\s*|[1-8]\s*[、.．]\s*)")
_BELOW = re.compile(r"^[(（]\s*[一二三四五六七八九十\d]+\s*[)）]")
_HEADING = 48
"""Characters at most of a section's heading."""
_TRUST = 3
"""So many of the six headings make a text the report itself; with fewer it stands elsewhere, or in pictures."""


@dataclass(frozen=True)
class Report:
    title: str
    organ: str
    year: int
    """The year it is about; 0 when neither title nor text say."""
    own: bool
    """Is it of the organ whose site this is, as far as its title says?"""
    others: bool
    """Does its title surely name another organ?"""
    page: Page
    """Where its text stands, or where it is announced when the text was not read."""
    days: tuple[Dated, ...]
    """Days of publication by tag, page, address and list; they may differ."""
    changed: Dated | None
    """The day of the last change or of making, where the page gives that alone."""
    lines: tuple[str, ...]
    tables: tuple[list[list[str]], ...]
    unread: str
    """Why its text was not read, in Chinese, or ''."""
    flat: bool
    """Its text comes of a document whose tables lost their cells."""

    @cached_property
    def headings(self) -> dict[str, str]:
        """Headings found, by the section of the form."""
        return headings(self.lines)

    @cached_property
    def body(self) -> tuple[str, ...]:
        """From its first heading on."""
        first = next(iter(self.headings.values()), "")
        return self.lines[self.lines.index(first) :] if first else self.lines

    def hints(self, section: str) -> str:
        """A line that may stand for the section though it is no heading of its own, or ''."""
        loose = re.compile(SECTIONS[section][1])
        return next((line for line in self.body if loose.search(line)), "")

    @cached_property
    def requests(self) -> Requests:
        return read_requests(self.tables, self.lines if self.flat else ())

    @cached_property
    def disputes(self) -> Disputes:
        return read_disputes(self.tables, self.lines if self.flat else ())


def headings(lines: tuple[str, ...]) -> dict[str, str]:
    """The lines that head the six sections, by section; a subsection （一） is none, nor a line of running text."""
    found: dict[str, str] = {}
    for line in lines:
        bare = "".join(line.split())
        if len(bare) > _HEADING or _BELOW.match(bare):
            continue
        text = _NUMBERED.sub("", bare)
        for section, (strict, _) in SECTIONS.items():
            if section not in found and re.search(strict, text) and "。" not in text[:-1]:
                found[section] = line
                break
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """What was read of a report, and where."""

    page: Page
    lines: tuple[str, ...] = ()
    tables: tuple[list[list[str]], ...] = ()
    unread: str = ""
    flat: bool = False


def reports(site: Site) -> list[Report]:
    """Sorted by year, organ and address; one a page or document."""
    linked = _linked(site)
    found = [*_on_pages(site, linked), *_announced(site, linked)]
    return sorted(found, key=lambda report: (report.year, report.organ, report.page.url, report.title))


def _linked(site: Site) -> dict[str, tuple[str, Document, list[Dated]]]:
    """Address → the report's title by which lists and pages link to it, the first such page, the days beside it."""
    found: dict[str, tuple[str, Document, list[Dated]]] = {}
    for _, document in sorted(site.shown.items()):
        for link in document.links:
            if "公开" in link.text and read_title(link.text):
                _, _, days = found.setdefault(link.url, (link.text, document, []))
                days += [link.dated] if link.dated else []
    return found


def _on_pages(site: Site, linked: Mapping[str, tuple[str, Document, list[Dated]]]) -> Iterator[Report]:
    for url, document in site.documents.items():
        called, _, listed = linked.get(url, ("", document, []))
        text = _title(document, called)
        title = read_title(text) if document is not site.home_document else None
        if title is None:
            continue
        if not is_article(document) and len(headings(document.lines)) < _TRUST and (not title.year or _lists(document)):
            continue  # a column of reports, not a report
        tag = next(dates(document.tags.value("PubDate")), None)
        days = [tag, released(document), _address_day(url), *listed]
        yield _report(site.target, title, text, _text(site, document), days, published(document))


def _lists(document: Document) -> bool:
    return sum(link.dated is not None for link in document.links) >= _TRUST


def _title(document: Document, called: str) -> str:
    """The title of a report among what the page calls itself and links call it, with a year before one without."""
    pieces = re.split(r"[-_|—]", document.title)
    names = (document.tags.value("ArticleTitle"), *document.heads, document.title, pieces[0].strip(), called)
    titles = [(name, title) for name in names if name and (title := read_title(name))]
    return next((name for name, title in titles if title.year), titles[0][0] if titles else "")


def _announced(site: Site, linked: Mapping[str, tuple[str, Document, list[Dated]]]) -> Iterator[Report]:
    """Documents that are linked to by a report's title, and pages that were not read."""
    found = site.fact(files)
    for url, (text, document, listed) in linked.items():
        title = read_title(text)
        if title is None or not title.year or url in site.documents or read_title(_title(document, "")) == title:
            continue  # the last is the report's own page with its attachment
        told = _Told(document.page, unread="没有采集到全文")
        if url in found:
            told = _from_file(found.page(url), found[url])
        yield _report(site.target, title, text, told, [*listed, _address_day(url)], None)


def _from_file(page: Page, file: File) -> _Told:
    if file.fault or len(headings(file.lines)) < _TRUST:
        return _Told(page, unread=f"附件{file.fault}" if file.fault else "附件中没有读到年度报告的正文")
    return _Told(page, file.lines, file.tables, flat=not file.tables)


def _text(site: Site, document: Document) -> _Told:
    """What its page says, else what a document it links to says."""
    if len(headings(document.lines)) >= _TRUST:
        return _Told(document.page, document.lines, tuple(table.grid for table in document.tables))
    found, reasons = site.fact(files), []
    for link in document.links:
        if is_document(link.url):
            told = _from_file(found.page(link.url), found[link.url]) if link.url in found else None
            if told and not told.unread:
                return told
            reasons.append(told.unread if told else "附件没有采集")
    return _Told(document.page, unread=next(iter(reasons), "页面上没有读到正文，可能在图片或框架中"))


def _report(
    target: Target, title: Title, text: str, told: _Told, days: list[Dated | None], changed: Dated | None
) -> Report:
    period = next((found for line in told.lines if (found := _PERIOD.search("".join(line.split())))), None)
    own, others = whose(target, title.organ)
    return Report(
        title=text,
        organ=title.organ,
        year=title.year or (int(period[1]) if period else 0),
        own=own,
        others=others,
        page=told.page,
        days=tuple({day.day: day for day in reversed(days) if day}.values())[::-1],
        changed=changed,
        lines=told.lines,
        tables=told.tables,
        unread=told.unread,
        flat=told.flat,
    )


def _address_day(url: str) -> Dated | None:
    day = url_date(url)
    return Dated(day, url) if day else None
