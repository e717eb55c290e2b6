"""Weigh the findings of a round: what each indicator came to for each target, and every deduction with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checks.finding import Finding
from checks.rule import Rule
from checks.rulings import Entry
from crawler.targets import Target
from scoring.asked import asker
from scoring.entered import entered, misentered
from scoring.gaps import Asked, ScoringGap, misfits, silences, strangers
from scoring.hearing import hearer
from scoring.result import Result, RuleCard, Score
from scoring.rollup import ambiguous
from scoring.scheme import Scheme
from scoring.totals import totals
from scoring.weighing import weigh

__all__ = ["ScoringGap", "score"]

Heard = Mapping[str, Sequence[Finding]]
"""Target → what the rules said of it."""


def score(
    findings: Iterable[Finding],
    targets: Iterable[Target],
    scheme: Scheme,
    rules: Mapping[str, Rule],
    run: Mapping[str, str],
    entries: Iterable[Entry] = (),
    versions: Mapping[str, str] | None = None,
) -> Result:
    """The whole result, sorted: targets by id, indicators as the scheme has them. Raises `ScoringGap`.

    `scheme` must have been loaded with the same `rules`; `run` is kept as given, in its order. `findings` come with
    people's rulings on them (`checks.rulings.ruled`), `entries` are what people judged themselves; `versions`: rule → the
    edition that judged (`checks.versions`).
    """
    ordered = sorted(findings, key=lambda f: (f.target, f.rule, f.item, f.url, f.place, f.key, f.message))
    listed = sorted(targets, key=lambda target: target.id)
    asks = asker(scheme)
    asked = {target.id: asks(target) for target in listed}
    words = sorted(entries, key=lambda entry: (entry.target, entry.indicator))
    if gaps := list(_gaps(ordered, listed, asked, scheme, rules, words)):
        raise ScoringGap(gaps)
    heard: dict[str, list[Finding]] = defaultdict(list)
    for finding in ordered:
        heard[finding.target].append(finding)
    scores = tuple(_scores(heard, listed, asked, scheme, words))
    cards = _cards(rules, versions or {})
    came_to = tuple(totals(scores, listed, scheme))
    return Result(dict(run), scheme, cards, tuple(listed), tuple(ordered), scores, came_to)


def _cards(rules: Mapping[str, Rule], versions: Mapping[str, str]) -> tuple[RuleCard, ...]:
    return tuple(
        RuleCard(card.id, card.title, card.basis, card.fix, card.certain, versions.get(card.id, ""))
        for _, card in sorted(rules.items())
    )


def _gaps(
    findings: Sequence[Finding],
    targets: Sequence[Target],
    asked: Asked,
    scheme: Scheme,
    rules: Mapping[str, Rule],
    entries: Sequence[Entry],
) -> Iterator[str]:
    heard = {(finding.target, finding.rule) for finding in findings}
    yield from strangers(heard, targets, rules)
    yield from silences(heard, targets, asked, scheme.indicators, rules)
    yield from misfits(targets, asked, scheme)
    yield from ambiguous(targets) if scheme.own_share is not None else ()
    if entries:
        by_id = {target: {row.id: row for row in rows} for target, rows in asked.items()}
        yield from misentered(entries, {target.id: target for target in targets}, by_id)


def _scores(
    heard: Heard, targets: Sequence[Target], asked: Asked, scheme: Scheme, entries: Sequence[Entry]
) -> Iterator[Score]:
    hear = hearer(scheme.indicators)
    words = {(entry.target, entry.indicator): entry for entry in entries}
    for target in targets:
        said = hear(heard.get(target.id, ()))
        for indicator in asked[target.id]:
            if indicator.personal:
                yield entered(target, indicator, words.get((target.id, indicator.id)))
            else:
                yield weigh(target, indicator, said.get(indicator.id, ()), scheme.not_applicable_share)
