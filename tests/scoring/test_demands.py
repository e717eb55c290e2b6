from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.demands import (
    Answer,
    Demand,
    DemandsError,
    Recheck,
    Reply,
    Severity,
    State,
    read_demands,
    write_demands,
)

DEMAND = Demand(
    key="0123456789abcdef",
    target="3209990001",
    unit="澄湖市水务局",
    name="澄湖市水务局网站",
    rule="home_stale",
    item="",
    severity=Severity.VETO,
    clause="单项否决3",
    message="首页最新信息距采集日 55 天。",
    url="https://slj.chenghu.example/",
    quote="2026-01-20",
    seen_at="2026-03-16T02:21:00+00:00",
    sha256="9f86d0",
    points=Decimal("2.50"),
    fix="更新首页。",
    sent_on="2026-03-18",
    due="2026-03-23",
)
DONE = Reply(Answer.DONE, "已更新", "", "张三", "2026-03-20", "2026-03-21", "a.xlsx", DEMAND.digest)
APPEAL = replace(DONE, answer=Answer.APPEAL)
HALF = replace(DONE, answer=Answer.NONE, remark="没有选整改情况")
DOUBTED = replace(DONE, doubt="问题一栏被改动")
CLOSED = Recheck(State.CLOSED, "2026-03-24", "首页已更新。", "2026-03-24T02:00:00+00:00", "ab")
OPEN = replace(CLOSED, state=State.OPEN)


@pytest.mark.parametrize(
    ("history", "state"),
    [
        ((), State.SENT),
        ((DONE,), State.ANSWERED),
        ((DONE, APPEAL), State.APPEALED),
        ((replace(DONE, answer=Answer.EXTENSION),), State.EXTENSION),
        ((DONE, DOUBTED), State.DOUBTED),
        ((HALF,), State.SENT),
        ((DONE, HALF), State.ANSWERED),
        ((DONE, OPEN), State.OPEN),
        ((DONE, OPEN, DONE), State.ANSWERED),
        ((DONE, CLOSED), State.CLOSED),
        ((DONE, CLOSED, DONE), State.CLOSED),
        ((DONE, CLOSED, OPEN), State.OPEN),
    ],
)
def test_the_state_follows_what_happened(history: tuple[Reply | Recheck, ...], state: State) -> None:
    assert replace(DEMAND, history=history).state is state


def test_a_withdrawn_demand_is_nothing_else() -> None:
    assert replace(DEMAND, history=(DONE, OPEN), withdrawn_on="2026-03-25").state is State.WITHDRAWN


def test_an_answer_in_doubt_is_not_the_units_word() -> None:
    assert replace(DEMAND, history=(DONE, DOUBTED)).reply == DONE
    assert replace(DEMAND, history=(DONE, HALF)).reply == DONE
    assert replace(DEMAND, history=(DOUBTED,)).reply is None


def test_the_digest_is_of_what_was_told_alone() -> None:
    assert DEMAND.with_event(DONE).digest == DEMAND.digest
    assert replace(DEMAND, due="2026-03-24").digest != DEMAND.digest
    assert replace(DEMAND, points=Decimal("2.5")).digest == DEMAND.digest


EVENTS = st.lists(st.sampled_from([DONE, APPEAL, DOUBTED, CLOSED, OPEN]), max_size=4).map(tuple)


@given(st.lists(st.tuples(st.text(), EVENTS), max_size=4, unique_by=lambda pair: pair[0]))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, tuple[Reply]]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    demands = [replace(DEMAND, key=str(n), message=text, history=history) for n, (text, history) in enumerate(rows)]
    first = write_demands(folder, demands).read_bytes()
    assert read_demands(folder) == demands
    assert write_demands(folder, reversed(demands)).read_bytes() == first


def test_nothing_sent_is_no_demand(tmp_path: Path) -> None:
    assert read_demands(tmp_path) == []


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = write_demands(tmp_path, [DEMAND, replace(DEMAND, key="f")])
    path.write_text(path.read_text("utf-8")[:-20], encoding="utf-8")
    with pytest.raises(DemandsError, match="第2行已损坏"):
        read_demands(tmp_path)
