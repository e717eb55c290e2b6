"""What people gave, read back: which target, which indicator, what value; every fault told with its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from scoring_cases import D, indicator, scheme

from checks.rulings import Entry
from crawler.sheets import Sheet, parse_sheet
from crawler.targets import Kind, Target
from scoring.entry_sheet import Entered, Signed, is_entries, read_entry_sheet

TARGETS = (
    Target("p1", "甲市政府", Kind.PORTAL, "甲市政府办", level="市"),
    Target("d1", "教育局", Kind.DEPARTMENT, "教育局", region="甲"),
    Target("d2", "教育局网站", Kind.DEPARTMENT, "教育局", region="乙"),
    Target("d3", "卫健委", Kind.DEPARTMENT, "卫健委"),
    Target("d4", "健康之窗", Kind.DEPARTMENT, "卫健委"),
    Target("w1", "甲发布", Kind.WECHAT, "甲市政府办"),
)
OPTIONS = (("满意", D(100)), ("一般", D(60)), ("不满意", D(0)))
SCHEME = scheme(
    indicator("0.1", (), stage="veto", veto_at=1, note="人工"),
    indicator("1.1", ("r0",), points=D(50)),
    indicator("1.2", (), points=D(20), note="人工"),
    indicator("1.3", (), points=D(10), kinds=(Kind.PORTAL,), levels=("县",), note="人工"),
    indicator("1.4", (), points=D(0), note="人工：供登记"),
    indicator("1.10", (), points=D(20), options=OPTIONS),
)
TODAY = date(2026, 3, 31)
HEAD = (
    "对象",
    "单位",
    "名称",
    "指标编号",
    "指标",
    "得分",
    "是否否决",
    "满意",
    "一般",
    "不满意",
    "评分人",
    "评分日期",
    "说明",
)
SIGNED = ("李四", "2026-03-20", "")


def csv(*rows: Sequence[object], head: Sequence[str] = HEAD) -> Sheet:
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (head, *rows))
    return parse_sheet("评分.csv", text.encode(), head)


def row(
    indicator_: str, *values: object, target: str = "p1", title: str = "", signed: Sequence[object] = SIGNED
) -> list[object]:
    given = [*values, *[""] * (5 - len(values))]
    return [target, "", "", indicator_, title, *given, *signed]


def read(*rows: Sequence[object], head: Sequence[str] = HEAD, signed: Signed = Signed()) -> Entered:  # noqa: B008
    sheet = csv(*rows, head=head)
    assert is_entries(sheet, SCHEME)
    return read_entry_sheet(sheet, SCHEME, TARGETS, TODAY, signed)


def entries(entered: Entered) -> list[Entry]:
    assert not entered.problems, entered.problems
    return [given.word for given in entered.given if given.word]


def entry(target: str, indicator_: str, **given: object) -> Entry:
    empty = {"points": None, "counts": (), "vetoed": None, "by": "李四", "on": "2026-03-20", "reason": ""}
    return Entry(target, indicator_, **empty | given)


def test_points_vetoes_and_counts():
    got = read(
        row("1.2", "17.50"),
        row("1.2", "１２.5分", target="d1"),
        row("1.2", "8.299999999999999", target="d3"),
        row("1.4", "0"),
        row("0.1", "", "否"),
        row("0.1", "", "是", target="d1", signed=("李四", "2026/3/20", "泄露名单")),
        row("1.10", "", "", "1,960", "40", "0"),
        row("1.2", target="d2"),
    )
    assert entries(got) == [
        entry("p1", "1.2", points=D("17.5")),
        entry("d1", "1.2", points=D("12.5")),
        entry("d3", "1.2", points=D("8.3")),
        entry("p1", "1.4", points=D(0)),
        entry("p1", "0.1", vetoed=False),
        entry("d1", "0.1", vetoed=True, reason="泄露名单"),
        entry("p1", "1.10", counts=(("满意", 1960), ("一般", 40), ("不满意", 0))),
    ]
    assert got.blank == 1


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (row("1.2", "21"), "F列（得分）：“21”不是 0 至 20 之间"),
        (row("1.2", "-1"), "F列（得分）：“-1”不是"),
        (row("1.2", "12.345"), "至多两位小数"),
        (row("1.2", "很好"), "“很好”不是"),
        (row("1.2", "1e3"), "“1e3”不是"),
        (row("1.4", "3"), "在方案中是 0 分"),
        (row("1.2", "5", "否"), "不是否决指标"),
        (row("1.2", "5", "", "3"), "不是指标 1.2 的选项"),
        (row("0.1", "5", "否"), "不填分数，请填“是否否决”"),
        (row("0.1", "", "不"), "“不”不认识，应为：是、否"),
        (row("0.1", "", "是"), "填了否决而没有说明"),
        (row("1.10", "", "", "3", "", "1"), "I列（一般）：“一般”的票数是空的"),
        (row("1.10", "", "", "3.5", "1", "1"), "“3.5”不是整数"),
        (row("1.10", "", "", "98%", "1", "1"), "“98%”不是整数"),
        (row("1.10", "", "", "0", "0", "0"), "各选项都是 0 票"),
        (row("1.10", "88", "", "1", "1", "1"), "不填分数，请填选项的票数"),
        (row("1.1", "5"), "由检查结果评分，不能直接填分；请在“核实”表"),
        (row("9.9", "5"), "“9.9”不是评分方案"),
        (row("1.2", "5", title="社会评议"), "“社会评议”与方案中编号 1.2 的“指标1.2”不是同一指标"),
        (row("1.2", "5", target="x9"), "“x9”不在本轮名单中"),
        (row("1.2", "5", target="w1"), "不评“w1”"),
        (row("1.3", "5"), "不评“p1”"),
        (row("1.2", "5", signed=("", "2026-03-20", "")), "没有“评分人”"),
        (row("1.2", "5", signed=("李四", "", "")), "评分日期）：是空的"),
        (row("1.2", "5", signed=("李四", "2026-04-01", "")), "还没有到"),
        (row("1.2", "5", signed=("李四", "三月", "")), "“三月”读不懂"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(cells, told):
    (problem,) = read(row("1.2", "5", target="d1"), cells).problems
    assert problem.startswith("评分.csv 第3行") and told in problem, problem


def test_all_problems_of_a_row_at_once():
    assert len(read(row("1.2", "99", "是", "1", signed=("", "x", ""))).problems) == 5


def test_a_word_taken_back():
    got = read(row("1.2", "撤回", signed=("", "", "")), row("1.10", "撤回", target="d1", signed=("", "", "")))
    assert not got.problems
    assert [(given.subject, given.word) for given in got.given] == [(("p1", "1.2"), None), (("d1", "1.10"), None)]


def test_targets_by_unit_and_name():
    head = ("单位", "名称", "指标编号", "得分", "评分人", "评分日期")
    mark = ("李四", "2026-03-20")
    got = read(("教育局（甲）", "", "1.2", 5, *mark), ("卫健委", "健康之窗", "1.2", 6, *mark), head=head)
    assert [(one.target, one.points) for one in entries(got)] == [("d1", 5), ("d4", 6)]
    problems = read(
        ("教育局", "", "1.2", 5, *mark), ("卫健委", "", "1.2", 6, *mark), ("无", "", "1.2", 6, *mark), head=head
    ).problems
    assert ["有 2 个" in one for one in problems] == [True, True, False] and "不在本轮名单中" in problems[2]


def test_survey_counts_of_a_unit_fall_on_all_its_targets():
    head = ("单位名称", "满意", "一般", "不满意", "看不清")
    got = read(("卫健委", 7, 2, 1, 4), ("合计", 7, 2, 1, 4), head=head, signed=Signed("民调中心", "2026-03-01"))
    assert [(one.target, one.counts[0], one.by, one.on) for one in entries(got)] == [
        ("d3", ("满意", 7), "民调中心", "2026-03-01"),
        ("d4", ("满意", 7), "民调中心", "2026-03-01"),
    ]
    assert any("看不清" in one for one in got.warnings) and any("合计" in one for one in got.warnings)
    (problem,) = read(("教育局", 7, 2, 1), head=head[:4], signed=Signed("民调中心", "2026-03-01")).problems
    assert "有 2 个“教育局”" in problem


def test_two_surveys_with_the_same_answers_must_be_named():
    other = indicator("1.11", (), points=D(10), options=OPTIONS)
    both = scheme(*SCHEME.indicators, other)
    sheet = csv(("卫健委", 7, 2, 1), head=("单位名称", "满意", "一般", "不满意"))
    (problem,) = read_entry_sheet(sheet, both, TARGETS, TODAY, Signed("a", "2026-03-01")).problems
    assert "1.10" in problem and "1.11" in problem and "请加一列“指标编号”" in problem


def test_what_is_no_sheet_of_entries():
    assert not is_entries(csv(("甲", 1), head=("单位名称", "满意")), SCHEME)
