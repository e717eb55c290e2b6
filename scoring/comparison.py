"""Two rounds beside each other: what became of every problem, how totals and ranks moved, and what moved them.

A problem is a finding that fails or is unsure and that nobody has dismissed. What the newer round did not measure is
never called mended, and what a changed rule, scheme or roster did is never called the sites' doing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from checks.finding import Finding, Outcome
from scoring.changes import IndicatorChange, RuleChange, indicator_changes, rule_changes, scheme_change
from scoring.movement import TargetChange, target_changes
from scoring.pairing import Pages, Pairing, pages_of, paired_targets
from scoring.result import Result
from scoring.silence import Silence, is_confirmed, is_problem
from scoring.units import unit_titles


class State(StrEnum):
    """What became of one problem from the older round to the newer one."""

    NEW = "new"
    FIXED = "fixed"
    OPEN = "open"
    REOPENED = "reopened"
    """Was open in a round before the older one, or was closed when it was rechecked, and is here again."""
    UNMEASURED = "unmeasured"
    """Nothing can be said: the page was not read, the rule was not run, the target is not on the roster any more."""

    @property
    def label(self) -> str:
        return _STATES[self]


class Cause(StrEnum):
    """What the state comes from."""

    SITES = "sites"
    RULES = "rules"
    """The rule is another edition than in the older round, so that its word may be the rule's doing."""
    ROSTER = "roster"
    """The target is on one of the rosters only."""
    READING = "reading"
    """One of the rounds did not read or measure the place."""

    @property
    def label(self) -> str:
        return _CAUSES[self]


_STATES = {
    State.NEW: "新增", State.FIXED: "已解决", State.OPEN: "仍存在", State.REOPENED: "再次出现", State.UNMEASURED: "本轮未测得",
}  # fmt: skip
_CAUSES = {
    Cause.SITES: "网站变化", Cause.RULES: "规则变化", Cause.ROSTER: "名单变化", Cause.READING: "采集范围",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Movement:
    """One problem. At least one of `old` and `new` is a problem of its round; `new` of a mended one is what says so,
    where the rule said anything of the place."""

    state: State
    cause: Cause
    old: Finding | None
    new: Finding | None
    reason: str
    """One sentence in Chinese: why this state; empty where it speaks for itself."""

    @property
    def told(self) -> Finding:
        """The problem as last told."""
        shown = self.new if self.new and is_problem(self.new) else self.old
        assert shown is not None
        return shown


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with what it is computed from."""

    numerator: int
    denominator: int

    @property
    def share(self) -> Decimal | None:
        """0 to 1; None when there is nothing to compute it from."""
        return Decimal(self.numerator) / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A unit whose same confirmed problems stand again."""

    unit: str
    movements: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it, sorted: the same results give the same comparison."""

    old: Result
    new: Result
    movements: tuple[Movement, ...]
    """By target, state, rule, item, address."""
    targets: tuple[TargetChange, ...]
    """In the newer round's order, then those that left."""
    rules: tuple[RuleChange, ...]
    indicators: tuple[IndicatorChange, ...]
    scheme: str
    """One sentence in Chinese of what else of the scheme changed (id, version, grades …); empty: nothing did."""
    recheck: Rate
    """整改复查合格率: confirmed faults of the older round that are mended, of those that could be rechecked."""
    repeats: tuple[Repeat, ...]

    def count(self, state: State, cause: Cause | None = None) -> int:
        return sum(one.state is state and cause in (None, one.cause) for one in self.movements)


def compare(
    old: Result,
    new: Result,
    former: Iterable[Result] = (),
    closed: Collection[tuple[str, str]] = (),
    *,
    old_pages: Pages | None = None,
    new_pages: Pages | None = None,
) -> Comparison:
    """`former`: rounds before the older one. `closed`: (target, key) of the older round's problems that a recheck closed.
    `old_pages`, `new_pages`: what the rounds read; without them, only what their findings name."""
    pairs = paired_targets(old.targets, new.targets)
    pairing = Pairing(old, new, pairs, old_pages or pages_of(old), new_pages or pages_of(new))
    rules = rule_changes(old, new)
    changed = {change.rule for change in rules}
    before = {place for result in former for place in _problem_places(result, new)}
    movements = tuple(sorted(_movements(pairing, changed, before, set(closed)), key=_order))
    return Comparison(
        old=old,
        new=new,
        movements=movements,
        targets=tuple(target_changes(old, new, pairs, changed)),
        rules=tuple(rules),
        indicators=tuple(indicator_changes(old.scheme.indicators, new.scheme.indicators)),
        scheme=scheme_change(old, new),
        recheck=recheck_rate(movements),
        repeats=_repeats(movements, unit_titles(new.targets)),
    )


def recheck_rate(movements: Iterable[Movement]) -> Rate:
    """Of the older round's confirmed faults: mended by the sites, over those plus what stands. What could not be
    measured again or was told by another edition of the rule is in neither."""
    counted = [
        one
        for one in movements
        if one.old and is_confirmed(one.old) and (one.state is State.OPEN or one.cause is Cause.SITES)
        if one.state is not State.UNMEASURED
    ]
    return Rate(sum(one.state is State.FIXED for one in counted), len(counted))


def _movements(
    pairing: Pairing, changed: set[str], before: set[tuple[str, str]], closed: set[tuple[str, str]]
) -> Iterable[Movement]:
    for old, new in pairing.matched():
        again = (old.target, old.key) in closed
        if is_problem(old) and is_problem(new):
            reason = "复查时已销号，本轮再次发现。" if again else ""
            yield Movement(State.REOPENED if again else State.OPEN, Cause.SITES, old, new, reason)
        elif is_problem(old):
            yield _spoken(old, new, changed)
        elif is_problem(new):
            yield _arisen(old, new, "", changed, before)
    for old in filter(is_problem, pairing.only_old()):
        yield _gone(old, pairing.silence(old), changed)
    for new in filter(is_problem, pairing.only_new()):
        yield _arisen(None, new, pairing.unknown_before(new), changed, before)


def _spoken(old: Finding, new: Finding, changed: set[str]) -> Movement:
    """The newer round says of the same place that it is no problem."""
    if new.outcome in (Outcome.NOT_MEASURED, Outcome.ERROR):
        return Movement(State.UNMEASURED, Cause.READING, old, new, new.message)
    if new.ruling is not None and is_problem(old):
        return Movement(State.UNMEASURED, Cause.READING, old, new, f"本轮经人工核实不成立：{new.ruling.reason}")
    if new.outcome is Outcome.NOT_APPLICABLE:  # its term may be over, or its column gone: nobody need have mended it
        return Movement(State.UNMEASURED, Cause.READING, old, new, f"本轮不适用：{new.message}")
    return Movement(
        State.FIXED, Cause.RULES if old.rule in changed else Cause.SITES, old, new, f"本轮符合：{new.message}"
    )


def _gone(old: Finding, silence: Silence, changed: set[str]) -> Movement:
    """The newer round says nothing of the place."""
    if not silence.mended:
        cause = {"roster": Cause.ROSTER, "rules": Cause.RULES}.get(silence.cause, Cause.READING)
        return Movement(State.UNMEASURED, cause, old, None, silence.reason)
    cause = Cause.RULES if old.rule in changed else Cause.SITES
    return Movement(State.FIXED, cause, old, silence.word, silence.reason)


def _arisen(
    old: Finding | None, new: Finding, unknown: str, changed: set[str], before: set[tuple[str, str]]
) -> Movement:
    """A problem of the newer round that the older one did not have."""
    if (new.target, new.key) in before:
        return Movement(State.REOPENED, Cause.SITES, old, new, "更早的评估中已发现过，上轮未见，本轮再次发现。")
    if unknown:
        cause = Cause.ROSTER if unknown.startswith("上轮名单") else Cause.READING
        return Movement(State.NEW, cause, old, new, unknown)
    if old is not None and old.outcome in (Outcome.NOT_MEASURED, Outcome.ERROR):
        return Movement(State.NEW, Cause.READING, old, new, f"上轮未测得：{old.message}")
    return Movement(State.NEW, Cause.RULES if new.rule in changed else Cause.SITES, old, new, "")


def _problem_places(former: Result, new: Result) -> set[tuple[str, str]]:
    """(target, key) of the newer round's findings that were problems in a former one."""
    pairing = Pairing(former, new, paired_targets(former.targets, new.targets), pages_of(former), pages_of(new))
    return {(now.target, now.key) for then, now in pairing.matched() if is_problem(then)}


def _order(one: Movement) -> tuple[str, int, str, str, str, str, str]:
    said = one.told
    return said.target, list(State).index(one.state), said.rule, said.item, said.url, said.place, said.key


def _repeats(movements: Iterable[Movement], units: Mapping[str, str]) -> tuple[Repeat, ...]:
    """Units by the number of their problems that stand again, most first. Suspicions are held against nobody.

    `units`: those of the newer round, by target."""
    again: dict[str, list[Movement]] = defaultdict(list)
    for one in movements:
        if one.new is None or not is_confirmed(one.new) or one.new.target not in units:
            continue
        if one.state is State.REOPENED or (one.state is State.OPEN and one.old and is_confirmed(one.old)):
            again[units[one.new.target]].append(one)
    ordered = sorted(again.items(), key=lambda row: (-len(row[1]), row[0]))
    return tuple(Repeat(unit, tuple(rows)) for unit, rows in ordered)
