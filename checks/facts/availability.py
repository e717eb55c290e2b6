"""How a home page answered over days: which visits count, which days are full, and what was this machine's own fault.

Pure: `read_network` looks at all records of a round once, `read_availability` at one site's record by its light.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from checks.facts.answers import Reach, failure, reach
from crawler.archive import Page

LIMIT = 15.0
"""Seconds: a page that takes as long did not open (国办秘函〔2019〕19号 站点无法访问)."""
PER_DAY = 20
"""Spaced visits that make a day a full one (the same clause)."""
DAYS = 7
"""Full days that make the week (the same clause)."""
SPACING = timedelta(minutes=30)
"""Visits within one such span count once toward a full day. Our default: half of what 24 a day are apart."""
_MINUTE = timedelta(minutes=1)


class Came(StrEnum):
    """What one visit came to."""

    OPENED = "opened"
    FAILED = "failed"
    SET_ASIDE = "set_aside"
    """Neither: a challenge, a refusal of this program, an answer it could not read."""
    OWN = "own"
    """Neither: this machine had no network, for no site of the round answered around that minute."""


@dataclass(frozen=True, slots=True)
class Network:
    """What the visits of all sites say of this machine's line, by UTC minute."""

    lost: frozenset[datetime] = frozenset()
    """Minutes in which several sites were visited and none opened."""
    good: Mapping[datetime, tuple[str, ...]] = field(default_factory=dict)
    """Targets that opened in the minute; two of them are enough."""
    began: datetime | None = None
    """The round's first visit, from which its days are counted."""

    def was_lost(self, moment: datetime) -> bool:
        return any(minute in self.lost for minute in _around(moment))

    def was_proven(self, moment: datetime, target: str) -> bool:
        """Did another site open at about that time?"""
        return any(one != target for minute in _around(moment) for one in self.good.get(minute, ()))


def read_network(visits: Mapping[str, list[Page]]) -> Network:
    """From the records of all sites, by target."""
    good: dict[datetime, set[str]] = {}
    bad: dict[datetime, set[str]] = {}
    for target, pages in visits.items():
        for page in pages:
            if not _is_line(page):
                good.setdefault(_minute(page.fetched_at), set()).add(target)
            else:
                bad.setdefault(_minute(page.fetched_at), set()).add(target)
    lost = {minute for minute in bad if _is_lost(minute, good, bad)}
    began = min((page.fetched_at for pages in visits.values() for page in pages), default=None)
    return Network(frozenset(lost), {minute: tuple(sorted(found)[:2]) for minute, found in sorted(good.items())}, began)


def _is_lost(minute: datetime, good: Mapping[datetime, set[str]], bad: Mapping[datetime, set[str]]) -> bool:
    if minute in good:
        return False
    if len(bad[minute]) > 1:
        return True
    # The few visits of a small round may lie on both sides of the minute's end.
    near = _around(minute)
    return not any(one in good for one in near) and len(set().union(*(bad.get(one, set()) for one in near))) > 1


def _is_line(page: Page) -> bool:
    """Is it a failure that a broken or slow line here would also make? A server's own word is none."""
    late = page.elapsed >= LIMIT and page.status is not None and 200 <= page.status < 300
    return late or page.error in (*_FAILURES, "failed")


@dataclass(frozen=True, slots=True)
class Visit:
    page: Page
    came: Came
    reason: str
    """Of a failure, in Chinese."""
    proven: bool
    """Of a failure: it was the server's own word, or another site opened at about that time."""


@dataclass(frozen=True, slots=True)
class Availability:
    """One site's visits, in order of time; there is at least one."""

    visits: tuple[Visit, ...]
    days: int
    """Full days: 24 hours from the round's first visit on, with enough spaced visits that count."""
    counted: tuple[Visit, ...]
    """Visits that count (opened or failed): of the full days when there is a week of them, else all."""

    @property
    def failures(self) -> tuple[Visit, ...]:
        return tuple(visit for visit in self.counted if visit.came is Came.FAILED)

    @property
    def is_week(self) -> bool:
        return self.days >= DAYS

    def number(self, came: Came) -> int:
        return sum(visit.came is came for visit in self.visits)


def read_availability(pages: list[Page], target: str, network: Network) -> Availability | None:
    """None when no visit was recorded."""
    if not pages:
        return None
    visits = [_visit(page, target, network) for page in sorted(pages, key=lambda page: page.fetched_at)]
    began = network.began or visits[0].page.fetched_at
    spans: dict[int, set[int]] = {}
    for visit in (visit for visit in visits if _counts(visit)):
        since = visit.page.fetched_at - began
        spans.setdefault(since.days, set()).add(since // SPACING)
    full = {day for day, found in spans.items() if len(found) >= PER_DAY}
    counted = [visit for visit in visits if _counts(visit)]
    if len(full) >= DAYS:
        counted = [visit for visit in counted if (visit.page.fetched_at - began).days in full]
    return Availability(tuple(visits), len(full), tuple(counted))


def _counts(visit: Visit) -> bool:
    return visit.came in (Came.OPENED, Came.FAILED)


def _visit(page: Page, target: str, network: Network) -> Visit:
    line = _is_line(page)
    if line and network.was_lost(page.fetched_at):
        return Visit(page, Came.OWN, "", False)
    came, reason = _came(page)
    proven = came is Came.FAILED and (not line or network.was_proven(page.fetched_at, target))
    return Visit(page, came, reason, proven)


_FAILURES = ("dns", "refused", "reset", "timeout")


def _came(page: Page) -> tuple[Came, str]:
    """A handshake that failed is set aside: the site may speak ciphers that this program does not know."""
    if page.status is None:
        return (Came.FAILED, failure(page)) if page.error in _FAILURES else (Came.SET_ASIDE, "")
    found = reach(page, page.detail)
    if found in (Reach.BROKEN, Reach.GONE):
        return Came.FAILED, failure(page)
    if found is not Reach.OK:
        return Came.SET_ASIDE, ""
    return (Came.FAILED, f"用时 {LIMIT:.0f} 秒及以上") if page.elapsed >= LIMIT else (Came.OPENED, "")


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _around(moment: datetime) -> tuple[datetime, datetime, datetime]:
    minute = _minute(moment)
    return minute - _MINUTE, minute, minute + _MINUTE
