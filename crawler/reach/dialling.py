"""One address of a host, connected to and shaken hands with, each with the seconds it took."""

from __future__ import annotations

import asyncio
import errno
import ssl
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from crawler.connecting import kind_of

CONNECT = 10.0
"""Seconds for a connection and for a handshake. Our default."""
_NO_WAY = frozenset({errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
"""What this machine's own kernel says when it knows no way: nothing was sent."""
Opened = TypeVar("Opened")


@dataclass(frozen=True, slots=True)
class Dial:
    """What became of one connection. `error` is the archive's word, or `no_route`: then `tcp` is None."""

    address: str
    family: int
    port: int
    tcp: float | None
    error: str = ""


async def dial(address: str, port: int) -> Dial:
    """Open a connection and close it again."""
    family = 6 if ":" in address else 4
    began = monotonic()
    try:
        async with asyncio.timeout(CONNECT):
            _, writer = await asyncio.open_connection(address, port)
    except OSError as problem:
        return Dial(address, family, port, None, told(problem))
    took = round(monotonic() - began, 4)
    await _closed(writer)
    return Dial(address, family, port, took)


async def shake_hands(address: str, port: int, name: str, context: ssl.SSLContext) -> ssl.SSLObject:
    """A TLS handshake for `name`; the connection is closed. Raises OSError, ssl.SSLError and TimeoutError among them."""
    async with asyncio.timeout(CONNECT):
        _, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=name)
    found: ssl.SSLObject = writer.get_extra_info("ssl_object")
    await _closed(writer)
    return found


def told(problem: OSError) -> str:
    return "no_route" if problem.errno in _NO_WAY else kind_of(problem)


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(1):
            await writer.wait_closed()
