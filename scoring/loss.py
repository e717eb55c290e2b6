"""What faults cost under one indicator: the points lost as a function of all that is charged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from checks.finding import Finding, Outcome
from scoring.indicator import Indicator, Rung
from scoring.references import names
from scoring.result import Deduction
from scoring.rounding import cents

UNMEASURED = (Outcome.NOT_MEASURED, Outcome.ERROR)


class Loss:
    """Grows by one fault after another. `judged` are the findings that passed, failed or are open."""

    def __init__(self, indicator: Indicator, judged: Sequence[Finding]) -> None:
        plain = not indicator.ladder and not indicator.caps
        self._indicator = indicator
        self._judged = len(judged) if plain else sum(falls_under(indicator.charged, one) for one in judged)
        self._charged = 0
        self._elements = dict(indicator.elements)
        self._rungs = [rung for rung in indicator.ladder if any(_names(rung.reference, one) for one in judged)]
        self.ceiling = Decimal(1)

    def charge(self, fault: Finding) -> None:
        row = self._indicator
        self._charged += falls_under(row.charged, fault)
        self._elements = {name: cost for name, cost in self._elements.items() if not _names(name, fault)}
        self._rungs = [rung for rung in self._rungs if not _names(rung.reference, fault)]
        self.ceiling = min([self.ceiling, *(share for reference, share in row.caps if _names(reference, fault))])

    @property
    def rung(self) -> Rung | None:
        """The step of the ladder that is held."""
        return self._rungs[0] if self._rungs else None

    @property
    def points(self) -> Decimal:
        row, rung = self._indicator, self.rung
        within = (rung.points if rung else Decimal(0)) if row.ladder else row.points
        ordinary = self._ordinary(rung.factor if rung else Decimal(1))
        lost = min(row.points, row.points - within + ordinary)
        return cents(max(lost, row.points - self.ceiling * row.points))

    def _ordinary(self, factor: Decimal) -> Decimal:
        """Divided last, so that a half of a cent stays exactly one."""
        row = self._indicator
        if row.per_fail is not None:
            return factor * row.per_fail * self._charged
        if row.elements:
            return factor * sum((cost for name, cost in row.elements if name not in self._elements), Decimal(0))
        every = self._judged > 0 and self._charged == self._judged
        if row.none_loses is not None:
            return factor * row.none_loses * row.points if every else Decimal(0)
        return factor * row.points * self._charged / self._judged if self._judged else Decimal(0)


def deductions(
    indicator: Indicator, judged: Sequence[Finding], certain: Sequence[Finding], doubtful: Sequence[Finding]
) -> tuple[Decimal, tuple[Deduction, ...]]:
    """The points that are lost for certain, and what each fault adds to them, the certain ones first.

    No fault costs less than nothing, and together they come to the loss exactly: under a ladder, where a lower rung
    may halve the rest, a charge is held down to what is lost in the end. What a ladder takes although nothing is at
    fault is no fault's.
    """
    loss = Loss(indicator, judged)
    charged = loss.points
    sure, first = _charges(loss, certain, charged, pending=False)
    _, then = _charges(loss, doubtful, sure, pending=True)
    return sure, (*first, *then)


def _charges(
    loss: Loss, faults: Iterable[Finding], charged: Decimal, *, pending: bool
) -> tuple[Decimal, list[Deduction]]:
    steps = []
    for fault in faults:
        loss.charge(fault)
        steps.append((fault.key, loss.points))
    limit = max(charged, steps[-1][1]) if steps else charged
    found = []
    for key, lost in steps:
        reached = max(charged, min(lost, limit))
        found.append(Deduction(key, reached - charged, pending))
        charged = reached
    return limit, found


def undecided(
    indicator: Indicator, said: Iterable[Finding], judged: Sequence[Finding], faults: Sequence[Finding]
) -> str:
    """The reference of a rung that could not be measured, where none above it is surely held, or of the first one
    where nothing at all was judged under the ladder; '' when it can be decided.

    A target may have earned what that rung gives: to take the points would be to accuse without having looked."""
    seen = False
    for rung in indicator.ladder:
        if any(_names(rung.reference, one) for one in judged):
            seen = True
            if not any(_names(rung.reference, one) for one in faults):
                return ""
        elif any(_names(rung.reference, one) and one.outcome in UNMEASURED for one in said):
            return rung.reference
    return "" if seen else indicator.ladder[0].reference


def falls_under(references: Iterable[str], finding: Finding) -> bool:
    return any(_names(reference, finding) for reference in references)


def _names(reference: str, finding: Finding) -> bool:
    return names(reference, finding.rule, finding.item)
