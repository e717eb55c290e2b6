"""元数据字段缺失: empty, or lacking where the site's other headers have it; what may rightly be empty stays silent."""

from pathlib import Path

import pytest
from sites import findings, header, outcomes, page, record, rows, said, site

RULE = "record_field_missing"
WUXI = {
    "索引号": "014046317/2026-00012", "生成日期": "2026-11-02", "公开日期": "2026-11-05", "文件编号": "澄政办发〔2026〕12号", "公开时限": "长期公开",
    "发布机构": "澄湖市人民政府办公室", "公开形式": "网站", "公开方式": "主动公开", "公开范围": "面向社会", "效力状况": "有效", "公开程序": "审核后公开",
    "主题(一)": "综合政务", "主题(二)": "政务公开", "体裁": "通知", "关键词": "防汛", "分类词": "文秘", "文件下载": "<a href='/a.doc'>下载</a>", "内容概况": "部署防汛。",
}  # fmt: skip


def wuxi(**changed: str | None) -> str:
    return rows(*[(label, value) for label, value in (WUXI | changed).items() if value is not None])


def judge(tmp_path: Path, *headers: str, body: str = "") -> list[tuple[str, str]]:
    pages = {f"/{number}.html": record(head, body=body) for number, head in enumerate(headers)}
    return outcomes(RULE, site(tmp_path, {"/": page()} | pages))


def test_whole_headers(tmp_path: Path) -> None:
    assert judge(tmp_path, wuxi(), header()) == [("pass", ""), ("pass", "")]


@pytest.mark.parametrize(
    "label", ["索引号", "发布机构", "公开日期", "体裁", "文件下载", "内容概况", "效力状况", "关键词"]
)
@pytest.mark.parametrize("value", ["", " ", "&nbsp;", "　", "——", "/"])
def test_an_empty_field(tmp_path: Path, label: str, value: str) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(wuxi(**{label: value}))}))
    assert (found.outcome, found.item) == ("fail", label) and label in found.message and found.sha256


def test_an_empty_number_where_the_document_has_none(tmp_path: Path) -> None:
    assert judge(tmp_path, wuxi(文件编号="")) == [("pass", "")]
    assert judge(tmp_path, wuxi(分类词="")) == [("pass", "")]


def test_an_empty_number_where_the_document_shows_one(tmp_path: Path) -> None:
    assert judge(tmp_path, wuxi(文件编号=""), body="<p>澄政办发〔2026〕12号</p>") == [("fail", "文件编号")]


@pytest.mark.parametrize("changed", [{"废止日期": ""}, {"失效日期": ""}, {"有效期": ""}, {"主题词": ""}])
def test_what_may_rightly_be_empty(tmp_path: Path, changed: dict[str, str]) -> None:
    assert judge(tmp_path, header(**changed)) == [("pass", "")]


@pytest.mark.parametrize("label", ["附件", "附件下载"])
def test_a_document_without_attachments(tmp_path: Path, label: str) -> None:
    assert judge(tmp_path, header(**{label: ""})) == [("pass", "")]


@pytest.mark.parametrize("value", ["<img src='/v.png'>", "<a href='/a.doc'></a>", "<button></button>", "0"])
def test_pictures_links_and_buttons_are_values(tmp_path: Path, value: str) -> None:
    assert judge(tmp_path, wuxi(文件下载=value)) == [("pass", "")]


def test_a_field_of_the_wuxi_kind_that_is_absent(tmp_path: Path) -> None:
    assert judge(tmp_path, wuxi(公开程序=None)) == [("fail", "公开程序")]


def test_jiangyin_names_some_fields_otherwise(tmp_path: Path) -> None:
    renamed = {
        "索引号": None,
        "信息索引号": "1/2026-00001",
        "内容概况": None,
        "内容概述": "部署防汛。",
        "分类词": None,
        "有效期": "长期",
    }
    renamed |= {"主题(一)": None, "主题(二)": None, "主题(一级)": "综合政务", "主题(二级)": "政务公开"}
    assert judge(tmp_path, wuxi(**renamed)) == [("pass", "")]


def test_a_field_that_most_headers_have(tmp_path: Path) -> None:
    whole, less = header(), header(主题分类=None)  # type: ignore[arg-type]
    assert judge(tmp_path, whole, whole, less) == [("fail", "主题分类"), ("pass", ""), ("pass", "")]
    assert judge(tmp_path, whole, less) == [("pass", ""), ("pass", "")]  # two are not enough to speak of most
    assert judge(tmp_path, whole, less, less) == [("pass", "")] * 3  # a third is not most


def test_another_name_for_it_is_no_absence(tmp_path: Path) -> None:
    other = header(生成日期=None, 成文日期="2026-11-02")  # type: ignore[arg-type]
    assert judge(tmp_path, header(), header(), header(), other) == [("pass", "")] * 4


def test_an_absent_number_where_empty_rows_are_hidden_is_a_suspicion(tmp_path: Path) -> None:
    pages = {f"/{n}.html": record(header()) for n in range(3)} | {"/x.html": record(header(文号=None))}  # type: ignore[arg-type]
    found = [one for one in findings(RULE, site(tmp_path, {"/": page()} | pages)) if one.outcome == "fail"]
    assert [(one.item, one.certain) for one in found] == [("文号", False)]


@pytest.mark.parametrize(
    "body",
    [
        rows(
            ["索引号", "标题", "发布机构", "发布日期"],
            ["1/2026-1", "<a href='/a.html'>通知</a>", "市政府", "2026-11-01"],
        ),
        "<ul><li>索引号</li><li>名称</li><li>发文机关</li><li>发布日期</li></ul>",
        "<form>索引号：<input> 文号：<input> 发布机构：<input></form>",
        "<p>附件：登记表</p>"
        + rows(["标题", ""], ["文号", ""], ["发布机构", ""], ["公开方式", ""], ["公开范围", ""], ["公开时限", ""]),
    ],
)
def test_lists_and_forms_are_no_headers(tmp_path: Path, body: str) -> None:
    assert said(RULE, site(tmp_path, {"/": page(), "/l.html": page(body)})) == {"not_applicable"}


def certainties(tmp_path: Path, *headers: str) -> list[tuple[str, bool]]:
    pages = {f"/{number}.html": record(head) for number, head in enumerate(headers)}
    found = findings(RULE, site(tmp_path, {"/": page()} | pages))
    return sorted((one.item, one.certain) for one in found if one.outcome == "fail")


def test_a_layout_of_its_own_is_a_suspicion(tmp_path: Path) -> None:
    whole = [header()] * 9
    other = header(主题分类=None, 内容概述=None)  # type: ignore[arg-type]
    assert certainties(tmp_path, *whole, other) == [("主题分类", True), ("内容概述", True)]
    assert certainties(tmp_path, *whole, other, other, other) == [("主题分类", False)] * 3 + [("内容概述", False)] * 3
    brief = header(主题分类=None, 内容概述=None, 名称=None, 生成日期=None)  # type: ignore[arg-type]
    assert {certain for _, certain in certainties(tmp_path, *whole, brief)} == {False}


SIX = {"索引号": "000014349/2026-00012", "主题分类": "科技、教育", "发文机关": "国务院办公厅", "成文日期": "2026年11月02日",
       "发文字号": "国办发〔2026〕12号", "发布日期": "2026年11月05日", "主题词": ""}  # fmt: skip


def test_the_six_fields_of_the_state_council(tmp_path: Path) -> None:
    assert certainties(tmp_path, rows(*SIX.items())) == []
    for label in ("主题分类", "发布日期"):
        assert certainties(tmp_path, rows(*[pair for pair in SIX.items() if pair[0] != label])) == [(label, False)]


@pytest.mark.parametrize("label", ["文号", "成文日期"])
def test_what_anhui_may_leave_empty(tmp_path: Path, label: str) -> None:
    fields = {"索引号": "11341702486344515H/202611-00013", "组配分类": "政策文件", "发布机构": "贵池区人民政府", "名称": "方案",
              "文号": "贵政办〔2026〕30号", "成文日期": "2026-11-02", "发布日期": "2026-11-05"}  # fmt: skip
    assert certainties(tmp_path, rows(*(fields | {label: ""}).items())) == []
    assert certainties(tmp_path, rows(*(fields | {"发布机构": ""}).items())) == [("发布机构", True)]


def test_the_day_of_issue_stands_for_either(tmp_path: Path) -> None:
    only = header(生成日期=None, 公开日期=None, 发文日期="2026-11-05")  # type: ignore[arg-type]
    assert certainties(tmp_path, header(), header(), header(), only) == []
