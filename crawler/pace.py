"""How fast one host is asked: never faster than agreed, slower when it struggles, as agreed again when it recovers."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawler.archive import Page

COMFORT = 1.0
"""Seconds. A host that takes longer to answer is asked one thing at a time. Our default."""
MAX_DELAY = 60.0
"""Seconds between two requests at most: a longer Crawl-delay, or backing off further, would keep a round from ending."""
MAX_RETRY_AFTER = 600.0
"""Seconds. A host that asks for a longer rest is tried after these."""
_STRUGGLING = frozenset({429, 502, 503, 504})


class Pace:
    """Seconds between two requests to one host."""

    def __init__(self, agreed: float) -> None:
        """`agreed`: seconds by the rate asked for; 0 is no limit, for loopback only, and stays none."""
        self.floor = agreed
        self._own = agreed

    @property
    def delay(self) -> float:
        return max(self.floor, self._own)

    def heard(self, page: Page) -> None:
        """Double on 429, 502-504 and silence; as long as a slow answer took; else a fifth nearer to the floor."""
        if page.status in _STRUGGLING or page.error == "timeout":
            self._own = min(self.delay * 2, MAX_DELAY)
        elif page.elapsed > max(COMFORT, self.delay) and self.floor:
            self._own = min((self.delay + page.elapsed) / 2, MAX_DELAY)
        else:
            self._own = max(self.floor, self._own * 0.8)


def retry_after(value: str, now: datetime | None = None) -> float:
    """Seconds that a `Retry-After` asks for, by number or by date; 0 when it asks for none, MAX_RETRY_AFTER at most."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), MAX_RETRY_AFTER)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max((when - (now or datetime.now(UTC))).total_seconds(), 0.0), MAX_RETRY_AFTER)
