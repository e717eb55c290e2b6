"""Accounts in new media as plain rows: each account of the roster beside its measures, and beside the portal's own list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checks.accounts import Account
from checks.facts.account_names import beside
from checks.finding import Finding, Outcome
from crawler.targets import Target
from reports.rows import Rows
from reports.targets import TargetRow

NO_REGION, NO_LEVEL, NO_LINE = "（未填地区）", "（未填层级）", "（未填条线）"
LISTED, UNLISTED, SUSPECTED, NOT_COMPARED = "无差异", "名册有、门户无", "疑似名册有、门户无", "未比较"
UNREGISTERED, SUSPECTED_UNREGISTERED = "门户有、名册无", "疑似门户有、名册无"
RENAMED, POSSIBLY, SAME = "疑似更名", "名称待核实", "一致"
_ACCUSING = (Outcome.FAIL, Outcome.UNSURE)


@dataclass(frozen=True, slots=True)
class MediaRow:
    """One account of the roster."""

    row: TargetRow
    target: Target
    own: Account | None
    """None when no file of it was handed over."""

    @property
    def platform(self) -> str:
        return self.target.platform or self.row.kind

    @property
    def weeks(self) -> list[int | None]:
        """Posts by week; None of the last where it is cut and empty as yet: nothing can be said of it."""
        own = self.own
        if own is None or not own.weeks:
            return []
        cut = own.weeks[-1] == 0 and date.fromisoformat(own.until).weekday() != 6
        return [*own.weeks[:-1], None if cut else own.weeks[-1]]

    @property
    def name(self) -> str:
        """With a star where posts may be missing: the sources are known to miss some, or rows could not be used."""
        own = self.own
        return self.row.name + "＊" * (own is not None and (not own.complete or own.refused > 0))

    @property
    def region(self) -> str:
        return self.target.region or NO_REGION

    @property
    def line(self) -> str:
        return self.target.line or NO_LINE

    @property
    def level(self) -> str:
        return self.row.level or NO_LEVEL


@dataclass(frozen=True, slots=True)
class Place:
    """One account on the roster, on the portal's list, or on both."""

    unit: str
    account: str
    platform: str
    region: str
    level: str
    listed: str
    """How roster and portal agree."""
    named: str
    dead: int | None
    """Public links that surely show a post gone; None when none was checked."""
    unseen: int | None
    """Those that may only be so for a time."""
    checked: int | None
    said: str
    """What the rules say, in their words."""


def media_rows(rows: Rows, accounts: Sequence[Account]) -> list[MediaRow]:
    """In the order of the report, those without a file too."""
    targets = {target.id: target for target in rows.result.targets if not target.kind.is_site}
    own = {one.target: one for one in accounts}
    return [MediaRow(row, targets[row.id], own.get(row.id)) for row in rows.targets if row.id in targets]


def weeks_of(media: Sequence[MediaRow]) -> list[date]:
    """Mondays of all weeks that any of the accounts' posts reach over."""
    spans = [(begin, len(one.weeks)) for one in media if one.own and (begin := one.own.first_week)]
    if not spans:
        return []
    first = min(begin for begin, _ in spans)
    count = max((begin - first).days // 7 + weeks for begin, weeks in spans)
    return [first + timedelta(weeks=number) for number in range(count)]


def aligned(one: MediaRow, mondays: Sequence[date]) -> list[int | None]:
    """Its posts in each of those weeks; None of one that its files do not reach over."""
    begin = one.own.first_week if one.own else None
    before = (begin - mondays[0]).days // 7 if begin else 0
    return [*[None] * before, *one.weeks, *[None] * (len(mondays) - before - len(one.weeks))]


def places(rows: Rows, media: Sequence[MediaRow]) -> list[Place]:
    """The roster's accounts in order, then those that only a portal lists."""
    told: dict[str, list[Finding]] = {}
    for one in rows.result.findings:
        if one.rule in ("account_unlisted", "account_renamed", "post_dead"):
            told.setdefault(one.rule, []).append(one)
    portals = {target.id: target for target in rows.result.targets if target.kind.is_site}
    compared = _Compared(told.get("account_unlisted", []), portals)
    renamed = {one.target: one for one in told.get("account_renamed", []) if one.outcome in (*_ACCUSING, Outcome.PASS)}
    dead: dict[str, list[Finding]] = {}
    for one in told.get("post_dead", []):
        if one.outcome is Outcome.FAIL:
            dead.setdefault(one.target, []).append(one)
    found = [_place(one, compared, renamed.get(one.target.id), dead.get(one.target.id, [])) for one in media]
    return found + compared.strangers()


def _place(one: MediaRow, compared: _Compared, name: Finding | None, dead: list[Finding]) -> Place:
    listed, finding = compared.of(one.target)
    links = one.own.links if one.own else {}
    named = ""
    if name:
        named = {Outcome.FAIL: RENAMED, Outcome.UNSURE: POSSIBLY}.get(name.outcome, SAME)
    said = [spoken.message for spoken in (finding, name, *dead[:1]) if spoken and spoken.outcome in _ACCUSING]
    checked, sure = sum(links.values()), sum(one.certain for one in dead)
    return Place(
        one.row.unit, one.row.name, one.platform, one.region, one.level, listed, named,
        sure if checked else None, len(dead) - sure if checked else None, checked or None, "\n".join(said),
    )  # fmt: skip


class _Compared:
    """What the portals' own lists and the roster say of each other."""

    def __init__(self, findings: list[Finding], portals: dict[str, Target]) -> None:
        self._portals = portals
        self._fails = [one for one in findings if one.outcome is Outcome.FAIL and one.target in portals]
        judged = {one.target for one in findings if one.outcome in (Outcome.PASS, Outcome.FAIL)}
        self._judged = [portal for id, portal in portals.items() if id in judged]
        self._missing: dict[str, list[Finding]] = {}
        for one in self._fails:
            if one.place.startswith("unlisted"):
                self._missing.setdefault(one.item, []).append(one)

    def of(self, account: Target) -> tuple[str, Finding | None]:
        """How the account stands, and the finding that says so."""
        for one in self._missing.get(account.account, ()):
            platform = one.place.removeprefix("unlisted").strip()
            if platform == account.platform and beside(self._portals[one.target], account):
                return (UNLISTED if one.certain else SUSPECTED), one
        return (LISTED if any(beside(portal, account) for portal in self._judged) else NOT_COMPARED), None

    def strangers(self) -> list[Place]:
        """Accounts that only a portal lists."""
        return [self._stranger(one) for one in self._fails if one.place.startswith("unregistered")]

    def _stranger(self, one: Finding) -> Place:
        portal = self._portals[one.target]
        platform = one.place.removeprefix("unregistered").strip()
        listed = UNREGISTERED if one.certain else SUSPECTED_UNREGISTERED
        region = portal.region or NO_REGION
        return Place(portal.unit, one.item, platform, region, "", listed, "", None, None, None, one.message)
