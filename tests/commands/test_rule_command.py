"""People's words from the sheet to the score: given, changed, taken back, taken over; refused whole when any is wrong."""

from __future__ import annotations

import csv
import io
import json
import random
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small_round import FINDINGS, SITES, blank, fill, make, table

from audit import main
from checks.finding import Outcome
from checks.rulings import read_entries, read_rulings
from scoring.result import Result, read_result

WORD = {"核实人": "张三", "核实日期": "2026-03-20", "核实理由": "登录后台查看"}
MARK = {"评分人": "李四", "评分日期": "2026-03-20"}


@pytest.fixture
def round_(tmp_path: Path) -> Path:
    return make(tmp_path / "r")


@pytest.fixture
def sheet(round_: Path) -> Path:
    assert main(["rule", str(round_), "--template", str(round_.parent / "核实.xlsx")]) == 0
    return round_.parent / "核实.xlsx"


def scored(folder: Path) -> Result:
    assert main(["score", str(folder)]) in (0, 3)
    return read_result(folder / "result.json")


def amounts(result: Result, target: int, indicator: str) -> tuple[Decimal, Decimal]:
    (score,) = [one for one in result.scores if (one.target, one.indicator) == (SITES[target].id, indicator)]
    return score.lost, score.pending


def kept(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))


def test_suspicions_ruled_on_become_lost_or_vanish(round_, sheet, capsys):
    assert amounts(scored(round_), 0, "1.1") == (10, 30)
    fill(sheet, "核实", {"项目": "规划"}, WORD | {"核实结论": "属实"})
    fill(sheet, "核实", {"项目": "统计"}, WORD | {"核实结论": "不成立"})
    fill(sheet, "核实", {"项目": "财政"}, WORD | {"核实结论": "不成立"})
    fill(sheet, "人工评分", {"名称": "甲县人民政府", "指标编号": "2.1"}, MARK | {"得分": 12.5, "说明": "未见培训记录"})
    capsys.readouterr()
    assert main(["rule", str(round_), str(sheet)]) == 0
    told = capsys.readouterr().out
    assert "认定 1 条，不成立 2 条，未填 2 条，沿用 0 条；人工评分 1 项" in told and "尚待核实 2 条" in told
    result = scored(round_)
    assert amounts(result, 0, "1.1") == (10, 10)
    assert amounts(result, 0, "2.1") == (Decimal("2.50"), 0)
    assert result.run["人工结论"] == "认定 1 条，不成立 2 条；人工评分 1 项"
    assert {one.ruling.by for one in result.findings if one.ruling} == {"张三"}


def test_a_workbook_sorted_filtered_with_rows_gone_and_come(round_, sheet):
    fill(sheet, "核实", {"单位": "甲县政府办"}, WORD | {"核实结论": "属实"})
    book = load_workbook(sheet)
    page = book["核实"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    random.Random(3).shuffle(rows)
    page.delete_rows(2, page.max_row)
    page.insert_rows(1)
    page["B1"] = "核实表（修改稿）"
    for row in [rows[0], [None, "小计"], *rows[1:4]]:
        page.append(row)
    page.auto_filter.ref = "A2:Q6"
    book.save(sheet)
    wanted = {row[14] for row in rows[:4] if row[10]}
    assert main(["rule", str(round_), str(sheet)]) == 0
    assert {one.key for one in read_rulings(round_)} == wanted and len(wanted) >= 3


def test_what_was_given_before_stays_and_what_changes_is_told(round_, sheet, tmp_path, capsys):
    fill(sheet, "核实", {"单位": "甲县政府办"}, WORD | {"核实结论": "属实"})
    assert main(["rule", str(round_), str(sheet)]) == 0
    first = {one.key: one for one in read_rulings(round_)}
    again = tmp_path / "再.csv"
    keys = [one.key for one in FINDINGS[:2]]
    with again.open("w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows([
            ["编号", "核实结论", "核实人", "核实日期", "核实理由"],
            [keys[0], "不成立", "王五", "2026/3/25", "已补内容"],
            [keys[1], "撤回", "", "", ""],
        ])  # fmt: skip
    capsys.readouterr()
    assert main(["rule", str(round_), str(again)]) == 0
    told = capsys.readouterr().out
    assert "认定 0 条，不成立 1 条，未填 0 条，沿用 2 条" in told and "撤回 1 项" in told
    assert "属实（张三，2026-03-20） → 不成立（王五，2026-03-25）" in told
    now = {one.key: one for one in read_rulings(round_)}
    assert now[keys[0]].by == "王五" and keys[1] not in now
    assert all(now[key] == first[key] for key in first.keys() - {*keys}) and len(now) == 3


def test_the_template_carries_what_was_given(round_, sheet, tmp_path):
    fill(sheet, "核实", {"项目": "规划"}, WORD | {"核实结论": "属实", "核实理由": "- 已登录，=3 条"})
    fill(sheet, "人工评分", {"指标编号": "0.1"}, MARK | {"是否否决": "否"})
    fill(sheet, "人工评分", {"指标编号": "2.10"}, MARK | {"满意": 9, "基本满意": 1, "不满意": 0})
    assert main(["rule", str(round_), str(sheet)]) == 0
    before = kept(round_)
    assert main(["rule", str(round_), "--template", str(tmp_path / "b.xlsx")]) == 0
    assert main(["rule", str(round_), str(tmp_path / "b.xlsx")]) == 0
    assert kept(round_) == before and len(read_entries(round_)) == 6


def test_all_that_is_wrong_is_told_at_once_and_nothing_written(round_, sheet, capsys):
    fill(sheet, "核实", {"项目": "规划"}, {**WORD, "核实结论": "属实", "核实人": None})
    fill(sheet, "核实", {"项目": "统计"}, WORD | {"核实结论": "大概"})
    fill(sheet, "核实", {"项目": "财政"}, {**WORD, "核实结论": "属实", "核实日期": "2099-01-01"})
    fill(sheet, "人工评分", {"名称": "甲县人民政府", "指标编号": "2.1"}, MARK | {"得分": 16})
    fill(sheet, "人工评分", {"名称": "甲县人民政府", "指标编号": "0.1"}, MARK | {"是否否决": "是"})
    fill(sheet, "人工评分", {"名称": "甲县人民政府", "指标编号": "2.10"}, MARK | {"满意": 3.5, "基本满意": 1})
    fill(sheet, "人工评分", {"名称": "乙区教育局", "指标编号": "2.1"}, {"得分": 10})
    before = kept(round_)
    capsys.readouterr()
    assert main(["rule", str(round_), str(sheet), str(round_.parent / "没有.xlsx")]) == 2
    told = capsys.readouterr().err
    for words in (
        "（核实人）：是空的", "“大概”不认识", "还没有到", "“16”不是 0 至 15 之间", "填了否决而没有说明",
        "“3.5”不是整数", "“不满意”的票数是空的", "没有“评分人”", "（评分日期）：是空的", "找不到文件",
    ):  # fmt: skip
        assert words in told, words
    assert "共 10 处问题" in told and kept(round_) == before


def test_two_sheets_that_contradict_each_other(round_, sheet, tmp_path, capsys):
    other = tmp_path / "另.xlsx"
    fill(sheet, "核实", {"项目": "规划"}, WORD | {"核实结论": "属实"})
    other.write_bytes(sheet.read_bytes())
    fill(other, "核实", {"项目": "规划"}, {"核实结论": "不成立"})
    assert main(["rule", str(round_), str(sheet), str(other)]) == 2
    assert "另.xlsx“核实”表 第" in (told := capsys.readouterr().err) and "核实.xlsx“核实”表 第" in told
    fill(other, "核实", {"项目": "规划"}, {"核实结论": "属实", "核实人": "王五", "核实日期": "2026-03-22"})
    assert main(["rule", str(round_), str(sheet), str(other)]) == 0
    assert [one.by for one in read_rulings(round_)] == ["王五"]


def test_the_next_round_takes_over_what_still_holds(round_, sheet, tmp_path, capsys):
    fill(sheet, "核实", {"单位": "甲县政府办"}, WORD | {"核实结论": "不成立"})
    assert main(["rule", str(round_), str(sheet)]) == 0
    findings = [
        blank(SITES[0], "规划"),
        blank(SITES[0], "统计", message="栏目“统计”疑似空白，共 3 个子栏目。"),
        blank(SITES[0], "财政", Outcome.PASS),
        *FINDINGS[4:],
    ]
    after = make(tmp_path / "r2", findings)
    capsys.readouterr()
    assert main(["rule", str(after), str(round_)]) == 0
    told = capsys.readouterr().out
    assert "沿用 1 条，本轮已没有这些问题 2 条" in told
    assert "须重新核实（上一轮为不成立，内容已变）" in told and "共 3 个子栏目" in told
    assert [one.key for one in read_rulings(after)] == [FINDINGS[0].key]
    assert amounts(scored(after), 0, "1.1") == (0, 10)
    assert main(["rule", str(after), str(after)]) == main(["rule", str(after), str(tmp_path)]) == 2


def test_a_survey_by_unit_and_answer(round_, tmp_path, capsys):
    rows = [
        ["社会评议统计表"],
        ["单位名称", "满意", "基本满意", "不满意", "备注"],
        ["甲县政府办", "1,960", 30, 10, ""],
        ["教育局（甲县）", 60, 30, 10, ""],
        ["合计", 2020, 60, 20, ""],
    ]
    counts = table(tmp_path / "社会评议.xlsx", rows)
    assert main(["rule", str(round_), str(counts)]) == 2
    assert "没有“评分人”" in capsys.readouterr().err
    assert main(["rule", str(round_), str(counts), "--by", "统计局民调中心", "--on", "2026-03-10"]) == 0
    said = capsys.readouterr()
    assert "2 个对象，共 2100 份（每个对象 100～2000 份）" in said.out
    assert "1/2 个对象的“满意”占 95% 以上" in said.out and "“合计”行，没有读入" in said.err
    result = scored(round_)
    assert amounts(result, 0, "2.10")[0] == Decimal("0.20") and amounts(result, 1, "2.10")[0] == Decimal("4.00")
    rows[3][0] = "教育局"
    assert main(["rule", str(round_), str(table(tmp_path / "b.xlsx", rows)), "--by", "a", "--on", "2026-03-10"]) == 2
    assert "名单中有 2 个“教育局”" in capsys.readouterr().err


def test_lists_tell_the_rulings(round_, sheet, capsys):
    fill(sheet, "核实", {"项目": "规划"}, WORD | {"核实结论": "属实"})
    assert main(["rule", str(round_), str(sheet)]) == 0
    said = (round_ / "findings.jsonl").read_bytes()
    capsys.readouterr()
    assert main(["findings", str(round_)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["ruled_by"] for line in lines if line["ruling"] == "confirmed"] == ["张三"]
    assert main(["findings", str(round_), "--format", "csv"]) == 0
    listed = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert {row["ruled_why"] for row in listed} == {"", "登录后台查看"}
    assert main(["show", str(round_), FINDINGS[0].key]) == 0
    assert "核实　　属实（张三，2026-03-20）：登录后台查看" in capsys.readouterr().out
    assert (round_ / "findings.jsonl").read_bytes() == said


def test_what_is_asked_for_must_be_clear(round_, tmp_path, capsys):
    assert main(["rule", str(round_)]) == 2
    assert main(["rule", str(round_), "--template", "a.csv"]) == 2
    assert main(["rule", str(tmp_path / "none"), "a.xlsx"]) == 2
    assert main(["rule", str(round_), "a.xlsx", "--by", "a", "--on", "2099-01-01"]) == 2
    assert main(["rule", str(round_), "a.xlsx", "--ceiling", "0"]) == 2
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["rule", str(round_), str(tmp_path / "a.csv")]) == 2
    assert "没有认得的表" in capsys.readouterr().err
