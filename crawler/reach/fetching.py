"""One request to one address: pinned, so that what answers is known, and timed from the first packet.

aiohttp, because Scrapy's reactor has ended when a site is measured, and a request here must go to one address and no
other. Agent, headers and size limits are those of the crawl; a redirect is told, not followed.
"""

from __future__ import annotations

import asyncio
import json
import socket
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from types import SimpleNamespace

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.archive import Page
from crawler.connecting import any_certificate, kind_of
from crawler.failures import TITLES
from crawler.links import absolute
from crawler.settings import HEADERS, USER_AGENT


class _Pinned(AbstractResolver):
    """Every name is at one address."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        inet = socket.AF_INET6 if ":" in self._address else socket.AF_INET
        return [
            ResolveResult(
                hostname=host, host=self._address, port=port, proto=0, flags=socket.AI_NUMERICHOST, family=inet
            )
        ]

    async def close(self) -> None:
        return None


class Fetched:
    """A visit with its bytes; `page` has no digest yet."""

    def __init__(self, page: Page, body: bytes = b"", headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.page, self.body, self.headers = page, body, headers

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


async def fetch(
    url: str, purpose: str, address: str, timeout: float, limit: int, *, depth: int = 0, via: str = ""
) -> Fetched:
    """GET `url` from the server at `address`; at most `limit` bytes of the body are read."""
    family, times = 6 if ":" in address else 4, dict[str, float]()
    began = monotonic()
    page = Page(url, purpose, depth, datetime.now(UTC).replace(microsecond=0), 0.0, via, ip=address, family=family)
    try:
        async with (
            asyncio.timeout(timeout),
            _session(address, times) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            times["first"] = monotonic() - began
            body = await _read(answer, limit)
    except (aiohttp.ClientError, OSError, ValueError) as problem:
        kind = kind_of(problem)
        words = " ".join(str(problem).split())[:200]
        detail = f"{TITLES[kind]}：{words}" if words else TITLES[kind]
        return Fetched(replace(page, elapsed=round(monotonic() - began, 3), error=kind, detail=detail, ip="", family=0))
    times["connect"] = times.pop("connected", began) - times.pop("began", began)
    return _answered(replace(page, elapsed=round(monotonic() - began, 3)), answer, body, times)


def _answered(page: Page, answer: aiohttp.ClientResponse, body: bytes, times: dict[str, float]) -> Fetched:
    location = absolute(page.url, answer.headers.get("Location", "")) if 300 <= answer.status < 400 else None
    kept = replace(
        page,
        status=answer.status,
        detail=json.dumps({name: round(value, 4) for name, value in sorted(times.items())}),
        content_type=answer.headers.get("Content-Type", ""),
        location=location or "",
    )
    return Fetched(kept, body, tuple(answer.headers.items()))


def _session(address: str, times: dict[str, float]) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(
        resolver=_Pinned(address), use_dns_cache=False, force_close=True, ssl=any_certificate()
    )
    return aiohttp.ClientSession(
        connector=connector,
        headers={**HEADERS, "User-Agent": USER_AGENT},
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
        auto_decompress=False,
        trace_configs=[_clocked(times)],
        max_line_size=65536,
        max_field_size=65536,
    )


def _clocked(times: dict[str, float]) -> aiohttp.TraceConfig:
    """Notes when the connection was asked for and when it stood, TLS included."""
    config = aiohttp.TraceConfig()

    async def begun(_: aiohttp.ClientSession, __: SimpleNamespace, ___: object) -> None:
        times["began"] = monotonic()

    async def stood(_: aiohttp.ClientSession, __: SimpleNamespace, ___: object) -> None:
        times["connected"] = monotonic()

    config.on_connection_create_start.append(begun)
    config.on_connection_create_end.append(stood)
    return config


async def _read(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body as received, cut at the limit. One that breaks off counts as far as it came."""
    body = bytearray()
    try:
        async for chunk in answer.content.iter_any():
            body += chunk
            if len(body) >= limit:
                break
    except aiohttp.ClientPayloadError:
        if not body:
            raise
    return bytes(body[:limit])
