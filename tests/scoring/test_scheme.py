"""Schemes are read whole or refused with every problem."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scoring_cases import D, card

from checks.content.catalogue import load_catalogue
from checks.rule import ACCOUNTS, SITES, load_rules
from crawler.targets import Kind
from scoring.consistency import names
from scoring.scheme import SHIPPED, Indicator, SchemeError, list_schemes, load_scheme, unweighed_rules

RULES = {rule: card(rule) for rule in ("home_stale", "link_broken", "mark_missing", "channel_blank")}
RULES |= {"post_stale": card("post_stale", ACCOUNTS), "portal_only": card("portal_only", (Kind.PORTAL,))}

WHOLE = """
id = "trial"
title = "试行方案"
version = "1"
basis = "某办法"
note = "示例"
full = 100
pass_mark = 60
bonus_above = 80
bonus_full = 10
not_applicable_share = 0.8
grades = [[90, "优秀"], [60, "合格"]]

[groups]
0 = "否决"
1 = "一"
2 = "加分"

[[indicators]]
id = "0.1"
title = "首页不更新"
basis = "某条"
kinds = ["portal", "department"]
rules = ["home_stale"]
stage = "veto"
veto_at = 1

[[indicators]]
id = "1.1"
title = "链接"
basis = "某条"
kinds = ["portal", "department"]
rules = ["link_broken"]
points = 60
per_fail = 0.5

[[indicators]]
id = "1.2"
title = "标识"
basis = "某条"
kinds = ["portal", "department"]
rules = ["mark_missing:icp"]
points = 40

[[indicators]]
id = "2.1"
title = "创新"
basis = "某条"
kinds = ["portal", "department"]
rules = []
stage = "bonus"
points = 10
note = "人工指标"
"""


@pytest.fixture
def problems(tmp_path):
    """The problems of the whole scheme after replacing some of its text."""

    def told(*changes: tuple[str, str], text: str = WHOLE) -> list[str]:
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / "trial.toml").write_text(text, encoding="utf-8")
        try:
            load_scheme(str(tmp_path / "trial.toml"), RULES)
        except SchemeError as refused:
            assert all(problem in str(refused) for problem in refused.problems)
            return [problem.removeprefix("trial.toml：") for problem in refused.problems]
        return []

    return told


def test_a_sound_scheme_is_read(tmp_path):
    (tmp_path / "trial.toml").write_bytes(b"\xef\xbb\xbf" + WHOLE.encode())
    scheme = load_scheme(str(tmp_path / "trial.toml"), RULES)
    assert (scheme.full, scheme.not_applicable_share, scheme.void_above_share) == (D(100), D("0.8"), D("0.5"))
    assert scheme.grades == ((D(90), "优秀"), (D(60), "合格"))
    assert scheme.groups == (("0", "否决"), ("1", "一"), ("2", "加分"))
    assert scheme.indicators[1] == Indicator(
        "1.1", "链接", "某条", SITES, ("link_broken",), points=D(60), per_fail=D("0.5")
    )
    assert unweighed_rules(scheme, RULES) == ("channel_blank", "portal_only", "post_stale")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("full = 100", "ful = 100", "方案：不认识的键“ful”（是否想写“full”？）；请改正或删去。"),
        ('version = "1"\n', "", "方案：缺少键“version”；请补上。"),
        ("pass_mark = 60", 'pass_mark = "60"', "方案：pass_mark 的值 '60' 有误；须为数字，不加引号。"),
        ("pass_mark = 60", "pass_mark = 60.001", "须为至多两位小数的数字"),
        ("pass_mark = 60", "pass_mark = nan", "须为至多两位小数的数字"),
        ("pass_mark = 60", "pass_mark = 1e40", "须为至多两位小数的数字"),
        ("pass_mark = 60", "pass_mark = true", "须为数字，不加引号"),
        ("pass_mark = 60", "pass_mark = 50", "最低等次“合格”从 60 分起，高于及格线 50"),
        ("bonus_above = 80", "bonus_above = 101", "方案：bonus_above 为 101，须在 0 与满分 100 之间。"),
        ("not_applicable_share = 0.8", "not_applicable_share = 1.5", "not_applicable_share 为 1.5，须在 0 与 1 之间。"),
        ('note = "示例"', 'note = " "', "方案：note 的值 ' ' 有误；须为文字，加引号，不留空。"),
        ('[[90, "优秀"]', '[[50, "优秀"]', "方案：等次“优秀”（50）与“合格”（60）没有从高到低排列；请调整 grades。"),
        ('grades = [[90, "优秀"], [60, "合格"]]', "grades = []", "方案：grades 的值 [] 有误"),
        ('2 = "加分"', "2 = 3", "方案：groups 的值"),
        ('2 = "加分"', '2 = "加分"\n3 = "空"', "组 3“空”：没有指标；请补指标或删去这一组。"),
        ('2 = "加分"\n', "", "指标 2.1：不属于任何一组；请在 [groups] 中补上它的上级编号。"),
        ('id = "1.2"', 'id = "11.2"', "指标 11.2：不属于任何一组"),
        ('id = "1.2"', 'id = "1.1"', "指标 1.1：编号出现了 2 次；每个指标请用不同的编号。"),
        ('id = "1.2"\n', "", "第 3 个指标：缺少键“id”；请补上。"),
        ("points = 40", "point = 40", "指标 1.2：不认识的键“point”（是否想写“points”？）"),
        ("points = 40", "points = 30", "方案：门户网站的 base 指标合计 90 分，比 full 100 少 10 分；请调整 points。"),
        ("points = 40", "points = 40.5", "方案：部门网站的 base 指标合计 100.5 分，比 full 100 多 0.5 分"),
        ("points = 40", "points = -40", "指标 1.2：points 为负数 -40；请改为 0 或正数。"),
        ("points = 40", "points = 40\nper_fail = 41", "per_fail 41 大于 points 40；每处扣分不能超过本项分值。"),
        ("points = 40", "points = 40\nper_fail = 0", "指标 1.2：per_fail 为 0，须大于 0"),
        ("points = 40", "points = 40\nveto_at = 1", "指标 1.2：veto_at 只用于否决指标"),
        ("points = 10", "points = 9", "方案：门户网站的 bonus 指标合计 9 分，比 bonus_full 10 少 1 分"),
        ("points = 10", "points = 0", "方案：bonus_full 为 10，却没有加分指标"),
        ("veto_at = 1", "points = 1\nveto_at = 1", "指标 0.1：否决指标不计分；请删去 points 和 per_fail。"),
        ("veto_at = 1\n", "", "指标 0.1：否决指标缺少 veto_at；请写明几处不符合即否决。"),
        ("veto_at = 1", "veto_at = 0", "指标 0.1：veto_at 的值 0 有误；须为大于 0 的整数。"),
        ('stage = "veto"', 'stage = "vetoo"', "stage“vetoo”不存在（是否想写“veto”？）"),
        (
            '"link_broken"',
            '"link_brokn"',
            "指标 1.1：规则“link_brokn”不存在（是否想写“link_broken”？）；请改正或删去。",
        ),
        ('"mark_missing:icp"', '"post_stale"', "规则“post_stale”不适用于本指标的任何一类对象（门户网站、部门网站）"),
        ('"mark_missing:icp"', '"portal_only"', "指标 1.2：对部门网站没有一条规则适用"),
        ('"mark_missing:icp"', '"mark_missing:"', "指标 1.2：“mark_missing:”写法有误"),
        ('"mark_missing:icp"', '"mark_missing:a*b"', "指标 1.2：“mark_missing:a*b”写法有误"),
        (
            '"mark_missing:icp"',
            '"link_broken:home"',
            "指标 1.2：“link_broken:home”与指标 1.1 的“link_broken”重复计分；请删去一处。",
        ),
        ('["mark_missing:icp"]', "[]", "指标 1.2：没有规则；请写明 rules，或在 note 中说明这是人工指标。"),
        ('["mark_missing:icp"]', '"mark_missing"', "指标 1.2：rules 的值 'mark_missing' 有误"),
        ('kinds = ["portal", "department"]', 'kinds = ["sites"]', "指标 0.1：kinds 的值 ['sites'] 有误；须为列表"),
        ("bonus_full = 10", "bonus_full = -10", "方案：bonus_full 为负数 -10"),
        ("bonus_full = 10", "bonus_full = 10\nvoid_above_share = 2", "void_above_share 为 2，须在 0 与 1 之间。"),
    ],
)
def test_every_problem_is_told(problems, old, new, told):
    assert any(told in problem for problem in problems((old, new)))


def test_problems_are_told_all_at_once_and_no_other(problems):
    said = problems(
        ("full = 100", "full = 100\ncolour = 1"),
        ('title = "链接"\n', ""),
        ("points = 40", "points = 30"),
        ('"home_stale"', '"home_stal"'),
    )
    assert said == [
        "方案：不认识的键“colour”；请改正或删去。",
        "指标 1.1：缺少键“title”；请补上。",
        "指标 0.1：规则“home_stal”不存在（是否想写“home_stale”？）；请改正或删去。",
        "方案：门户网站的 base 指标合计 90 分，比 full 100 少 10 分；请调整 points。",
        "方案：部门网站的 base 指标合计 90 分，比 full 100 少 10 分；请调整 points。",
    ]


def test_a_sum_is_not_blamed_when_a_summand_could_not_be_read(problems):
    assert problems(("points = 40", 'points = "40"')) == [
        "指标 1.2：points 的值 '40' 有误；须为数字，不加引号。",
    ]


def test_what_is_no_scheme_at_all_is_told_plainly(problems, tmp_path):
    assert "TOML 语法有误" in problems(("full = 100", "full = "))[0]
    assert "没有指标" in problems(text=WHOLE.partition("[[indicators")[0])[0]
    (tmp_path / "gbk.toml").write_bytes('note = "示例"'.encode("gbk"))
    with pytest.raises(SchemeError, match="不是 UTF-8 编码"):
        load_scheme(str(tmp_path / "gbk.toml"), RULES)
    with pytest.raises(SchemeError, match=r"没有方案“jiangsu”；请用自带方案名（.*jiangsu_2020"):
        load_scheme("jiangsu", RULES)


LINES = [line for line in WHOLE.splitlines() if " = " in line]
JUNK = ['""', "[]", "{}", "0", "-1", "true", "nan", "1979-05-27", '["x"]', "[[1]]", '[["a", 1]]', "[{}]", '{ a = "b" }']


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(JUNK)), min_size=1, max_size=4))
def test_junk_is_refused_in_words_and_never_breaks_the_reader(problems, changes):
    text = WHOLE
    for line, junk in changes:
        text = text.replace(line, f"{line.partition(' = ')[0]} = {junk}")
    assert all(problem.endswith("。") for problem in problems(text=text))


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("link_broken:a*", "link_broken:ab", True),
        ("link_broken:ab", "link_broken:a*", True),
        ("link_broken:a*", "link_broken:ab*", True),
        ("link_broken:a", "link_broken:ab*", False),
        ("link_broken:a", "link_broken:b", False),
        ("link_broken:a*", "link_broken:b*", False),
        ("link_broken:*", "link_broken:b", True),
        ("link_broken", "mark_missing", False),
    ],
)
def test_one_fault_may_not_be_charged_under_two_indicators(problems, one, other, overlap):
    said = problems(('"link_broken"', f'"{one}"'), ('"mark_missing:icp"', f'"{other}"'))
    assert any("重复计分" in problem for problem in said) == overlap
    apart = problems(
        ('"link_broken"', f'"{one}"'),
        ('"mark_missing:icp"', f'"{other}"'),
        ('kinds = ["portal", "department"]\nrules = ["' + other, 'kinds = ["department"]\nrules = ["' + other),
        ('kinds = ["portal", "department"]\nrules = ["' + one, 'kinds = ["portal"]\nrules = ["' + one),
    )
    assert not any("重复计分" in problem for problem in apart)


@pytest.mark.parametrize(
    ("reference", "item", "taken"),
    [("r", "x", True), ("r:x", "x", True), ("r:x", "xy", False), ("r:x*", "xy", True), ("r:x*", "", True)],
)
def test_references_name_items(reference, item, taken):
    assert names(reference, "r", item) is taken
    assert names(reference, "other", item) is False


# ---- the schemes that are shipped

ISSUED = load_rules()


@pytest.mark.parametrize("name", list_schemes())
def test_shipped_schemes_are_sound(name):
    scheme = load_scheme(name, ISSUED)
    assert scheme.id == name
    assert load_scheme(str(SHIPPED / f"{name}.toml"), ISSUED) == scheme


def test_the_jiangsu_example_weighs_every_issued_rule_and_says_whose_weights_they_are():
    scheme = load_scheme("jiangsu_2020", ISSUED)
    assert unweighed_rules(scheme, ISSUED) == ()
    assert "65号未规定分值；以下分值为示例，请按本地考核办法修改" in scheme.note
    for kind in Kind:
        rows = [row for row in scheme.indicators if kind in row.kinds]
        assert sum(row.points for row in rows if row.stage == "base") == 100
        assert all("示例分值" in row.note for row in rows if row.points)
    vetoes = {(row.rules[0], row.veto_at) for row in scheme.indicators if row.stage == "veto" and row.rules}
    assert vetoes == {
        ("home_unreachable", 1), ("home_stale", 1), ("channel_stale", 5), ("channel_dormant", 10), ("channel_blank", 5),
        ("consultation_missing", 1), ("service_missing", 1), ("guide_incomplete", 5),
    }  # fmt: skip


def test_the_jiangsu_example_weighs_each_item_of_the_catalogue_once():
    scheme = load_scheme("jiangsu_2020", ISSUED)
    for content in load_catalogue():
        rows = [row for row in scheme.indicators if any(names(ref, "content_missing", content.id) for ref in row.rules)]
        portal = [row for row in rows if Kind.PORTAL in row.kinds]
        assert len(portal) == (not content.id.startswith("jc-")) and len(rows) - len(portal) == 1, content.id


def test_the_national_scheme_has_its_tree_without_points_and_an_example_beside_it():
    scheme, example = (load_scheme(name, ISSUED) for name in ("national_2019", "national_2019_example"))
    assert [row.id for row in scheme.indicators] == [row.id for row in example.indicators]
    assert not any(row.points for row in scheme.indicators)
    assert sum(row.points for row in example.indicators if row.stage == "base") == 100
    assert all("示例分值" in row.note for row in example.indicators if row.stage == "base")
    charged = {row.rules[0] for row in scheme.indicators if row.stage == "veto" and row.rules}
    assert charged == {
        "home_unreachable", "home_stale", "channel_stale", "channel_dormant", "channel_blank", "consultation_missing",
        "service_missing", "guide_incomplete", "post_stale",
    }  # fmt: skip
