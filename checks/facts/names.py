"""What a site calls its columns and pages: every name, and every address that goes by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.content.needles import bare
from checks.facts.articles import is_article
from checks.facts.documents import Document

if TYPE_CHECKING:
    from checks.site import Site

_LONGEST = 60
"""Characters of a name at most; longer link texts are summaries."""
_PARTS = re.compile(r"\s*[-_|—–]+\s*")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """`heading`: it stands over a part of the page at `url`; else it leads to `url`, or is that page's own.

    `listed`: it stands in a list with a day beside it.
    """

    text: str
    bare: str
    url: str
    heading: bool = False
    listed: bool = False


def names(site: Site) -> tuple[Name, ...]:
    """All of them, those of columns first, each once."""
    found: dict[Name, None] = {}

    def add(text: str, url: str, *, heading: bool = False, listed: bool = False) -> None:
        if 2 <= len(text) <= _LONGEST and len(plain := bare(text)) >= 2:
            found.setdefault(Name(" ".join(text.split()), plain, url, heading, listed))

    for channel in site.channels:
        add(channel.name, channel.document.page.url)
    for _, document in sorted(site.shown.items()):
        for link in document.links:
            add(link.text, link.url, listed=link.dated is not None)
    for url, document in sorted(site.shown.items()):
        for title in _titles(document):
            add(title, url)
        for section in () if is_article(document) else document.sections:
            add(section, url, heading=True)
    return tuple(found)


def _titles(document: Document) -> tuple[str, ...]:
    """What the page calls itself: its own title, without the site's name behind it."""
    return document.tags.value("ArticleTitle"), *document.heads, _PARTS.split(document.title)[0]
