"""What the measurement of both families came to, in figures."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import product
from statistics import median
from typing import TYPE_CHECKING, Any

from checks.facts.copies import copies
from checks.facts.families import BLIND, Families, State, counted, families
from checks.facts.likeness import likeness
from checks.figures import Figures
from crawler.archive import Page
from crawler.ip import is_usable

if TYPE_CHECKING:
    from checks.site import Site

_KNOWN = ("ok", "nodata")
_LEVELS = ("second", "third")


def measured(site: Site) -> Figures | None:
    """None where the site was not measured."""
    seen = site.fact(families)
    if seen.page is None:
        return None
    dials, parts, servers = seen.record["dials"], seen.record.get("parts") or [], (seen.dns or {}).get("ns") or []
    bare = [one["host"] for one in parts if one["status"] in _KNOWN and not any(map(is_usable, one["aaaa"]))]
    own, (second, second_shut), (third, third_shut) = seen.record["host"], *(counted(site, one) for one in _LEVELS)
    why = "" if seen.state is State.NO_ADDRESS else seen.why
    return Figures(
        target=site.target.id, host=own, aaaa=seen.usable,
        ns=len(servers), ns_6=sum("ok" in (one.get("over_ipv6") or {}).values() for one in servers),
        dials_4=_dials(dials, 4), dials_6=_dials(dials, 6), open_4=_opened(dials, 4), open_6=_opened(dials, 6),
        tries_4=len(seen.fours), tries_6=len(seen.sixes),
        good_4=len(seen.good(seen.fours)), good_6=len(seen.good(seen.sixes)),
        seconds_4=_seconds(seen.fours), seconds_6=_seconds(seen.sixes),
        connect_4=_connect(seen.fours), connect_6=_connect(seen.sixes),
        likeness=_likeness(site),
        second_good=len(second), second_of=len(second) + len(second_shut),
        third_good=len(third), third_of=len(third) + len(third_shut),
        parts=len(parts), parts_bare=bare,
        tls_days=_days(seen), clock=seen.record.get("clock"), why=why, blind=seen.why in BLIND,
    )  # fmt: skip


def _dials(dials: list[dict[str, Any]], family: int) -> int:
    return sum(one["family"] == family for one in dials)


def _opened(dials: list[dict[str, Any]], family: int) -> int:
    return sum(one["family"] == family and one["tcp"] is not None for one in dials)


def _seconds(pages: tuple[Page, ...]) -> float | None:
    return _median([page.elapsed for page in pages if page.status == 200])


def _connect(pages: tuple[Page, ...]) -> float | None:
    timed = [json.loads(page.detail) for page in pages if page.answered and page.detail.startswith("{")]
    return _median([one["connect"] for one in timed])


def _median(seconds: list[float]) -> float | None:
    return round(median(seconds), 4) if seconds else None


def _likeness(site: Site) -> float | None:
    held = site.fact(copies)
    pairs = {(six.text, four.text) for six, four in product(held.sixes, held.fours)}
    return max((round(likeness(*pair), 4) for pair in pairs), default=None)


def _days(seen: Families) -> int | None:
    """Whole days from the measurement, by the server's clock."""
    ends = [datetime.fromisoformat(one["not_after"]) for one in seen.record["tls"] if one.get("not_after")]
    if not ends or seen.page is None:
        return None
    now = seen.page.fetched_at - timedelta(seconds=seen.record.get("clock") or 0)
    return (min(ends) - now).days
