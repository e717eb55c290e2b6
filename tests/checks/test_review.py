"""The sheet 核实 read back: sorted, filtered, with rows gone or come, from any program; and every fault told at once."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from checks.finding import Finding, Outcome, finding_key
from checks.review import SIGNS, Reviewed, is_review, read_review, rulable, take_over
from checks.rulings import REVIEW, REVIEW_SHEET, Ruling, Verdict, told_digest
from crawler.sheets import read_tables

SINCE, TODAY = date(2026, 3, 1), date(2026, 3, 31)


def suspicion(number: int, outcome: Outcome = Outcome.UNSURE) -> Finding:
    url = f"http://s/{number}"
    key = finding_key("r", "t1", "", url, "")
    return Finding(key, "r", "t1", "甲局", "", outcome, f"第{number}条。", url, "", "", "", "", certain=True)


FOUND = [*map(suspicion, range(6)), suspicion(6, Outcome.FAIL), suspicion(7, Outcome.PASS)]
Cells = dict[str, object]


def row(finding: Finding, verdict: str = "", by: str = "", on: object = "", reason: str = "") -> Cells:
    return {
        "unit": finding.unit, "message": finding.message, "verdict": verdict, "by": by, "on": on, "reason": reason,
        "key": finding.key, "target": finding.target, "told": told_digest(finding),
    }  # fmt: skip


def ruled_row(number: int, verdict: str = "属实", **other: object) -> Cells:
    return row(FOUND[number], verdict, "张三", "2026-03-20", "后台核对") | other


def book(path: Path, rows: Sequence[Cells], names: Sequence[str] = tuple(REVIEW)) -> Path:
    made = Workbook()
    made.active.title = "总览"
    made.active.append(["排名", "单位", "得分", "编号", "核实结论"])
    sheet = made.create_sheet(REVIEW_SHEET)
    sheet.append([REVIEW[name] for name in names])
    for cells in rows:
        sheet.append([cells.get(name) for name in names])
    made.save(path)
    return path


def read(path: Path, before: Sequence[Ruling] = ()) -> Reviewed:
    (sheet,) = read_tables(path, SIGNS).values()
    assert is_review(sheet)
    return read_review(sheet, rulable(FOUND), before, SINCE, TODAY)


def rulings(reviewed: Reviewed) -> list[Ruling]:
    assert not reviewed.problems, reviewed.problems
    return [given.word for given in reviewed.given if given.word]


def test_rulings_are_read_wherever_their_rows_and_columns_stand(tmp_path):
    rows = [ruled_row(0), ruled_row(6, "不成立", on=date(2026, 3, 21)), *map(row, FOUND[1:6]), {"unit": "小计"}]
    names = list(REVIEW)
    random.Random(1).shuffle(names)
    random.Random(2).shuffle(rows)
    got = read(book(tmp_path / "评分表.xlsx", rows, names))
    assert sorted(rulings(got), key=lambda one: one.on) == [
        Ruling(FOUND[0].key, "t1", Verdict.CONFIRMED, "张三", "2026-03-20", "后台核对", told_digest(FOUND[0])),
        Ruling(FOUND[6].key, "t1", Verdict.DISMISSED, "张三", "2026-03-21", "后台核对", told_digest(FOUND[6])),
    ]
    assert got.half == 0 and got.blank == {finding.key for finding in FOUND[1:6]}


def test_a_csv_in_gbk_with_only_what_is_needed(tmp_path):
    names = ("key", "verdict", "by", "on", "reason")
    with (tmp_path / "核实.csv").open("w", encoding="gbk", newline="") as out:
        csv.writer(out).writerows([[REVIEW[n] for n in names], *([ruled_row(i)[n] for n in names] for i in (0, 3))])
    assert [one.key for one in rulings(read(tmp_path / "核实.csv"))] == [FOUND[0].key, FOUND[3].key]


def test_rows_without_a_verdict_are_counted_not_guessed(tmp_path):
    got = read(book(tmp_path / "a.xlsx", [row(FOUND[0]), row(FOUND[1], by="张三"), ruled_row(2)]))
    assert got.blank == {FOUND[0].key, FOUND[1].key} and got.half == 1 and len(rulings(got)) == 1


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (ruled_row(0, key="0123456789abcdef"), "编号）：“0123456789abcdef”不是本轮"),
        (ruled_row(0, key="1.23457E+15"), "改写成了数字"),
        (ruled_row(0, key=""), "看不出核实的是哪一条"),
        (ruled_row(7), "不是本轮不符合或待核实的检查结果"),
        (ruled_row(0, by=""), "核实人）：是空的"),
        (ruled_row(0, reason=""), "核实理由）：是空的"),
        (ruled_row(0, on=""), "核实日期）：是空的"),
        (ruled_row(0, on="三月二十日"), "核实日期）：“三月二十日”读不懂"),
        (ruled_row(0, on="2026-04-01"), "还没有到"),
        (ruled_row(0, on="2026-02-28"), "早于本轮开始采集的日期"),
        (ruled_row(0, "对"), "核实结论）：“对”不认识"),
        (ruled_row(0, ""), "写了理由而没有结论"),
        (ruled_row(0, told="0" * 16), "在填表之后变了"),
        (ruled_row(0, verdict='=IF(1,"属实","")'), "公式没有保存计算结果"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, cells, told):
    got = read(book(tmp_path / "评分表.xlsx", [ruled_row(1), cells]))
    (problem,) = got.problems
    assert problem.startswith("评分表.xlsx“核实”表 第3行") and told in problem


def test_all_problems_at_once(tmp_path):
    rows = [ruled_row(0, by=""), ruled_row(1), ruled_row(2, "否", on="x", reason="")]
    problems = read(book(tmp_path / "a.xlsx", rows)).problems
    assert len(problems) == 4 and [("第2行" in one, "第4行" in one) for one in problems].count((True, False)) == 1


def test_another_rounds_sheet_is_one_problem(tmp_path):
    rows = [ruled_row(0, key=f"{number:016x}") for number in range(40)]
    (problem,) = read(book(tmp_path / "a.xlsx", rows)).problems
    assert "另一轮" in problem


def test_columns_that_lack_are_told(tmp_path):
    (sheet,) = read_tables(book(tmp_path / "a.xlsx", [ruled_row(0)], ("key", "verdict", "reason")), SIGNS).values()
    problems = read_review(sheet, rulable(FOUND), (), SINCE, TODAY).problems
    assert len(problems) == 2 and "核实人" in problems[0] and "核实日期" in problems[1]


def test_a_ruling_that_the_round_has_may_be_older_than_it(tmp_path):
    before = Ruling(FOUND[0].key, "t1", Verdict.CONFIRMED, "张三", "2025-09-01", "后台核对", told_digest(FOUND[0]))
    assert rulings(read(book(tmp_path / "a.xlsx", [ruled_row(0, on="2025-09-01")]), [before])) == [before]


def test_a_former_rounds_rulings_hold_where_the_same_is_said(tmp_path):
    def ruling(finding: Finding) -> Ruling:
        return Ruling(finding.key, "t1", Verdict.DISMISSED, "张三", "2025-09-01", "误报", told_digest(finding))

    former = [FOUND[0], replace(FOUND[1], message="原来的说法。"), FOUND[7], suspicion(99)]
    got = take_over([*map(ruling, former)], rulable(FOUND))
    assert [one.key for one in got.rulings] == [FOUND[0].key]
    assert [(old.told, new) for old, new in got.changed] == [(told_digest(former[1]), FOUND[1])]
    assert got.gone == 2
