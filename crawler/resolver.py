"""Names for the crawl, IPv4 and IPv6 both: as the system knows them, or from one given name server.

A request that is pinned to IPv6 is shown no other address: else the failure of its attempt over IPv4, which
cannot succeed, would hide why the one over IPv6 failed.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Self

from dns.exception import DNSException
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.nameserver import resolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler

OVER_IPV6: ContextVar[bool] = ContextVar("OVER_IPV6", default=False)
"""Is the request that is being made pinned to IPv6?"""
_LOCAL = ("127.0.0.1", "::1")


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        raise NotImplementedError


@implementer(IResolutionReceiver)
class _OnlyIPv6:
    """Passes on what it is told, IPv4 addresses left out."""

    def __init__(self, receiver: Any) -> None:
        self.resolutionBegan = receiver.resolutionBegan
        self.resolutionComplete = receiver.resolutionComplete
        self._receiver = receiver

    def addressResolved(self, address: Any) -> None:
        if isinstance(address, IPv6Address):
            self._receiver.addressResolved(address)


class SystemResolver(CachingHostnameResolver):
    """The system's resolver, which knows its hosts file; answers are kept for the crawl."""

    def resolveHostName(self, resolutionReceiver: Any, *given: Any, **named: Any) -> Any:
        receiver: Any = _OnlyIPv6(resolutionReceiver) if OVER_IPV6.get() else resolutionReceiver
        return super().resolveHostName(receiver, *given, **named)


@implementer(IHostnameResolver)
class NameserverResolver:
    """Asks the server of the NAMESERVER setting; answers are kept for the crawl, failures are not."""

    def __init__(self, reactor: Any, nameserver: str) -> None:
        self._reactor = reactor
        self._resolver = resolver(nameserver)
        self._known: dict[str, tuple[str, ...]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        return cls(reactor, crawler.settings["NAMESERVER"])

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
        types = (IPv6Address,) if OVER_IPV6.get() else addressTypes
        resolution = _Resolution(hostName)
        receiver.resolutionBegan(resolution)
        task = asyncio.ensure_future(self._resolve(receiver, hostName, portNumber, types))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return resolution

    async def _resolve(self, receiver: Any, host: str, port: int, types: Sequence[type] | None) -> None:
        try:
            for address in await self._addresses(host):
                kind = IPv6Address if ":" in address else IPv4Address
                if types is None or kind in types:
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
