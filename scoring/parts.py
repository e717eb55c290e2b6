"""What a scheme may have beside its indicators: classes of targets, draws by lot, several assessors."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from crawler.targets import Kind


@dataclass(frozen=True, slots=True)
class Class:
    """Targets that have full marks, lines and grades of their own, and are ranked among themselves.

    In TOML the amounts and grades may be left out; then they are the scheme's.
    """

    id: str
    title: str
    kinds: tuple[Kind, ...]
    full: Decimal
    pass_mark: Decimal
    bonus_above: Decimal
    bonus_full: Decimal
    grades: tuple[tuple[Decimal, str], ...]
    levels: tuple[str, ...] = ()
    """层级 as the roster has it, "" for a blank one; empty: all."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A pool of indicators of equal points, of which each target is asked some, drawn by lot from the scheme's seed."""

    id: str
    title: str
    prefix: str
    """Dotted: all indicators under it are the pool."""
    count: int
    """So many are drawn for each target; the others are not asked of it."""


@dataclass(frozen=True, slots=True)
class Assessor:
    """One of several who assess. The base indicators of each come to the full marks, and count in their share."""

    id: str
    title: str
    share: Decimal
    """0 to 1; all together 1."""
