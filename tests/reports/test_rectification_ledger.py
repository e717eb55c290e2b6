from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from spreadsheet import locate, opened, recalculated, table

from reports.rectification_ledger import LEDGER, days_left, is_late, last_day, write_ledger
from scoring.demands import Answer, Demand, Recheck, Reply, Severity, State

DAY = "2026-12-05"


def demand(key: str, unit: str = "甲局", due: str = "2026-12-01", *history: Reply | Recheck, **changed: str) -> Demand:
    told = Demand(
        key, f"id-{unit}", unit, f"{unit}网站", "home_stale", "", Severity.VETO, "否决3", "首页不更新。", "http://a.gov.cn/",
        "旧闻", "2026-11-20T04:00:00+00:00", "ab" * 32, Decimal("2.50"), "更新。", "2026-11-21", due,
    )  # fmt: skip
    return replace(told, history=history, **changed)  # type: ignore[arg-type]


def reply(answer: Answer, note: str = "") -> Reply:
    return Reply(answer, note, "截图", "张三", "2026-11-25", "2026-11-26", "甲局.xlsx", "0" * 16)


def looked(state: State, message: str = "看过。") -> Recheck:
    return Recheck(state, "2026-12-03", message, "2026-12-03T02:00:00+00:00", "cd" * 32)


DEMANDS = [
    demand("01", "甲局", "2026-12-01", reply(Answer.DONE), looked(State.CLOSED)),
    demand("02", "甲局", "2026-12-01", reply(Answer.DONE), looked(State.OPEN)),
    demand("03", "甲局", "2026-12-10", looked(State.CHANGED)),
    demand("04", "甲局", "2026-12-01", reply(Answer.DONE), looked(State.UNVERIFIED)),
    demand("05", "=乙局*", "2026-12-01"),
    demand("06", "=乙局*", "2026-12-01", reply(Answer.DONE)),
    demand("07", "=乙局*", "2026-12-01", reply(Answer.APPEAL, "=1+1")),
    demand("08", "=乙局*", "2026-12-05", reply(Answer.EXTENSION)),
    demand("09", "=乙局*", withdrawn_on="2026-11-30"),
]


@pytest.mark.parametrize(("key", "late", "left"), [
    ("01", False, None), ("02", True, -4), ("03", False, 5), ("04", False, -4), ("05", True, -4), ("06", False, -4),
    ("07", False, -4), ("08", False, 0), ("09", False, None),
])  # fmt: skip
def test_what_is_late(key: str, late: bool, left: int | None) -> None:
    """Answered in time, appealed or not to be looked at is not held against the unit."""
    one = next(one for one in DEMANDS if one.key == key)
    assert (is_late(one, DAY), days_left(one, DAY)) == (late, left)


def test_the_last_day_on_record() -> None:
    assert last_day(DEMANDS) == "2026-12-03" and last_day([]) == ""
    assert last_day([demand("x")]) == "2026-11-21"


def test_the_same_demands_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = write_ledger(DEMANDS, tmp_path / "a", DAY), write_ledger(DEMANDS[::-1], tmp_path / "b", DAY)
    assert one.read_bytes() == other.read_bytes() and one.name == LEDGER


def test_each_row_has_its_answer_and_its_evidence(tmp_path: Path) -> None:
    rows = {
        row["编号"]: row for row in table(opened(write_ledger(DEMANDS, tmp_path, DAY), values=True), "台账", "序号")
    }
    closed, appealed, unsent = rows["01"], rows["07"], rows["05"]
    assert (closed["状态"], closed["整改前摘要"], closed["复核时摘要"]) == ("已销号", "ab" * 32, "cd" * 32)
    assert (closed["整改前采集"], closed["复核时采集"]) == ("2026-11-20 12:00", "2026-12-03 10:00")
    assert (appealed["单位答复"], appealed["答复说明"]) == ("申诉", "'=1+1")
    assert unsent["单位答复"] is None and unsent["复核结论"] is None
    assert unsent["单位"] == "'=乙局*"


def test_no_demand_at_all(tmp_path: Path) -> None:
    rows = table(opened(write_ledger([], tmp_path), values=True), "单位汇总", "序号")
    assert rows[0]["应整改"] == 0 and rows[0]["销号率"] == "—"


def _rounded(row: dict[str, object]) -> dict[str, object]:
    return {title: round(value, 9) if isinstance(value, float) else value for title, value in row.items()}


@pytest.mark.libreoffice
def test_counts_follow_the_day_and_the_states(tmp_path: Path) -> None:
    def later(book: Workbook) -> None:
        book["单位汇总"]["C3"] = "2026-12-11"

    def mended(book: Workbook) -> None:
        book["台账"][locate(book, "台账", "序号", {"编号": "02"}, "状态")] = "已销号"

    path = write_ledger(DEMANDS, tmp_path / "made", DAY)
    books = recalculated(
        tmp_path / "again", {"same": (path, lambda book: None), "later": (path, later), "mended": (path, mended)}
    )
    kept, same, after, done = (table(book, "单位汇总", "序号") for book in (opened(path, values=True), *books.values()))
    assert [_rounded(row) for row in same] == [_rounded(row) for row in kept]
    total, first, second = kept
    assert (total["应整改"], total["已销号"], total["逾期"], total["已复核"]) == (8, 1, 2, 3)
    assert total["复查合格率"] == pytest.approx(1 / 3) and total["销号率"] == pytest.approx(1 / 8)
    assert (first["应整改"], second["应整改"]) == (4, 4)
    assert [row["逾期"] for row in after] == [3, 1, 2]
    assert [row["已销号"] for row in done] == [2, 0, 2] and done[0]["复查合格率"] == pytest.approx(2 / 3)
    assert done[2]["逾期"] == 0
