"""Metadata headers: every pair comes back, whatever the table looks like; what only looks like one stays none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import page, read, rows

from checks.facts.records import Record
from checks.headers.field_sets import FIELDS

LABELS = sorted(label for labels in FIELDS.values() for label in labels)
VALUES = st.text("甲乙丙丁戊己庚辛壬癸0123456789-/〔〕、", min_size=1, max_size=12).filter(
    lambda text: text not in LABELS
)
WWW = """<table><tbody><tr><td>
<table><tbody><tr><td width="60"><b>索 引 号：</b></td><td>000014349/2019-00012</td><td><b>主题分类：</b></td><td>科技、教育\\科技</td></tr>
<tr><td><b>发文机关：</b></td><td>国务院办公厅</td><td><b>成文日期：</b></td><td>2019年02月02日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">国务院办公厅关于抓好赋予科研机构和人员更大自主权有关文件贯彻落实工作的通知</td></tr>
<tr><td><b>发文字号：</b></td><td>国办发〔2018〕127号</td><td><b>发布日期：</b></td><td>2019年02月15日</td></tr>
<tr><td><b>主 题 词：</b></td><td colspan="3"></td></tr></tbody></table></td></tr></tbody></table>"""


def record(body: str) -> Record | None:
    return read(page(body)).record


def values(body: str) -> dict[str, str]:
    found = record(body)
    return {field.name: field.value for field in found.fields} if found else {}


def known(pairs: dict[str, str]) -> bool:
    """Would these pairs be enough to make a header?"""
    names = {Record.name_of(label) for label in pairs}
    core = {"index", "made", "opened", "number", "publisher", "term", "topic", "genre", "validity", "summary"}
    return len(names) >= 4 and len(names & core) >= 3


PAIRS = st.dictionaries(st.sampled_from(LABELS), VALUES, min_size=4, max_size=14).filter(known)


@given(PAIRS, st.integers(1, 4), st.sampled_from(["", "：", ":", " ：", "　:"]), st.sampled_from(["td", "th"]))
def test_any_table_of_pairs_comes_back(pairs: dict[str, str], wide: int, colon: str, tag: str) -> None:
    flat = [f"<{tag}>{label}{colon}</{tag}><td>{value}</td>" for label, value in pairs.items()]
    lines = ["".join(flat[n : n + wide]) for n in range(0, len(flat), wide)]
    found = record("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")
    assert found and {field.label: field.value for field in found.fields} == pairs


@given(PAIRS, st.sampled_from(["dl", "p", "li", "td"]))
def test_any_list_of_pairs_comes_back(pairs: dict[str, str], kind: str) -> None:
    if kind == "dl":
        body = "<dl>" + "".join(f"<dt>{label}：</dt><dd>{value}</dd>" for label, value in pairs.items()) + "</dl>"
    elif kind == "td":
        body = rows(*[[f"{label}：{value}"] for label, value in pairs.items()])
    else:
        body = "".join(f"<{kind}><b>{label}：</b>{value}</{kind}>" for label, value in pairs.items())
    found = record(body)
    assert found and {field.label: field.value for field in found.fields} == pairs


def test_the_header_of_the_state_council() -> None:
    found = values(WWW)
    assert found["index"] == "000014349/2019-00012"
    assert found["made"] == "2019年02月02日" and found["opened"] == "2019年02月15日"
    assert found["publisher"] == "国务院办公厅" and found["number"] == "国办发〔2018〕127号"
    assert found["keywords"] == ""


def test_a_header_of_guangdong() -> None:
    items = {"索引号:": "11441700007280420Y/2021-00050", "分类:": "综合政务、通知", "发布机构:": "阳江市人民政府", "成文日期:": "2021-04-20",
             "名称:": "阳江市人民政府关于印发规划的通知", "文号:": "阳府〔2021〕12号", "发布日期:": "2021-04-22", "主题词:": ""}  # fmt: skip
    body = "<div class='classify'><table><tr>" + "</tr><tr>".join(
        f"<td><b>{a}</b></td><td><span>{b}</span></td>" for a, b in items.items()
    )
    found = values(body + "</tr></table></div>")
    assert (
        found["number"] == "阳府〔2021〕12号"
        and found["publisher"] == "阳江市人民政府"
        and found["opened"] == "2021-04-22"
    )


def test_a_header_of_anhui() -> None:
    body = """<table class="table_suoyin"><tr><th>索 引 号：</th><td>11341702486344515H/202110-00013</td><th>组配分类：</th><td>政策文件</td></tr>
    <tr><th>发布机构：</th><td>贵池区人民政府</td><th>主题分类：</th><td>综合政务 / 公民 / 通知</td></tr>
    <tr><th>名　　称：</th><td>关于印发方案的通知</td><th>文　　号：</th><td>贵政办〔2021〕30号</td></tr>
    <tr><th>生成日期：</th><td>2021-10-12</td><th>发布日期：</th><td>2021-10-14</td></tr></table>"""
    found = values(body)
    assert found["index"] == "11341702486344515H/202110-00013" and found["made"] == "2021-10-12"
    assert found["title"] == "关于印发方案的通知"


def test_a_header_of_nantong() -> None:
    body = """<div class="xxgk-top"><ul><li><span>索 引 号：</span>014001234/2021-00123</li><li><span>分　　类：</span>综合政务 通知</li>
    <li><span>发布机构：</span>南通市人民政府办公室</li><li><span>文　　号：</span>通政办发〔2021〕20号</li>
    <li><span>成文日期：</span>2021-05-06</li><li><span>发布日期：</span>2021-05-08</li><li><span>有 效 性：</span>有效</li></ul></div>"""
    found = values(body)
    assert (found["made"], found["opened"], found["validity"]) == ("2021-05-06", "2021-05-08", "有效")


def test_merged_and_trailing_empty_cells() -> None:
    body = """<table><tr><td>索引号</td><td>014046317/2020-04965</td><td>生成日期</td><td>2020-11-10</td><td></td><td></td></tr>
    <tr><td>文件编号</td><td>苏政办发〔2020〕65号</td><td>公开时限</td><td colspan="3">长期公开</td></tr>
    <tr><td>文件下载</td><td colspan="5"></td></tr><tr><td>内容概况</td><td colspan=5>概况</td></tr></table>"""
    found = values(body)
    assert found["download"] == "" and found["term"] == "长期公开" and found["summary"] == "概况"


def test_a_label_at_the_end_of_its_row_is_empty() -> None:
    body = "<table><tr><td>索引号</td><td>1</td></tr><tr><td>文号</td><td>2</td></tr><tr><td>发布机构</td><td>3</td></tr><tr><td>体裁</td></tr></table>"
    assert values(body)["genre"] == ""


def test_a_link_or_button_is_a_value() -> None:
    body = rows(
        ["索引号", "1"], ["文号", "2"], ["发布机构", "3"], ["文件下载", "<a href='/a.pdf'><img src='/pdf.png'></a>"]
    )
    assert values(body)["download"] != ""


def test_a_value_that_a_script_writes_is_no_empty_field() -> None:
    script = "<script>document.write(state==1?'有效':'废止')</script>"
    body = rows(["索引号", "1"], ["文号", "2"], ["发布机构", "市政府"], ["有效性", script])
    assert values(body).get("validity", "?") != ""


@pytest.mark.parametrize(
    "body",
    [
        rows(["索引号", "标题", "发布机构", "发布日期"], ["1/2026-00001", "通知", "市政府", "2026-11-01"], ["1/2026-00002", "公告", "市政府", "2026-11-02"]),
        "<table><tr><th>索引号</th><th>名称</th><th>文号</th><th>发布机构</th><th>发布日期</th></tr>"
        + "<tr><td>1/2026-1</td><td><a href='/a'>通知</a></td><td>1号</td><td>市政府</td><td>2026-11-01</td></tr></table>",
        "<ul><li>索引号</li><li>名称</li><li>文号</li><li>发布机构</li><li>发布日期</li></ul><ul><li>1/2026-1</li><li>通知</li><li>1号</li></ul>",
        "<div>索引号</div><div>标题</div><div>发文机关</div><div>发文日期</div><div>有效性</div><p>1</p>",
    ],
)  # fmt: skip
def test_the_heads_of_a_listing_are_no_record(body: str) -> None:
    assert record(body) is None


@pytest.mark.parametrize(
    "body",
    [
        "<form>" + rows(["索引号：", "<input name=a>"], ["文号：", "<input name=b>"], ["发布机构：", "<select><option>全部</option></select>"], ["标题：", "<input>"]) + "</form>",
        "<form><p>索引号：<input></p><p>文号：<input></p><p>发布机构：<input></p><p>发布日期：<input>至<input></p></form>",
        "<form><label>索引号：</label><input><label>文号：</label><input><label>主题分类：</label><input><label>发布日期：</label><input></form>",
    ],
)  # fmt: skip
def test_a_search_form_is_no_record(body: str) -> None:
    assert record(body) is None


def test_menus_before_the_header_do_not_hide_it() -> None:
    menus = "<p>分类</p>" + "".join(f"<p>栏目{n}</p>" for n in range(8))
    body = menus + "".join(
        f"<p>{label}：{value}</p>"
        for label, value in {"索引号": "1", "文号": "2", "发布机构": "3", "成文日期": "2026-11-01"}.items()
    )
    assert values(body)["index"] == "1"


@pytest.mark.parametrize(
    "body",
    ["", rows(["名称", "甲"], ["电话", "1"]), rows(["标题", "甲"], ["关键词", "乙"], ["附件", "丙"], ["名称", "丁"])],
)
def test_fewer_fields_are_any_table(body: str) -> None:
    assert record(body) is None


@given(st.lists(st.lists(st.sampled_from([*LABELS, "", "甲", "索引号：1"]), max_size=8), max_size=8))
def test_no_table_breaks_it(cells: list[list[str]]) -> None:
    found = record(rows(*cells))
    assert found is None or len({field.name for field in found.fields}) >= 4


def test_several_pairs_in_one_line() -> None:
    body = """<p>索引号：014046317/2020-04965　　　　文　　号：澄政发〔2020〕3号</p>
    <p>发布机构：澄湖市人民政府　　　　成文日期：2020-11-10</p><p>发布日期：2020-11-12 有效性：有效</p>"""
    found = values(body)
    assert (found["index"], found["number"]) == ("014046317/2020-04965", "澄政发〔2020〕3号")
    assert (found["publisher"], found["made"], found["validity"]) == ("澄湖市人民政府", "2020-11-10", "有效")


def test_pairs_in_a_row_of_spans() -> None:
    body = """<div><span>索引号：014046317/2020-04965</span><span>发布机构：县府办</span><span>发布日期：2020-11-12</span>
    <span>文号：无</span><span>主题分类：教育</span></div>"""
    found = values(body)
    assert (found["index"], found["publisher"], found["topic"]) == ("014046317/2020-04965", "县府办", "教育")


def test_a_colon_left_before_the_value() -> None:
    found = values(rows(["索引号", "：1"], ["文号", "：2"], ["发布机构", "： 县府办"]))
    assert found["publisher"] == "县府办"


def test_the_first_row_of_a_list_may_be_blank() -> None:
    body = """<ul><li><span>索引号：</span></li><li><span>发布机构：</span>县府办</li><li><span>文号：</span>无</li>
    <li><span>发布日期：</span>2020-11-12</li></ul>"""
    assert values(body)["index"] == ""
