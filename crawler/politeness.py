"""The manners of a crawl: what each answer means for how fast its host is asked, and whether it still is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.archive import Page
from crawler.breaker import Breaker, Step
from crawler.pace import MAX_DELAY, Pace
from crawler.plan import Ask
from crawler.scheduler import HOST_CAP, Frontier

if TYPE_CHECKING:
    from scrapy.core.downloader import Downloader

ADDRESS_SHARE = 4
"""Hosts of one address that are asked at full rate side by side; more of them share what these would get. Our default."""


class Politeness:
    """Sets the delays of the downloader's slots, which are by host, and rests hosts in the frontier, by host and port."""

    def __init__(
        self,
        frontier: Frontier,
        downloader: Downloader,
        delay: float,
        rest: float,
        wake: Callable[[Ask], None],
        processes: int = 1,
    ) -> None:
        """`delay`: seconds between two requests as agreed. `rest`: seconds that a host is let alone at first, then
        twice and four times these. `wake` hands an ask in, which also wakes the engine. `processes`: so many may ask a
        host that is none of theirs alone."""
        self._frontier, self._downloader, self._agreed, self._rest, self._wake = frontier, downloader, delay, rest, wake
        self._processes = processes
        self._own: set[str] = set()
        self._paces: dict[str, Pace] = {}
        self._breakers: dict[str, Breaker] = {}
        self._address: dict[str, str] = {}
        self._neighbours: dict[str, set[str]] = {}
        self._robots: dict[str, float] = {}
        self._asked_to_wait: set[str] = set()

    def own(self, hosts: Iterable[str]) -> None:
        """These hosts, as `links.host_of` names them, are asked by this process alone."""
        for host in {urlsplit(f"//{key}").hostname or "" for key in hosts} - self._own:
            self._own.add(host)
            for name in (host, f"www.{host}"):
                self._downloader.per_slot_settings[name] = {"delay": self._agreed}

    def lives_at(self, key: str, addresses: Iterable[str]) -> None:
        """The host (with its port) is at these addresses; the first is what it shares.

        Loopback is this machine itself, where nobody's server has to be spared.
        """
        address = self._address.get(key) or min(addresses, default="")
        if address and ip_address(address).is_loopback:
            return
        self._address[key] = address
        self._neighbours.setdefault(address, set()).add(key)
        self._set_pace(key)

    def crawl_delay(self, key: str, seconds: float) -> None:
        """What the host's robots.txt asks for."""
        self._robots[key] = min(seconds, MAX_DELAY)
        self._set_pace(key)

    def heard(self, ask: Ask, page: Page, rest: float) -> list[Ask]:
        """Learn from an answer, which asked for `rest` seconds without requests; returns what is not asked any more."""
        if page.error == "robots":
            return []
        key = ask.host
        self._pace(key).heard(page)
        self.lives_at(key, (page.ip,) if page.ip else ())
        self._set_pace(key)
        breaker = self._breakers.setdefault(key, Breaker())
        rested = breaker.resting
        step = breaker.heard(page)
        if step is Step.GIVE_UP:
            return self._frontier.clear(key)
        if step is Step.REST:
            if not rested:
                self._hold(key, max(rest, self._rest * 2 ** (breaker.rests - 1)))
        elif rest:
            self._asked_to_wait.add(key)
            self._hold(key, rest)
        elif key not in self._asked_to_wait:
            self._frontier.limit(key, HOST_CAP)
        return []

    def gave_up(self, ask: Ask) -> str:
        """Why its host is not asked any more, a key of breaker.TITLES; "" while it is."""
        breaker = self._breakers.get(ask.host)
        return breaker.why if breaker is not None and breaker.given_up else ""

    def _pace(self, key: str) -> Pace:
        host = urlsplit(f"//{key}").hostname or ""
        return self._paces.setdefault(host, Pace(self._agreed_with(host)))

    def _agreed_with(self, host: str) -> float:
        alone = self._processes == 1 or host.removeprefix("www.") in self._own
        return self._agreed if alone else self._agreed * self._processes

    def _set_pace(self, key: str) -> None:
        pace, host = self._pace(key), urlsplit(f"//{key}").hostname or ""
        pace.floor = max(self._agreed_with(host) * self._crowd(key), self._robots.get(key, 0.0))
        # Slots that were idle for a while are thrown away and made anew by these settings.
        self._downloader.per_slot_settings[host] = {"delay": pace.delay}
        if host in self._downloader.slots:
            self._downloader.slots[host].delay = pace.delay

    def _crowd(self, key: str) -> float:
        """By how much the hosts at its address that are being asked exceed the share of one address."""
        address = self._address.get(key, "")
        hosts = self._neighbours.get(address, ()) if address else ()
        if len(hosts) <= ADDRESS_SHARE:
            return 1.0
        return max(1.0, sum(map(self._frontier.is_busy, hosts)) / ADDRESS_SHARE)

    def _hold(self, key: str, seconds: float) -> None:
        self._frontier.limit(key, 0)
        asyncio.get_running_loop().call_later(seconds, self._release, key)

    def _release(self, key: str) -> None:
        """The rest is over: one request on trial, or all as before."""
        self._asked_to_wait.discard(key)
        breaker = self._breakers[key]
        on_trial, breaker.resting = breaker.resting, False
        self._frontier.limit(key, 1 if on_trial else HOST_CAP)
        if ask := self._frontier.pull(key):
            self._wake(ask)
