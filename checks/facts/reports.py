"""The yearly reports on government openness that a site has: whose, of which year, when published, what they say.

A report is known by its title. Its text and tables stand on its page, or in a document that the page or the list
links to; where neither could be read, `unread` says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def reports(site: Site) -> list[Report]:
    """Sorted by year, organ and address; one a page or document."""
    found = {report.page.url: report for report in _announced(site)}
    found |= {report.page.url: report for report in _on_pages(site)}
    return sorted(found.values(), key=lambda report: (report.year, report.organ, report.page.url))


def _on_pages(site: Site) -> Iterator[Report]:
    listed = _listed_days(site)
    for url, document in site.documents.items():
        known = _known(document)
        if known is None or document is site.home_document:
            continue
        title, text = known
        if not is_article(document) and len(headings(document.lines)) < _TRUST and (not title.year or _lists(document)):
            continue  # a column of reports, not a report
        days = _days(document, listed.get(url, []))
        lines, tables, page, flat, unread = _text(site, document)
        yield _report(site.target, title, text, page, days, lines, tables, unread, flat)


def _lists(document: Document) -> bool:
    return sum(link.dated is not None for link in document.links) >= _TRUST


def _known(document: Document) -> tuple[Title, str] | None:
    pieces = re.split(r"[-_|—]", document.title)
    for text in (document.tags.value("ArticleTitle"), *document.heads, document.title, pieces[0].strip()):
        if text and (title := read_title(text)):
            return title, text
    return None


def _announced(site: Site) -> Iterator[Report]:
    """Documents that lists and pages link to by a report's title, and pages that were not read."""
    found, seen = site.fact(files), set[str]()
    for _, document in sorted(site.shown.items()):
        if is_article(document):
            continue
        for link in document.links:
            title = read_title(link.text)
            if title is None or not title.year or link.url in seen or link.url in site.documents:
                continue
            seen.add(link.url)
            file = found.get(link.url)
            days = [day for day in (link.dated, _address_day(link.url)) if day]
            lines, tables = (file.lines, file.tables) if file else ((), ())
            unread = _unreadable(file) if file else "没有采集到全文"
            page = found.page(link.url) if file else document.page
            flat = file is not None and not file.tables
            if page is document.page or not unread:
                yield _report(site.target, title, link.text, page, tuple(days), lines, tables, unread, flat)


def _unreadable(file: File) -> str:
    if file.fault:
        return f"附件{file.fault}"
    return "" if len(headings(file.lines)) >= _TRUST else "附件中没有读到年度报告的正文"


def _text(site: Site, document: Document) -> tuple[tuple[str, ...], tuple[list[list[str]], ...], Page, bool, str]:
    """Lines, tables, the page they stand on, whether the tables lost their cells, and why nothing was read."""
    if len(headings(document.lines)) >= _TRUST:
        return document.lines, tuple(table.grid for table in document.tables), document.page, False, ""
    found, reasons = site.fact(files), []
    for link in document.links:
        if not is_document(link.url):
            continue
        file = found.get(link.url)
        if file is None:
            reasons.append("附件没有采集")
        elif reason := _unreadable(file):
            reasons.append(reason)
        else:
            return file.lines, file.tables, found.page(link.url), not file.tables, ""
    return (), (), document.page, False, next(iter(reasons), "页面上没有读到正文，可能在图片或框架中")


def _report(
    target: Target, title: Title, text: str, page: Page, days: tuple[Dated, ...], lines: tuple[str, ...],
    tables: tuple[list[list[str]], ...], unread: str, flat: bool,
) -> Report:  # fmt: skip
    period = next((found for line in lines if (found := _PERIOD.search("".join(line.split())))), None)
    year = title.year or (int(period[1]) if period else 0)
    own, others = whose(target, title.organ)
    return Report(text, title.organ, year, own, others, page, days, lines, tables, unread, flat)


def _days(document: Document, listed: list[Dated]) -> tuple[Dated, ...]:
    tag = next(dates(document.tags.value("PubDate")), None)
    shown = released(document) or published(document)
    found = [day for day in (tag, shown, _address_day(document.page.url), *listed) if day]
    return tuple({day.day: day for day in reversed(found)}.values())[::-1]


def _address_day(url: str) -> Dated | None:
    day = url_date(url)
    return Dated(day, url) if day else None


def _listed_days(site: Site) -> dict[str, list[Dated]]:
    """Days that lists give beside a report's link."""
    found: dict[str, list[Dated]] = {}
    for _, document in sorted(site.shown.items()):
        for link in document.links:
            if link.dated and "公开" in link.text:
                found.setdefault(link.url, []).append(link.dated)
    return found
