"""Indicators drawn by lot, but by a lot that comes out the same again: it hangs on the scheme's seed and the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from scoring.indicator import Indicator
from scoring.parts import Draw


def pool(draw: Draw, rows: Sequence[Indicator]) -> list[Indicator]:
    return [row for row in rows if row.id.startswith(f"{draw.prefix}.")]


def passed_over(draw: Draw, rows: Sequence[Indicator], seed: int, target: str) -> Iterator[str]:
    """Ids of the pool that are not asked of the target; `rows` are those that concern it."""
    ids = sorted(row.id for row in pool(draw, rows))
    drawn = Random(f"{seed}|{draw.id}|{target}").sample(ids, draw.count) if ids else []
    yield from set(ids) - set(drawn)
