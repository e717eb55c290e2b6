"""索引号重复: one number on two documents; one document twice, its reading, and no number at all stay out of it."""

from pathlib import Path

import pytest
from sites import answer, findings, header, outcomes, page, record, said, site

RULE = "record_index_repeated"
FIRST, SECOND = "关于做好防汛工作的通知", "关于做好秋粮收购工作的意见"
TEXT, OTHER = "<p>各镇人民政府要做好值守、巡查和抢险准备。</p>", "<p>各单位要落实秋粮收购资金和仓容，应收尽收。</p>"
INDEX = "014046317/2026-00012"


def document(title: str, text: str, index: str = INDEX) -> str:
    return record(header(索引号=index, 名称=title), title=title, body=text)


def judge(tmp_path: Path, *documents: str) -> list[tuple[str, str]]:
    pages = {f"/{number}.html": one for number, one in enumerate(documents)}
    return outcomes(RULE, site(tmp_path, {"/": page()} | pages))


def test_two_documents(tmp_path: Path) -> None:
    pages = {"/": page(), "/a.html": document(FIRST, TEXT), "/b.html": document(SECOND, OTHER)}
    found = findings(RULE, site(tmp_path, pages))
    assert [(one.outcome, one.item) for one in found] == [("fail", "索引号")] * 2
    assert all(FIRST in one.message and SECOND in one.message and INDEX in one.message for one in found)
    assert found[0].url.endswith("/a.html") and "/b.html" in found[0].message


@pytest.mark.parametrize("index", ["０１４０４６３１７/2026-00012", "014046317 / 2026-00012", "014046317／2026—00012"])
def test_the_same_number_in_another_writing(tmp_path: Path, index: str) -> None:
    assert judge(tmp_path, document(FIRST, TEXT), document(SECOND, OTHER, index)) == [("fail", "索引号")] * 2


@pytest.mark.parametrize(
    ("title", "text"),
    [(FIRST, TEXT), (FIRST, OTHER), (SECOND, TEXT), (f"《{FIRST}》", OTHER), (" 关于做好 防汛工作的通知", OTHER)],
)
def test_the_same_document_twice(tmp_path: Path, title: str, text: str) -> None:
    assert judge(tmp_path, document(FIRST, TEXT), document(title, text)) == [("pass", "索引号")] * 2


@pytest.mark.parametrize("title", [f"《{FIRST}》政策解读", f"{FIRST}附件", f"一图读懂：{FIRST}"])
def test_what_belongs_to_it(tmp_path: Path, title: str) -> None:
    assert judge(tmp_path, document(FIRST, TEXT), document(title, OTHER)) == [("unsure", "索引号")] * 2


@pytest.mark.parametrize("index", ["无", "/", "014046317/", "000000000/0000-00000", "014046317/2026-00000", ""])
def test_what_is_no_number(tmp_path: Path, index: str) -> None:
    assert judge(tmp_path, document(FIRST, TEXT, index), document(SECOND, OTHER, index)) == [("not_applicable", "")]


def test_pages_without_text_are_told_by_their_titles(tmp_path: Path) -> None:
    assert judge(tmp_path, document(FIRST, ""), document(SECOND, "")) == [("fail", "索引号")] * 2


def test_menus_are_no_text_in_common(tmp_path: Path) -> None:
    menu = "<p>本网站由县人民政府办公室主办，县大数据中心承办。</p>"
    third = document("关于公布文物保护单位的决定", menu, "014046317/2026-00013")
    assert judge(tmp_path, document(FIRST, menu), document(SECOND, menu), third) == [("fail", "索引号")] * 2 + [
        ("pass", "索引号")
    ]


@pytest.mark.parametrize(("count", "expected"), [(5, [("fail", "索引号")] * 5), (6, [("unsure", "索引号")])])
def test_a_number_on_many(tmp_path: Path, count: int, expected: list[tuple[str, str]]) -> None:
    docs = [
        document(f"关于第{n}项工作的通知", f"<p>第{n}项工作由各镇人民政府和有关部门分别落实。</p>")
        for n in "一二三四五六"
    ]
    assert judge(tmp_path, *docs[:count]) == expected


def test_nothing_to_judge(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page()})) == {"not_applicable"}
    assert said(RULE, site(tmp_path, {"/": answer(403)})) == {"not_measured"}
