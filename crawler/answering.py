"""From the HTTP client's answers to visits: what is noted of each, and how long it took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from crawler.archive import Page
from crawler.links import absolute
from crawler.plan import Ask
from crawler.text import decode, unpack

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_TOLD = 500
"""Characters of such facts at most."""


class TimedHandler(HTTP11DownloadHandler):
    """Notes the seconds from asking to the last byte, or to the failure, without the wait for the host's turn."""

    async def download_request(self, request: Request) -> Response:
        began = monotonic()
        try:
            return await super().download_request(request)
        finally:
            request.meta["elapsed"] = round(monotonic() - began, 3)


def answer(ask: Ask, response: Response) -> Page:
    """A visit that was answered, its bytes left out."""
    content_type = _text(response, "Content-Type")
    location = absolute(ask.url, _text(response, "Location")) if 300 <= response.status < 400 else None
    problem = ""
    cut = "应答不完整，连接提前结束" if "dataloss" in response.flags else ""
    if ask.purpose != "link":
        problem = unpack(response.body, _text(response, "Content-Encoding"))[1]
    return Page(
        url=ask.url,
        purpose=ask.purpose,
        depth=ask.depth,
        fetched_at=now(),
        elapsed=response.meta.get("elapsed", 0.0),
        status=response.status,
        error="encoding" if problem else "",
        detail=problem or cut,
        content_type=content_type,
        location=location or "",
        ip=str(response.ip_address or ""),
        family=response.ip_address.version if response.ip_address else 0,
    )


def drawn(ask: Ask, response: Response, fetched: Sequence[str]) -> tuple[Page, bytes]:
    """A page as a browser drew it; `fetched`: where its scripts got their data."""
    source = f"，数据取自 {'、'.join(dict.fromkeys(fetched))}"[:_TOLD] if fetched else ""
    page = Page(
        url=ask.url,
        purpose=ask.purpose,
        depth=ask.depth,
        fetched_at=now(),
        elapsed=response.meta.get("elapsed", 0.0),
        status=response.status,
        detail=f"浏览器运行页面脚本后的内容，不是服务器的应答{source}",
        content_type="text/html; charset=utf-8",
    )
    return page, response.text.encode()


def header_lines(response: Response) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]


def _text(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return decode(value)[0].strip() if value else ""


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
