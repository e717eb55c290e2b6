"""Pages drawn in a browser that reaches nothing by itself: what a page's scripts ask for is asked by the crawl.

So a drawing keeps to robots.txt, to the host's turn, to the hours and to the given name server like every other
request. Imported only where a browser is asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error
from playwright.async_api import TimeoutError as TooLate
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawler.answering import TimedHandler, header_lines
from crawler.archive import header
from crawler.settings import USER_AGENT
from crawler.text import unpack

if TYPE_CHECKING:
    from playwright.async_api import Page as Tab
    from playwright.async_api import Request as Wish
    from playwright.async_api import Route
    from scrapy.http import Response

    from crawler.plan import Ask
    from crawler.warc import Headers

ASKED_A_DRAWING = 20
"""Requests that one page's scripts get answered at most. Our default."""
SCRIPTS_KEPT = 64 * 1024 * 1024
"""Bytes of scripts held at most, so that pages of one site do not ask for the same ones again. Our default."""
_CLOSING = 5.0
_KINDS = frozenset({"script", "xhr", "fetch"})
_METHODS = frozenset({"GET", "POST"})
_PASSED_ON = ("accept", "content-type", "referer", "x-requested-with")
"""No cookies: a page that wants its visitor checked first is not drawn."""

Reply = tuple[int, dict[str, str], bytes]


class DrawingHandler(TimedHandler, ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Bounds the time of a drawing, whatever its scripts do, and closes its browser context."""

    async def download_request(self, request: Request) -> Response:
        drawing: Drawing | None = request.meta.get("drawing")
        if drawing is None:
            return await super().download_request(request)
        seconds = self.config.navigation_timeout_ms / 1000
        try:
            async with asyncio.timeout(seconds):
                return await super().download_request(request)
        except (TimeoutError, TooLate) as late:
            raise DownloadTimeoutError(f"浏览器在 {seconds:.0f} 秒内没有绘制完成") from late
        finally:
            await drawing.close()


class Scripts:
    """Answers to requests for scripts, within `SCRIPTS_KEPT`."""

    def __init__(self) -> None:
        self._kept: dict[str, Reply] = {}
        self._room = SCRIPTS_KEPT

    def get(self, url: str) -> Reply | None:
        return self._kept.get(url)

    def keep(self, url: str, reply: Reply) -> None:
        if url not in self._kept and len(reply[2]) <= self._room:
            self._room -= len(reply[2])
            self._kept[url] = reply


class Drawing:
    """One page that is being drawn, from the bytes that were received of it."""

    def __init__(
        self,
        ask: Ask,
        received: Reply,
        fetch: Callable[[Request], Awaitable[Response]],
        may_ask: Callable[[str], bool],
        scripts: Scripts,
        patience: float,
    ) -> None:
        """`fetch` asks as the crawl does; `may_ask`: is the address one of the site's hosts, and open to us now?
        `patience`: seconds at most, after the page has loaded, until its scripts ask for nothing more."""
        self._ask, self._received, self._fetch, self._may_ask = ask, received, fetch, may_ask
        self._scripts, self._patience = scripts, patience
        self._tab: Tab | None = None
        self._shown = False
        self.fetched: list[str] = []
        """Addresses that the page's scripts got data from, in order."""
        self._asked = 0

    def meta(self) -> dict[str, Any]:
        """What scrapy-playwright has to know."""
        return {
            "drawing": self,
            "playwright": True,
            "download_slot": "browser",
            "playwright_context": f"{self._ask.site} {self._ask.url}",
            "playwright_context_kwargs": {
                "user_agent": USER_AGENT,
                "locale": "zh-CN",
                "timezone_id": "Asia/Shanghai",
                "accept_downloads": False,
                "service_workers": "block",
            },
            "playwright_page_init_callback": self._prepare,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
            "playwright_page_methods": [PageMethod(self._settled)],
        }

    async def close(self) -> None:
        if self._tab is not None:
            with suppress(TimeoutError, Error):
                async with asyncio.timeout(_CLOSING):
                    await self._tab.context.close()

    async def _prepare(self, tab: Tab, request: Request) -> None:
        self._tab, self._shown = tab, False
        await tab.context.route("**/*", lambda route: route.abort())  # what a script opens beside the page
        await tab.route("**/*", self._answer)
        await tab.route_web_socket("**/*", lambda socket: socket.close())

    async def _settled(self, tab: Tab) -> None:
        """A page that never stops asking is taken as it is by then."""
        with suppress(TooLate):
            await tab.wait_for_load_state("networkidle", timeout=self._patience * 1000)

    async def _answer(self, route: Route) -> None:
        reply = await self._reply(route.request)
        with suppress(Error):  # the tab may be closed by now
            if reply is None:
                await route.abort("blockedbyclient")
            else:
                status, headers, body = reply
                await route.fulfill(status=status, headers=headers, body=body)

    async def _reply(self, wish: Wish) -> Reply | None:
        """None: it gets nothing."""
        if wish.is_navigation_request():
            first, self._shown = not self._shown, True
            return self._received if first else None
        url = wish.url.partition("#")[0]
        if wish.resource_type not in _KINDS or wish.method not in _METHODS or not self._may_ask(url):
            return None
        if kept := self._scripts.get(url):
            return kept
        if self._asked >= ASKED_A_DRAWING:
            return None
        self._asked += 1
        try:
            response = await self._fetch(self._request(wish, url))
        except Exception:  # whatever keeps the crawl from an answer keeps the page from it
            return None
        return self._handed_on(wish, url, response)

    def _request(self, wish: Wish, url: str) -> Request:
        headers = {name: value for name in _PASSED_ON if (value := wish.headers.get(name))}
        body = wish.post_data_buffer or b""
        return Request(url, method=wish.method, headers=headers, body=body, meta={"ask": self._ask}, dont_filter=True)

    def _handed_on(self, wish: Wish, url: str, response: Response) -> Reply | None:
        if 300 <= response.status < 400:
            return None
        reply = as_received(response.status, header_lines(response), response.body)
        if wish.resource_type == "script" and wish.method == "GET" and response.status == 200:
            self._scripts.keep(url, reply)
        if wish.resource_type != "script" or "?" in url:
            self.fetched.append(url)
        return reply


def as_received(status: int, headers: Headers, raw: bytes) -> Reply:
    """For a browser: unpacked, and with no other header than the type; none of the site's may ask it for more."""
    body, _ = unpack(raw, header(headers, "content-encoding"))
    return status, {"content-type": header(headers, "content-type") or "text/html"}, body
