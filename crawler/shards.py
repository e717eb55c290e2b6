"""The round's sites in shares, one for each process: a server is asked by one process alone, and shares are of like size."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from crawler.kinds import Kind
from crawler.links import host_of
from crawler.plan import Ask
from crawler.probes import Facts
from crawler.scheduler import Frontier
from crawler.targets import Target

_LOOK = 0.2
"""Seconds between two looks at how far the processes are."""
WEIGHTS = {Kind.PORTAL: 3, Kind.DEPARTMENT: 1}
"""A portal reaches its limit of pages where a department's site often does not. Our default."""


@dataclass(frozen=True, slots=True)
class Share:
    """One process's part of a round."""

    targets: frozenset[str]
    """Ids of its sites."""
    hosts: frozenset[str]
    """Those of all other sites, as `links.host_of` names them: their own processes are asking them."""
    named: frozenset[str]
    """Addresses of all sites' hosts, as the name servers told them."""
    done: Callable[[int], None]
    """Called with how many asks are left when these are all of those hosts."""
    alone: threading.Event
    """Set when all processes are so far: then what links lead to there may be asked for, at the share of each."""
    leaves: bool = False
    """Those asks are left for a later crawl: the other processes may be anywhere, and nobody waits for them."""

    def holds(self, netloc: str) -> bool:
        return _host(netloc) in self.hosts


@cache
def _host(netloc: str) -> str:
    """As `links.host_of` names it. Asked several times for every request, of as many hosts as a share has."""
    return host_of(f"http://{netloc}/")


async def turn_of_the_held(
    share: Share, frontier: Frontier, hand_in: Callable[[Ask], None], end: Callable[[str], None]
) -> None:
    """What links lead to at other processes' hosts waits until these have read their pages: a host is asked by one."""
    while not frontier.only_held:
        await asyncio.sleep(_LOOK)
    share.done(frontier.waiting)
    if share.leaves:
        end("finished")
        return
    while not share.alone.is_set():
        await asyncio.sleep(_LOOK)
    if ask := frontier.release():
        hand_in(ask)


def shards(sites: Sequence[Target], facts: Mapping[str, Facts], count: int) -> list[list[Target]]:
    """At most `count` shares, none empty, the same for the same sites; each in the order of the sites.

    Sites of one host, or of one address, stay together: what spares a server is known to one process only. `facts`:
    what the name servers say, by target.
    """
    groups = sorted(_together(sites, facts), key=lambda group: (-_weight(group), group[0].id))
    shares: list[list[Target]] = [[] for _ in range(count)]
    for group in groups:
        min(shares, key=lambda share: (_weight(share), shares.index(share))).extend(group)
    place = {target.id: number for number, target in enumerate(sites)}
    return [sorted(share, key=lambda target: place[target.id]) for share in shares if share]


def _together(sites: Sequence[Target], facts: Mapping[str, Facts]) -> list[list[Target]]:
    groups: dict[str, list[Target]] = {}
    group_of: dict[str, str] = {}
    for target in sites:
        marks = _marks(target, facts)
        known = sorted({group_of[mark] for mark in marks if mark in group_of})
        name = known[0] if known else target.id
        groups.setdefault(name, []).append(target)
        for other in known[1:]:
            groups[name] += groups.pop(other)
            group_of = {mark: name if of == other else of for mark, of in group_of.items()}
        group_of |= dict.fromkeys(marks, name)
    return list(groups.values())


def _marks(target: Target, facts: Mapping[str, Facts]) -> set[str]:
    """The site's host and its addresses; loopback is this machine itself, where nobody's server has to be spared."""
    found = facts.get(target.id)
    addresses = (*found["a"], *found["aaaa"]) if found else ()
    return {urlsplit(target.url).hostname or "", *(one for one in addresses if not ip_address(one).is_loopback)}


def _weight(group: Sequence[Target]) -> int:
    return sum(WEIGHTS.get(target.kind, 1) for target in group)
