"""What two schemes differ in, in words."""

from __future__ import annotations

from dataclasses import replace

from scoring_cases import D, indicator, scheme

from crawler.targets import Kind
from scoring.indicator import Rung
from scoring.parts import Assessor, Class
from scoring.scheme_diff import changes

ONE, TWO = indicator("1.1", points=D(60)), indicator("1.2", ("r1",), points=D(40))
BEFORE = scheme(ONE, TWO)


def test_the_same_scheme_has_no_changes():
    assert changes(BEFORE, BEFORE) == []


def test_weights_are_told_old_and_new():
    after = scheme(replace(ONE, points=D("62.5")), replace(TWO, points=D("37.5"), per_fail=D(5)), pass_mark=D(70))
    assert changes(BEFORE, after) == [
        "方案：合格线 60 → 70（+10）。",
        "指标 1.1“指标1.1”：分值 60 → 62.5（+2.5）。",
        "指标 1.2“指标1.2”：分值 40 → 37.5（-2.5）。",
        "指标 1.2“指标1.2”：每处扣分 （无） → 5。",
    ]


def test_rows_gone_come_and_moved():
    three = indicator("2.1", ("r2",), points=D(40))
    after = scheme(ONE, three, groups=(("1", "壹"), ("2", "二")))
    assert changes(BEFORE, after) == [
        "新增组 2“二”。",
        "组 1：名称 一 → 壹。",
        "删去指标 1.2“指标1.2”（40 分）。",
        "新增指标 2.1“指标2.1”（40 分）。",
    ]
    assert changes(BEFORE, scheme(TWO, ONE)) == ["指标：次序改变。"]


def test_every_other_field_is_told_in_words():
    after = replace(
        ONE,
        rules=("r0", "r2"),
        kinds=(Kind.PORTAL,),
        levels=("县", ""),
        stage="bonus",
        ladder=(Rung("r0:a", D(8)), Rung("r0:b", D(4), D("0.5"))),
        options=(("满意", D(100)),),
        basis="甲" * 100,
        note="改。",
    )
    told = [line.partition("：")[2] for line in changes(BEFORE, scheme(after, TWO))]
    assert told == [
        "环节 基本分 → 加分。",
        "规则增加“r2”。",
        "适用对象删去“部门网站”。",
        "层级增加“县、（空）”。",
        "依据的文字有改动。",
        "说明 （空） → 改。",
        "阶梯得分 （无） → r0:a 得 8；r0:b 得 4×0.5。",
        "选项分值 （无） → 满意 100。",
    ]


def test_classes_and_assessors():
    one = Class("a", "乡镇", (Kind.PORTAL,), D(1000), D(600), D(800), D(0), ((D(600), "合格"),))
    after = scheme(ONE, TWO, classes=(one,), assessors=(Assessor("t", "第三方", D(1)),))
    assert changes(BEFORE, after) == ["新增类别 a“乡镇”。", "新增评估方 t“第三方”。"]
    other = replace(after, classes=(replace(one, full=D(100), grades=((D(60), "合格"),)),))
    assert changes(after, other) == [
        "类别 a“乡镇”：满分 1000 → 100（-900）。",
        "类别 a“乡镇”：等次 600 合格 → 60 合格。",
    ]
