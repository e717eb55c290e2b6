"""What of a result is demanded of its units: confirmed faults, with the words that the forms will say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from checks.finding import Finding
from checks.rulings import Verdict
from reports.cells import address
from reports.ledger import clause
from reports.rows import Issue, Rows
from scoring.demands import Demand, Severity
from scoring.result import Veto

UNSENT: Mapping[Severity, date] = {}


def demanded(rows: Rows, sent_on: date | None = None, due: Mapping[Severity, date] = UNSENT) -> Iterator[Demand]:
    """By unit, the gravest first, else in the order of the rows. Without days: as it would be sent.

    A suspicion that nobody confirmed is not demanded, a dismissed finding never.
    """
    grave = list(Severity)
    return iter(sorted(_demanded(rows, sent_on, due), key=lambda demand: (demand.unit, grave.index(demand.severity))))


def suspected(rows: Rows) -> dict[str, list[Issue]]:
    """Unit → what is told it for its own inspection: suspicions on which nobody has ruled."""
    units: dict[str, list[Issue]] = {}
    findings = _findings(rows)
    for issue in rows.issues:
        said = issue.saying
        if said.suspicion and not findings[said.target.id, said.key].ruling:
            units.setdefault(said.target.unit, []).append(issue)
    return units


def _demanded(rows: Rows, sent_on: date | None, due: Mapping[Severity, date]) -> Iterator[Demand]:
    findings = _findings(rows)
    hit = {(score.target, score.indicator) for score in rows.result.scores if score.veto is Veto.HIT}
    for issue in rows.issues:
        said = issue.saying
        finding = findings[said.target.id, said.key]
        if not _confirmed(issue, finding):
            continue
        severity = _severity(issue, hit)
        yield Demand(
            key=said.key,
            target=said.target.id,
            unit=said.target.unit,
            name=said.target.name,
            rule=said.rule.id,
            item=finding.item,
            severity=severity,
            clause=clause(issue),
            message=said.message,
            url=address(finding.url),
            quote=said.quote,
            seen_at=finding.seen_at,
            sha256=finding.sha256,
            points=issue.points,
            fix=said.rule.fix,
            sent_on=sent_on.isoformat() if sent_on else "",
            due=due[severity].isoformat() if severity in due else "",
        )


def _findings(rows: Rows) -> dict[tuple[str, str], Finding]:
    return {(finding.target, finding.key): finding for finding in rows.result.findings}


def _confirmed(issue: Issue, finding: Finding) -> bool:
    if finding.ruling:
        return finding.ruling.verdict is Verdict.CONFIRMED
    return not issue.saying.suspicion


def _severity(issue: Issue, hit: set[tuple[str, str]]) -> Severity:
    target = issue.saying.target.id
    if any(indicator.stage == "veto" and (target, indicator.id) in hit for indicator in issue.indicators):
        return Severity.VETO
    scored = any(indicator.stage != "veto" for indicator in issue.indicators)
    return Severity.DEDUCTION if scored else Severity.OTHER
