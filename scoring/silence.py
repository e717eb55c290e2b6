"""What it means that a rule, asked again, does not speak of a place where it had found a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from checks.errands import FAULTS_ONLY, KEPT
from checks.finding import Finding, Outcome
from crawler.addresses import page_key

JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.UNSURE)
UNKNOWN = (Outcome.NOT_MEASURED, Outcome.ERROR)


@dataclass(frozen=True, slots=True)
class Silence:
    """Whether it proves the problem mended, and in Chinese why or why not."""

    mended: bool
    reason: str
    cause: str = ""
    """`roster` `rules` or '': why nothing can be said."""
    word: Finding | None = None
    """What the rule says of the page instead."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How rules speak, told from what they said: only of faults, or well of each page, or of each item."""

    paged: frozenset[str]
    """Rules that call single pages right: of a page that one of them does not name it has judged nothing."""
    itemised: frozenset[str]
    """Rules that call single items right."""


def habits(findings: Iterable[Finding], homes: Mapping[str, str]) -> Habits:
    """`homes`: target → its home page, which what is said of a whole site is filed under."""
    clean = [one for one in findings if one.outcome is Outcome.PASS]
    home = {target: page_key(url) for target, url in homes.items()}
    paged = {one.rule for one in clean if page_key(one.url) != home.get(one.target)}
    return Habits(frozenset(paged), frozenset(one.rule for one in clean if one.item or one.place))


def silence(
    problem: Finding, said: Sequence[Finding], spoken: Habits, read: Collection[str], *, followed: bool
) -> Silence:
    """`said`: all that the rule says of the target now, none of it of the problem's own key. `read`: `page_key` of the
    pages that were read again. `followed`: of a problem whose place is an address, was that looked at again?"""
    unknown = next((one for one in said if one.outcome in UNKNOWN and one.item in ("", problem.item)), None)
    here = [one for one in said if one.outcome in JUDGED and page_key(one.url) == page_key(problem.url)]
    clean = next((one for one in here if one.outcome is Outcome.PASS and one.item in ("", problem.item)), None)
    if problem.rule in KEPT:
        return Silence(False, "规则没有再述及这一条，可能已办结，也可能已撤下或超出评判的期间。")
    if unknown and not clean:
        return Silence(False, f"未测得：{unknown.message}")
    if is_address(problem.place) and not followed:
        return Silence(False, "没有再检查这一链接。")
    if here and problem.rule not in spoken.itemised and (clean or problem.rule in spoken.paged):
        return Silence(True, "重新评判了该页，规则未再指出此问题。", word=clean)
    if clean and not clean.place:
        return Silence(True, f"规则对该页的结论为符合：{clean.message}", word=clean)
    if page_key(problem.url) not in read:
        return Silence(False, "没有再读取到该页。")
    if problem.rule in FAULTS_ONLY:
        return Silence(True, "重新读取了该页，规则未再指出此问题。")
    return Silence(False, "规则这一次没有述及此处。")


def is_problem(finding: Finding) -> bool:
    dismissed = finding.ruling is not None and finding.ruling.verdict == "dismissed"
    return finding.outcome in (Outcome.FAIL, Outcome.UNSURE) and not dismissed


def is_confirmed(finding: Finding) -> bool:
    """A problem that is charged: the machine's word is certain, or a person has confirmed it."""
    sure = finding.outcome is Outcome.FAIL and finding.certain
    return is_problem(finding) and (sure or (finding.ruling is not None and finding.ruling.verdict == "confirmed"))


def is_address(place: str) -> bool:
    """Some rules put a day behind an address, to tell items apart: that is no address."""
    return place.startswith(("http://", "https://")) and " " not in place
