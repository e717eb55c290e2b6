"""The name server that answers for a crawl: the one that was asked for, else the system's."""

from __future__ import annotations

import asyncio
import errno
import re
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

_FORM = re.compile(r"(?:\[([0-9A-Fa-f:.%\w]+)\]|([^\[\]:\s]+)|([0-9A-Fa-f:]+:[0-9A-Fa-f:.]*))(?::(\d{1,5}))?$")
_WORDS = {errno.ECONNREFUSED: "refused", errno.ENETUNREACH: "no_route", errno.EADDRNOTAVAIL: "no_route"}
TRY = 2.0
"""Seconds to wait for one answer."""
LIFETIME = 6.5
"""Seconds for all tries of one question: three of them."""


class NameserverError(ValueError):
    """The text names no server that can be asked; the message is one Chinese sentence."""


def nameserver(text: str) -> tuple[str, int]:
    """`HOST`, `HOST:PORT`, `IPv6` or `[IPv6]:PORT` as address and port."""
    match = _FORM.match(text.strip())
    port = int(match[4] or 53) if match else 0
    if not match or not 0 < port < 65536:
        raise NameserverError(f"域名服务器“{text}”写法不对，应为 主机、主机:端口 或 [IPv6]:端口。")
    try:
        found = socket.getaddrinfo(match[1] or match[2] or match[3], port, type=socket.SOCK_DGRAM)
    except OSError as problem:
        raise NameserverError(f"域名服务器“{text}”的地址无法解析，请改写为 IP 地址。") from problem
    return str(found[0][4][0]), port


def resolver(server: str) -> Resolver:
    """Asks `server` only, or the system's when it is empty; falls back to TCP where an answer is cut short."""
    from dns.asyncresolver import Resolver
    from dns.flags import AD, RD
    from dns.resolver import NoResolverConfiguration

    try:
        asked = Resolver(configure=not server)
    except NoResolverConfiguration:
        asked = Resolver(configure=False)
        asked.nameservers = ["127.0.0.1"]
    if server:
        address, port = nameserver(server)
        asked.nameservers, asked.port = [address], port
    asked.search, asked.ndots = [], 1
    asked.timeout, asked.lifetime = TRY, LIFETIME
    asked.flags = RD | AD  # a resolver that validates says so (RFC 6840, 5.7)
    return asked


async def asked_itself(address: str, port: int, zone: str, room: asyncio.Semaphore) -> str:
    """What a zone's own server at `address` says when asked for its SOA, over UDP and, cut short, over TCP.

    `ok` with authority · `lame` without · `refused` `timeout` `no_route` `failed`. Three tries, as the resolver makes.
    """
    from dns.asyncquery import udp_with_fallback
    from dns.exception import DNSException, Timeout
    from dns.flags import AA
    from dns.message import make_query
    from dns.rcode import NOERROR

    said = "failed"
    for _ in range(round(LIFETIME / TRY)):
        async with room:
            try:
                answer, _ = await udp_with_fallback(make_query(f"{zone}.", "SOA"), address, TRY, port)
            except Timeout:
                said = "timeout"
                continue
            except OSError as problem:
                return _WORDS.get(problem.errno or 0, "failed")
            except DNSException:
                continue
        return "ok" if answer.flags & AA and answer.rcode() == NOERROR and answer.answer else "lame"
    return said
