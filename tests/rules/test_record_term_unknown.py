"""元数据用词不在规定词表: strange, alike and listed words; a list of the site's own is asked of once."""

from pathlib import Path

import pytest
from sites import answer, findings, header, outcomes, page, record, said, site

RULE = "record_term_unknown"


def judge(tmp_path: Path, *headers: str) -> list[tuple[str, str]]:
    pages = {f"/{number}.html": record(head) for number, head in enumerate(headers)}
    return outcomes(RULE, site(tmp_path, {"/": page()} | pages))


@pytest.mark.parametrize(
    ("label", "value", "outcome"),
    [
        ("主题分类", "默认栏目", "fail"),
        ("主题分类", "城乡建设", "unsure"),
        ("主题分类", "卫生、体育", "pass"),
        ("主题分类", "卫生、体育/医药管理", "pass"),
        ("体裁", "新闻", "fail"),
        ("体裁", "通知书", "unsure"),
        ("体裁", "通知", "pass"),
        ("效力状况", "正常", "fail"),
        ("效力状况", "有效文件", "unsure"),
        ("有效性", "有效", "pass"),
        ("效力状况", "2026-12-31", "pass"),
        ("公开方式", "网上", "fail"),
        ("公开方式", "依申请公开", "pass"),
        ("组配分类", "什么都行", "pass"),
        ("公开形式", "什么都行", "pass"),
        ("体裁", "无", "pass"),
        ("体裁", "[链接]", "pass"),
    ],
)
def test_a_word(tmp_path: Path, label: str, value: str, outcome: str) -> None:
    assert judge(tmp_path, header(**{label: value})) == [(outcome, label if outcome != "pass" else "")]


def test_it_is_a_suspicion_and_names_the_list(tmp_path: Path) -> None:
    found = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(体裁="新闻"))}))
    assert [one.certain for one in found] == [False]
    assert "新闻" in found[0].message and "15 个文种" in found[0].message


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("综合政务", "电子政务", "pass"),
        ("综合政务", "教育", "unsure"),
        ("综合政务", "其他", "pass"),
        ("综合政务", "", "pass"),
        ("国防", "国防动员", "pass"),
        ("国防", "其他", "unsure"),
    ],
)
def test_the_second_level(tmp_path: Path, first: str, second: str, outcome: str) -> None:
    head = header(**{"主题分类": None, "主题(一)": first, "主题(二)": second})  # type: ignore[arg-type]
    assert judge(tmp_path, head) == [(outcome, "主题(二)" if outcome != "pass" else "")]


def test_a_list_of_the_site_s_own(tmp_path: Path) -> None:
    own = [header(主题分类=word) for word in ("惠企", "利民", "兜底")]
    assert judge(tmp_path, *own) == [("pass", ""), ("pass", ""), ("unsure", "主题分类")]
    assert judge(tmp_path, *own[:2]) == [("fail", "主题分类")] * 2
    listed = [header()] * 3
    assert judge(tmp_path, *own, *listed) == [("fail", "主题分类")] * 3 + [("pass", "")] * 3  # half is not most


def test_nothing_to_judge(tmp_path: Path) -> None:
    assert judge(tmp_path, header(主题分类=None)) == [("not_applicable", "")]  # type: ignore[arg-type]
    assert said(RULE, site(tmp_path, {"/": page()})) == {"not_applicable"}
    assert said(RULE, site(tmp_path, {"/": answer(403)})) == {"not_measured"}
