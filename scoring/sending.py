"""What is demanded now beside what was demanded before: what was once sent keeps its words, its day and its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from scoring.demands import Demand
from scoring.receiving import SETTLED


@dataclass(frozen=True, slots=True)
class Sending:
    demands: tuple[Demand, ...]
    """All of the round: in the order of the result, then those that it no longer has."""
    new: int
    """Sent for the first time, or again after they were withdrawn."""
    changed: int
    """Sent before with other words or points, or sent again because that was asked for."""
    kept: int
    """Sent before, just so: with the day and the deadline that they had."""
    withdrawn: int
    """Demanded until now."""


def sending(
    former: Iterable[Demand], now: Iterable[Demand], sent_on: str, units: Collection[str] = (), *, again: bool = False
) -> Sending:
    """`now`: all that the result demands, with the day and the deadlines of this sending.

    `units`: those to be sent to, the others stay as they are; empty: all. `again`: what is open is sent anew.
    """
    old = {demand.key: demand for demand in former}
    wanted = {demand.key: demand for demand in now}
    counts: Counter[str] = Counter()
    demands = []
    for key in dict.fromkeys([*wanted, *old]):
        before, demand = old.get(key), wanted.get(key)
        if units and (demand or old[key]).unit not in units:
            demands += [before] if before else []
            continue
        taken, what = _renewed(before, demand, again) if demand else _withdrawn(old[key], sent_on)
        demands.append(taken)
        counts[what] += 1
    return Sending(tuple(demands), counts["new"], counts["changed"], counts["kept"], counts["withdrawn"])


def _renewed(before: Demand | None, demand: Demand, again: bool) -> tuple[Demand, str]:
    if before is None:
        return demand, "new"
    if before.state in SETTLED and not before.withdrawn_on:
        return before, "settled"
    if before.withdrawn_on:
        return replace(demand, history=before.history), "new"
    same = replace(demand, sent_on=before.sent_on, due=before.due).digest == before.digest
    if same and not again:
        return before, "kept"
    return replace(demand, history=before.history), "changed"


def _withdrawn(before: Demand, sent_on: str) -> tuple[Demand, str]:
    if before.state in SETTLED:
        return before, "settled"
    return replace(before, withdrawn_on=sent_on), "withdrawn"
