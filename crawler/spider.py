"""Many sites side by side, politely: every answer, and every failure to answer, goes to its site's archive."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import StopDownload

from crawler.answering import answer, drawn, header_lines, now
from crawler.archive import Page, header
from crawler.failures import TITLES, typed
from crawler.harvest import Harvest
from crawler.pace import retry_after
from crawler.plan import Ask
from crawler.politeness import Politeness
from crawler.probes import Questions
from crawler.scheduler import Frontier
from crawler.settings import DOCUMENT_LIMIT, LINK_KEPT, SPREAD, USER_AGENT, CrawlOptions
from crawler.shards import Share, turn_of_the_held
from crawler.window import read_window

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser
    from twisted.python.failure import Failure

    from crawler.drawing import Drawing, Scripts


class PortalSpider(Spider):
    """Asks what the plans of its sites want, each address of a link once in the round."""

    name = "portal"

    def __init__(
        self,
        harvests: Sequence[Harvest],
        options: CrawlOptions,
        told: Callable[[], None],
        share: Share | None = None,
        **kept: Any,
    ) -> None:
        super().__init__(**kept)
        self.frontier = Frontier(read_window(options.window).is_open, share.holds if share else None)
        self.reason = ""
        self.fault: BaseException | None = None
        """What broke the crawl: a full disk, or an error of ours."""
        self._harvests, self._options, self._told, self._share = harvests, options, told, share
        self._questions = Questions(options.nameserver)
        self._known: dict[tuple[str, int], Page] = {}
        self._keepers: dict[tuple[str, int], int] = {}
        self._sharers: dict[tuple[str, int], list[Ask]] = {}
        self._scripts: Scripts | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *given: Any, **kept: Any) -> PortalSpider:
        spider = super().from_crawler(crawler, *given, **kept)
        crawler.signals.connect(spider.broken, signal=signals.spider_error)
        crawler.signals.connect(spider.slow_down, signal=signals.robots_parsed)
        crawler.signals.connect(spider.enough, signal=signals.bytes_received)
        crawler.signals.connect(spider.keep_robots, signal=signals.response_received)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        engine, among = self.crawler.engine, self._options.workers
        assert engine is not None
        delay = 1 / self._options.rate if self._options.rate else 0.0
        self._manners = Politeness(self.frontier, engine.downloader, delay, self._options.rest, self._hand_in, among)
        for harvest in self._harvests:
            for ask, page in harvest.resume():
                self._remember(ask, page)
        for harvest in self._harvests:
            if harvest.left:
                self._manners.own(harvest.plan.hosts)
                self._manners.lives_at(urlsplit(harvest.target.url).netloc, harvest.addresses)
        for harvest in self._harvests:
            self._push(harvest.left)
            self._finish(harvest)
        if share := self._share:
            self._waiting = asyncio.ensure_future(turn_of_the_held(share, self.frontier, self._hand_in, self._end))
        return
        yield

    def request(self, ask: Ask) -> Request:
        """Built when it is the ask's turn, not before."""
        meta: dict[str, Any] = {"ask": ask}
        headers = {}
        if ask.purpose == "link":
            meta["download_maxsize"] = 0
            # Visited once: kept open, the connections to thousands of hosts would use up the descriptors.
            headers["Connection"] = "close"
        if ask.purpose == "rendered":
            meta |= self._drawing(ask).meta()
        return Request(
            ask.url, headers=headers, meta=meta, callback=self.answered, errback=self.unanswered, dont_filter=True
        )

    def _drawing(self, ask: Ask) -> Drawing:
        from crawler.drawing import Drawing, Scripts, as_received

        self._scripts = self._scripts or Scripts()
        assert self.crawler.engine is not None
        plan = self._harvests[ask.site].plan

        def may_ask(url: str) -> bool:
            """Of the site's hosts alone, and at no other time than the crawl itself."""
            other = ask._replace(url=url)
            return plan.owns_host(url) and self.frontier.lets_ask(other.host) and not self._manners.gave_up(other)

        received = as_received(*self._harvests[ask.site].received(ask.url))
        download, patience = self.crawler.engine.download_async, self._options.drawing_time / 2
        return Drawing(ask, received, download, may_ask, self._scripts, patience)

    def answered(self, response: Response) -> None:
        ask: Ask = response.meta["ask"]
        if ask.purpose == "rendered":
            self._settle(ask, *drawn(ask, response, response.meta["drawing"].fetched), [])
            return
        self._settle(ask, answer(ask, response), response.body, header_lines(response))

    async def unanswered(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        ask: Ask = request.meta["ask"]
        (error, detail), host = typed(failure.value), urlsplit(ask.url).hostname or ""
        if error == "dns" and host in self.crawler.settings["GUARD"].kept_off:
            error, detail = "private", TITLES["private"]
        elif error == "dns" and not await self._questions.denied(host):
            # Our own name server's trouble must not pass for a name that does not exist.
            error, detail = "failed", "域名服务器没有给出答复"
        elapsed = request.meta.get("elapsed", 0.0)
        self._settle(ask, Page(ask.url, ask.purpose, ask.depth, now(), elapsed, error=error, detail=detail), b"", [])

    def broken(self, failure: Failure) -> None:
        self.fault = self.fault or failure.value
        self._end("broken")

    def _end(self, reason: str) -> None:
        if (engine := self.crawler.engine) is not None and engine.spider is not None:
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason=reason))

    def slow_down(self, robotparser: RobotParser, request: Request) -> None:
        """Honour a site's Crawl-delay where it is longer than ours."""
        if delay := robotparser.crawl_delay(USER_AGENT):
            self._manners.crawl_delay(urlsplit(request.url).netloc, delay)

    def keep_robots(self, response: Response, request: Request) -> None:
        """What robots.txt said is evidence of what we were let read."""
        if "ask" in request.meta:
            return
        for number, harvest in enumerate(self._harvests):
            if harvest.plan.owns(request.url):
                page = answer(Ask(number, request.url, "robots"), response)
                harvest.keep(page, response.body, header_lines(response))

    def enough(self, data: bytes, request: Request) -> None:
        """Of a link that is only checked, the beginning will do."""
        ask = request.meta.get("ask")
        if ask is not None and ask.purpose == "link":
            request.meta["received"] = request.meta.get("received", 0) + len(data)
            if request.meta["received"] >= (DOCUMENT_LIMIT if ask.whole else LINK_KEPT):
                raise StopDownload(fail=False)

    def closed(self, reason: str) -> None:
        self.reason = reason
        if self._share:
            self._waiting.cancel()

    def _settle(self, ask: Ask, page: Page, body: bytes, headers: list[tuple[str, str]]) -> None:
        """Give the visit to every site that asked for it."""
        self.frontier.done(ask)
        rest = retry_after(header(headers, "retry-after")) if page.status in (429, 503) else 0.0
        # What a browser makes of a page says nothing of how its host fares.
        dropped = self._manners.heard(ask, page, rest) if ask.purpose != "rendered" else []
        for sharer in self._sharers.pop((ask.url, ask.attempt), []) if ask.purpose == "link" else [ask]:
            harvest = self._harvests[sharer.site]
            kept, asks = harvest.settle(sharer, page, body, headers)
            if sharer.purpose == "link":
                self._remember(sharer, kept)
            if sharer.purpose == "home":
                self._manners.own(harvest.plan.hosts)  # it may have moved
            self._push(asks)
            self._finish(harvest)
        self._drop(dropped)
        self._told()

    def _drop(self, asks: Iterable[Ask]) -> None:
        """Their host was given up: the sites that wanted them do without."""
        for ask in asks:
            for sharer in self._sharers.pop((ask.url, ask.attempt), []) if ask.purpose == "link" else [ask]:
                harvest = self._harvests[sharer.site]
                self._push(harvest.drop(sharer, self._manners.gave_up(ask)))
                self._finish(harvest)

    def _push(self, asks: Iterable[Ask]) -> None:
        line = deque(asks)
        while line:
            ask = line.popleft()
            if ask.purpose == "link":
                if (ask.url, ask.attempt) in self._known:
                    line.extend(self._copied(ask))
                    continue
                sharers = self._sharers.setdefault((ask.url, ask.attempt), [])
                sharers.append(ask)
                if len(sharers) > 1:
                    continue
            if self._manners.gave_up(ask):
                self._drop([ask])
            elif ask.attempt == 1:
                self.frontier.add(ask)
            else:
                self.frontier.postpone()
                wait = self._options.retry_wait * SPREAD ** (ask.attempt - 2)
                asyncio.get_running_loop().call_later(wait, self._due, ask)

    def _due(self, ask: Ask) -> None:
        """The wait for another attempt is over."""
        if self._manners.gave_up(ask):
            self.frontier.withdraw()
            self._drop([ask])
        else:
            self._hand_in(ask)

    def _hand_in(self, ask: Ask) -> None:
        """Put a postponed ask in line, as a Request, because that also wakes the engine."""
        engine = self.crawler.engine
        if engine is not None and engine.spider is not None:
            engine.crawl(self.request(ask))

    def _remember(self, ask: Ask, page: Page) -> None:
        self._known.setdefault((ask.url, ask.attempt), page)
        self._keepers.setdefault((ask.url, ask.attempt), ask.site)

    def _copied(self, ask: Ask) -> list[Ask]:
        """A link that another site led to before: its archive gets the same visit."""
        page = self._known[ask.url, ask.attempt]
        keeper = self._harvests[self._keepers[ask.url, ask.attempt]].archive
        harvest = self._harvests[ask.site]
        _, asks = harvest.settle(ask, page, keeper.raw(page), keeper.headers(page))
        self._finish(harvest)
        return asks

    def _finish(self, harvest: Harvest) -> None:
        if harvest.open == 0:
            harvest.write_summary()
