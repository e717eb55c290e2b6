"""Field sets and word lists: what is shipped loads; what is wrong is told whole."""

import tomllib

import pytest

from checks.headers.field_sets import FIELDS, HERE, SETS, HeaderDataError, field_set, read_fields
from checks.headers.terms import LISTS, TOPICS, Known, read_terms

GOOD = """
[fields]
index = ["索引号"]
made = ["生成日期"]
[[set]]
id = "any"
title = "其他"
source = "无"
signs = []
at_least = 0
required = []
may_be_empty = []
certain = false
"""


def problems(text: str) -> list[str]:
    with pytest.raises(HeaderDataError) as raised:
        read_fields(tomllib.loads(text))
    return raised.value.problems


def test_what_is_shipped() -> None:
    assert len(TOPICS) == 22 and {"主题分类", "体裁", "效力状况"} <= LISTS.keys()
    assert {"wuxi", "state_council", "guangdong", "anhui", "nantong", "any"} <= {one.id for one in SETS}
    assert "issued" in FIELDS and read_fields(tomllib.loads((HERE / "fields.toml").read_text("utf-8")))[1] == SETS


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        ("索引号 生成日期 公开日期 公开时限 公开形式 公开方式 公开范围 体裁", "wuxi"),
        ("索引号 主题分类 发文机关 成文日期 标题 发文字号 发布日期 主题词", "state_council"),
        ("索引号 发文机关 成文日期 发文字号 发布日期", "state_council"),
        ("索引号 分类 发布机构 成文日期 名称 文号 发布日期 主题词", "guangdong"),
        ("索引号 组配分类 发布机构 主题分类 名称 文号 生成日期 发布日期", "anhui"),
        ("索引号 分类 发布机构 文号 成文日期 发布日期 有效性", "nantong"),
        ("索引号 信息名称 内容概述 生成日期 文件编号", "lianyungang"),
        ("索引号 生成日期 公开方式 公开时限 公开范围", "any"),
        ("索引号 名称 发布机构 生成日期 公开日期 文号 主题分类 内容概述", "any"),
    ],
)
def test_the_set_that_a_header_shows(labels: str, kind: str) -> None:
    assert field_set(labels.split()).id == kind


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('made = ["生成日期"]', 'made = ["索引号"]'),
        ("required = []", 'required = ["编号"]'),
        ("may_be_empty = []", 'may_be_empty = ["编号"]'),
        ("at_least = 0", "at_least = 2"),
        ("certain = false", 'certain = "no"'),
        ('source = "无"', ""),
        ('source = "无"', 'source = "无"\nmore = 1'),
        ("at_least = 0", "at_least = true"),
    ],
)
def test_each_mistake_is_refused(old: str, new: str) -> None:
    read_fields(tomllib.loads(GOOD))
    assert all(one.endswith("。") for one in problems(GOOD.replace(old, new)))


def test_all_mistakes_are_told_at_once() -> None:
    wrong = GOOD.replace("required = []", 'required = ["甲", "乙"]').replace(
        "may_be_empty = []", 'may_be_empty = ["丙"]'
    )
    assert len(problems(wrong)) == 3


@pytest.mark.parametrize("data", [{}, {"topics": {"甲": []}}, {"topics": {"甲": []}, "list": [{"id": "x"}]}])
def test_lists_that_are_none(data: dict[str, object]) -> None:
    with pytest.raises(HeaderDataError) as raised:
        read_terms(data)
    assert all(one.endswith("。") for one in raised.value.problems)
    twice = {"topics": {"甲": []}, "list": [{"id": "a", "labels": ["体裁", "编号"], "source": "", "terms": []}] * 2}
    with pytest.raises(HeaderDataError) as raised:
        read_terms(twice)
    assert len(raised.value.problems) == 3


@pytest.mark.parametrize(
    ("label", "value", "known"),
    [
        ("主题分类", "科技、教育\\科技", Known.LISTED),
        ("主题分类", "综合政务 / 公民 / 通知", Known.LISTED),
        ("主题分类", "农业、林业、水利\\农业、畜牧业、渔业", Known.LISTED),
        ("主题分类", "气象、水文、测绘、地震", Known.LISTED),
        ("主题分类", "财政、金融、审计-货币(含外汇)", Known.ALIKE),
        ("主题分类", "财政、审计、教育", Known.LISTED),
        ("主题分类", "其他", Known.LISTED),
        ("主题分类", "通知", Known.STRANGE),
        ("主题分类", "城乡建设", Known.ALIKE),
        ("主题分类", "默认", Known.STRANGE),
        ("体裁", "命令（令）", Known.LISTED),
        ("体裁", "通知、意见", Known.LISTED),
        ("体裁", "新闻", Known.STRANGE),
        ("公开方式", "主动公开", Known.LISTED),
        ("公开方式", "主动公开、网站公开", Known.ALIKE),
    ],
)
def test_words(label: str, value: str, known: Known) -> None:
    assert LISTS[label].knows(value) is known


def test_every_subject_is_known_alone_and_under_its_head() -> None:
    for head, below in TOPICS.items():
        for one in below:
            for written in (one, f"{head}/{one}", f"{head}\\{one}", f"{head} > {one}", f"{head}，{one}"):
                assert LISTS["主题分类"].knows(written) is Known.LISTED, written
