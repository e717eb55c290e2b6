"""Every knob of the crawl, and why it stands where it does."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crawler import VERSION
from crawler.browser import browser_settings
from crawler.ip import Guard

USER_AGENT = f"gongkai-audit/{VERSION} (+https://example.org/gongkai-audit; zhengwu gongkai pinggu)"
HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip",
}
PAGE_LIMIT = 20 * 1024 * 1024
"""Bytes of an answer at most; a page beyond is `too_large`. Our default."""
LINK_KEPT = 256 * 1024
"""Bytes kept of a link that is only checked: enough to tell its type and an error page from a file."""
DOCUMENT_LIMIT = 5 * 1024 * 1024
"""Bytes kept of a document that is to be read later. Our default."""
SPREAD = 2
"""Each wait for a further attempt is so many times the one before. Our default."""


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How far and how fast to crawl. The numbers are our defaults."""

    max_pages: int = 300
    """Pages of a site asked for at most."""
    rate: float = 1.0
    """Requests a second at one host; 0: no limit, for loopback only."""
    nameserver: str = ""
    """Asked for every name: `HOST`, `HOST:PORT`, `[IPv6]:PORT`; empty: as the system is set up."""
    resume: bool = False
    """Said by the caller, who sees to it that there is nothing to take up otherwise; the crawl itself always takes up."""
    timeout: float = 30.0
    """Seconds to wait for an answer."""
    retry_wait: float = 5.0
    """Seconds at least between two attempts at what failed."""
    rest: float = 60.0
    """Seconds that a host which fell silent is let alone before it is tried again; then twice and four times these."""
    mode: str = "full"
    """Value of sample.Mode: what the crawl is for."""
    seed: int = 0
    """Articles are sampled by it."""
    window: str = ""
    """Hours of the day, Beijing time, outside of which nothing is asked: `22:00-06:00`; empty: always."""
    max_link_checks: int = 200
    """External links and attachments of a site asked for at most."""
    reach: bool = True
    """Measure how each site is reached over IPv6 and IPv4 after its pages were read."""
    canaries: tuple[str, ...] = ()
    """Hosts known to be reachable over IPv6: one that answers proves that this machine has a way."""
    reach_rounds: int = 5
    """Times that the home page is asked for over each family."""
    reach_links: int = 30
    """Links of a level asked for over IPv6 at most."""
    workers: int = 1
    """Processes that crawl the round side by side: a host outside of their sites is asked by each at its share of the rate."""
    browser: bool = False
    """Draw lists that scripts draw from addresses nobody knows."""

    @property
    def drawing_time(self) -> float:
        """Seconds that one page may take to be drawn: for some twenty requests at the host's pace, and a slow answer."""
        return self.timeout + (20 / self.rate if self.rate else 1)


_FIXED: dict[str, Any] = {
    "SCHEDULER": "crawler.scheduler.HostFairScheduler",
    "DOWNLOAD_HANDLERS": {"http": "crawler.answering.TimedHandler", "https": "crawler.answering.TimedHandler"},
    # Politeness.
    "ROBOTSTXT_OBEY": True,
    "USER_AGENT": USER_AGENT,
    "DOWNLOAD_DELAY_JITTER": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
    # Most of these wait for their host's turn and hold no socket: width is what fills a core when every host
    # is slow. Windows watches no more than 512 sockets.
    "CONCURRENT_REQUESTS": 400 if sys.platform == "win32" else 1200,
    "DOWNLOAD_MAXSIZE": PAGE_LIMIT,
    "DOWNLOAD_WARNSIZE": 0,
    # Old servers send wrong lengths and browsers show what came; so do we.
    "DOWNLOAD_FAIL_ON_DATALOSS": False,
    # An old cipher is for a rule to judge, not for the crawl to fail on.
    "DOWNLOADER_CLIENT_TLS_CIPHERS": "DEFAULT:@SECLEVEL=0",
    "DEFAULT_REQUEST_HEADERS": HEADERS,
    # Every answer is evidence as it came: each redirect, each error status, each encoded body.
    "REDIRECT_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "RETRY_ENABLED": False,
    "COMPRESSION_ENABLED": False,
    "HTTPERROR_ALLOW_ALL": True,
    "COOKIES_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "REFERER_ENABLED": False,
    # Both open a port, one of them runs code.
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    # The default of 100 starts as many tasks for every answer.
    "CONCURRENT_ITEMS": 8,
    "REACTOR_THREADPOOL_MAXSIZE": 20,
    "EXTENSIONS": dict.fromkeys(("scrapy.extensions.logstats.LogStats", "scrapy.extensions.memusage.MemoryUsage")),
    # The archive tells what happened, and a traceback tells what broke.
    "LOG_ENABLED": False,
    "LOG_INSTALL_ROOT_HANDLER": False,
}


def scrapy_settings(options: CrawlOptions, named: Iterable[str] = ()) -> dict[str, Any]:
    """`named`: addresses of the roster's own hosts, which may be private."""
    drawn = browser_settings(options.drawing_time) if options.browser else {}
    given, system = "crawler.resolver.NameserverResolver", "crawler.resolver.SystemResolver"
    told = {
        # Scrapy's own default knows IPv4 only, which would make every IPv6 check false.
        "TWISTED_DNS_RESOLVER": given if options.nameserver else system,
        "NAMESERVER": options.nameserver,
        "GUARD": Guard(named),
        # Of hosts that were not heard of yet: those of the sites themselves are set before they are asked.
        "DOWNLOAD_DELAY": options.workers / options.rate if options.rate else 0,
        "DOWNLOAD_TIMEOUT": options.timeout,
    }
    return _FIXED | drawn | told
