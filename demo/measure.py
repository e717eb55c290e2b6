"""How right an audit of the demo county was: its findings against the fault list, rule by rule.

The county is made by those who made the rules: full marks here say that nothing known went wrong, not that nothing can.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.finding import Finding, Outcome
from crawler.targets import Target
from demo.pages import HERE
from demo.tables import text_table

SPOKEN = (Outcome.FAIL, Outcome.UNSURE)


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the fault list: a seeded fault, or a tempting non-fault. '' in `item` or `path` means any."""

    rule: str
    target: str
    """Host or account."""
    item: str
    path: str
    why: str
    tempting: bool
    outcome: Outcome = Outcome.FAIL
    """What a fault must be called."""
    unsure_allowed: bool = False
    needs_ipv6: bool = False

    def covers(self, finding: Finding, name: str) -> bool:
        """Is this finding, of the target called `name`, about this place?"""
        return (
            (self.rule, self.target) == (finding.rule, name)
            and self.item in ("", finding.item)
            and self.path in ("", urlsplit(finding.url).path or "/")
        )

    def breaks_silence(self, finding: Finding) -> bool:
        return finding.outcome is Outcome.FAIL or not self.unsure_allowed


@dataclass(frozen=True, slots=True)
class Measure:
    """One rule's account. `missed` and `false` say which; `broken` are tempting places where it spoke."""

    rule: str
    seeded: int
    found: int
    missed: tuple[Place, ...]
    false: tuple[Finding, ...]
    tempting: int
    broken: tuple[Place, ...]

    @property
    def precision(self) -> float | None:
        """Share of what was said that was so; None when nothing was said."""
        said = self.found + len(self.false)
        return self.found / said if said else None

    @property
    def recall(self) -> float | None:
        """Share of what is so that was said; None when nothing was seeded."""
        return self.found / self.seeded if self.seeded else None


def read_places(*, ipv6: bool = True) -> list[Place]:
    """The fault list; without IPv6 on this machine, the faults that only IPv6 can show are left out."""
    lists = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "faults").glob("*.toml"))]
    rows = [(row, kind == "tempting") for kind in ("fault", "tempting") for data in lists for row in data.get(kind, ())]
    places = [
        Place(
            rule=row["rule"],
            target=row["target"],
            item=row.get("item", ""),
            path=row.get("place", ""),
            why=row["why"],
            tempting=tempting,
            outcome=Outcome(row.get("outcome", "fail")),
            unsure_allowed=row.get("unsure_allowed", False),
            needs_ipv6=row.get("needs_ipv6", False),
        )
        for row, tempting in rows
    ]
    return [place for place in places if ipv6 or not place.needs_ipv6]


def measure(
    findings: Iterable[Finding],
    places: Sequence[Place],
    targets: Iterable[Target],
    rules: Collection[str] | None = None,
) -> list[Measure]:
    """Every rule in `rules` (default: those of the fault list), sorted. Findings of other rules are not counted.

    A fault is found when a finding that covers it has the outcome it must have. A fail or unsure finding that
    covers no fault is false; so is an outcome that no covered fault must have.
    """
    names = {target.id: target.account or urlsplit(target.url).hostname or target.name for target in targets}
    wanted = sorted(set(rules) if rules is not None else {place.rule for place in places})
    spoken = [(finding, names.get(finding.target, finding.target)) for finding in findings if finding.outcome in SPOKEN]
    return [_measure_rule(rule, [pair for pair in spoken if pair[0].rule == rule], places) for rule in wanted]


def _measure_rule(rule: str, spoken: Sequence[tuple[Finding, str]], places: Sequence[Place]) -> Measure:
    faults = [place for place in places if place.rule == rule and not place.tempting]
    tempting = [place for place in places if place.rule == rule and place.tempting]
    right = {fault for fault in faults for finding, name in spoken if _found(fault, finding, name)}
    allowed = [place for place in tempting if place.unsure_allowed]
    false = [
        finding
        for finding, name in spoken
        if not any(_found(fault, finding, name) for fault in faults)
        and not any(place.covers(finding, name) and not place.breaks_silence(finding) for place in allowed)
    ]
    broken = [p for p in tempting if any(p.covers(f, name) and p.breaks_silence(f) for f, name in spoken)]
    missed = tuple(fault for fault in faults if fault not in right)
    return Measure(rule, len(faults), len(right), missed, tuple(false), len(tempting), tuple(broken))


def _found(fault: Place, finding: Finding, name: str) -> bool:
    return fault.covers(finding, name) and finding.outcome is fault.outcome


def format_table(measures: Sequence[Measure]) -> str:
    """For the terminal: one line a rule, a total, then every miss and every false word in full."""
    head = ("规则", "缺陷", "查出", "漏报", "误报", "诱饵", "未误判", "查准率", "查全率")
    lines = [text_table(head, [*map(_row, measures), _total(measures)])]
    for one in measures:
        lines += [f"漏报 {p.rule} {p.target} {p.item} {p.path}：{p.why}" for p in one.missed]
        lines += [f"误报 {f.rule} {f.target} {f.item} {f.url}：{f.message}" for f in one.false]
        lines += [f"误判 {p.rule} {p.target} {p.item} {p.path}：{p.why}" for p in one.broken]
    return "\n".join(lines)


def _row(one: Measure) -> tuple[str, ...]:
    counts = (one.seeded, one.found, len(one.missed), len(one.false), one.tempting, one.tempting - len(one.broken))
    return (one.rule, *map(str, counts), _share(one.precision), _share(one.recall))


def _total(measures: Sequence[Measure]) -> tuple[str, ...]:
    whole = Measure(
        "合计",
        sum(one.seeded for one in measures),
        sum(one.found for one in measures),
        tuple(place for one in measures for place in one.missed),
        tuple(finding for one in measures for finding in one.false),
        sum(one.tempting for one in measures),
        tuple(place for one in measures for place in one.broken),
    )
    return _row(whole)


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.1%}"
