"""What a leadership group must know of a round: one page's worth of figures, each with what it is of.

Suspicions and what was not measured stand beside the failures, never among them; nobody is named for a suspicion.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from checks.finding import Outcome
from reports.cells import plain
from reports.former import Repeated, caution, former_standing, repeated
from reports.heat import Heat, group_heat
from reports.ranking import Ranking, rankings
from reports.rows import Rows
from reports.statistics import Standing, standing, standings, veto_reasons
from reports.support import ALL, BLIND, PASS, UNSURE, SiteSupport, groups
from reports.targets import TargetRow
from scoring.comparison import Comparison
from scoring.grade import FAILED, VETO_OPEN, VETO_UNMEASURED, VOID
from scoring.result import Veto

ISSUES, NAMED, REPEATS, LEVELS = 6, 6, 4, 5
"""Lines of the page at most: types of problems, vetoed targets, units with repeated problems, levels."""
JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.UNSURE)
REACHABLE = 1
"""Of `support.INDICATORS`: the home page opens over IPv6."""


@dataclass(frozen=True, slots=True)
class Grades:
    """How a class is spread over the grades, best first; 未能评定 last."""

    title: str
    listed: int
    parts: tuple[tuple[str, int], ...]
    doubtful: int
    """Of the passed ones: a veto is still open."""


@dataclass(frozen=True, slots=True)
class IssueType:
    """One rule's problems: `hit` of the `judged` targets have `faults` confirmed ones; `doubts` are suspicions."""

    title: str
    hit: int
    judged: int
    faults: int
    doubts: int


@dataclass(frozen=True, slots=True)
class Level:
    """IPv6 by level: of the `judged` sites `good` open over IPv6; `blind` were not measured, `doubts` wait for a person."""

    name: str
    good: int
    judged: int
    blind: int
    doubts: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything on the page, in its order."""

    title: str
    run: tuple[tuple[str, str], ...]
    whole: Standing
    classes: tuple[Standing, ...]
    former: Standing | None
    """All targets of the former round; None: none was given, or its scheme is another."""
    faults: int
    doubts: int
    hit: int
    """Targets with confirmed problems."""
    grades: tuple[Grades, ...]
    rankings: tuple[Ranking, ...]
    heat: Heat | None
    """None: the scheme has no points."""
    issues: tuple[IssueType, ...]
    kinds: int
    """Types of problems in all."""
    vetoed: tuple[tuple[TargetRow, str], ...]
    """The first of them, with their reasons."""
    open_vetoes: int
    compared: bool
    caution: str
    """Why the former round cannot be set against this one without a thought; '' when it can."""
    repeated: tuple[Repeated, ...]
    repeating: int
    """Units with repeated problems in all."""
    recheck: tuple[int, int]
    """整改复查: mended, of how many."""
    levels: tuple[Level, ...]


def brief(rows: Rows, ipv6: Sequence[SiteSupport] = (), comparison: Comparison | None = None) -> Briefing:
    confirmed = [issue.saying for issue in rows.issues if not issue.saying.suspicion]
    issues = issue_types(rows)
    again = repeated(rows, comparison) if comparison else []
    return Briefing(
        title=plain(rows.result.scheme.title),
        run=tuple((plain(name), plain(value)) for name, value in rows.result.run.items()),
        whole=standing("", list(rows.targets)),
        classes=tuple(standings(rows)),
        former=former_standing(comparison),
        faults=len(confirmed),
        doubts=len(rows.issues) - len(confirmed),
        hit=len({saying.target.id for saying in confirmed}),
        grades=tuple(_grades(rows)),
        rankings=tuple(rankings(rows, comparison)),
        heat=group_heat(rows),
        issues=tuple(issues[:ISSUES]),
        kinds=len(issues),
        vetoed=tuple(_first_reasons(rows)[:NAMED]),
        open_vetoes=sum(row.total.veto is Veto.OPEN for row in rows.targets),
        compared=comparison is not None,
        caution=caution(comparison),
        repeated=tuple(again[:REPEATS]),
        repeating=len(again),
        recheck=(comparison.recheck.numerator, comparison.recheck.denominator) if comparison else (0, 0),
        levels=tuple(_levels(ipv6)),
    )


def grade_names(rows: Rows) -> list[str]:
    """Best first, as the bars have them; those that a class has for itself after the scheme's."""
    common = [plain(title) for _, title in rows.result.scheme.grades]
    own = {plain_grade(row) for row in rows.targets} - {*common, FAILED, VOID}
    return [*common, *sorted(own), FAILED, VOID]


def _grades(rows: Rows) -> list[Grades]:
    names = grade_names(rows)
    spread = []
    for row in standings(rows):
        counts = Counter(plain_grade(one) for one in rows.targets if one.family == row.title)
        spread.append(Grades(row.title, row.listed, tuple((name, counts[name]) for name in names), row.doubtful))
    return spread


def plain_grade(row: TargetRow) -> str:
    """Without what is said of vetoes that are still open."""
    return plain(row.total.grade).removesuffix(VETO_OPEN).removesuffix(VETO_UNMEASURED)


def issue_types(rows: Rows) -> list[IssueType]:
    """The types with confirmed problems or suspicions; the most targets hit first."""
    judged: dict[str, set[str]] = defaultdict(set)
    for finding in rows.result.findings:
        if finding.outcome in JUDGED:
            judged[finding.rule].add(finding.target)
    hit: dict[str, set[str]] = defaultdict(set)
    faults, doubts, titles = Counter[str](), Counter[str](), {}
    for issue in rows.issues:
        rule = issue.saying.rule
        titles[rule.id] = rule.title
        (doubts if issue.saying.suspicion else faults)[rule.id] += 1
        if not issue.saying.suspicion:
            hit[rule.id].add(issue.saying.target.id)
    types = [IssueType(titles[rule], len(hit[rule]), len(judged[rule]), faults[rule], doubts[rule]) for rule in titles]
    return sorted(types, key=lambda one: (-one.hit, -one.faults, -one.doubts, one.title))


def _first_reasons(rows: Rows) -> list[tuple[TargetRow, str]]:
    """Each vetoed target once, with the first reason and how many there are."""
    reasons: dict[str, list[tuple[TargetRow, str]]] = defaultdict(list)
    for row, why, _ in veto_reasons(rows, Veto.HIT):
        reasons[row.id].append((row, why))
    return [
        (told[0][0], told[0][1] + (f"（另有 {len(told) - 1} 项）" if len(told) > 1 else ""))
        for told in reasons.values()
    ]


def _levels(ipv6: Sequence[SiteSupport]) -> list[Level]:
    """All sites, then each level that the roster tells."""
    found = [group for group in groups(ipv6) if group.by in (ALL, "层级")] if ipv6 else []
    return [
        Level(
            group.name,
            group.count(REACHABLE, PASS),
            group.judged(REACHABLE),
            group.count(REACHABLE, BLIND) + group.count(REACHABLE, Outcome.ERROR.label),
            group.count(REACHABLE, UNSURE),
        )
        for group in found[:LEVELS]
    ]
