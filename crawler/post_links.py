"""Public pages of posts, asked for as a reader would open them: few, slowly, and only where a ledger's links lead.

Only hosts that show a post to anyone are asked; a platform that wants to know who asks is let be for the rest of the run.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from crawler.archive import Archive, ArchiveWriter, Page
from crawler.media import read_posts
from crawler.plan import MAX_HOPS
from crawler.rounds import ARCHIVES
from crawler.targets import Target
from crawler.visitor import Got, Visitor

HOSTS = ("mp.weixin.qq.com", "weibo.com", "www.weibo.com", "m.weibo.cn", "weibo.cn")
INTERVAL = 3.0
"""Seconds at least between two requests at one host, whatever the accounts. Our default."""
MOST = 20
"""Links of an account at most, the newest first. Our default."""
_GATES = re.compile(r"captcha|/visitor/|passport\.weibo|环境异常|Sina Visitor System|访问过于频繁", re.IGNORECASE)
_GIVE_UP = 3
"""Challenges or refusals in a row at one host, after which it is not asked any more. Our default."""


@dataclass(frozen=True, slots=True)
class PostOptions:
    nameserver: str = ""
    timeout: float = 30.0
    interval: float = INTERVAL
    most: int = MOST


@dataclass(frozen=True, slots=True)
class PostSummary:
    asked: int
    left: int
    """Links that were not asked for, because their host let nobody in."""


def check_posts(
    targets: Sequence[Target], out: Path, options: PostOptions, about: dict[str, str], told: Callable[[int], None]
) -> PostSummary:
    """Ask for the newest links in each account's kept files, into the account's own archive; blocks.

    Links that the archive already has are not asked for again. `told` hears how many links are done.
    """
    accounts = [target for target in targets if not target.kind.is_site]
    return asyncio.run(_Rounds(out, options, about, told).run(accounts))


def links_of(target: Target, archive: Archive, most: int) -> list[str]:
    """The newest links of an account that anyone may open, at most so many."""
    posts = [
        post
        for page in archive.pages()
        if page.purpose == "ledger"
        for post in read_posts(page.detail, archive.body(page), page.fetched_at).of(target.account).posts
    ]
    newest = sorted(posts, key=lambda post: (-post.published.timestamp(), post.url))
    return list(dict.fromkeys(post.url for post in newest if is_public(post.url)))[:most]


def is_public(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and (parts.hostname or "") in HOSTS
    except ValueError:
        return False


class _Rounds:
    """Every host in its own queue: the accounts' newest links first, then their second ones, and so on."""

    def __init__(self, out: Path, options: PostOptions, about: dict[str, str], told: Callable[[int], None]) -> None:
        self._out, self._options, self._about, self._told = out, options, about, told
        self._asked = self._left = 0

    async def run(self, accounts: list[Target]) -> PostSummary:
        queues: dict[str, list[tuple[Target, str]]] = {}
        for target, url in self._waiting(accounts):
            queues.setdefault(urlsplit(url).hostname or "", []).append((target, url))
        async with Visitor(self._options.nameserver, self._options.timeout) as visitor:
            await asyncio.gather(*(self._ask_host(visitor, queue) for _, queue in sorted(queues.items())))
        return PostSummary(self._asked, self._left)

    def _waiting(self, accounts: list[Target]) -> Iterator[tuple[Target, str]]:
        left: list[tuple[Target, list[str]]] = []
        for target in accounts:
            archive = Archive(self._out / ARCHIVES / target.id)
            links = links_of(target, archive, self._options.most)
            kept = {page.url for page in archive.pages() if page.purpose == "post"}
            left.append((target, [url for url in links if url not in kept]))
        for place in range(max((len(links) for _, links in left), default=0)):
            yield from ((target, links[place]) for target, links in left if place < len(links))

    async def _ask_host(self, visitor: Visitor, queue: list[tuple[Target, str]]) -> None:
        shut, last = 0, -self._options.interval
        for number, (target, url) in enumerate(queue):
            if shut >= _GIVE_UP:
                self._left += len(queue) - number
                return
            await asyncio.sleep(max(0.0, last + self._options.interval - monotonic()))
            last = monotonic()
            shut = 0 if await self._ask(visitor, target, url) else shut + 1
            self._asked += 1
            self._told(self._asked)

    async def _ask(self, visitor: Visitor, target: Target, url: str) -> bool:
        """Keep the link's answer and those of its redirects; was it let in?"""
        via, address, got = "", url, None
        for _ in range(MAX_HOPS + 1):
            at = datetime.now(UTC).replace(microsecond=0)
            got = await visitor.get(address, at, "post")
            self._keep(target, replace(got.page, via=via), got)
            if not got.page.location or not is_public(got.page.location):
                break
            via, address = address, got.page.location
            await asyncio.sleep(self._options.interval)
        assert got is not None
        gate = _GATES.search(got.page.location + got.text)
        return not gate and got.page.status not in (403, 418, 429)

    def _keep(self, target: Target, page: Page, got: Got) -> None:
        with ArchiveWriter(self._out / ARCHIVES / target.id, self._about) as archive:
            archive.write(page, got.body, got.headers)
