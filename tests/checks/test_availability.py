"""What the records of clocked visits say together, and how the stages after them use it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import HOME, visit

from audit import main
from checks.facts.availability import Came, Network, read_availability, read_network
from checks.finding import read_findings
from crawler.archive import Page
from crawler.rounds import Round, write_round
from crawler.targets import Kind, Target
from crawler.visitlog import VisitLog
from crawler.visits import SPREAD, Plan

BEGAN = datetime(2026, 11, 13, 1, 30, tzinfo=UTC)
GOOD, LATE = visit(), visit(error="timeout", elapsed=20.0)


def planned(per_day: int, days: int, bad: Page = GOOD, share: float = 0.0) -> list[Page]:
    """As a visitor would have made them, somewhere in each sweep."""
    plan, draw = Plan(BEGAN, per_day, days), Random(7)
    pages = []
    for slot in range(plan.slots):
        at = plan.due(slot) + plan.width * SPREAD * draw.random() * (slot > 0)
        pages.append(replace(bad if draw.random() < share else GOOD, fetched_at=at.replace(microsecond=0)))
    return pages


@given(st.integers(20, 48))
def test_a_week_as_planned_has_seven_full_days(per_day: int) -> None:
    pages = planned(per_day, 7)
    found = read_availability(pages, "t", read_network({"t": pages}))
    assert found is not None and (found.days, len(found.counted)) == (7, 7 * per_day)


def test_days_are_those_of_the_round_for_a_site_that_comes_late_in_the_first_sweep() -> None:
    others = planned(20, 7)
    pages = [replace(page, fetched_at=page.fetched_at + timedelta(minutes=20)) for page in others[:1]] + others[1:]
    found = read_availability(pages, "t", read_network({"t": pages, "first": others}))
    assert found is not None and found.days == 7


def test_nothing_recorded_is_nothing_said() -> None:
    assert read_availability([], "t", Network()) is None
    assert read_network({"t": []}) == Network()


@given(st.integers(0, 200))
def test_the_minutes_around_an_outage_are_nobodys_fault(began: int) -> None:
    """Sixty sites, five seconds apart; the line goes down in the middle of the sweep and comes back later."""
    pages = {
        f"t{n}": [replace(LATE if began <= n * 5 < began + 120 else GOOD, fetched_at=BEGAN + timedelta(seconds=n * 5))]
        for n in range(60)
    }
    network = read_network(pages)
    came = Counter(
        visit.came for target, ones in pages.items() for visit in read_availability(ones, target, network).visits  # type: ignore[union-attr]
    )  # fmt: skip
    assert came[Came.FAILED] == 0 and came[Came.OWN] >= 20


def test_one_dead_site_among_living_ones_is_no_outage() -> None:
    pages = {f"t{n}": [replace(GOOD if n else LATE, fetched_at=BEGAN + timedelta(seconds=n))] for n in range(5)}
    found = read_availability(pages["t0"], "t0", read_network(pages))
    assert found is not None and [(visit.came, visit.proven) for visit in found.visits] == [(Came.FAILED, True)]


@pytest.fixture
def round_(tmp_path: Path) -> Path:
    """Two sites visited for a week and never crawled."""
    targets = [Target(name, name, Kind.PORTAL, "某市政府", HOME) for name in ("down", "up")]
    write_round(tmp_path, Round("名单.csv", BEGAN.isoformat(), "0", tuple(targets)))
    for name, share in (("down", 0.2), ("up", 0.0)):
        log = VisitLog(name, HOME, tmp_path / "archive" / name)
        for page in planned(24, 7, LATE, share):
            log.keep(page)
    return tmp_path


def test_a_round_of_visits_alone_is_judged_and_shown(round_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(round_)]) == 0
    first = (round_ / "findings.jsonl").read_bytes()
    assert main(["check", str(round_), "--workers", "2"]) == 0
    assert (round_ / "findings.jsonl").read_bytes() == first
    found = {one.target: one for one in read_findings(round_ / "findings.jsonl") if one.rule == "home_unreachable"}
    assert (found["down"].outcome, found["down"].certain, found["up"].outcome) == ("fail", True, "pass")
    capsys.readouterr()
    assert main(["show", str(round_), found["down"].key]) == 0
    shown = capsys.readouterr().out
    assert "availability.jsonl" in shown and shown.count("状态码 200") + shown.count(" 秒　超时未应答") == 168
    assert main(["score", str(round_)]) in (0, 3)
