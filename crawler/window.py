"""The hours of the day in which a crawl may ask, and how long one will take: nothing here asks anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.beijing import BEIJING
from crawler.settings import CrawlOptions
from crawler.targets import Target

DAY = 24 * 60
_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]|24):([0-5]\d)", re.ASCII)


class WindowError(ValueError):
    """The text names no hours; a Chinese sentence that says how to write them."""


@dataclass(frozen=True, slots=True)
class Window:
    """From one minute of the day, Beijing time, up to another; over midnight when the first is the later."""

    opens: int = 0
    closes: int = DAY

    @property
    def minutes(self) -> int:
        """Open a day."""
        return (self.closes - self.opens) % DAY or DAY

    def is_open(self, now: datetime | None = None) -> bool:
        when = (now or datetime.now(UTC)).astimezone(BEIJING)
        return (when.hour * 60 + when.minute - self.opens) % DAY < self.minutes


def read_window(text: str) -> Window:
    """`22:00-06:00` → the hours; empty: always. Raises WindowError."""
    if not text:
        return Window()
    match = _HOURS.fullmatch(text.strip().replace("：", ":"))
    hours = tuple(map(int, match.groups())) if match else (0, 0, 0, 0)
    opens, closes = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if match is None or closes > DAY or opens == closes:
        raise WindowError(f"“{text}”不是时段，请按北京时间写成 22:00-06:00 的形式")
    return Window(opens, closes)


def estimate(targets: Iterable[Target], options: CrawlOptions) -> Iterator[str]:
    """What a crawl would ask of whom at most, and how long it would take at its rate. Chinese lines, by host."""
    sites = [target for target in targets if target.kind.is_site]
    hosts = Counter(urlsplit(target.url).hostname or "" for target in sites)
    for host, count in sorted(hosts.items()):
        pages = count * options.max_pages
        yield f"{host}：{count} 个网站，至多 {pages} 页，约 {_span(_seconds(pages, options))}"
    longest = _seconds(max(hosts.values(), default=0) * options.max_pages, options)
    share = read_window(options.window).minutes / DAY
    yield (
        f"共 {len(sites)} 个网站、{len(hosts)} 台主机，至多 {len(sites) * options.max_pages} 页，"
        f"另检查站外链接和附件至多 {len(sites) * options.max_link_checks} 个。"
    )
    within = f"，只在 {options.window}（北京时间）采集，历时约 {_span(longest / share)}" if share < 1 else ""
    yield f"各主机同时采集，每台主机每秒 {options.rate:g} 次，约需 {_span(longest)}{within}；遇到慢站、失败重试会更久。"


def _seconds(pages: int, options: CrawlOptions) -> float:
    return pages / options.rate if options.rate else 0.0


def _span(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时 {minutes % 60} 分" if minutes < 48 * 60 else f"{minutes / DAY:.1f} 天"
