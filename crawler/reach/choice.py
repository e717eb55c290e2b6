"""What of a crawled site is asked for over IPv6: links of the second and third level, and the home page's parts.

Read from the archive; no network here. The second level are the distinct links of the home page to the site's own
pages, the third level those of such pages that are neither (国家网信办 IPv6 支持度考核: 二级、三级内链). Above a budget a
level is sampled by seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.archive import Archive, Page
from crawler.links import absolute, base_url, host_of, links
from crawler.settings import USER_AGENT
from crawler.text import decode, is_html

if TYPE_CHECKING:
    from scrapy.robotstxt import RobotParser

_PARTS = (
    "img[src],script[src],link[href],iframe[src],frame[src],video[src],audio[src],source[src],embed[src],object[data]"
)
_SHEETS = frozenset({"stylesheet", "icon", "shortcut", "preload"})


@dataclass(frozen=True, slots=True)
class Step:
    """A link, and the page that carries it."""

    url: str
    via: str


@dataclass(frozen=True, slots=True)
class Level:
    all: int
    """Distinct links of the level."""
    chosen: tuple[Step, ...]
    """Those to ask for, drawn by seed: a failure that stops the asking early says something of them all."""


@dataclass(frozen=True, slots=True)
class Choice:
    home: Page
    """The home page's end, as it was got."""
    second: Level
    third: Level
    parts: dict[str, list[str]]
    """Addresses of the home page's parts on other hosts, by host."""


def choose(archive: Archive, seed: int, budget: int) -> Choice | None:
    """None where no home page was got."""
    pages = list(archive.pages())
    home = _home(pages)
    if home is None:
        return None
    text = _text(archive, home)
    allowed = _robots(archive, pages)
    own = host_of(home.url)
    second = _steps([home.url], {home.url: text}, own, {home.url}, allowed)
    got = {page.url: page for page in pages if page.status == 200 and page.purpose == "page"}
    texts = {step.url: _text(archive, got[step.url]) for step in second if step.url in got}
    known = {home.url, *(step.url for step in second)}
    third = _steps(sorted(texts), texts, own, known, allowed)
    return Choice(
        home, _level(second, f"{seed} second", budget), _level(third, f"{seed} third", budget), parts(text, home.url)
    )


def parts(text: str, url: str) -> dict[str, list[str]]:
    """What a browser fetches to show the page, on other hosts than its own; by host, sorted."""
    tree = LexborHTMLParser(text)
    base, found = base_url(tree, url), dict[str, set[str]]()
    for node in tree.css(_PARTS):
        kept = node.attributes
        if node.tag == "link" and not _SHEETS & set((kept.get("rel") or "").lower().split()):
            continue
        address = absolute(base, kept.get("src") or kept.get("href") or kept.get("data") or "")
        if address and host_of(address) != host_of(url):
            found.setdefault(urlsplit(address).hostname or "", set()).add(address)
    return {host: sorted(addresses) for host, addresses in sorted(found.items())}


def _home(pages: Iterable[Page]) -> Page | None:
    return next((page for page in reversed(list(pages)) if page.purpose == "home" and page.status == 200), None)


def _text(archive: Archive, page: Page) -> str:
    body = archive.body(page)
    return decode(body, page.content_type)[0] if is_html(page.content_type, body) else ""


def _steps(
    order: list[str], texts: dict[str, str], own: str, known: set[str], allowed: RobotParser | None
) -> list[Step]:
    """Own links of these pages that are not known, each with the first page that carries it."""
    seen, found = set(known), []
    for via in order:
        for url in _own_links(texts[via], via, own):
            if url not in seen:
                seen.add(url)
                if allowed is None or allowed.allowed(url, USER_AGENT):
                    found.append(Step(url, via))
    return found


def _own_links(text: str, url: str, own: str) -> Iterator[str]:
    yield from (one.url for one in links(text, url) if one.how in ("a", "frame") and host_of(one.url) == own)


def _robots(archive: Archive, pages: Iterable[Page]) -> RobotParser | None:
    from scrapy.robotstxt import ProtegoRobotParser

    kept = next((page for page in pages if page.purpose == "robots" and page.status == 200), None)
    return ProtegoRobotParser(archive.body(kept), None) if kept else None


def _level(steps: list[Step], seed: str, budget: int) -> Level:
    return Level(len(steps), tuple(Random(seed).sample(steps, min(len(steps), budget))))
