"""One visit to a home page, as a person's browser makes it: name, connection, redirects, to the end page's last byte.

aiohttp and not Scrapy: a reactor runs once in a process and then ends, a visitor comes back every hour for a week,
and what is measured is one request's whole time, which Scrapy's queues and slots would be part of. Agent, headers,
robots.txt, certificates and size limits are those of the crawl.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import aiohttp

from crawler.archive import Page
from crawler.connecting import Names, TooLarge, any_certificate, kind_of
from crawler.failures import TITLES
from crawler.links import absolute, links, moves
from crawler.plan import MAX_HOPS
from crawler.settings import HEADERS, PAGE_LIMIT, USER_AGENT
from crawler.text import decode, is_html, unpack
from crawler.visitlog import SHORT

if TYPE_CHECKING:
    from aiohttp.connector import Connection
    from scrapy.robotstxt import RobotParser

_ROBOTS_KEPT = 24 * 3600.0
_ROBOTS_WAIT = 10.0


_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Got:
    """One answer, or the failure to get one."""

    page: Page
    body: bytes = b""
    """As received."""
    headers: tuple[tuple[str, str], ...] = ()
    text: str = ""
    """Of the body, decoded."""


class Visitor:
    """Makes visits; every one resolves the name and connects anew, with no cookie of an earlier one."""

    def __init__(self, nameserver: str, timeout: float) -> None:
        """`timeout` is for a whole visit, in seconds."""
        self._nameserver, self._timeout = nameserver, timeout
        self._robots: dict[str, tuple[float, RobotParser]] = {}

    async def __aenter__(self) -> Self:
        names = Names(self._nameserver) if self._nameserver else aiohttp.ThreadedResolver()
        self._connector = aiohttp.TCPConnector(
            resolver=names, use_dns_cache=False, force_close=True, limit=0, ssl=any_certificate()
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connector.close()

    async def visit(self, url: str, at: datetime) -> Page:
        """What came of it; the fetching of robots.txt is no part of `elapsed`."""
        page = Page(url, "visit", 0, at, 0.0)
        address = url
        async with self._session() as session:
            for _ in range(MAX_HOPS + 1):
                if not await self._allowed(session, address):
                    return replace(page, error="robots", detail=TITLES["robots"], status=None)
                page, onward = await self._hop(session, page, address)
                if not onward:
                    break
                address = onward
        return page if address == url else replace(page, location=address)

    async def get(self, url: str, at: datetime, purpose: str) -> Got:
        """One request, with all that came of it; where it leads on is not followed."""
        page = Page(url, purpose, 0, at, 0.0)
        async with self._session() as session:
            if not await self._allowed(session, url):
                return Got(replace(page, error="robots", detail=TITLES["robots"]))
            began = monotonic()
            try:
                async with asyncio.timeout(self._timeout), session.get(url, allow_redirects=False) as answer:
                    body = await _read(answer)
            except (aiohttp.ClientError, OSError) as problem:
                return Got(_failed(page, problem, round(monotonic() - began, 3)))
        seen, _ = _seen(replace(page, elapsed=round(monotonic() - began, 3)), url, answer, body)
        location = answer.headers.get("Location", "") if answer.status in _REDIRECTS else ""
        kept = replace(seen, detail="", location=absolute(url, location) or "" if location else "")
        text = decode(unpack(body, answer.headers.get("Content-Encoding", ""))[0], kept.content_type)[0]
        return Got(kept, body, tuple(answer.headers.items()), text)

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=self._connector,
            connector_owner=False,
            headers={**HEADERS, "User-Agent": USER_AGENT},
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            response_class=_Answer,
            max_line_size=65536,
            max_field_size=65536,
        )

    async def _hop(self, session: aiohttp.ClientSession, page: Page, url: str) -> tuple[Page, str]:
        """The visit after one more request, and where that sends it on ("" at the end)."""
        began = monotonic()
        try:
            async with asyncio.timeout(self._timeout - page.elapsed), session.get(url, allow_redirects=False) as answer:
                body = await _read(answer)
        except (aiohttp.ClientError, OSError) as problem:
            return _failed(page, problem, round(page.elapsed + monotonic() - began, 3)), ""
        elapsed = round(page.elapsed + monotonic() - began, 3)
        return _seen(replace(page, elapsed=elapsed), url, answer, body)

    async def _allowed(self, session: aiohttp.ClientSession, url: str) -> bool:
        """By the host's robots.txt, kept for a day; one that cannot be had forbids nothing."""
        from scrapy.robotstxt import ProtegoRobotParser

        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        known = self._robots.get(origin)
        if known is None or monotonic() - known[0] > _ROBOTS_KEPT:
            try:
                async with (
                    asyncio.timeout(min(_ROBOTS_WAIT, self._timeout)),
                    session.get(f"{origin}/robots.txt") as answer,
                ):
                    body = await _read(answer) if answer.status == 200 else b""
            except (aiohttp.ClientError, OSError):
                return True
            text = unpack(body, answer.headers.get("Content-Encoding", ""))[0]
            known = self._robots[origin] = (monotonic(), ProtegoRobotParser(text, None))
        return known[1].allowed(url, USER_AGENT)


class _Answer(aiohttp.ClientResponse):
    """Remembers who answered; once the body has come, the connection is gone."""

    ip = ""

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        peer = connection.transport.get_extra_info("peername") if connection.transport else None
        self.ip = str(peer[0]) if peer else ""
        return await super().start(connection)


def _failed(page: Page, problem: BaseException, elapsed: float) -> Page:
    kind = kind_of(problem)
    words = " ".join(str(problem).split())[:200]
    detail = f"{TITLES[kind]}：{words}" if words else TITLES[kind]
    return replace(page, elapsed=elapsed, status=None, error=kind, detail=detail, ip="", family=0)


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """The body as received. One that breaks off counts as far as it came, as it does in a browser."""
    body = bytearray()
    try:
        async for chunk in answer.content.iter_any():
            body += chunk
            if len(body) > PAGE_LIMIT:
                raise TooLarge
    except aiohttp.ClientPayloadError:
        if not body:
            raise
    return bytes(body)


def _seen(page: Page, url: str, answer: aiohttp.ClientResponse, body: bytes) -> tuple[Page, str]:
    """The visit with what the address answered, and where that sends the visitor on."""
    kind, ip = answer.headers.get("Content-Type", ""), answer.ip if isinstance(answer, _Answer) else ""
    content = unpack(body, answer.headers.get("Content-Encoding", ""))[0]
    text = decode(content, kind)[0]
    short = text if len(text) < SHORT else ""
    seen = replace(
        page,
        status=answer.status,
        detail=short,
        content_type=kind,
        sha256=hashlib.sha256(body).hexdigest(),
        size=len(body),
        ip=ip,
        family=(6 if ":" in ip else 4) if ip else 0,
    )
    if answer.status in _REDIRECTS:
        return seen, absolute(url, answer.headers.get("Location", "")) or ""
    if not (200 <= answer.status < 300 and short and is_html(kind, content)):
        return seen, ""
    # Only a page too short to be a home page is a signpost; a full one may reload itself every few minutes.
    return seen, next((onward for onward in moves(links(short, url)) if onward != url), "")
