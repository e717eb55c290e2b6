"""Links whose host or words belong to gambling, porn and the like, or whose domain is up for sale."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checks.facts.hosts import domain_of, is_stranger
from crawler.archive import Page
from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

_FILE = Path(__file__).resolve().parents[1] / "words" / "suspect.toml"
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"<script\b.*?(?:</script>|\Z)|<style\b.*?(?:</style>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_PARKED_WORDS = 300
"""Characters of text at most on a page that only offers its domain (our default); a longer one trades in domains."""
_HEADLINE = 24
"""Characters from which a link's text is a headline about something (our default)."""
_WORDS_LINK = 2
"""Different words that prove the trade of a site by its own title (our default)."""


@dataclass(frozen=True, slots=True)
class Suspect:
    url: str
    text: str
    why: str
    """What was seen, in Chinese."""
    proof: Page | None
    """The linked site's own answer, where it is what proves it."""
    words: str


@dataclass(frozen=True, slots=True)
class _Words:
    hosts: re.Pattern[str]
    texts: re.Pattern[str]
    news: re.Pattern[str]
    parked: re.Pattern[str]


@cache
def _words() -> _Words:
    rows: dict[str, list[str]] = tomllib.loads(_FILE.read_text("utf-8"))
    either = {name: "|".join(map(re.escape, rows[name])) for name in ("texts", "news", "parked")}
    hosts = re.compile("|".join(f"(?:{one})" for one in rows["hosts"]))
    return _Words(hosts, re.compile(either["texts"]), re.compile(either["news"]), re.compile(either["parked"], re.I))


def host_word(url: str) -> str:
    """The label of its host that is a word of such a trade, or ''."""
    labels = host_of(url).partition(":")[0].split(".")[:-1]
    parts = (part for label in labels for part in dict.fromkeys((label, *label.split("-"))))
    return next((part for part in parts if _words().hosts.fullmatch(part)), "")


def trade_word(text: str) -> str:
    """The word of such a trade in a short text that is not about it, or ''."""
    found = _words().texts.search(text)
    return found[0] if found and len(text) < _HEADLINE and not _words().news.search(text) else ""


def suspects(site: Site) -> dict[str, Suspect]:
    """By the link's address, sorted; links to the site itself and to public bodies left out."""
    home = site.home.url if site.home else site.target.url
    texts: dict[str, set[str]] = {}
    for document in site.shown.values():
        for link in document.links:
            if is_stranger(link.url, home):
                texts.setdefault(link.url, set()).add(link.text)
    found = ((url, _suspect(site, url, sorted(words))) for url, words in sorted(texts.items()))
    return {url: suspect for url, suspect in found if suspect}


def _suspect(site: Site, url: str, texts: Iterable[str]) -> Suspect | None:
    text = next(iter(texts))
    chain = site.answers.chain(url)
    for address in (url, *(page.url for page in chain[1:])):
        if label := host_word(address):
            led = "" if address == url else f"（由该链接转到 {address}）"
            return Suspect(url, text, f"域名中的“{label}”是博彩、色情类网站的用语{led}", None, label)
    for said in texts:
        if word := trade_word(said):
            return Suspect(url, said, f"链接文字中的“{word}”是博彩、色情等违法行业的用语", None, word)
    end = chain[-1] if chain else None
    return _answered(site, url, text, end) if end and end.answered and end.status == 200 else None


def _answered(site: Site, url: str, text: str, end: Page) -> Suspect | None:
    """By what the linked site itself says."""
    if end.content_type and "html" not in end.content_type.lower():
        return None
    body = site.text(end)
    match = _TITLE.search(body)
    title = " ".join(match[1].split()) if match else ""
    words = set(_words().texts.findall(title))
    if len(words) >= _WORDS_LINK and not _words().news.search(title):
        return Suspect(url, text, f"所链接的网站自称“{title[:40]}”", end, title)
    said = " ".join(_MARKUP.sub(" ", body).split())
    parked = _words().parked.search(f"{title} {said}") if len(said) <= _PARKED_WORDS else None
    named = domain_of(host_of(end.url)).partition(".")[0] in f"{title} {said}".lower()
    if parked and (named or len(said) <= _PARKED_WORDS // 2) and not is_trader(text):
        return Suspect(url, text, f"所链接的域名已停用或待售（页面写有“{parked[0]}”）", end, title or said[:80])
    return None


def is_trader(text: str) -> bool:
    """Does the link itself say that it leads to someone who deals in domains?"""
    return "域名" in text
