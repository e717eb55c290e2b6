"""How far each target's total, grade and rank moved, and what moved them: the sites, the rules, or the scheme.

The older round's findings are weighed again by the newer scheme: what that differs by is the scheme's doing. Then the
rules that are another edition are taken from the newer round: what that differs by is theirs, and the sites' with it,
which cannot be told apart without judging the older archive anew. The rest is the sites' doing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checks.finding import Finding, Outcome, finding_key
from checks.rule import Rule, load_rules
from checks.rulings import Entry
from crawler.targets import Target
from scoring.gaps import ScoringGap
from scoring.grade import VOID
from scoring.result import Result, Total
from scoring.scheme import Scheme
from scoring.score import score


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One target of either round; `old` or `new` is None where it was not on the roster."""

    target: Target
    """As the newer round has it, where it does."""
    old: Total | None
    new: Total | None
    scheme: Decimal | None = None
    rules: Decimal | None = None
    sites: Decimal | None = None
    """What moved the total, adding up to `moved`; None where it did not move or a total means nothing."""

    @property
    def moved(self) -> Decimal | None:
        """Points up or down; None unless both rounds gave the target points."""
        return self.new.total - self.old.total if self.old and self.new and _counts(self.old, self.new) else None

    @property
    def climbed(self) -> int | None:
        """Ranks up; None unless both rounds ranked it, and in the same class."""
        if not (self.old and self.new and self.old.rank and self.new.rank) or self.old.family != self.new.family:
            return None
        return self.old.rank - self.new.rank


def target_changes(
    old: Result, new: Result, pairs: Mapping[str, str], changed: Collection[str]
) -> Iterator[TargetChange]:
    """`pairs`: old id → new id. `changed`: rules that are another edition, or that one of the rounds does not have."""
    then, now = ({total.target: total for total in result.totals} for result in (old, new))
    back = {new: old for old, new in pairs.items()}
    by_scheme, by_rules = _reweighed(old, new, pairs, changed)
    for target in new.targets:
        change = TargetChange(target, then.get(back.get(target.id, "")), now[target.id])
        middle, last = by_scheme.get(target.id), by_rules.get(target.id)
        if change.moved is None or change.old is None or change.new is None or middle is None or last is None:
            yield change
            continue
        parts = middle.total - change.old.total, last.total - middle.total, change.new.total - last.total
        yield replace(change, scheme=parts[0], rules=parts[1], sites=parts[2])
    for target in old.targets:
        if target.id not in pairs:
            yield TargetChange(target, then[target.id], None)


def _counts(*totals: Total) -> bool:
    return all(total.scored and total.grade != VOID for total in totals)


def _reweighed(
    old: Result, new: Result, pairs: Mapping[str, str], changed: Collection[str]
) -> tuple[dict[str, Total], dict[str, Total]]:
    """Totals of the older findings by the newer scheme; and those with the changed rules' newer findings."""
    if new.scheme == old.scheme and not changed:
        totals = {pairs[one.target]: one for one in old.totals if one.target in pairs}
        return totals, totals
    known = set(pairs.values())
    targets = [target for target in new.targets if target.id in known]
    older = [
        one if pairs[one.target] == one.target else replace(one, target=pairs[one.target])
        for one in old.findings
        if one.target in pairs
    ]
    mixed = [one for one in older if one.rule not in changed]
    mixed += [one for one in new.findings if one.rule in changed and one.target in known]
    entries = _entries(old, new.scheme, pairs)
    return _totals(older, targets, new.scheme, entries), _totals(mixed, targets, new.scheme, entries)


def _entries(old: Result, scheme: Scheme, pairs: Mapping[str, str]) -> list[Entry]:
    """What people judged in the older round, under indicators that ask the same now."""
    then = {row.id: row for row in old.scheme.indicators}
    same = {row.id for row in scheme.indicators if then.get(row.id) == row}
    given = (one.entry for one in old.scores if one.entry and one.indicator in same and one.target in pairs)
    return [replace(entry, target=pairs[entry.target]) for entry in given]


def _totals(
    findings: Sequence[Finding], targets: Sequence[Target], scheme: Scheme, entries: Sequence[Entry]
) -> dict[str, Total]:
    """None at all where the newer scheme cannot weigh what the older round found."""
    rules = load_rules()
    if any(reference.partition(":")[0] not in rules for row in scheme.indicators for reference in row.references):
        return {}
    known = [one for one in findings if one.rule in rules]
    filled = [*known, *_unheard(known, targets, rules)]
    try:
        return {total.target: total for total in score(filled, targets, scheme, rules, {}, entries).totals}
    except ScoringGap:
        return {}


def _unheard(findings: Iterable[Finding], targets: Iterable[Target], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """A rule that the older round did not run measured nothing, and takes no points."""
    heard = {(one.target, one.rule) for one in findings}
    for target in targets:
        for rule in rules.values():
            if target.kind in rule.kinds and (target.id, rule.id) not in heard:
                key = finding_key(rule.id, target.id, "", target.url, "")
                yield Finding(
                    key, rule.id, target.id, target.unit, "", Outcome.NOT_MEASURED, "上轮没有运行该规则。",
                    target.url, "", "", "", "", rule.certain,
                )  # fmt: skip
