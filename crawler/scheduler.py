"""Whose turn it is: every host waits in its own line, and a few requests of each are under way at once.

Scrapy's own queues let a burst for one host take all places; here a slow or large host holds up nobody else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from scrapy.core.scheduler import BaseScheduler

from crawler.plan import Ask

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

HOST_CAP = 2
"""Requests under way at one host: one being answered and one awaiting its turn, so that a slow answer costs no turn."""


class Frontier:
    """Asks in line, host by host. Adding and taking cost the same however many wait."""

    def __init__(self, is_open: Callable[[], bool] = lambda: True, held: Callable[[str], bool] | None = None) -> None:
        """`is_open`: may anything be asked for now? `held`: does this host's line wait until it is released?"""
        self._lines: dict[str, deque[Ask]] = {}
        self._turns: deque[str] = deque()
        self._under_way: dict[str, int] = {}
        self._caps: dict[str, int] = {}
        self._held = held or (lambda host: False)
        self._open = is_open
        self.waiting = 0
        """Asks in line, and those that will join it later."""

    def postpone(self) -> None:
        """Count an ask that will be added later, so that the crawl does not end before."""
        self.waiting += 1

    def withdraw(self) -> None:
        """An ask that was postponed will not be added after all."""
        self.waiting -= 1

    @property
    def only_held(self) -> bool:
        """Is nothing left to ask for but what is held?"""
        return not self._under_way and self.waiting == sum(
            len(line) for host, line in self._lines.items() if self._held(host)
        )

    def release(self) -> Ask | None:
        """Hold nothing any more; the first ask that waited, postponed: handing it in wakes the engine."""
        waited = [host for host in self._lines if self._held(host)]
        self._held = lambda host: False
        self._turns.extend(waited)
        return self.pull(waited[0]) if waited else None

    def add(self, ask: Ask, *, postponed: bool = False) -> None:
        host = ask.host
        line = self._lines.get(host)
        if line is None:
            line = self._lines[host] = deque()
        line.append(ask)
        self.waiting += not postponed
        if len(line) == 1 and self._under_way.get(host, 0) < self._cap(host):
            self._turns.append(host)

    def take(self) -> Ask | None:
        """The next ask of the host whose turn it is; None when every host in line has its share under way."""
        if not self._turns or not self._open():
            return None
        host = self._turns.popleft()
        line = self._lines[host]
        ask = line.popleft()
        self.waiting -= 1
        under_way = self._under_way[host] = self._under_way.get(host, 0) + 1
        if not line:
            del self._lines[host]
        elif under_way < self._cap(host):
            self._turns.append(host)
        return ask

    def done(self, ask: Ask) -> None:
        """An ask that was taken has been settled."""
        host = ask.host
        left = self._under_way[host] - 1
        if left:
            self._under_way[host] = left
        else:
            del self._under_way[host]
        # A host below its cap was in turn already, if it had a line.
        if left == self._cap(host) - 1 and host in self._lines:
            self._turns.append(host)

    def limit(self, host: str, cap: int) -> None:
        """Let so many requests of the host be under way from now on; 0 holds it."""
        under_way = self._under_way.get(host, 0)
        in_turn = host in self._lines and under_way < self._cap(host)
        self._caps[host] = cap
        if cap == HOST_CAP:
            del self._caps[host]
        if in_turn and under_way >= cap:
            self._turns.remove(host)
        elif host in self._lines and not in_turn and under_way < cap:
            self._turns.append(host)

    def pull(self, host: str) -> Ask | None:
        """The first ask of a host's line, postponed: it is to be added again."""
        line = self._lines.get(host)
        if line is None:
            return None
        ask = line.popleft()
        if not line:
            self._forget(host)
        return ask

    def clear(self, host: str) -> list[Ask]:
        """Take a host's whole line away."""
        line = list(self._lines.get(host, ()))
        if line:
            self.waiting -= len(line)
            self._forget(host)
        return line

    def lets_ask(self, host: str) -> bool:
        """May the host be asked now, beside its line? Not while it rests, nor outside the hours."""
        return self._cap(host) > 0 and self._open()

    def is_busy(self, host: str) -> bool:
        """Is something of the host in line or under way?"""
        return host in self._lines or host in self._under_way

    def _cap(self, host: str) -> int:
        return self._caps.get(host, 0 if self._held(host) else HOST_CAP)

    def _forget(self, host: str) -> None:
        if self._under_way.get(host, 0) < self._cap(host):
            self._turns.remove(host)
        del self._lines[host]


class HostFairScheduler(BaseScheduler):
    """The frontier as Scrapy sees it: a Request is built only when it is taken."""

    def __init__(self, spider: Any) -> None:
        self._spider = spider
        self._frontier: Frontier = spider.frontier

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.spider)

    def has_pending_requests(self) -> bool:
        return self._frontier.waiting > 0

    def enqueue_request(self, request: Request) -> bool:
        """A postponed ask comes due: it is handed in as a Request, because that also wakes the engine."""
        self._frontier.add(request.meta["ask"], postponed=True)
        return True

    def next_request(self) -> Request | None:
        ask = self._frontier.take()
        return None if ask is None else self._spider.request(ask)
