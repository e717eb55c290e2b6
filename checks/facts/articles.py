"""Which pages are one item's own, and the day they give as their publication."""

from __future__ import annotations

import re
from datetime import date

from checks.facts.dates import Dated, dates
from checks.facts.documents import Document
from checks.facts.remembered import remembered

_ADDRESS = re.compile(
    r"/art/\d{4}/|/t20\d{6}_\d+|/content[_/](?:post_)?\d+|/post_\d+|/info/\d+/\d+\.|/[0-9a-f]{32}\.s?html?|/doc/20\d\d/"
    r"|/content/[0-9A-Fa-f-]{32,36}\.",
)
_RELEASED = r"(?:发布|发表)(?:时间|日期)\s*[:\uff1a]|(?<![\u4e00-\u9fa5])(?:信息)?(?:时间|日期)\s*[:\uff1a]"
"""成文日期, 会议时间 and their like are days of something else."""
_PUBLISHED = re.compile(rf"{_RELEASED}|(?:公开|更新|录入)(?:时间|日期)\s*[:\uff1a]")
_ONLY_RELEASED = re.compile(_RELEASED)
_HEAD_LINES = 80
_LIST = 3
"""So many dated links, or labelled days, make a list: an item's page has its publication and its last change."""


@remembered
def is_article(document: Document) -> bool:
    """Surely one item's own page: by its tags, its address, or a labelled time of publication."""
    tags = document.tags
    if tags.value("ArticleTitle") or tags.value("PubDate") or tags.value("ContentSource"):
        return True
    if _ADDRESS.search(document.page.url):
        return True
    if document.listing is not None:
        return False
    day = released(document)
    if day and document.heads and not any(link.dated and link.dated.day == day.day for link in document.links):
        return True
    lists = sum(link.dated is not None for link in document.links) >= _LIST
    return not tags.has("ColumnName") and not lists and published(document) is not None


@remembered
def published(document: Document) -> Dated | None:
    """The day that the page itself gives as its publication or last change, under a label near its top."""
    found = _labelled(document, _PUBLISHED)
    return found[0] if 0 < len(found) < _LIST else None


@remembered
def released(document: Document) -> Dated | None:
    """The day that the page itself gives as its publication and as nothing else, where it gives but one."""
    found = _labelled(document, _ONLY_RELEASED)
    return found[0] if len(found) == 1 else None


def publication(document: Document) -> date | None:
    """The day on which an item's own page says that it was published: by its tag, else its words. A last change and
    the day in an address are none."""
    tag = next(dates(document.tags.value("PubDate")), None)
    told = tag or released(document)
    return told.day if told and is_article(document) else None


def _labelled(document: Document, label: re.Pattern[str]) -> list[Dated]:
    found = []
    for line in document.lines[:_HEAD_LINES]:
        if (match := label.search(line)) and len(line) < 200:
            found += list(dates(line[match.start() : match.end() + 24]))[:1]
    return found
