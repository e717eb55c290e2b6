"""Names for the crawl: as the system knows them, or from one given name server. Each request sees one family.

A request is shown IPv4 alone wherever the name has it: a site whose IPv6 is broken must not seem to be down. How a
site is reached over IPv6 is measured apart (`crawler.reach`).
"""

from __future__ import annotations

import asyncio
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Self

from dns.exception import DNSException
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.ip import Guard
from crawler.nameserver import resolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler

_LOCAL = ("127.0.0.1", "::1")


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        raise NotImplementedError


@implementer(IResolutionReceiver)
class _OneFamily:
    """Passes on the addresses of one family when all are known."""

    def __init__(self, receiver: Any, host: str, guard: Guard) -> None:
        self.resolutionBegan = receiver.resolutionBegan
        self._receiver, self._host, self._guard = receiver, host, guard
        self._heard: list[Any] = []

    def addressResolved(self, address: Any) -> None:
        self._heard.append(address)

    def resolutionComplete(self) -> None:
        let = self._guard.lets(self._host, [address.host for address in self._heard])
        for address in one_family([address for address in self._heard if address.host in let]):
            self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


def one_family(addresses: Sequence[Any]) -> list[Any]:
    """IPv4 alone, or IPv6 where there is no IPv4."""
    return [address for address in addresses if not isinstance(address, IPv6Address)] or list(addresses)


class SystemResolver(CachingHostnameResolver):
    """The system's resolver, which knows its hosts file; answers are kept for the crawl."""

    guard = Guard(())

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        made = super().from_crawler(crawler, reactor)
        made.guard = crawler.settings["GUARD"]
        return made

    def resolveHostName(self, resolutionReceiver: Any, hostName: str, *given: Any, **named: Any) -> Any:
        receiver: Any = _OneFamily(resolutionReceiver, hostName, self.guard)
        return super().resolveHostName(receiver, hostName, *given, **named)


@implementer(IHostnameResolver)
class NameserverResolver:
    """Asks the server of the NAMESERVER setting; answers are kept for the crawl, failures are not."""

    def __init__(self, reactor: Any, nameserver: str, guard: Guard) -> None:
        self._reactor, self._guard = reactor, guard
        self._resolver = resolver(nameserver)
        self._known: dict[str, tuple[str, ...]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        return cls(reactor, crawler.settings["NAMESERVER"], crawler.settings["GUARD"])

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        receiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        resolution = _Resolution(hostName)
        told = _OneFamily(receiver, hostName, self._guard)
        told.resolutionBegan(resolution)
        task = asyncio.ensure_future(self._resolve(told, hostName, portNumber))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return resolution

    async def _resolve(self, receiver: _OneFamily, host: str, port: int) -> None:
        try:
            for address in await self._addresses(host):
                kind = IPv6Address if ":" in address else IPv4Address
                receiver.addressResolved(kind("TCP", address, port))
        finally:
            receiver.resolutionComplete()

    async def _addresses(self, host: str) -> tuple[str, ...]:
        name = host.rstrip(".").lower()
        if name == "localhost":
            return _LOCAL
        if _is_literal(name):
            return (name,)
        if name not in self._known:
            found = await asyncio.gather(self._ask(name, "AAAA"), self._ask(name, "A"))
            if not any(found):
                return ()
            self._known[name] = (*found[0], *found[1])
        return self._known[name]

    async def _ask(self, name: str, kind: str) -> list[str]:
        try:
            return [str(record) for record in await self._resolver.resolve(f"{name}.", kind)]
        except DNSException:
            return []


def _is_literal(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
