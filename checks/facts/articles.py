"""Which pages are one item's own, and the day they give as their publication."""

from __future__ import annotations

import re

from checks.facts.dates import Dated, dates
from checks.facts.documents import Document

_ADDRESS = re.compile(
    r"/art/\d{4}/|/t20\d{6}_\d+|/content[_/](?:post_)?\d+|/post_\d+|/info/\d+/\d+\.|/[0-9a-f]{32}\.s?html?|/doc/20\d\d/"
    r"|/content/[0-9A-Fa-f-]{32,36}\.",
)
_PUBLISHED = re.compile(r"(?:发布|发文|信息|更新|录入)?(?:时间|日期)\s*[:：]")
_HEAD_LINES = 80
_LIST = 3
"""So many dated links make a list, whatever is labelled in it."""


def is_article(document: Document) -> bool:
    """Surely one item's own page: by its tags, its address, or a labelled time of publication."""
    tags = document.tags
    if tags.has("ArticleTitle") or tags.has("PubDate") or tags.has("ContentSource"):
        return True
    if _ADDRESS.search(document.page.url):
        return True
    lists = document.listing is not None or sum(link.dated is not None for link in document.links) >= _LIST
    return not tags.has("ColumnName") and not lists and published(document) is not None


def published(document: Document) -> Dated | None:
    """The day that the page itself gives as its publication, under a label near its top."""
    for line in document.lines[:_HEAD_LINES]:
        if (match := _PUBLISHED.search(line)) and len(line) < 200:
            if found := next(dates(line[match.start() : match.end() + 24]), None):
                return found
    return None
