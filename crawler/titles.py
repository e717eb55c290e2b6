"""Titles of articles that a page shows, and the one by which a search can be tried."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.archive import Page
from crawler.beijing import BEIJING
from crawler.links import COLUMN_NAME, absolute, is_attachment
from crawler.platforms import Listing

SHORTEST, LONGEST = 8, 30
"""Characters of a title that is looked for (our default): shorter ones are no one document's, longer ones are cut short."""
INDEXED = timedelta(days=3)
"""What was published so lately may not be in the index yet (our default)."""

_DAY = re.compile(r"(?<!\d)(?:(20\d\d)[-./年])?(\d{1,2})[-./月](\d{1,2})(?!\d)")
_CUT = ("…", "...")
_ABOVE, _ENTRY = 4, 240
"""Elements around a link, and characters of them, that are still one entry of a list."""


class Known(NamedTuple):
    """An article that the site shows, and the day beside it."""

    title: str
    url: str
    day: date | None


def choose(known: list[Known], page: Page) -> Known | None:
    """The newest that the index must have; where no day is shown, the one in the middle. The longer title goes first."""
    times = Counter(one.title for one in known)
    single = [one for one in known if times[one.title] == 1]
    latest = page.fetched_at.astimezone(BEIJING).date() - INDEXED
    old = [one for one in single if one.day and one.day <= latest]
    if old:
        return max(old, key=lambda one: (one.day or latest, len(one.title), one.title))
    undated = [one for one in single if one.day is None and len(one.title) > COLUMN_NAME]
    return undated[len(undated) // 2] if undated else None


def known_titles(
    tree: LexborHTMLParser, base: str, page: Page, owns: Callable[[str], bool], lists: Sequence[Listing]
) -> list[Known]:
    """Articles that the page shows with a title to look for, each address once."""
    seen = page.fetched_at.astimezone(BEIJING).date()
    shown = [
        Known(_title(node), absolute(base, node.attributes.get("href") or "") or "", _beside(node, seen))
        for node in tree.css("a[href]")
    ]
    shown += [
        Known(" ".join(item.title.split()), item.url, _day(item.date_text, seen)) for one in lists for item in one.items
    ]
    found: dict[str, Known] = {}
    for one in shown:
        if one.url and owns(one.url) and not is_attachment(one.url) and one.url != page.url and _is_telling(one.title):
            found.setdefault(one.url, one)
    return list(found.values())


def _title(node: LexborNode) -> str:
    text = " ".join(node.text().split())
    said = " ".join((node.attributes.get("title") or "").split())
    return said if said and (text.endswith(_CUT) or _DAY.search(text)) else text


def _is_telling(title: str) -> bool:
    """Is it one document's own title, whole and with nothing else around it?"""
    whole = SHORTEST <= len(title) <= LONGEST and " " not in title and not title.endswith(_CUT)
    return (
        whole
        and not _DAY.search(title)
        and not re.search(r"[:：]|更多|年度报告|年度[^，]*[预决]算|^[\[【(（·•>]", title)
    )


def _beside(node: LexborNode, seen: date) -> date | None:
    """The day in the link's entry: in itself, or in what encloses it and no other link."""
    here: LexborNode | None = node
    for _ in range(_ABOVE):
        if here is None or here.tag == "body" or len(here.css("a[href]")) > 1:
            return None
        text = here.text(separator=" ")
        if len(text) > _ENTRY:
            return None
        if day := _day(text, seen):
            return day
        here = here.parent
    return None


def _day(text: str, seen: date) -> date | None:
    """The last day written in a text; without its year, the latest such day."""
    found = [day for match in _DAY.finditer(text) if (day := _read(match, seen))]
    return found[-1] if found else None


def _read(match: re.Match[str], seen: date) -> date | None:
    for year in [int(match[1])] if match[1] else [seen.year, seen.year - 1]:
        try:
            day = date(year, int(match[2]), int(match[3]))
        except ValueError:
            continue
        if day <= seen:
            return day
    return None
