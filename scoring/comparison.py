"""Two rounds beside each other: what became of every problem, how totals and ranks moved, and what moved them.

A problem is a finding that fails or is unsure and that nobody has dismissed. What the newer round did not measure is
never called mended, and what a changed rule, scheme or roster did is never called the sites' doing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from checks.finding import Finding, Outcome
from scoring.movement import TargetChange, target_changes
from scoring.pairing import Pages, Pairing, pages_of, paired_targets
from scoring.result import Result
from scoring.scheme import Indicator
from scoring.silence import Silence, is_confirmed, is_problem


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
class RuleChange:
    rule: str
    title: str
    old: str
    """Its edition (`RuleCard.version`); empty when the round did not keep it or did not have the rule."""
    new: str
    what: str
    """One sentence in Chinese."""


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    id: str
    title: str
    what: str
    """新增、删去, or which of its terms read how before and now, in Chinese."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A unit whose same problems stand in both rounds."""

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
    rules = _rule_changes(old, new)
    changed = {change.rule for change in rules}
    before = {place for result in former for place in _problem_places(result, new)}
    movements = tuple(sorted(_movements(pairing, changed, before, set(closed)), key=_order))
    return Comparison(
        old=old,
        new=new,
        movements=movements,
        targets=tuple(target_changes(old, new, pairs, changed)),
        rules=tuple(rules),
        indicators=tuple(_indicator_changes(old.scheme.indicators, new.scheme.indicators)),
        scheme=_scheme_change(old, new),
        recheck=recheck_rate(movements),
        repeats=_repeats(movements),
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
    cause = Cause.RULES if old.rule in changed else Cause.SITES
    return Movement(State.FIXED, cause, old, new, f"本轮{new.outcome.label}：{new.message}")


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


def _rule_changes(old: Result, new: Result) -> list[RuleChange]:
    """Editions that differ, and rules that one of the rounds did not have. Of rounds that kept none, nothing is known."""
    then, now = ({card.id: card for card in result.rules} for result in (old, new))
    changes = []
    for rule in sorted(then.keys() | now.keys()):
        versions = (then[rule].version if rule in then else ""), (now[rule].version if rule in now else "")
        if rule not in then:
            what = "本轮新增的规则，上轮没有。"
        elif rule not in now:
            what = "上轮的规则，本轮没有。"
        elif versions[0] == versions[1]:
            continue
        else:
            what = "两轮的规则版本不同。" if all(versions) else "有一轮没有记下规则版本，是否相同无从得知。"
        changes.append(RuleChange(rule, (now.get(rule) or then[rule]).title, *versions, what))
    return changes


_TERMS: Mapping[str, str] = {
    "points": "分值", "per_fail": "每处扣分", "veto_at": "否决处数", "stage": "类别", "rules": "规则", "kinds": "对象",
}  # fmt: skip


def _indicator_changes(old: Sequence[Indicator], new: Sequence[Indicator]) -> Iterable[IndicatorChange]:
    then, now = {row.id: row for row in old}, {row.id: row for row in new}
    for one in sorted(then.keys() | now.keys()):
        if one not in then:
            yield IndicatorChange(one, now[one].title, f"新增，{now[one].points} 分")
        elif one not in now:
            yield IndicatorChange(one, then[one].title, f"删去，原 {then[one].points} 分")
        elif then[one] != now[one]:
            terms = [
                f"{title}：{_shown(getattr(then[one], name))} → {_shown(getattr(now[one], name))}"
                for name, title in _TERMS.items()
                if getattr(then[one], name) != getattr(now[one], name)
            ]
            yield IndicatorChange(one, now[one].title, "；".join(terms) or "计分方法或说明有变")


def _shown(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else "无" if value is None else str(value)


def _scheme_change(old: Result, new: Result) -> str:
    then, now = old.scheme, new.scheme
    if (then.id, then.version) != (now.id, now.version):
        return f"评分方案由“{then.title}”（{then.version}）改为“{now.title}”（{now.version}）。"
    parts = {"full": "满分", "pass_mark": "及格线", "grades": "等次", "bonus_above": "加分线", "bonus_full": "加分上限"}
    moved = [title for name, title in parts.items() if getattr(then, name) != getattr(now, name)]
    return f"评分方案的{'、'.join(moved)}有变。" if moved else ""


def _repeats(movements: Iterable[Movement]) -> tuple[Repeat, ...]:
    """Units by the number of their problems that stand again, most first."""
    again = [one for one in movements if one.state in (State.OPEN, State.REOPENED)]
    counts = Counter(one.told.unit for one in again)
    return tuple(
        Repeat(unit, tuple(one for one in again if one.told.unit == unit))
        for unit, _ in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    )
