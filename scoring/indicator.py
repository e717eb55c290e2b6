"""One leaf of a scheme's indicator tree, and the ways in which findings may cost it points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from crawler.targets import Kind


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of an alternative ladder. It is held when something under its reference was judged and nothing is
    charged there."""

    reference: str
    points: Decimal
    """What is earned at most by a target that holds no rung above this one."""
    factor: Decimal = Decimal(1)
    """Share in which the other deductions then count."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """Its dotted id makes the tree, its group's title stands in `Scheme.groups`.

    Of the ways to lose points (`per_fail`, `elements`, `none_loses`) it has one at most; without any, the share of
    what was judged that fails is lost. A ladder and caps come on top of each.
    """

    id: str
    title: str
    basis: str
    """The clause it comes from."""
    kinds: tuple[Kind, ...]
    rules: tuple[str, ...] = ()
    """What is deducted for: rule ids, `rule:item` for one item of a rule, `rule:start*` for its items that start so."""
    stage: str = "base"
    """`base` (out of full marks) · `bonus` (added above the bonus line) · `malus` (taken off outside the full marks)
    · `veto` (no points)."""
    points: Decimal = Decimal(0)
    per_fail: Decimal | None = None
    """Points lost for each failing finding, capped at `points`."""
    veto_at: int | None = None
    """This many failing findings end the scoring."""
    note: str = ""
    levels: tuple[str, ...] = ()
    """Asked only of targets whose 层级 in the roster is one of these, "" for a blank one; empty: of all."""
    assessor: str = ""
    """Id of the assessor to whose part it belongs; empty: the first one."""
    elements: tuple[tuple[str, Decimal], ...] = ()
    """Reference → points, lost once, however many findings under it fail."""
    ladder: tuple[Rung, ...] = ()
    """From the top: the first rung that is held gives its points and its factor; none held: nothing is earned."""
    caps: tuple[tuple[str, Decimal], ...] = ()
    """Reference → the share of `points` that can be earned at most when a finding under it fails."""
    none_loses: Decimal | None = None
    """This share of the points is lost when every judged finding fails; one that passes avoids it."""
    not_applicable_share: Decimal | None = None
    """Its own; None: the scheme's."""
    since: str = ""
    """YYYY-MM-DD. A finding whose page is dated before it is left out; one whose page has no day stays."""
    until: str = ""
    """YYYY-MM-DD, itself within."""
    options: tuple[tuple[str, Decimal], ...] = ()
    """Of a survey, which a person enters: answer → its value out of 100."""

    @property
    def charged(self) -> tuple[str, ...]:
        """References of the ordinary deductions, each once."""
        return tuple(dict.fromkeys((*self.rules, *(reference for reference, _ in self.elements))))

    @property
    def references(self) -> tuple[str, ...]:
        """All references under which findings bear upon it, each once."""
        rungs = (rung.reference for rung in self.ladder)
        return tuple(dict.fromkeys((*self.charged, *rungs, *(reference for reference, _ in self.caps))))

    @property
    def personal(self) -> bool:
        """Judged by a person alone, whose word is an `Entry`."""
        return not self.references
