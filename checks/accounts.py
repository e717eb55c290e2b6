"""An account's measures as a row: what the check stage leaves in DIR/accounts.jsonl beside its findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path

ACCOUNTS = "accounts.jsonl"
READ_CLASSES = ("不足100", "100—999", "1000—9999", "1万—不足10万", "10万及以上")
READ_BOUNDS = (100, 1_000, 10_000, 100_000)
"""Least reads of every class but the first. WeChat's own 10万+ is ≥ 100,000, so it is of the last; the rest is our default."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one account did in the period. Observed, not judged."""

    target: str
    since: str
    """First day of the period, YYYY-MM-DD; empty when there is neither a post nor a total."""
    until: str
    """Its last day: the day of judgement, or that of the file where that is earlier."""
    posts: int
    """In the period."""
    newest: str
    """Day of the newest post; empty without one."""
    silent: int | None
    """Days from the newest post to `until`."""
    longest_gap: int | None
    """Most days between one post and the next, or the end of the period; None without a post."""
    gap_from: str
    gap_to: str
    out_of_term: int | None
    """Days beyond the fourteenth in every gap, added up; None where posts may be missing from the sources or the rows."""
    reads: int | None
    """None when no post of the period has a count."""
    reads_at_least: bool
    """The true sum is this or more: a count is a floor, or is missing for some posts."""
    counted: int
    """Posts that have a count of reads."""
    interactions: int | None
    """Likes, comments and shares, as far as told; None when none is."""
    interactions_at_least: bool
    """Some posts lack one of the three."""
    originals: int
    """Of `told` posts."""
    told: int
    """Posts of which is known whether they are original."""
    complete: bool
    misses: str
    """Which posts the sources are known to miss, in Chinese."""
    sources: str
    rows: int
    used: int
    refused: int
    repeated: int
    flagship: str = ""
    """旗舰 · 接近旗舰 · ""; by reads in the period."""
    watched: bool = False
    """About to fall silent: near the end of its fourteen days."""
    reposts: dict[str, str] = field(default_factory=dict)
    """Each title that was to be reposted → when it was, `YYYY-MM-DD HH:MM`; "" when it was not seen."""
    weeks: list[int | None] = field(default_factory=list)
    """Posts by week, Monday to Sunday, from the week of `since` to that of `until`, both of which may be cut; None of an
    empty week that no file reaches over."""
    read_classes: list[int] = field(default_factory=list)
    """Posts by their reads, as many as there are READ_CLASSES; those without a count are left out."""
    links: dict[str, int] = field(default_factory=dict)
    """What the public links that were asked for came to, in Chinese → how many; sorted."""
    links_from: str = ""
    """When the first of them was asked for, UTC, ISO 8601; empty when none was."""
    links_to: str = ""
    tried: list[str] = field(default_factory=list)
    """What people found when they tried how the account answers, each a Chinese sentence."""

    @property
    def first_week(self) -> date | None:
        """Monday of the first of `weeks`."""
        return monday(date.fromisoformat(self.since)) if self.since and self.weeks else None


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def accounts_text(accounts: Iterable[Account]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in accounts)


def read_accounts(folder: Path) -> Iterator[Account]:
    """Of a round, in order; none when the check stage left none."""
    path = folder / ACCOUNTS
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield Account(**json.loads(line))
