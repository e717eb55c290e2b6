"""对比.xlsx: five sheets laid out from two rounds; rates are formulas over the counts beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample import sample
from spreadsheet import opened, recalculated, table

from checks.finding import Outcome
from reports.comparison import write_comparison
from scoring.comparison import Comparison, State, compare
from scoring.result import Result


@pytest.fixture(scope="module")
def compared() -> Comparison:
    """Of a round and a later one, in which every second problem is right and every fifth saying is left out."""
    old = sample()
    news = []
    for number, finding in enumerate(old.findings):
        if finding.outcome in (Outcome.FAIL, Outcome.UNSURE) and number % 2:
            news.append(replace(finding, outcome=Outcome.PASS, message="=符合。"))
        elif number % 5:
            news.append(finding)
    new: Result = replace(old, findings=tuple(news))
    return compare(old, new)


def test_all_of_it_is_laid_out(compared: Comparison, tmp_path: Path) -> None:
    book = opened(write_comparison(compared, tmp_path / "reports" / "对比.xlsx"), values=True)
    assert book.sheetnames == ["总体", "单位升降", "问题变化", "方案与规则变化", "屡改屡犯"]
    rows = table(book, "问题变化", "序号")
    assert len(rows) == len(compared.movements) > 3
    assert {row["变化"] for row in rows} >= {State.FIXED.label, State.OPEN.label}
    assert all(not str(row["本轮的结论"] or "").startswith("=") for row in rows)
    assert len(table(book, "单位升降", "序号")) == len(compared.targets)
    assert len(table(book, "屡改屡犯", "序号")) == sum(len(one.movements) for one in compared.repeats)


def test_figures_stand_with_what_they_come_from(compared: Comparison, tmp_path: Path) -> None:
    totals = {
        row["项目"]: row
        for row in table(opened(write_comparison(compared, tmp_path / "c.xlsx"), values=True), "总体", "项目")
    }
    rate = totals["整改复查合格率"]
    assert (rate["数"], rate["总数"]) == (compared.recheck.numerator, compared.recheck.denominator)
    gone = [totals[f"　{state.label}"]["数"] for state in (State.FIXED, State.OPEN, State.REOPENED, State.UNMEASURED)]
    assert sum(gone) == totals["上轮问题（含待核实）"]["数"]  # type: ignore[arg-type]


def test_the_same_rounds_give_the_same_bytes(compared: Comparison, tmp_path: Path) -> None:
    one, other = (write_comparison(compared, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.libreoffice
def test_rates_come_to_the_same_when_calculated(compared: Comparison, tmp_path: Path) -> None:
    path = write_comparison(compared, tmp_path / "c.xlsx")
    same = recalculated(tmp_path / "again", {"same": (path, lambda book: None)})["same"]
    for name, first, title in (("总体", "项目", "比率"), ("单位升降", "序号", "升降")):
        kept, again = (table(book, name, first) for book in (opened(path, values=True), same))
        assert [row[title] for row in again] == pytest.approx([row[title] for row in kept], nan_ok=True)
