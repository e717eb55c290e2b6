"""The government-information disclosure platform of a site: its entry, where it stands, and which parts it links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.content.needles import bare
from checks.facts.documents import Document
from checks.facts.links import Link
from checks.facts.names import names
from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

_ENTRY = re.compile(r"(?:政府)?信息公开(?:专栏|平台|目录|专题|网)?|政务公开|法定主动公开内容")
_PROPER = re.compile(r"政府信息公开(?:专栏|平台|专题|网)?")


@dataclass(frozen=True, slots=True)
class Platform:
    """`entry`: the home page's link to it. `document`: its page, None when it was not read."""

    entry: Link
    document: Document | None


def platforms(site: Site) -> tuple[Platform, ...]:
    """What the home page links as 政府信息公开, then as 信息公开 or 政务公开, each address once."""
    home = site.home_document
    assert home is not None
    found = [link for link in home.links if _ENTRY.fullmatch(_plain(link))]
    found.sort(key=lambda link: not _PROPER.fullmatch(_plain(link)))
    entries = {link.url: link for link in reversed(found)}
    ordered = sorted(entries.values(), key=found.index)
    return tuple(Platform(link, _document(site, link.url)) for link in ordered)


def _plain(link: Link) -> str:
    return bare(link.text)


def _document(site: Site, url: str) -> Document | None:
    answer = site.answers.of(url)
    return site.shown.get(url) or (site.shown.get(answer.page.url) if answer else None)


def elsewhere(site: Site) -> str:
    """Why the platform was not read though it may be there: it stands on a host that was not crawled; '' otherwise."""
    assert site.home is not None
    found, here = site.fact(platforms), host_of(site.home.url)
    away = [one.entry for one in found if host_of(one.entry.url) != here and one.document is None]
    proper = any(is_proper(one) and host_of(one.entry.url) == here for one in found)
    deeper = [] if proper else [one for one in site.fact(names) if _PROPER.fullmatch(one.bare)]
    for text, url in [(link.text, link.url) for link in away] + [(name.text, name.url) for name in deeper]:
        if host_of(url) != here and _document(site, url) is None:
            return f"“{text}”在另一网站（{url}），没有采集"
    return ""


def is_proper(platform: Platform) -> bool:
    """Is it called 政府信息公开, as 国办公开办函〔2019〕61号 asks?"""
    return _PROPER.fullmatch(_plain(platform.entry)) is not None
