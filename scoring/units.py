"""Which units a round has: none may get another's faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crawler.targets import Target


def unit_titles(targets: Sequence[Target]) -> dict[str, str]:
    """Target → its unit. Units of one name in several regions are several units, and told apart by the region."""
    regions: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        regions[target.unit] |= {target.region} - {""}
    return {
        target.id: target.unit if len(regions[target.unit]) < 2 else f"{target.unit}（{target.region or '地区未填'}）"
        for target in targets
    }
