"""How far several processes are together: one line for the person who waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic

from crawler.crawl import Progress


class Overall:
    """Of a round in shares, each told of by the process that crawls it now; one that is begun anew says more, not less."""

    def __init__(
        self, sites: Sequence[int], progress: Callable[[Progress], None], clock: Callable[[], float] = monotonic
    ) -> None:
        """`sites`: how many each share has."""
        self._far = [Progress(count, 0, 0, 0, 0.0, 0.0) for count in sites]
        self._resumed: dict[int, int] = {}
        self._progress, self._clock, self._began = progress, clock, clock()

    def tell(self, number: int, said: Progress) -> None:
        before = self._far[number]
        self._resumed.setdefault(number, said.pages - round(said.rate * said.seconds))
        self._far[number] = replace(said, pages=max(said.pages, before.pages), links=max(said.links, before.links))
        pages, seconds = sum(one.pages for one in self._far), self._clock() - self._began
        self._progress(
            Progress(
                sites_total=sum(one.sites_total for one in self._far),
                sites_done=sum(one.sites_done for one in self._far),
                pages=pages,
                links=sum(one.links for one in self._far),
                seconds=seconds,
                rate=(pages - sum(self._resumed.values())) / seconds if seconds else 0.0,
            )
        )
