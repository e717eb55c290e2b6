"""Home pages visited on a clock, many times a day, for a week: what 站点无法访问 is judged by.

A day has `per_day` slots of equal width, counted from the round's first visit. In each slot comes one sweep: every
site once, in an order and at a moment drawn by the slot's number. The sites of a sweep follow close upon each other,
so that a fault of this machine's own line is seen as what it is: then none of them answers. The plan needs nothing
but the record's first and last times, so a process that was killed is followed by one that goes on.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.archive import Page
from crawler.rounds import ARCHIVES
from crawler.targets import Target
from crawler.visitlog import VisitError, VisitLog, alone
from crawler.visitor import Visitor

WIDTH = 64
"""Visits under way at once at most. Our default."""
PACE = 0.5
"""Seconds between the beginnings of two visits of a sweep. Our default; several sites may share one server."""
JITTER = 0.2
"""Of a slot: how far into it its sweep may begin, so that no site is always met at the same minute. Our default."""
SPREAD = 0.3
"""Of a slot: how long the beginnings of one sweep may take."""
_NAP = 30.0
_BACKWARDS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class VisitOptions:
    per_day: int = 24
    """国办秘函〔2019〕19号 asks for 20 at least."""
    days: int = 7
    nameserver: str = ""
    once: bool = False
    """One sweep and out, for a scheduler of the system's; the slots are the scheduler's then."""
    timeout: float = 20.0
    """Seconds for a visit, more than the 15 that it may take, to tell a late page from none. Our default."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When to sweep: a pure function of when the round began."""

    began: datetime
    per_day: int
    days: int

    @property
    def width(self) -> timedelta:
        return timedelta(days=1) / self.per_day

    @property
    def slots(self) -> int:
        return self.per_day * self.days

    def slot(self, moment: datetime) -> int:
        return (moment - self.began) // self.width

    def start(self, slot: int) -> datetime:
        return self.began + self.width * slot

    def due(self, slot: int) -> datetime:
        """When the slot's sweep begins; the first one at once."""
        return self.start(slot) + self.width * JITTER * (_drawn(f"slot {slot}") if slot else 0.0)


class Clock:
    """UTC as it was when the process began, counted on by a clock that nobody sets and that runs on in sleep."""

    def __init__(self, not_before: datetime | None = None) -> None:
        """Raises VisitError when the machine's time lies before `not_before`, the last visit's."""
        began = datetime.now(UTC)
        if not_before and began < not_before - _BACKWARDS:
            raise VisitError(
                f"本机时间 {began:%Y-%m-%d %H:%M}（UTC）早于记录中最后一次访问 {not_before:%Y-%m-%d %H:%M}（UTC），"
                "请校准本机时间；若记录中的时间有误，请换一个 --out 目录重新开始。"
            )
        self._began = max(began, not_before or began)
        self._steady = _steady()

    def now(self) -> datetime:
        return self._began + timedelta(seconds=_steady() - self._steady)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def until(self, moment: datetime) -> None:
        """In naps: a machine that slept through the moment wakes to it soon."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            await asyncio.sleep(min(left, _NAP))


@dataclass(frozen=True, slots=True)
class VisitProgress:
    """After a sweep, and before the first one."""

    slot: int
    """The slot that is done, counted from 1; 0 before the first."""
    slots: int
    visited: int
    """Sites of the last sweep."""
    answered: int
    """How many of them answered, by whatever status."""
    next_at: datetime | None
    """UTC; None when there is none."""


@dataclass(frozen=True, slots=True)
class VisitSummary:
    made: int
    """Visits of this process."""
    recorded: int
    """Visits in the record, of all processes."""
    ends_at: datetime | None
    """When the round is over; None when nothing was visited."""
    over: bool


def visit(
    targets: Sequence[Target],
    out: Path,
    options: VisitOptions,
    told: Callable[[VisitProgress], None],
    clock_after: Callable[[datetime | None], Clock] = Clock,
) -> VisitSummary:
    """Visit every target that is a site until the round is over, or once; blocks.

    Records into `out/archive/<id>/availability.jsonl`, each visit when it has ended. Raises VisitError before the
    first, KeyboardInterrupt when it was interrupted, ArchiveFull when the disk has no room, NameserverError.
    """
    out.mkdir(parents=True, exist_ok=True)
    with alone(out):
        logs = [VisitLog(one.id, one.url, out / ARCHIVES / one.id) for one in targets if one.kind.is_site]
        clock = clock_after(max((log.last for log in logs if log.last), default=None))
        began = min((log.first for log in logs if log.first), default=clock.now())
        watch = _Watch(logs, Plan(began, options.per_day, options.days), clock, options, told)
        asyncio.run(watch.run())
        return watch.summary()


class _Watch:
    """The visits of one process."""

    def __init__(
        self,
        logs: list[VisitLog],
        plan: Plan,
        clock: Clock,
        options: VisitOptions,
        told: Callable[[VisitProgress], None],
    ) -> None:
        self._logs, self._plan, self._clock, self._options, self._told = logs, plan, clock, options, told
        self._recorded = sum(log.count for log in logs)
        self._room = asyncio.Semaphore(WIDTH)
        self._over = False

    async def run(self) -> None:
        # Names are looked up in threads: too few of them, and dead names would keep the living waiting.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WIDTH))
        async with Visitor(self._options.nameserver, self._options.timeout) as visitor:
            if not self._options.once:
                await self._whole_round(visitor)
            elif (now := self._clock.now()) < self._plan.start(self._plan.slots):
                await self._sweep(visitor, self._rested(now), self._plan.slot(now))

    async def _whole_round(self, visitor: Visitor) -> None:
        slot, done = self._plan.slot(self._clock.now()), Counter[bool]()
        while slot < self._plan.slots:
            self._tell(slot, done, self._due(slot))
            await self._clock.until(self._due(slot))
            now = self._clock.now()
            if self._plan.slot(now) == slot:
                begin = self._plan.start(slot)
                done = await self._sweep(
                    visitor, [log for log in self._rested(now) if not log.last or log.last < begin], slot
                )
                # As a later process will read it from the record.
                self._plan = replace(self._plan, began=min(log.first for log in self._logs if log.first))
                slot += 1
            # A machine that slept makes up for nothing: visits close together would not be spaced.
            slot = max(slot, self._plan.slot(self._clock.now()))
        self._over = True
        self._tell(self._plan.slots, done, None)

    def _due(self, slot: int) -> datetime:
        """Later than planned where a sweep of the slot before was late."""
        before = [log.last for log in self._logs if log.last and log.last < self._plan.start(slot)]
        return max(self._plan.due(slot), *(last + self._plan.width / 2 for last in before), self._plan.start(slot))

    def _rested(self, now: datetime) -> list[VisitLog]:
        """Sites whose last visit is half a slot ago, so that the visits of a day are spaced whoever starts them."""
        return [log for log in self._logs if not log.last or now - log.last >= self._plan.width / 2]

    async def _sweep(self, visitor: Visitor, logs: list[VisitLog], slot: int) -> Counter[bool]:
        """Every site once; how many answered (True) and how many did not (False)."""
        pace = min(PACE, SPREAD * self._plan.width.total_seconds() / max(len(logs), 1))
        order = sorted(logs, key=lambda log: _drawn(f"{log.target} {slot}"))
        pages = await asyncio.gather(*(self._one(visitor, log, place * pace) for place, log in enumerate(order)))
        return Counter(page.answered for page in pages)

    async def _one(self, visitor: Visitor, log: VisitLog, wait: float) -> Page:
        await self._clock.sleep(wait)
        async with self._room:
            page = await visitor.visit(log.url, self._clock.now().replace(microsecond=0))
        log.keep(page)
        return page

    def _tell(self, slot: int, done: Counter[bool], next_at: datetime | None) -> None:
        self._told(VisitProgress(slot, self._plan.slots, done.total(), done[True], next_at))

    def summary(self) -> VisitSummary:
        recorded = sum(log.count for log in self._logs)
        ends = self._plan.start(self._plan.slots) if recorded else None
        over = self._over or (ends is not None and self._clock.now() >= ends)
        return VisitSummary(recorded - self._recorded, recorded, ends, over)


def _drawn(text: str) -> float:
    """A number from 0 to 1 that is drawn by the text and always the same."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6]) / 2**48


def _steady() -> float:
    """Seconds that no setting of the clock changes; time asleep counts where the system has a clock for it."""
    number = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if number is None else time.clock_gettime(number)
