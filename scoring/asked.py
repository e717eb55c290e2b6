"""Which indicators a target is asked for, and which of them only people can judge."""

from __future__ import annotations

from crawler.targets import Target
from scoring.scheme import Indicator


def asked(indicator: Indicator, target: Target) -> bool:
    return target.kind in indicator.kinds and (not indicator.levels or target.level in indicator.levels)


def by_people(indicator: Indicator) -> bool:
    """Nothing that a rule says falls under it."""
    return indicator.personal
