"""Which indicators a target is asked for."""

from __future__ import annotations

from crawler.targets import Target
from scoring.scheme import Indicator


def asked(indicator: Indicator, target: Target) -> bool:
    return target.kind in indicator.kinds and (not indicator.levels or target.level in indicator.levels)
