"""What the units of a round were told to put right, read for a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from commands.inputs import Refused, needed

if TYPE_CHECKING:
    from scoring.demands import Demand


def demands_in(folder: Path) -> list[Demand]:
    """None when nothing was sent yet."""
    from scoring.demands import DemandsError, read_demands

    try:
        return read_demands(folder)
    except DemandsError as error:
        raise Refused(str(error)) from error


def sent_demands(folder: Path) -> list[Demand]:
    """Refused when nothing was sent."""
    from scoring.demands import DEMANDS

    needed(folder / DEMANDS, "rectify")
    return demands_in(folder)
