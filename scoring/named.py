"""Targets as people name them in a table: by id, by unit, by unit and name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from crawler.targets import Target


class Named:
    """A round's targets under the names that its sheets show."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._by_id: dict[str, Target] = {}
        self._by_unit: dict[str, list[Target]] = defaultdict(list)
        for target in targets:
            self._by_id[target.id] = target
            # Reports show the region where two units share a name.
            for name in {_bare(target.unit), _bare(f"{target.unit}（{target.region or '地区未填'}）")}:
                self._by_unit[name].append(target)

    def found(self, id: str, unit: str, name: str) -> list[Target]:
        """By the id when there is one, else all of the unit, or of them those of the name."""
        if id:
            return [self._by_id[id]] if id in self._by_id else []
        return [one for one in self._by_unit.get(_bare(unit), ()) if not name or _bare(one.name) == _bare(name)]


def one_unit(targets: Iterable[Target]) -> bool:
    """Units of one name in several regions are several units."""
    return len({target.region for target in targets} - {""}) < 2


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lstrip("'")
