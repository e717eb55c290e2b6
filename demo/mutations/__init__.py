"""Good pages with one thing changed: each must be noticed, or, where the change is no fault, let pass."""

from __future__ import annotations

from collections.abc import Iterator

from demo.labelled import Case


def mutations() -> Iterator[Case]:
    """All of them, in a fixed order; a case that expects nothing must be met with silence."""
    from demo.mutations import frame, lists, records, reports, services, site

    for area in (frame, lists, records, reports, services, site):
        yield from area.cases()
