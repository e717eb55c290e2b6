"""Which finding of a newer round is which of an older one, and what it means that there is none.

Keys are stable while target, page and place are. Beyond them, addresses are held to be the same when they differ by
scheme, port or an index page; and a problem has moved when the rule quotes the same words of the same item and place
on just one other page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TypeVar

from checks.errands import ONCE
from checks.finding import Finding, Outcome
from crawler.addresses import page_key
from crawler.targets import Target
from scoring.result import Result
from scoring.silence import JUDGED, Habits, Silence, habits, is_address, is_problem, silence

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Pages:
    """What a round read: addresses by target, as `page_key` writes them."""

    read: Mapping[str, Collection[str]]
    """Of pages that answered with something of their own."""
    links: Mapping[tuple[str, str], Collection[str]] = field(default_factory=dict)
    """(target, page) → addresses that the page links, where that is known."""


def pages_of(result: Result) -> Pages:
    """Only the pages that findings name: where nothing was found on a page, it may have been read all the same."""
    read: dict[str, set[str]] = defaultdict(set)
    for finding in result.findings:
        if finding.sha256 and finding.outcome in JUDGED:
            read[finding.target].add(page_key(finding.url))
    return Pages(read)


def paired_targets(old: Iterable[Target], new: Iterable[Target]) -> dict[str, str]:
    """Old id → new id: the same id, else the same home page or account where it is the only one."""
    then, now = {one.id: one for one in old}, {one.id: one for one in new}
    pairs = {one: one for one in then if one in now}
    left = _only(_essence, [one for one in then.values() if one.id not in pairs])
    come = _only(_essence, [one for one in now.values() if one.id not in pairs])
    return pairs | {one.id: come[essence].id for essence, one in left.items() if essence in come}


def _essence(target: Target) -> Hashable:
    return page_key(target.url) if target.kind.is_site else (target.platform, target.account)


def _only(key: Callable[[One], Hashable], rows: Sequence[One]) -> dict[Hashable, One]:
    """Rows by a key that no other row has; those without one are left out."""
    counts = Counter(map(key, rows))
    return {key(row): row for row in rows if key(row) is not None and counts[key(row)] == 1}


def _one_each(findings: Iterable[Finding]) -> list[Finding]:
    """One a key: of several rows of one place the problem counts."""
    found: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        place = finding.target, finding.key
        if place not in found or (is_problem(finding) and not is_problem(found[place])):
            found[place] = finding
    return list(found.values())


class Pairing:
    """Two rounds' findings, each at most once in a pair."""

    def __init__(
        self, old: Result, new: Result, targets: Mapping[str, str], old_pages: Pages, new_pages: Pages
    ) -> None:
        self.old, self.new, self.targets = old, new, targets
        self._olds, self._news = _one_each(old.findings), _one_each(new.findings)
        self.old_pages, self.new_pages = old_pages, new_pages
        self._cameback = {new: old for old, new in targets.items()}

    def matched(self) -> Iterator[tuple[Finding, Finding]]:
        yield from self._matches

    def only_old(self) -> Iterator[Finding]:
        paired = {id(old) for old, _ in self._matches}
        return (one for one in self._olds if id(one) not in paired)

    def only_new(self) -> Iterator[Finding]:
        paired = {id(new) for _, new in self._matches}
        return (one for one in self._news if id(one) not in paired)

    @cached_property
    def _matches(self) -> list[tuple[Finding, Finding]]:
        """By key, then by the same place under another spelling, then by what moved."""
        olds, news = self._olds, self._news
        found: list[tuple[Finding, Finding]] = []
        for signature in (self._by_key, self._by_place, self._by_words, self._by_item):
            then, now = _only(partial(signature, old=True), olds), _only(partial(signature, old=False), news)
            pairs = [(one, now[sign]) for sign, one in then.items() if sign in now]
            if signature == self._by_item:
                pairs = [(old, new) for old, new in pairs if is_problem(old) != is_problem(new)]
            gone = {id(one) for pair in pairs for one in pair}
            olds, news = ([one for one in rows if id(one) not in gone] for rows in (olds, news))
            found += pairs
        return found

    def _target(self, finding: Finding, old: bool) -> str:
        """As the newer round calls it; '' when it does not."""
        return self.targets.get(finding.target, "") if old else finding.target

    def _by_key(self, finding: Finding, *, old: bool) -> Hashable:
        target = self._target(finding, old)
        return (target, finding.key) if target == finding.target else None

    def _by_place(self, finding: Finding, *, old: bool) -> Hashable:
        target = self._target(finding, old)
        place = page_key(finding.place) if is_address(finding.place) else finding.place
        return (target, finding.rule, finding.item, page_key(finding.url), place) if target else None

    def _by_words(self, finding: Finding, *, old: bool) -> Hashable:
        """Of faults alone, and of words long enough to be told from others."""
        target = self._target(finding, old)
        if not target or finding.outcome not in (Outcome.FAIL, Outcome.UNSURE) or len(finding.quote) < 6:
            return None
        return target, finding.rule, finding.item, finding.place, finding.quote

    def _by_item(self, finding: Finding, *, old: bool) -> Hashable:
        """Of rules that speak once of an item: what was wrong there may be right on another page now."""
        target = self._target(finding, old)
        return (target, finding.rule, finding.item) if target and finding.rule in ONCE else None

    @cached_property
    def _said(self) -> dict[tuple[str, str], list[Finding]]:
        """(target, rule) → what the newer round says."""
        said: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in self.new.findings:
            said[finding.target, finding.rule].append(finding)
        return said

    @cached_property
    def _older(self) -> set[tuple[str, str]]:
        return {(one.target, one.rule) for one in self.old.findings if one.outcome in JUDGED}

    @cached_property
    def _habits(self) -> Habits:
        every = (*self.old.findings, *self.new.findings)
        return habits(every, {one.id: one.url for one in (*self.old.targets, *self.new.targets)})

    def silence(self, old: Finding) -> Silence:
        """Of a problem that the newer round does not speak of."""
        target = self.targets.get(old.target)
        if target is None:
            return Silence(False, "本轮名单中没有该对象。", "roster")
        said = self._said.get((target, old.rule), [])
        if not said:
            return Silence(False, "本轮没有运行该规则。", "rules")
        read = self.new_pages.read.get(target, ())
        return silence(old, said, self._habits, read, followed=self._followed(target, old))

    def _followed(self, target: str, old: Finding) -> bool:
        """Was the linked address asked again, or does the page that was read again not link it any more?"""
        linked = self.new_pages.links.get((target, page_key(old.url)))
        if linked is not None and page_key(old.place) not in linked:
            return True
        return page_key(old.place) in self.new_pages.read.get(target, ())

    def unknown_before(self, new: Finding) -> str:
        """Why it cannot be known whether the older round would have had the problem, or ''."""
        old = self._cameback.get(new.target)
        if old is None:
            return "上轮名单中没有该对象。"
        if (old, new.rule) not in self._older:
            return "上轮没有运行该规则，或没有测得。"
        homes = {page_key(one.url) for one in self.old.targets if one.id == old}
        if page_key(new.url) not in {*self.old_pages.read.get(old, ()), *homes}:
            return "上轮没有采集到该页。"
        return ""
