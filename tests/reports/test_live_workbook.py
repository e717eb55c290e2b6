"""Random rounds through LibreOffice: what the formulas come to is what the scoring gives, to the last hundredth."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from spreadsheet import opened, recalculated, table
from workbook_rounds import Case, a_case, changed

from reports.rows import VETOES, lay_out
from reports.weights import weights
from reports.workbook import write_workbook
from scoring.result import Result

SEEDS = range(4)


def written(case: Case, path: Path) -> Path:
    write_workbook(lay_out(case.result), path)
    return path


def bared(book: Workbook) -> None:
    """Without the sheets that no total depends on: a quicker conversion."""
    for name in ("整改清单", "栏目", "新媒体", "统计", "说明"):
        del book[name]


def edit(book: Workbook, case: Case) -> None:
    """Weights, rulings and entries of `case` typed in where a person would."""
    bared(book)
    _reweigh(book["指标体系"], case)
    verdicts = {ruling.key: ruling.verdict.label for ruling in case.rulings}
    for row, heads in _rows(book["核实"], "序号"):
        row[heads["核实结论"]].value = verdicts.get(str(row[heads["编号"]].value))
    _sort(book["核实"])
    entries = {(entry.target, entry.indicator): entry for entry in case.entries}
    for row, heads in _rows(book["人工评分"], "单位"):
        entry = entries.get((str(row[heads["对象"]].value), str(row[heads["指标编号"]].value)))
        points = entry.points if entry else None
        row[heads["得分"]].value = None if points is None else float(points)
        row[heads["是否否决"]].value = None if not entry or entry.vetoed is None else "是" if entry.vetoed else "否"
        for answer in {
            answer for indicator in case.scheme.indicators for answer, _ in indicator.options
        } & heads.keys():
            row[heads[answer]].value = dict(entry.counts).get(answer) if entry else None


def _sort(sheet: Worksheet) -> None:
    """As people do: by the last visible column, then by key."""
    values = sorted((line for line in sheet.iter_rows(min_row=2, values_only=True)), key=lambda line: str(line[-3]))
    for row, line in enumerate(values, 2):
        for column, value in enumerate(line, 1):
            sheet.cell(row, column).value = value


def _reweigh(sheet: Worksheet, case: Case) -> None:
    links = weights(case.scheme)
    for number, line in enumerate(links.lines, 2):
        assert sheet.cell(number, 1).value == line.title
        sheet.cell(number, 5).value = float(line.amount)
    scheme = {row.id: row for row in case.scheme.indicators}
    for row, heads in _rows(sheet, "编号"):
        indicator = scheme.get(str(row[heads["编号"]].value))
        if indicator is None:
            break
        amounts = {"每项扣分": indicator.per_fail, "否决数": indicator.veto_at, "全部不符扣比例": indicator.none_loses}
        amounts["不适用得分比例"] = indicator.not_applicable_share
        amounts["满分"] = indicator.points if indicator.stage != "veto" else None
        for title, amount in amounts.items():
            if title in heads:
                row[heads[title]].value = None if amount is None else float(amount)
    lines = [line for indicator in case.scheme.indicators for line in _parts(indicator)]
    rows = [row for row, _ in _rows(sheet, "指标编号")] if lines else []
    for row, (of, amount, factor) in zip(rows, lines, strict=True):
        assert row[2].value == of
        row[4].value, row[5].value = float(amount), None if factor is None else float(factor)


def _parts(row) -> Iterator[tuple]:
    yield from ((of, amount, None) for of, amount in row.elements)
    yield from ((rung.reference, rung.points, rung.factor) for rung in row.ladder)
    yield from ((of, amount, None) for of, amount in (*row.caps, *row.options))


def _rows(sheet: Worksheet, first: str) -> Iterator[tuple[tuple, dict[str, int]]]:
    lines = iter(sheet.iter_rows())
    heads = next(line for line in lines if line[0].value == first)
    titles = {str(cell.value): number for number, cell in enumerate(heads) if cell.value is not None}
    yield from ((line, titles) for line in lines)


def same(book: Workbook, result: Result, told: str) -> None:
    totals = {row["编号"]: row for row in table(book, "总览", "排名")}
    assert totals.keys() == {total.target for total in result.totals}
    for total in result.totals:
        row = totals[total.target]
        wanted = {"等级": total.grade, "排名": total.rank or None, "否决": VETOES[total.veto] or None}
        if total.scored:
            wanted |= {"得分": total.total, "基本分": total.base, "加分": total.bonus, "待定分": total.pending}
            wanted |= {"未测得分值": total.unmeasured, "倒扣分": total.malus}
        agree(row, wanted, f"{told} {total.target}")
    scores = {row["扣分键"]: row for row in table(book, "指标得分", "单位")}
    assert scores.keys() == {f"{score.target}|{score.indicator}" for score in result.scores}
    for score in result.scores:
        wanted = {"否决": VETOES[score.veto] or None, "情形": None if score.applicable else "不适用"}
        wanted["情形"] = wanted["情形"] if score.measured else "未测得"
        if result.indicator(score.indicator).stage != "veto":
            wanted |= {"满分": score.possible, "扣分": score.lost, "待定": score.pending, "得分": score.earned}
        agree(scores[f"{score.target}|{score.indicator}"], wanted, f"{told} {score.target} {score.indicator}")


def agree(row: dict[str, object], wanted: dict[str, object], told: str) -> None:
    for title, value in wanted.items():
        found = row.get(title)
        if title not in row and title == "倒扣分":
            continue
        if value is None or isinstance(value, str):
            assert (found or None) == value, f"{told} {title}"
        else:
            assert isinstance(found, int | float) and math.isclose(found, float(value), abs_tol=1e-9), f"{told} {title}"


@pytest.mark.libreoffice
def test_formulas_come_to_what_the_scoring_gives_before_and_after_any_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of a round too large to follow its rulings by formula: there weights and entries are followed."""
    books, cases = {}, {}
    for seed in SEEDS:
        case = a_case(seed)
        after = changed(case, seed)
        source = written(case, tmp_path / f"{seed}.xlsx")
        same(opened(source, values=True), case.result, f"{seed} as written")
        cases |= {f"{seed}": case, f"{seed} changed": after}
        with monkeypatch.context() as large:
            large.setattr("reports.chain.LIVE", 0)
            valued = written(case, tmp_path / f"{seed} large.xlsx")
        kept = replace(after, rulings=case.rulings)
        cases[f"{seed} large"] = kept
        books |= {
            f"{seed}": (source, bared),
            f"{seed} changed": (source, lambda book, after=after: edit(book, after)),
            f"{seed} large": (valued, lambda book, kept=kept: edit(book, kept)),
        }
    for name, book in recalculated(tmp_path / "work", books).items():
        same(book, cases[name].result, name)
