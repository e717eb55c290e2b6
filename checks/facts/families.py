"""How the site is reached over IPv6 beside IPv4, as the measurement left it (see `crawler.reach`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from ipaddress import ip_address
from statistics import median
from typing import TYPE_CHECKING, Any

from checks.facts.answers import Reach, reach
from crawler.archive import Page
from crawler.ip import is_usable

if TYPE_CHECKING:
    from checks.site import Site

_UNKNOWN = ("servfail", "timeout", "nxdomain")
_REFUSING = (Reach.CHALLENGE, Reach.BLOCKED, Reach.UPKEEP)
"""Answers that say nothing of the way they came."""
BLIND = (
    "本机没有到该地址的IPv6路由，无法测量。",
    "本轮没有任何公网地址通过IPv6应答，不能排除本机IPv6不通，无法测量。",
)
"""Reasons that lie with this machine and not with the site."""
_TRIES = 2
"""Visits that must all have failed before the way is called closed: one may be chance."""


class State(StrEnum):
    """Whether the home page can be had over IPv6."""

    OPEN = "open"
    NO_ADDRESS = "no_address"
    CLOSED = "closed"
    """There is an address, and nothing comes from it though IPv4 gives the page."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkTry:
    """One link asked for over IPv6, and over IPv4 where that failed."""

    url: str
    via: str
    level: str
    """`second` or `third`."""
    six: Page
    four: Page | None


@dataclass(frozen=True, slots=True)
class Families:
    record: dict[str, Any]
    """The `reach` record; empty when nothing was measured."""
    dns: dict[str, Any] | None
    """What the name servers say of the host that the home page stands on; None when they were not asked."""
    page: Page | None
    """The visit that holds it."""
    sixes: tuple[Page, ...]
    """The home page over IPv6, in order."""
    fours: tuple[Page, ...]
    links: tuple[LinkTry, ...]
    state: State
    why: str
    """Why IPv6 could not be measured from here, in Chinese; '' when it was."""

    def good(self, pages: tuple[Page, ...]) -> list[Page]:
        return [page for page in pages if is_good(page)]

    @property
    def usable(self) -> list[str]:
        """IPv6 addresses that a visitor could use."""
        return [address for address in (self.dns or {}).get("aaaa", ()) if is_usable(address)]


def families(site: Site) -> Families:
    page = next((page for page in site.visits if page.purpose == "reach"), None)
    record = json.loads(page.detail) if page else {}
    sixes, fours = (tuple(one for one in site.visits if one.purpose == name) for name in ("ipv6", "ipv4"))
    dns = record.get("facts") or site.dns
    seen = Families(record, dns, page, sixes, fours, tuple(_links(site)), State.UNKNOWN, "")
    seen = replace(seen, why=_unmeasured(site, seen))
    return replace(seen, state=_state(site, seen))


def is_good(page: Page) -> bool:
    """Did it bring the page, or send its visitor on?"""
    return page.status is not None and 200 <= page.status < 400


def turns_away(site: Site, page: Page) -> bool:
    """Did a firewall, a challenge or a notice of upkeep answer, whatever its status?"""
    return page.answered and reach(page, site.text(page)) in _REFUSING


def seconds(pages: list[Page]) -> float:
    """The median of the whole time they took."""
    return median(page.elapsed for page in pages)


def counted(site: Site, level: str) -> tuple[list[LinkTry], list[LinkTry]]:
    """Links of a level that open over IPv6, and those that open over IPv4 alone; a firewall counts for neither."""
    tries = [one for one in site.fact(families).links if one.level == level]
    opened = [one for one in tries if is_good(one.six)]
    shut = [one for one in tries if one.four and is_good(one.four) and not is_good(one.six)]
    return opened, [one for one in shut if not turns_away(site, one.six)]


def _state(site: Site, seen: Families) -> State:
    dns, sixes = seen.dns, seen.sixes
    if dns is None or site.around.resolver_invents or (dns["status"].get("AAAA") in _UNKNOWN and not dns["aaaa"]):
        return State.UNKNOWN
    if not seen.usable:
        return State.NO_ADDRESS
    refused = [page for page in sixes if turns_away(site, page)]
    if any(is_good(page) and page not in refused for page in sixes):
        return State.OPEN
    return State.UNKNOWN if seen.why or refused or len(sixes) < _TRIES else State.CLOSED


def _unmeasured(site: Site, seen: Families) -> str:
    """Why nothing may be concluded from what came over IPv6."""
    if seen.dns is None:
        return "没有查询该网站的域名解析。"
    if site.around.resolver_invents:
        return "所用域名服务器会给不存在的域名编造地址，其应答不足为凭。"
    if site.home_reach is not Reach.OK:
        return "首页通过IPv4也未能打开，不单独评判IPv6。"
    if seen.usable and not any(seen.dns.get("ipv6_route", {}).get(address) for address in seen.usable):
        return BLIND[0]
    if not seen.sixes:
        return "没有通过IPv6访问该网站。"
    public = any(ip_address(address).is_global for address in seen.usable)
    if public and not site.around.ipv6_proven:
        return BLIND[1]
    asked_four = bool(seen.fours or not seen.dns["a"])
    if asked_four and not seen.good(seen.sixes) and not seen.good(seen.fours):
        return "测量时首页通过IPv4也未能打开，不单独评判IPv6。"
    return ""


def _links(site: Site) -> Iterator[LinkTry]:
    """Each link with the end of its redirects, in the order asked."""
    visits = [page for page in site.visits if page.purpose in ("ipv6-link", "ipv4-link")]
    begun: dict[str, tuple[str, int]] = {}
    ends: dict[tuple[str, str], Page] = {}
    origin: dict[str, str] = {}
    for page in visits:
        start = origin.get(page.via, page.url) if page.via in origin and page.url not in begun else page.url
        origin[page.url] = start
        begun.setdefault(start, (page.via, page.depth))
        ends[start, page.purpose] = page
    for url, (via, depth) in begun.items():
        if six := ends.get((url, "ipv6-link")):
            yield LinkTry(url, via, "second" if depth == 1 else "third", six, ends.get((url, "ipv4-link")))
