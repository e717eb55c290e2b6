"""How each site is reached, in figures: what the check stage leaves in DIR/reach.jsonl beside its findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

FIGURES = "reach.jsonl"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one site; None where nothing was measured. Pairs `…_4` and `…_6` are of one family each."""

    target: str
    host: str
    """Where its home page stands."""
    aaaa: list[str]
    """IPv6 addresses that a visitor could use."""
    ns: int
    ns_6: int
    """Name servers of the zone, and those of them that answer over IPv6."""
    dials_4: int
    dials_6: int
    """Connections tried: every address on 80, 443 and the site's own port."""
    open_4: int
    open_6: int
    """Of these, those that came about."""
    tries_4: int
    tries_6: int
    """Visits of the home page."""
    good_4: int
    good_6: int
    seconds_4: float | None
    seconds_6: float | None
    """Median of the whole time that those with the page took."""
    connect_4: float | None
    connect_6: float | None
    """Median of the time to connect, TLS included."""
    likeness: float | None
    """Of the home page's text over both, the closest pair."""
    second_good: int
    second_of: int
    third_good: int
    third_of: int
    """Links that opened over IPv6, of those that opened over IPv4."""
    parts: int
    parts_bare: list[str]
    """Hosts of the home page's parts on other hosts than its own, and those of them without an IPv6 address."""
    tls_days: int | None
    """Days until the first of its certificates ends; negative when it has ended."""
    clock: float | None
    """Seconds that this machine is ahead of the site."""
    why: str
    """Why IPv6 could not be measured, in Chinese; '' when it was."""
    blind: bool
    """The reason is this machine's."""


def figures_text(figures: Iterable[Figures]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in figures)


def read_figures(folder: Path) -> Iterator[Figures]:
    """Of a round, in order; none when the check stage left none."""
    path = folder / FIGURES
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield Figures(**json.loads(line))


def clock_ahead(figures: Iterable[Figures]) -> float:
    """Seconds that this machine is ahead of the sites, by the median; 0 where none told the time."""
    return median([one.clock for one in figures if one.clock is not None] or [0.0])
