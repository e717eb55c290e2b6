"""办事指南要素严重缺失: four classes lacking are a fault, three are not; and what is no guide is not judged."""

from pathlib import Path

import pytest
from sites import article, findings, page, rows, said, site

RULE = "guide_incomplete"
ELEMENTS = {
    "事项名称": "取水许可",
    "设定依据": "《水法》第七条",
    "申请条件": "符合取水规划",
    "办理材料": "申请书、论证报告",
    "办理地点": "人民路8号",
    "办理时间": "工作日",
    "联系电话": "80990071",
    "办理流程": "申请、受理、决定",
}
NAME = "取水许可办事指南"


def guide(*without: str, title: str = NAME, more: str = "") -> str:
    kept = [(name, value) for name, value in ELEMENTS.items() if name not in without]
    return page(f"<h1>{title}</h1>{rows(*kept)}{more}", title=f"{title}_澄湖市人民政府")


def home(*more: str) -> dict[str, str]:
    return {"/": page('<a href="/bs/1.html">取水许可</a><p>联系电话：0510-80990001</p>' + "".join(more))}


@pytest.mark.parametrize(
    ("without", "outcome"),
    [
        ((), "pass"),
        (("设定依据", "办理地点", "联系电话"), "pass"),
        (("设定依据", "办理地点", "联系电话", "办理时间"), "fail"),
        (("设定依据", "办理地点", "联系电话", "办理时间", "办理流程"), "fail"),
    ],
)
def test_both_sides_of_four(tmp_path: Path, without: tuple[str, ...], outcome: str) -> None:
    (found,) = findings(RULE, site(tmp_path, home() | {"/bs/1.html": guide(*without)}))
    assert found.outcome == outcome and found.item == NAME
    assert f"缺 {len(without)} 类" in found.message
    if outcome == "fail":
        assert all(name in found.message for name in without) and "申请条件" in found.quote


def test_one_finding_a_guide_and_one_for_a_page_at_two_addresses(tmp_path: Path) -> None:
    bad = guide("设定依据", "办理地点", "联系电话", "办理时间")
    pages = {"/bs/1.html": bad, "/bs/copy.html": bad, "/bs/2.html": bad.replace("取水", "采砂")}
    found = findings(RULE, site(tmp_path, home() | pages))
    assert [one.item for one in found if one.outcome == "fail"] == [NAME, "采砂许可办事指南"]


@pytest.mark.parametrize(
    "title",
    ["关于印发取水许可办事指南的通知", "我县推出取水许可办事指南", "取水许可办事指南发布", "水务局办事指南汇编", "办事指南", "政府信息公开指南",
     "2026年科技项目申报指南", "水资源规划"],
)  # fmt: skip
def test_what_only_tells_of_guides_is_none(tmp_path: Path, title: str) -> None:
    text = guide("设定依据", "办理地点", "联系电话", "办理时间", "办理流程", title=title)
    assert said(RULE, site(tmp_path, home() | {"/bs/1.html": text})) == {"not_applicable"}


@pytest.mark.parametrize(
    "more",
    ['<p><img src="/zn.jpg"></p>', '<p><a href="/zn.pdf">取水许可办事指南.pdf</a></p>', '<script src="/js/guide.js"></script>', "<p>{{item.phone}}</p>",
     '<iframe src="/guide/frame.html"></iframe>'],
)  # fmt: skip
def test_a_guide_that_stands_in_something_else_is_not_measured(tmp_path: Path, more: str) -> None:
    text = guide("设定依据", "办理地点", "联系电话", "办理时间", more=more)
    assert said(RULE, site(tmp_path, home() | {"/bs/1.html": text})) == {"not_measured"}


def test_a_script_that_every_page_has_draws_no_guide(tmp_path: Path) -> None:
    common = '<script src="/js/share.js"></script>'
    text = guide("设定依据", "办理地点", "联系电话", "办理时间", more=common)
    pages = {"/bs/1.html": text, "/a.html": article("水务工作例会", "2026-10-10", common)}
    assert said(RULE, site(tmp_path, home() | pages)) == {"fail"}


def test_a_page_that_labels_five_classes_is_a_guide_by_any_name(tmp_path: Path) -> None:
    text = guide("设定依据", "办理地点", "联系电话", title="取水许可新办")
    assert said(RULE, site(tmp_path, home() | {"/bs/1.html": text})) == {"pass"}


def test_without_guides(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page("<p>无</p>")})) == {"not_applicable"}
    assert said(RULE, site(tmp_path, {"/": page("<p>无</p>")}, finished=False)) == {"not_measured"}
