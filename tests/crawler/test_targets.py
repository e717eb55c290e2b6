"""A roster gives its targets, or every problem at once with file, row, column and advice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from crawler.targets import SITE_CODE, Kind, Roster, RosterError, Target, read_roster

HEADER = ["单位名称", "网址", "网站名称", "类型", "层级", "地区", "网站标识码", "账号", "平台", "数据文件"]
POSTS = "标题,发布时间\n一,2026-03-05\n"


def written(folder: Path, header: Sequence[object], *rows: Sequence[object], name: str = "名册.xlsx") -> Path:
    book = Workbook()
    book.worksheets[0].append(list(header))
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(folder / name)
    return folder / name


def roster(folder: Path, *rows: dict[str, object]) -> Roster:
    return read_roster(written(folder, HEADER, *[[row.get(name) for name in HEADER] for row in rows]))


def problems(folder: Path, *rows: dict[str, object]) -> list[str]:
    with pytest.raises(RosterError) as caught:
        roster(folder, *rows)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def header_problems(folder: Path, *header: str, row: list[object] | None = None) -> list[str]:
    with pytest.raises(RosterError) as caught:
        read_roster(written(folder, list(header), row or ["甲局", "http://a.gov.cn"]))
    return caught.value.problems


SITE: dict[str, object] = {"单位名称": "甲局", "网址": "http://a.gov.cn", "类型": "部门"}
ACCOUNT: dict[str, object] = {"单位名称": "甲局", "账号": "甲发布", "平台": "微信公众号"}


def test_a_site_and_an_account(tmp_path: Path) -> None:
    (tmp_path / "导出").mkdir()
    (tmp_path / "导出/a.csv").write_text(POSTS, encoding="utf-8")
    (tmp_path / "b.csv").write_text(POSTS, encoding="gb18030")
    site = {
        "单位名称": "青川县人民政府办公室", "网址": "www.qc.gov.cn", "网站名称": "青川县人民政府", "类型": "政府门户",
        "层级": "县", "地区": "江苏", "网站标识码": 3201000009,
    }  # fmt: skip
    account = ACCOUNT | {"数据文件": "导出\\a.csv；b.csv"}
    made = roster(tmp_path, site, account)
    assert made.warnings == ()
    assert made.targets[0] == Target(
        id="3201000009", name="青川县人民政府", kind=Kind.PORTAL, unit="青川县人民政府办公室", url="http://www.qc.gov.cn/",
        level="县", region="江苏", site_code="3201000009",
    )  # fmt: skip
    found = made.targets[1]
    assert re.fullmatch(r"wechat-[0-9a-f]{8}", found.id)
    assert (found.name, found.kind, found.platform, found.url) == ("甲发布", Kind.WECHAT, "微信", "")
    assert found.data_files == tuple(str((tmp_path / one).resolve()) for one in ("导出/a.csv", "b.csv"))


def test_columns_in_any_order_under_other_names(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text('序号,标识码,"首页\n网址",单 位*,备注\n1,bm01000001,a.gov.cn,甲局,x\n,,,,\n', encoding="gb18030")
    made = read_roster(path)
    assert [(one.id, one.unit, one.url) for one in made.targets] == [("bm01000001", "甲局", "http://a.gov.cn/")]
    assert made.warnings == (
        "r.csv：未使用的列：“序号”、“备注”。",
        "r.csv：有 1 行没有写明“类型”，已按层级和名称推断是门户还是部门网站，请核对。",
    )


def test_columns_missing_or_misspelt(tmp_path: Path) -> None:
    assert header_problems(tmp_path, "名称", "链接地址") == [
        "名册.xlsx 表头：缺少必需的列“单位名称”，读到的列有：名称、链接地址。请补上这一列，或改正列名。",
        "名册.xlsx 表头：缺少必需的列“网址”或“账号”，读到的列有：名称、链接地址。请补上这一列，或改正列名。",
    ]
    assert header_problems(tmp_path, "单位名称", "网址", "网站标识吗", row=["甲局", "坏 网址"]) == [
        "名册.xlsx 表头 C列：列名“网站标识吗”不认识，是不是“网站标识码”？请改正列名。",
        "名册.xlsx 第2行 B列（网址）：“坏 网址”中间有空格或换行，一行只能写一个网址，请去掉多余的内容。",
    ]
    assert header_problems(tmp_path, "单位各称", "网址") == [
        "名册.xlsx 表头 A列：列名“单位各称”不认识，是不是“单位名称”？请改正列名。"
    ]
    assert header_problems(tmp_path, "单位名称", "网址", "网址") == [
        "名册.xlsx 表头：B列（网址）、C列（网址）都可以是“网址”，请只留一列，或把其余各列改名。"
    ]


def test_a_likeness_of_a_column_that_is_there_is_only_ignored(tmp_path: Path) -> None:
    made = read_roster(written(tmp_path, ["单位名称", "单位简称", "网址", "类型"], ["甲局", "甲", "a.gov.cn", "部门"]))
    assert made.warnings == ("名册.xlsx：未使用的列：“单位简称”。",)


def test_files_without_targets(tmp_path: Path) -> None:
    assert header_problems(tmp_path, "单位名称", "网址", row=[None, None]) == [
        "名册.xlsx：表头下面没有任何一行，请填写要评估的网站或账号。"
    ]
    with pytest.raises(RosterError, match="找不到文件"):
        read_roster(tmp_path / "no.xlsx")


def test_cells_that_are_wrong_are_told_all_at_once(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        SITE | {"单位名称": None},
        {"单位名称": "乙局"},
        SITE | {"网址": "ftp://b.gov.cn"},
        SITE | {"网址": "c.gov.cn", "类型": "门护"},
        SITE | {"网址": None, "类型": "门户"},
        {"单位名称": "乙局", "类型": "微信"},
        SITE | {"网址": "=A1&B1"},
    ) == [
        "名册.xlsx 第2行 A列（单位名称）：是空的，请填写负责整改的单位；合并的单元格请取消合并、逐行填写。",
        "名册.xlsx 第3行 B列（网址）：“网址”和“账号”都是空的，至少填写一项。",
        "名册.xlsx 第4行 B列（网址）：“ftp://b.gov.cn”不能采集 ftp 地址，只支持 http 和 https。",
        "名册.xlsx 第5行 D列（类型）：“门护”不认识，可填：门户网站、部门网站、微信公众号、微博、抖音、客户端等；"
        "其他平台请填“其他新媒体”并在“平台”列写明。",
        "名册.xlsx 第6行 B列（网址）：“网址”和“账号”都是空的，至少填写一项。",
        "名册.xlsx 第7行 B列（网址）：“网址”和“账号”都是空的，至少填写一项。",
        "名册.xlsx 第8行 B列（网址）：公式没有保存计算结果，请用 Excel 打开后重新保存，或把公式改成数值。",
    ]
    assert problems(tmp_path, SITE | {"类型": "微博"}) == [
        "名册.xlsx 第2行 H列（账号）：没有账号，而这一行是微博，请填写账号名称。"
    ]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("130400009", "只有 9 位，可能被 Excel 当作数字丢了开头的数字，请把这一列设为文本后补足 10 位"),
        ("1.304E+09", "是数字格式，可能被 Excel 改写过，请把这一列设为文本后重新填写 10 位数字"),
        ("0304000009", "应为 10 位数字（首位不为 0），或 bm 加 8 位数字，请核对"),
        ("bm1", "应为 10 位数字（首位不为 0），或 bm 加 8 位数字，请核对"),
    ],
)
def test_site_codes_that_are_wrong(tmp_path: Path, code: str, why: str) -> None:
    assert problems(tmp_path, SITE | {"网站标识码": code}) == [f"名册.xlsx 第2行 G列（网站标识码）：“{code}”{why}。"]


@given(st.text("0123456789bmE+. ", max_size=12) | st.from_regex(r"[1-9][0-9]{9}|bm[0-9]{8}", fullmatch=True))
def test_site_code_pattern(text: str) -> None:
    local = len(text) == 10 and text.isdigit() and text[0] != "0"
    ministry = len(text) == 10 and text[:2] == "bm" and text[2:].isdigit()
    assert bool(SITE_CODE.fullmatch(text)) == (local or ministry)


def test_repeated_rows_name_each_other(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        SITE | {"网站标识码": "1304000009"},
        SITE | {"网址": "https://A.gov.cn/index.html"},
        SITE | {"网址": "b.gov.cn", "网站标识码": "1304000009"},
        ACCOUNT,
        ACCOUNT | {"平台": "公众号"},
        ACCOUNT | {"平台": "微博"},
    ) == [
        "名册.xlsx 第3行 B列（网址）：“https://a.gov.cn/index.html”与第2行重复，请删去一行或改正。",
        "名册.xlsx 第4行 G列（网站标识码）：“1304000009”与第2行重复，请删去一行或改正。",
        "名册.xlsx 第6行 H列（账号）：“甲发布”与第5行重复，请删去一行或改正。",
    ]


@pytest.mark.parametrize(
    ("cells", "kind", "platform"),
    [
        ({"类型": "门户网站"}, Kind.PORTAL, ""),
        ({"类型": "部门网站"}, Kind.DEPARTMENT, ""),
        ({"单位名称": "青川县人民政府"}, Kind.PORTAL, ""),
        ({"单位名称": "青川县人民政府外事办公室"}, Kind.DEPARTMENT, ""),
        ({"网站名称": "青川门户网站"}, Kind.PORTAL, ""),
        ({"单位名称": "青川县", "层级": "县级"}, Kind.PORTAL, ""),
        ({"单位名称": "青川县教育局", "层级": "县"}, Kind.DEPARTMENT, ""),
        ({"单位名称": "青川", "层级": "部门"}, Kind.DEPARTMENT, ""),
        ({"平台": "网站", "账号": "甲"}, Kind.DEPARTMENT, ""),
        ({"账号": "甲"}, Kind.DEPARTMENT, ""),
        ({"账号": "甲", "类型": "微信"}, Kind.WECHAT, "微信"),
        ({"账号": "甲", "平台": "新浪微博"}, Kind.WEIBO, "微博"),
        ({"账号": "甲", "类型": "APP"}, Kind.ACCOUNT, "客户端"),
        ({"账号": "甲", "类型": "微信视频号"}, Kind.ACCOUNT, "视频号"),
        ({"账号": "甲", "平台": "知乎"}, Kind.ACCOUNT, "知乎"),
        ({"账号": "甲", "类型": "部门", "平台": "微信", "网址": None}, Kind.WECHAT, "微信"),
        ({"账号": "甲", "网址": None}, Kind.ACCOUNT, ""),
        ({"账号": "甲", "类型": "政务新媒体"}, Kind.ACCOUNT, ""),
    ],
)
def test_kinds(tmp_path: Path, cells: dict[str, object], kind: Kind, platform: str) -> None:
    target = roster(tmp_path, SITE | {"类型": None} | cells).targets[0]
    assert (target.kind, target.platform) == (kind, platform)
    assert bool(target.url) is kind.is_site


def test_data_files_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (tmp_path / "two.csv").write_text("账号,标题,发布时间\n丙,一,2026-03-05\n丁,二,2026-03-05\n", encoding="utf-8")
    missing, bad, mixed = problems(tmp_path, *[
        ACCOUNT | {"账号": str(i), "数据文件": name} for i, name in enumerate(("no.csv", "bad.csv", "two.csv"))
    ])  # fmt: skip
    assert missing == (
        f"名册.xlsx 第2行 J列（数据文件）：找不到文件“{tmp_path / 'no.csv'}”，请核对文件名；"
        "相对路径从名册所在的文件夹算起。"
    )
    assert bad.startswith("名册.xlsx 第3行 J列（数据文件）：“bad.csv”不是认得的导出文件，读到的列有：甲、乙；")
    assert mixed == (
        "名册.xlsx 第4行 J列（数据文件）：“two.csv”里的账号是“丁”、“丙”，名册写的是“2”，"
        "分不清哪些文章属于它，请核对账号名称或文件。"
    )


def test_what_is_passed_over_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("账号,标题,发布时间\n丙,一,昨天\n丙,二,2026-03-05\n", encoding="utf-8")
    made = roster(tmp_path, ACCOUNT, ACCOUNT | {"账号": "乙", "数据文件": "a.csv"}, SITE | {"数据文件": "a.csv"})
    assert made.warnings == (
        "名册.xlsx 第2行 H列（账号）：“甲发布”没有数据文件，更新情况将记为“未测得”。",
        "名册.xlsx 第3行 J列（数据文件）：“a.csv”有 1 行没有计入，例如：第2行 C列（发布时间）："
        "时间“昨天”读不懂，应形如 2026-03-05 09:30，此行未计入。",
        "名册.xlsx 第3行 J列（数据文件）：“a.csv”里的账号是“丙”，名册写的是“乙”，请核对是不是同一个账号。",
        "名册.xlsx 第4行 J列（数据文件）：这一行是网站，数据文件不会使用。",
    )
    assert made.targets[2].data_files == ()


def test_ids_are_unique_and_do_not_depend_on_the_order(tmp_path: Path) -> None:
    rows = [SITE | {"网址": url} for url in ("a.gov.cn/b/c", "a.gov.cn/b_c", "a.gov.cn", "a.gov.cn:81", "[::1]:81")]
    ids = {one.url: one.id for one in roster(tmp_path, *rows).targets}
    assert ids == {one.url: one.id for one in roster(tmp_path, *rows[::-1]).targets}
    assert len(set(ids.values())) == 5
    assert ids["http://a.gov.cn:81/"] == "a.gov.cn_81"
    assert ids["http://a.gov.cn/b/c"].startswith("a.gov.cn_b_c-")


def test_the_unit_above_stands_under_three_names_and_is_taken_for_no_other(tmp_path: Path) -> None:
    for name in ("上级单位", "上级", "上级主管单位"):
        made = read_roster(written(tmp_path, ["单位名称", "网址", name], ["甲局", "http://a.gov.cn", "甲县人民政府 "]))
        assert made.targets[0].superior == "甲县人民政府"
    made = read_roster(written(tmp_path, ["单位名称", "网址", "二级单位"], ["甲局", "http://a.gov.cn", "某中心"]))
    assert made.targets[0].superior == "" and any("未使用的列：“二级单位”" in one for one in made.warnings)
