"""Classes, draws, assessors, ladders and their like are read whole or refused with every problem."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_cases import D

from checks.rule import load_rules
from scoring.scheme import SHIPPED, Assessor, Draw, Rung, Scheme, SchemeError, load_scheme

RULES = load_rules()
WHOLE = (SHIPPED / "blend_example.toml").read_text(encoding="utf-8")
POOL = 'id = "2.1"\ntitle = "财政预决算"\nbasis = "示例"\nkinds = ["portal", "department"]\nrules = ["content_missing:gk20-07"]\n'


def problems(*changes: tuple[str, str]) -> list[str]:
    text = WHOLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    with TemporaryDirectory() as folder:
        path = Path(folder, "trial.toml")
        path.write_text(text, encoding="utf-8")
        try:
            load_scheme(str(path), RULES)
        except SchemeError as refused:
            return [problem.removeprefix("trial.toml：") for problem in refused.problems]
    return []


def test_everything_is_read_as_it_stands() -> None:
    scheme: Scheme = load_scheme("blend_example", RULES)
    rows = {row.id: row for row in scheme.indicators}
    assert (scheme.own_share, scheme.seed) == (D("0.5"), 2026)
    assert [(one.id, one.full, one.grades[0]) for one in scheme.classes][:2] == [
        ("county", 100, (90, "优秀")), ("department", 100, (85, "好")),
    ]  # fmt: skip
    assert scheme.assessors == (Assessor("third", "第三方评估", D("0.7")), Assessor("daily", "日常考核", D("0.3")))
    assert scheme.draws == (Draw("topics", "重点领域抽取三项", "2", 3),)
    assert rows["1.3"].ladder == (
        Rung("consultation_too_short", D(10), D(1)), Rung("feedback_missing", D(5), D("0.5")),
    )  # fmt: skip
    assert rows["1.1"].elements[0] == ("guide_incomplete", 10) and rows["1.2"].caps == (("report_missing", D("0.6")),)
    assert (rows["1.4"].none_loses, rows["1.4"].since, rows["3.2"].options[1]) == (
        D("0.5"),
        "2020-01-01",
        ("基本满意", 80),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("own_share = 0.5", "own_share = 1.01", "方案：own_share 为 1.01，须在 0 与 1 之间。"),
        ("seed = 2026", "seed = -1", "方案：seed 的值 -1 有误；须为 0 或正整数。"),
        ("share = 0.3", "share = 0.31", "方案：各评分主体的 share 合计 1.01，须为 1"),
        ("share = 0.3", "share = 0", "评分主体 daily：share 为 0，须大于 0"),
        ('id = "daily"', 'id = "third"', "评分主体 third：编号出现了 2 次"),
        ('assessor = "daily"', 'assessor = "daly"', "指标 3.1：评分主体“daly”不存在（是否想写“daily”？）"),
        ('stage = "bonus"', 'stage = "bonus"\nassessor = "daily"', "指标 4.1：assessor 只用于基本分指标"),
        ("points = 60", "points = 61", "方案：类别“县区”的门户网站的 由“日常考核”评的 base 指标合计 101 分，比 full 100 多 1 分"),
        ("count = 3", "count = 4", "方案：类别“部门和乡镇”的部门网站的 由“第三方评估”评的 base 指标合计 110 分"),
        ("count = 3", "count = 6", "抽取 topics：对门户网站只有 5 个指标可抽，不足 6 个"),
        ("count = 3", "count = 0", "抽取 topics：count 的值 0 有误；须为大于 0 的整数。"),
        ('prefix = "2"', 'prefix = "5"', "抽取 topics：编号 5. 之下没有指标"),
        (POOL, POOL + 'assessor = "daily"\n', "抽取 topics：2 之下的指标须同属一个阶段和一个评分主体"),
        (POOL + "points = 10", POOL + "points = 11", "抽取 topics：2 之下各指标分值不同"),
        ('[[draws]]', '[[draws]]\nid = "b"\ntitle = "b"\nprefix = "2"\ncount = 1\n\n[[draws]]', "抽取 topics：范围 2 与抽取 b 的 2 重叠"),
        ('kinds = ["department"]\n', 'kinds = ["portal"]\n', "类别 department“部门和乡镇”：它的对象都已归入前面的类别"),
        ('grades = [[85, "好"], [60, "一般"]]', 'grades = [[85, "好"], [61, "一般"]]', "类别 department：最低等次“一般”从 61 分起"),
        ('grades = [[85, "好"], [60, "一般"]]', "full = 90", "方案：类别“部门和乡镇”的部门网站的 由“第三方评估”评的 base 指标合计 100 分，比 full 90"),
        ('title = "县区"\n', "", "类别 county：缺少键“title”"),
        ('{"guide_incomplete" = 10', '{"guide_incomplete" = 16', "指标 1.1：elements 中“guide_incomplete”扣 16 分，须大于 0 且不超过本项分值 15"),
        ('{"guide_incomplete" = 10', '{"guide_incomplet" = 10', "指标 1.1：规则“guide_incomplet”不存在（是否想写“guide_incomplete”？）"),
        ('elements = {', 'rules = ["soft_404"]\nelements = {', "指标 1.1：规则“soft_404”没有写进 elements，不会扣分"),
        ('elements = {', 'per_fail = 1\nelements = {', "指标 1.1：per_fail、elements 是不同的扣分方式"),
        ('{"report_missing" = 0.6}', '{"report_missing" = 6}', "指标 1.2：caps 中“report_missing” 为 6，须在 0 与 1 之间"),
        ('{"report_missing" = 0.6}', '["report_missing"]', "指标 1.2：caps 的值 ['report_missing'] 有误；须为表"),
        ('["feedback_missing", 5, 0.5]', '["feedback_missing", 11]', "指标 1.3：ladder 各档得分 10、11 须从高到低"),
        ('["feedback_missing", 5, 0.5]', '["feedback_missing", 5, 2]', "折算比例为 2，须在 0 与 1 之间"),
        ('["feedback_missing", 5, 0.5]', '["feedback_missing"]', "指标 1.3：ladder 的值"),
        ('["feedback_missing", 5, 0.5]', '["home_stal", 5]', "指标 1.3：规则“home_stal”不存在"),
        ('["feedback_missing", 5, 0.5]', '["link_broken", 5]', "指标 1.5：“link_broken”与指标 1.3 的“link_broken”重复计分"),
        ("none_loses = 0.5", "none_loses = 0", "指标 1.4：none_loses 为 0，永不扣分"),
        ("none_loses = 0.5", "not_applicable_share = -1", "指标 1.4：not_applicable_share 为 -1，须在 0 与 1 之间"),
        ('since = "2020-01-01"', 'since = "2020-13-01"', "指标 1.4：since 的值 '2020-13-01' 有误；须为日期"),
        ('since = "2020-01-01"', 'since = "2020-01-02"\nuntil = "2020-01-01"', "since 2020-01-02 晚于 until 2020-01-01"),
        ('"不满意" = 0}', '"不满意" = 101}', "指标 3.2：options 中“不满意”为 101"),
        ('{"满意" = 100, "基本满意" = 80, "不满意" = 0}', '{"满意" = 100}', "指标 3.2：options 只有一种回答"),
        ('rules = ["interpretation_missing"]', 'rules = ["interpretation_missing"]\noptions = {"a" = 1, "b" = 2}', "指标 1.4：options 用于问卷"),
        ('note = "人工指标。"', 'note = "人工指标。"\nper_fail = 1', "指标 3.1：没有规则，per_fail 不起作用"),
        ('stage = "malus"', 'stage = "malus"\noptions = {"a" = 1, "b" = 2}', "指标 4.2：问卷不能用于倒扣"),
        ("veto_at = 1", "veto_at = 1\nnone_loses = 0.5", "指标 0.1：否决指标不计分；请删去 none_loses。"),
        ('stage = "malus"', 'stage = "malus"\nlevels = "县"', "指标 4.2：levels 的值 '县' 有误；须为文字的列表"),
        ("[[assessors]]", "[[assessor]]", "方案：不认识的键“assessor”（是否想写“assessors”？）"),
    ],
)  # fmt: skip
def test_every_problem_is_told(old: str, new: str, told: str) -> None:
    said = problems((old, new))
    assert any(told in problem for problem in said), said


def test_a_day_may_stand_without_quotes_and_dismissed_levels_are_named() -> None:
    assert problems(('since = "2020-01-01"', "since = 2020-01-01")) == []
    assert problems(("points = 20\nper_fail = 1", 'points = 20\nper_fail = 1\nlevels = ["县"]')) == []
    with_two = problems(
        ("points = 20\nper_fail = 1", 'points = 20\nper_fail = 1\nlevels = ["县"]'),
        ("points = 15\nper_fail = 3", 'points = 15\nper_fail = 3\nlevels = ["县", "市"]'),
    )
    assert any("类别“县区”的门户网站（市）的 由“第三方评估”评的 base 指标合计 80 分" in problem for problem in with_two)


LINES = [line for line in WHOLE.splitlines() if " = " in line and not line.startswith("#")]
JUNK = ['""', "[]", "{}", "0", "-1", "true", "nan", "1979-05-27", '["x"]', "[[1]]", '[["a", 1]]', '[["a", nan]]', "[{}]",
        '{ a = "b" }', "{ a = nan }", '{ "" = 1 }', '[["", 1, 2]]']  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(JUNK)), min_size=1, max_size=4))
def test_junk_is_refused_in_words_and_never_breaks_the_reader(changes: list[tuple[str, str]]) -> None:
    pairs = {line: f"{line.partition(' = ')[0]} = {junk}" for line, junk in changes}
    assert all(problem.endswith("。") for problem in problems(*pairs.items()))
