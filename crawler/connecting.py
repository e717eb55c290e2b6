"""How the visitor of home pages connects: names, certificates, and the archive's words for what went wrong."""

from __future__ import annotations

import asyncio
import errno
import re
import socket
import ssl
from collections.abc import Iterator
from functools import cache
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from dns.exception import DNSException

from crawler.nameserver import resolver

_BY_NUMBER = (
    ("timeout", {errno.ETIMEDOUT}),
    ("refused", {errno.ECONNREFUSED}),
    ("reset", {errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED}),
)


class Names(AbstractResolver):
    """Asks one name server for every name, IPv4 and IPv6, and keeps no answer: a visitor's wait for it counts."""

    def __init__(self, nameserver: str) -> None:
        self._resolver = resolver(nameserver)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        if host == "localhost":
            found = ["127.0.0.1", "::1"]
        else:
            found = [
                one for part in await asyncio.gather(self._ask(host, "AAAA"), self._ask(host, "A")) for one in part
            ]
        if not found:
            raise OSError(f"域名服务器没有给出 {host} 的地址")
        return [
            ResolveResult(
                hostname=host, host=address, port=port, proto=0, flags=socket.AI_NUMERICHOST,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
            )
            for address in found
        ]  # fmt: skip

    async def close(self) -> None:
        return None

    async def _ask(self, host: str, kind: str) -> list[str]:
        try:
            return [str(record) for record in await self._resolver.resolve(f"{host.rstrip('.')}.", kind)]
        except DNSException:
            return []


class TooLarge(aiohttp.ClientError):
    """The answer goes on beyond `PAGE_LIMIT`."""


def kind_of(problem: BaseException) -> str:
    """The archive's word for a failure."""
    causes = list(_causes(problem))
    if any(isinstance(one, aiohttp.ClientSSLError | ssl.SSLError) for one in causes):
        return "tls"
    if any(isinstance(one, TimeoutError) for one in causes):
        return "timeout"
    if any(isinstance(one, aiohttp.ClientConnectorDNSError) for one in causes):
        return "dns"
    if isinstance(problem, TooLarge):
        return "too_large"
    codes = {int(code) for one in causes for code in (getattr(one, "errno", None), *_told(one)) if code is not None}
    for kind, known in _BY_NUMBER:
        if codes & known:
            return kind
    broken = aiohttp.ServerDisconnectedError | aiohttp.ClientPayloadError
    return "reset" if isinstance(problem, broken) else "failed"


def _told(problem: BaseException) -> list[str]:
    """Error numbers that stand only in the words: several addresses were tried, each failed in its own way."""
    return re.findall(r"\[Errno (\d+)\]", str(problem))


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or getattr(problem, "os_error", None)


@cache
def any_certificate() -> ssl.SSLContext:
    """An old or wrong certificate is for a rule to judge, not for the visit to fail on. Made once: it is dear."""
    context: Any = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    found: ssl.SSLContext = context
    return found
