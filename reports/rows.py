"""A result as plain rows, cleaned once: what every sheet and page is laid out from. Knows no Excel and no HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checks.finding import QUOTE_LIMIT, Finding, Outcome
from checks.rulings import Ruling, Verdict, told_digest
from reports.cells import address, beijing, plain
from reports.evidence import evidence_path
from reports.parts import DEDUCED, RUNG, Heard, heard, of_role, parts
from reports.targets import TargetRow, target_rows
from scoring.result import Deduction, Result, RuleCard, Score, Veto
from scoring.scheme import Indicator

TOLD = (Outcome.FAIL, Outcome.UNSURE)
STAGES = {"base": "基本分", "bonus": "加分", "malus": "倒扣", "veto": "单项否决"}
VETOES = {Veto.NONE: "", Veto.OPEN: "否决待核实", Veto.HIT: "单项否决"}
NOTHING = Decimal("0.00")
CONFIRM, SUSPECT = "不符合", "待核实"
CONFIRMED, PENDING, DISMISSED = "已认定", "待核实", "不成立"


@dataclass(frozen=True, slots=True)
class Saying:
    """A finding in clean words, with its rule's."""

    key: str
    target: TargetRow
    rule: RuleCard
    item: str
    doubtful: bool
    """The machine only suspects it."""
    message: str
    url: str
    quote: str
    seen_at: str
    """In China, to the minute."""
    sha256: str
    told: str
    """Digest of what it says, by which a ruling knows it."""
    ruling: Ruling | None
    evidence: str = ""
    """From DIR/reports to its place in the evidence page; empty when that page is not written."""

    @property
    def state(self) -> str:
        """As a person ruled; before that, what is certain stands."""
        if self.ruling:
            return CONFIRMED if self.ruling.verdict is Verdict.CONFIRMED else DISMISSED
        return PENDING if self.doubtful else CONFIRMED

    @property
    def suspicion(self) -> bool:
        """Nobody has confirmed it: it is told, not charged."""
        return self.state == PENDING


@dataclass(frozen=True, slots=True)
class Fault:
    """One told finding under one indicator, with what it cost."""

    saying: Saying
    indicator: Indicator
    parts: tuple[int, ...]
    """What of the indicator it falls under, as `reports.parts` numbers it."""
    lost: Decimal
    pending: Decimal


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One indicator of one target."""

    target: TargetRow
    indicator: Indicator
    score: Score
    note: str
    judged: tuple[int, ...]
    """How many findings were judged: under what is deducted, then under each part."""
    rungs: tuple[int, ...]
    """Steps of the ladder that were judged, or that could not be measured; from the top."""
    faults: tuple[Fault, ...]

    @property
    def state(self) -> str:
        if not self.score.measured:
            return "未测得"
        return "" if self.score.applicable else "不适用"

    @property
    def share(self) -> Decimal | None:
        """Of the points earned, 0 to 1; None where nothing is at stake or nothing was measured."""
        if self.state or not self.score.possible:
            return None
        return self.score.earned / self.score.possible

    def counted(self, states: Collection[str], part: int) -> int:
        """Of the faults under the part, those in one of the states."""
        return sum(fault.saying.state in states and part in fault.parts for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that a unit must put right, or look at; `points` are charged, `pending` would be."""

    saying: Saying
    indicators: tuple[Indicator, ...]
    points: Decimal
    pending: Decimal


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a result: targets by class and rank, the rest in the targets' order."""

    result: Result
    targets: tuple[TargetRow, ...]
    scores: tuple[ScoreRow, ...]
    faults: tuple[Fault, ...]
    issues: tuple[Issue, ...]
    sayings: tuple[Saying, ...]
    """Everything told, dismissed or not; suspicions first."""


def lay_out(result: Result, evidenced: Collection[str] = ()) -> Rows:
    """`evidenced`: ids of the targets whose evidence pages are written, so that sheets may link to them."""
    targets = target_rows(result)
    place = {row.id: number for number, row in enumerate(targets)}
    by_id = {row.id: row for row in targets}
    indicators = {indicator.id: indicator for indicator in result.scheme.indicators}
    cards = {card.id: _clean_card(card) for card in result.rules}
    told = [finding for finding in result.findings if finding.outcome in TOLD]
    sayings = {(f.target, f.key): _saying(f, by_id[f.target], cards[f.rule], f.target in evidenced) for f in told}
    said = heard(result)
    scores = [
        _score_row(s, by_id[s.target], indicators[s.indicator], said.get((s.target, s.indicator), Heard()), sayings)
        for s in sorted(result.scores, key=lambda score: place[score.target])
    ]
    faults = [fault for row in scores for fault in row.faults]
    issues = tuple(_issues(sayings, faults, place))
    reviewed = sorted(
        sayings.values(), key=lambda said: (not said.doubtful, place[said.target.id], _saying_order(said))
    )
    return Rows(result, tuple(targets), tuple(scores), tuple(faults), issues, tuple(reviewed))


def _clean_card(card: RuleCard) -> RuleCard:
    return replace(card, title=plain(card.title), basis=plain(card.basis), fix=plain(card.fix))


def weighs_as(finding: Finding) -> Outcome:
    """As a person ruled; before that, what only a person could be certain of is a suspicion."""
    if finding.ruling and finding.outcome in TOLD:
        return Outcome.FAIL if finding.ruling.verdict is Verdict.CONFIRMED else Outcome.PASS
    return Outcome.UNSURE if finding.outcome is Outcome.FAIL and not finding.certain else finding.outcome


def _saying(finding: Finding, target: TargetRow, rule: RuleCard, evidenced: bool) -> Saying:
    return Saying(
        key=finding.key,
        target=target,
        rule=rule,
        item=plain(finding.item),
        doubtful=finding.outcome is not Outcome.FAIL or not finding.certain,
        message=plain(finding.message),
        url=address(finding.url),
        quote=plain(finding.quote[:QUOTE_LIMIT]),
        seen_at=beijing(finding.seen_at),
        sha256=finding.sha256,
        told=told_digest(finding),
        ruling=finding.ruling,
        evidence=evidence_path(finding.target, finding.key) if evidenced else "",
    )


def _score_row(
    score: Score, target: TargetRow, indicator: Indicator, said: Heard, sayings: Mapping[tuple[str, str], Saying]
) -> ScoreRow:
    judged = tuple(said.count(number) for number in (DEDUCED, *(part.number for part in parts(indicator))))
    rungs = tuple(part.number for part in of_role(indicator, RUNG) if judged[part.number] or part.number in said.blind)
    faults = tuple(_faults(score, indicator, said, sayings)) if score.applicable else ()
    return ScoreRow(target, indicator, score, plain(score.note), judged, rungs, faults)


def _faults(
    score: Score, indicator: Indicator, said: Heard, sayings: Mapping[tuple[str, str], Saying]
) -> Iterator[Fault]:
    """Everything told under the indicator with what it cost, also what was dismissed; what is certain first."""
    costs: dict[str, list[Deduction]] = defaultdict(list)
    for deduction in reversed(score.deductions):
        costs[deduction.finding].append(deduction)
    told = [(sayings[score.target, finding.key], under) for finding, under in said.judged if finding.outcome in TOLD]
    for saying, under in sorted(told, key=lambda one: (CONFIRMED, PENDING, DISMISSED).index(one[0].state)):
        cost = costs[saying.key].pop() if costs[saying.key] else None
        lost, pending = (NOTHING, NOTHING) if cost is None else _split(cost)
        yield Fault(saying, indicator, under, lost, pending)


def _split(cost: Deduction) -> tuple[Decimal, Decimal]:
    return (NOTHING, cost.points) if cost.pending else (cost.points, NOTHING)


def _issues(
    sayings: Mapping[tuple[str, str], Saying], faults: Sequence[Fault], place: Mapping[str, int]
) -> list[Issue]:
    under: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        under[fault.saying.target.id, fault.saying.key].append(fault)
    issues = [
        Issue(
            saying=saying,
            indicators=tuple(fault.indicator for fault in under[where]),
            points=sum((fault.lost for fault in under[where]), NOTHING),
            pending=sum((fault.pending for fault in under[where]), NOTHING),
        )
        for where, saying in sayings.items()
        if saying.state != DISMISSED
    ]
    return sorted(issues, key=lambda issue: _issue_order(issue, place))


def _issue_order(issue: Issue, place: Mapping[str, int]) -> tuple[str, int, bool, tuple[str, ...]]:
    said = issue.saying
    return said.target.unit, place[said.target.id], said.suspicion, _saying_order(said)


def _saying_order(said: Saying) -> tuple[str, ...]:
    return said.rule.id, said.item, said.url, said.key
