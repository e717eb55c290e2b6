"""The scores of one target added up by stage, each assessor's part of the base by its share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.indicator import Indicator
from scoring.result import Score
from scoring.rounding import NOTHING, cents
from scoring.scheme import Scheme

Rows = Sequence[tuple[Indicator, Score]]


@dataclass(frozen=True, slots=True)
class Sum:
    """What the scores of one stage come to."""

    possible: Decimal
    earned: Decimal
    pending: Decimal
    unmeasured: Decimal
    """Points of those of which nothing could be measured."""


def added(rows: Rows, stage: str) -> Sum:
    return _sum(score for indicator, score in rows if indicator.stage == stage)


def blended(rows: Rows, scheme: Scheme) -> Sum:
    """The base stage. Without assessors in the scheme it is simply added up."""
    if not scheme.assessors:
        return added(rows, "base")
    parts: dict[str, list[Score]] = defaultdict(list)
    for indicator, score in rows:
        if indicator.stage == "base":
            parts[indicator.assessor or scheme.assessors[0].id].append(score)
    sums = [(one.share, _sum(parts[one.id])) for one in scheme.assessors]
    return Sum(
        possible=cents(sum((share * part.possible for share, part in sums), NOTHING)),
        earned=cents(sum((share * part.earned for share, part in sums), NOTHING)),
        pending=cents(sum((share * part.pending for share, part in sums), NOTHING)),
        unmeasured=cents(sum((share * part.unmeasured for share, part in sums), NOTHING)),
    )


def _sum(scores: Iterable[Score]) -> Sum:
    rows = list(scores)
    return Sum(
        possible=sum((score.possible for score in rows), NOTHING),
        earned=sum((score.earned for score in rows), NOTHING),
        pending=sum((score.pending for score in rows), NOTHING),
        unmeasured=sum((score.possible for score in rows if not score.measured), NOTHING),
    )
