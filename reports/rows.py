"""A result as plain rows, cleaned once: what every sheet and page is laid out from. Knows no Excel and no HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checks.finding import QUOTE_LIMIT, Finding, Outcome
from crawler.targets import Target
from reports.cells import address, beijing, plain
from scoring.consistency import names
from scoring.result import Result, RuleCard, Score, Total, Veto
from scoring.scheme import Indicator

JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.UNSURE)
STAGES = {"base": "基本分", "bonus": "加分", "malus": "倒扣", "veto": "单项否决"}
VETOES = {Veto.NONE: "", Veto.OPEN: "否决待核实", Veto.HIT: "单项否决"}
SITE, MEDIA = "网站", "新媒体"
CONFIRMED, PENDING, DISMISSED = "已认定", "待核实", "不成立"


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target and what it came to. `unit` tells two units of one name apart by their region."""

    id: str
    unit: str
    name: str
    kind: str
    family: str
    """网站 or 新媒体: what it is ranked among."""
    level: str
    url: str
    total: Total


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One indicator of one target."""

    target: TargetRow
    indicator: Indicator
    score: Score
    note: str

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


@dataclass(frozen=True, slots=True)
class Saying:
    """A finding in clean words, with its rule's."""

    key: str
    target: TargetRow
    rule: RuleCard
    item: str
    suspicion: bool
    """Nobody has confirmed it: it is told, not charged."""
    message: str
    url: str
    quote: str
    seen_at: str
    """In China, to the minute."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding under one indicator: the `number`-th of `judged`, what is certain first."""

    saying: Saying
    indicator: Indicator
    number: int
    judged: int
    points: Decimal
    """What it costs after the cap."""

    @property
    def state(self) -> str:
        return PENDING if self.saying.suspicion else CONFIRMED


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


def lay_out(result: Result) -> Rows:
    targets = _targets(result)
    place = {row.id: number for number, row in enumerate(targets)}
    by_id = {row.id: row for row in targets}
    indicators = {indicator.id: indicator for indicator in result.scheme.indicators}
    cards = {card.id: _clean_card(card) for card in result.rules}
    said = _said(result, indicators)
    sayings = {(f.target, f.key): _saying(f, by_id[f.target], cards[f.rule]) for f in result.findings if _told(f)}
    scores = sorted(
        (ScoreRow(by_id[s.target], indicators[s.indicator], s, plain(s.note)) for s in result.scores),
        key=lambda row: place[row.target.id],
    )
    faults = [fault for row in scores for fault in _faults(row, said[row.target.id, row.indicator.id], sayings)]
    return Rows(result, tuple(targets), tuple(scores), tuple(faults), tuple(_issues(sayings, faults, place)))


def _targets(result: Result) -> list[TargetRow]:
    totals = {total.target: total for total in result.totals}
    units = _unit_titles(result.targets)
    rows = [
        TargetRow(
            id=target.id,
            unit=units[target.id],
            name=plain(target.name),
            kind=target.kind.label,
            family=SITE if target.kind.is_site else MEDIA,
            level=plain(target.level),
            url=address(target.url),
            total=totals[target.id],
        )
        for target in result.targets
    ]
    return sorted(rows, key=lambda row: (row.family != SITE, row.total.rank or len(rows) + 1, row.unit, row.id))


def _unit_titles(targets: Sequence[Target]) -> dict[str, str]:
    """Target → unit. Units of one name in several regions are several units: none may get another's faults."""
    regions: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        regions[target.unit] |= {target.region} - {""}
    return {
        target.id: plain(target.unit)
        if len(regions[target.unit]) < 2
        else plain(f"{target.unit}（{target.region or '地区未填'}）")
        for target in targets
    }


def _told(finding: Finding) -> bool:
    return finding.outcome in (Outcome.FAIL, Outcome.UNSURE)


def _clean_card(card: RuleCard) -> RuleCard:
    return replace(card, title=plain(card.title), basis=plain(card.basis), fix=plain(card.fix))


def _saying(finding: Finding, target: TargetRow, rule: RuleCard) -> Saying:
    return Saying(
        key=finding.key,
        target=target,
        rule=rule,
        item=plain(finding.item),
        suspicion=finding.outcome is not Outcome.FAIL or not finding.certain,
        message=plain(finding.message),
        url=address(finding.url),
        quote=plain(finding.quote[:QUOTE_LIMIT]),
        seen_at=beijing(finding.seen_at),
        sha256=finding.sha256,
    )


def _said(result: Result, indicators: Mapping[str, Indicator]) -> dict[tuple[str, str], list[Finding]]:
    """(target, indicator) → findings that were judged under it, in the result's order."""
    heard: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in result.findings:
        if finding.outcome in JUDGED:
            heard[finding.target, finding.rule].append(finding)
    said = {}
    for score in result.scores:
        references: dict[str, list[str]] = defaultdict(list)
        for reference in indicators[score.indicator].rules:
            references[reference.partition(":")[0]].append(reference)
        said[score.target, score.indicator] = [
            finding
            for rule in sorted(references)
            for finding in heard.get((score.target, rule), ())
            if any(names(reference, rule, finding.item) for reference in references[rule])
        ]
    return said


def _faults(row: ScoreRow, judged: Sequence[Finding], sayings: Mapping[tuple[str, str], Saying]) -> Iterator[Fault]:
    """Of an indicator with points: what was deducted. Of a veto: all that was counted towards it."""
    if not row.score.applicable:
        return
    if row.indicator.stage == "veto":
        told = [sayings[f.target, f.key] for f in judged if _told(f)]
        told.sort(key=lambda saying: saying.suspicion)
        costs = [(saying, Decimal(0)) for saying in told]
    else:
        costs = [(sayings[row.target.id, d.finding], d.points) for d in row.score.deductions]
    for number, (saying, points) in enumerate(costs, 1):
        yield Fault(saying, row.indicator, number, len(judged), points)


def _issues(
    sayings: Mapping[tuple[str, str], Saying], faults: Sequence[Fault], place: Mapping[str, int]
) -> list[Issue]:
    under: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        under[fault.saying.target.id, fault.saying.key].append(fault)
    issues = []
    for where, saying in sayings.items():
        cost = sum((fault.points for fault in under[where]), Decimal(0))
        nothing = Decimal(0)
        issues.append(
            Issue(
                saying=saying,
                indicators=tuple(fault.indicator for fault in under[where]),
                points=nothing if saying.suspicion else cost,
                pending=cost if saying.suspicion else nothing,
            )
        )
    return sorted(issues, key=lambda issue: _issue_order(issue, place))


def _issue_order(issue: Issue, place: Mapping[str, int]) -> tuple[str, int, bool, str, str, str, str]:
    said = issue.saying
    return said.target.unit, place[said.target.id], said.suspicion, said.rule.id, said.item, said.url, said.key
