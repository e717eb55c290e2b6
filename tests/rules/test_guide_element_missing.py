"""办事指南要素缺失: each class under its many names, in many shapes; empty ones; and what counts as there."""

from pathlib import Path

import pytest
from sites import fails, findings, page, rows, said, site
from test_guide_incomplete import ELEMENTS, NAME, guide, home

RULE = "guide_element_missing"


def judged(tmp_path: Path, text: str) -> list[str]:
    return fails(RULE, site(tmp_path, home() | {"/bs/1.html": text}))


def body(labels: dict[str, str], shape: str) -> str:
    drawn = "".join(shape.format(label, value) for label, value in labels.items())
    return page(f"<h1>{NAME}</h1>{drawn}", title=NAME)


@pytest.mark.parametrize("name", [name for name in ELEMENTS if name != "事项名称"])
def test_each_class(tmp_path: Path, name: str) -> None:
    labels = {**ELEMENTS, "办理时间": "全年", "办理流程": "见窗口指引", "办理地点": "水务局"}
    labels.pop(name)
    assert judged(tmp_path, body(labels, "<p>{}：{}</p>")) == [name]


@pytest.mark.parametrize(
    "shape",
    ["<p>{}：{}</p>", "<h3>{}</h3><div>{}</div>", "<p><b>一、{}</b></p><p>{}</p>", "<p>【{}】{}</p>", "<dl><dt>{}：</dt><dd>{}</dd></dl>",
     "<div><span>{}</span> <span>{}</span></div>", "<p>（三）{}</p><p>{}</p>", "<li><em>{}:</em>{}</li>", "<h4><img src=i.png>{}</h4><p>{}</p>"],
)  # fmt: skip
def test_shapes(tmp_path: Path, shape: str) -> None:
    assert judged(tmp_path, body(ELEMENTS, shape)) == []
    lacking = {name: value for name, value in ELEMENTS.items() if name != "联系电话"}
    assert judged(tmp_path, body(lacking, shape)) == ["联系电话"]


@pytest.mark.parametrize(
    ("name", "label"),
    [("设定依据", "法律依据"), ("设定依据", "办理依据"), ("申请条件", "受理条件"), ("申请条件", "准予批准的条件"), ("申请条件", "适用范围"),
     ("办理材料", "申报材料"), ("办理材料", "所需提交的材料"), ("办理材料", "申请材料目录"), ("办理地点", "办公地址"), ("办理地点", "受理地点"),
     ("办理地点", "办理窗口"), ("办理时间", "承诺办结时限"), ("办理时间", "法定时限"), ("办理时间", "办公时间"), ("联系电话", "咨询电话"),
     ("联系电话", "监督投诉电话"), ("联系电话", "咨询方式"), ("办理流程", "办理流程图"), ("办理流程", "审批程序"), ("办理流程", "办理步骤")],
)  # fmt: skip
def test_real_life_names(tmp_path: Path, name: str, label: str) -> None:
    labels = {(label if name == one else one): value for one, value in ELEMENTS.items()}
    labels[label] = "以水务局规定为准，具备取水能力的单位"
    assert judged(tmp_path, body(labels, "<h3>{}</h3><p>{}</p>")) == []


@pytest.mark.parametrize("value", ["", "&nbsp;", "/", "——", "暂无"])
def test_a_label_with_nothing_to_it(tmp_path: Path, value: str) -> None:
    (found,) = findings(
        RULE, site(tmp_path, home() | {"/bs/1.html": body({**ELEMENTS, "联系电话": value}, "<p>{}：{}</p>")})
    )
    assert (found.outcome, found.item) == ("fail", "联系电话") and "无内容" in found.message


@pytest.mark.parametrize("value", ["详见附件", "见附件2", "点击查看"])
def test_what_is_pointed_to_is_there_and_noted(tmp_path: Path, value: str) -> None:
    text = body({**ELEMENTS, "办理材料": value}, "<p>{}：{}</p>")
    (found,) = findings(RULE, site(tmp_path, home() | {"/bs/1.html": text}))
    assert found.outcome == "pass" and "见附件或详见他处" in found.message


def test_a_catch_all_is_noted(tmp_path: Path) -> None:
    text = body({**ELEMENTS, "办理材料": "申请书；其他有关材料"}, "<p>{}：{}</p>")
    (found,) = findings(RULE, site(tmp_path, home() | {"/bs/1.html": text}))
    assert found.outcome == "pass" and "其他有关材料" in found.message


def test_a_flow_chart_is_a_flow(tmp_path: Path) -> None:
    assert judged(tmp_path, body({**ELEMENTS, "办理流程": '<img src="/lc.png">'}, "<h3>{}</h3><p>{}</p>")) == []


def test_the_foot_of_the_site_is_not_the_guides(tmp_path: Path) -> None:
    foot = "<div><p>联系电话：0510-80990001</p><p>地址：人民路1号</p><p>ICP备20260001号</p></div>"
    text = guide("联系电话", more=foot)
    pages = {"/": page('<a href="/bs/1.html">取水许可</a>' + foot), "/bs/1.html": text}
    assert fails(RULE, site(tmp_path, pages)) == ["联系电话"]


def test_a_kind_of_applicant_is_no_condition(tmp_path: Path) -> None:
    labels = {name: value for name, value in ELEMENTS.items() if name != "申请条件"} | {"服务对象": "自然人"}
    assert judged(tmp_path, body(labels, "<p>{}：{}</p>")) == ["申请条件"]


def test_empty_cells_of_a_table_side_by_side(tmp_path: Path) -> None:
    cells = {**ELEMENTS, "办理地点": "", "办理时间": "", "联系电话": ""}
    text = page(f"<h1>{NAME}</h1>{rows(*cells.items())}", title=NAME)
    assert judged(tmp_path, text) == ["办理地点", "办理时间", "联系电话"]


def test_more_than_three_are_told_by_the_other_rule(tmp_path: Path) -> None:
    text = guide("设定依据", "办理地点", "联系电话", "办理时间")
    assert said(RULE, site(tmp_path, home() | {"/bs/1.html": text})) == {"not_applicable"}
