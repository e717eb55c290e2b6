"""泄露个人信息: full numbers only, at least three people, nobody who holds an office; and never shown in a finding."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from sites import fails, file, findings, outcomes, page, rows, site

from crawler.targets import Kind

RULE = "privacy_leak"
ONE, TWO, YOUNG = "32029819780512301X", "320298196903080020", "32029820150618003X"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>身份证号：{ONE}</p>", [("fail", "identity")]),
        (f"<p>张三 {ONE}</p>", [("fail", "identity")]),
        (f"<p>张三 {YOUNG}</p>", [("unsure", "identity")]),
        (f"<p>身份证号：{YOUNG}</p>", [("fail", "identity")]),
        ("<p>身份证号：32029819780512301０</p>", [("pass", "")]),
        ("<p>身份证号：320298197813123010</p>", [("pass", "")]),
        ("<p>身份证：320298780512301</p>", [("fail", "identity")]),
        ("<p>设备号：320298780512301</p>", [("pass", "")]),
        (f"<p>许可编号：{ONE}</p>", [("pass", "")]),
        (f"<p>填表示例：{ONE}</p>", [("pass", "")]),
        ("<p>银行卡号：6228480410123456718</p>", [("fail", "card")]),
        ("<p>条码：6228480410123456718</p>", [("pass", "")]),
        ("<p>卡号：6228480410123456719</p>", [("pass", "")]),
        ("<p>户名：澄湖县财政局 账号：6228480410123456718</p>", [("pass", "")]),
        ("<p>咨询电话：13851230001、13851230002、13851230003</p>", [("pass", "")]),
        ("<p>周静 13851230001</p><p>吴涛 13851230002</p><p>郑敏 13851230003</p>", [("unsure", "mobile")]),
        ("<p>学生家长</p><p>姓名：周静 13851230001</p><p>吴涛 13851230002</p><p>郑敏 13851230003</p>", [("fail", "mobile")]),
        ("<p>网格员：周静 13851230001</p><p>网格员：吴涛 13851230002</p><p>网格员：郑敏 13851230003</p>", [("pass", "")]),
        (f"<p>证件号码 {ONE}</p><p>银行卡号：6228480410123456718</p>", [("fail", "card"), ("fail", "identity")]),
    ],
)  # fmt: skip
def test_page(tmp_path: Path, body: str, expected: list[tuple[str, str]]) -> None:
    assert outcomes(RULE, site(tmp_path, {"/": page(body)})) == expected


@pytest.mark.parametrize(("count", "expected"), [(2, []), (3, ["mobile"]), (4, ["mobile"])])
def test_so_many_people_make_a_list(tmp_path: Path, count: int, expected: list[str]) -> None:
    people = [(name, f"1385123000{n}") for n, name in enumerate(["周静", "吴涛", "郑敏", "王丽"])]
    assert fails(RULE, site(tmp_path, {"/": page(rows(("姓名", "手机"), *people[:count]))})) == expected


@pytest.mark.parametrize("head", ["职务", "责任人", "门店名称", "法定代表人", "村医生", "网格"])
def test_numbers_for_an_office_or_trade(tmp_path: Path, head: str) -> None:
    people = [("甲", name, f"1385123000{n}") for n, name in enumerate(["周静", "吴涛", "郑敏"])]
    assert fails(RULE, site(tmp_path, {"/": page(rows((head, "姓名", "手机"), *people))})) == []


def test_the_same_list_on_several_pages_is_told_once(tmp_path: Path) -> None:
    body = page(f"<a href='/b.html'>乙</a><p>身份证号：{ONE}</p>")
    (one,) = findings(RULE, site(tmp_path, {"/": body, "/b.html": body}))
    assert "另有 1 个页面内容相同" in one.message and one.url.endswith(".cn/")


def test_no_finding_shows_a_number(tmp_path: Path) -> None:
    table = rows(("姓名", "身份证号", "手机", "银行卡号"), *(
        (name, number, f"1385123000{n}", "6228480410123456718") for n, (name, number) in enumerate([("周静", ONE), ("吴涛", TWO), ("郑敏", YOUNG)])
    ))  # fmt: skip
    found = findings(RULE, site(tmp_path, {"/": page(table, title="面试考生名单")}))
    assert sorted(one.item for one in found) == ["card", "identity", "mobile"]
    said = "".join(f"{one.message}{one.quote}{one.place}" for one in found)
    for number in (ONE, TWO, YOUNG, "13851230000", "13851230001", "6228480410123456718"):
        assert number not in said


def test_born_after_the_day(tmp_path: Path) -> None:
    assert fails(RULE, site(tmp_path, {"/": page(f"<p>身份证号：{YOUNG}</p>")}, as_of=date(2014, 1, 1))) == []


def test_other_rules_quotes_are_covered_too(tmp_path: Path) -> None:
    target = f"/x/{ONE}.html"
    (one,) = findings("link_broken", site(tmp_path, {"/": page(f"<a href='{target}'>张三 {ONE}</a>"), target: _gone()}))
    assert one.outcome == "fail" and ONE not in one.message + one.quote + one.place


def _gone() -> object:
    from sites import answer

    return answer(404)


@pytest.mark.parametrize(
    ("title", "head", "expected"),
    [
        ("残疾人服务机构联系方式", "服务范围", []), ("困难职工帮扶热线一览", "区域", []), ("全县人民调解员名册", "序号", []), ("窗口工作人员公示", "序号", []),
        ("公租房摇号名单_澄湖县市场监督管理局", "序号", ["mobile"]), ("澄湖县医疗保障局关于特困人员资助的公示", "序号", ["mobile"]), ("拟录取人员", "准考证号", ["mobile"]),
        ("特产展销", "老板", ["mobile"]),
    ],
)  # fmt: skip
def test_whose_list_it_is(tmp_path: Path, title: str, head: str, expected: list[str]) -> None:
    people = [(str(n), name, f"1385123000{n}") for n, name in enumerate(["周静", "吴涛", "郑敏"])]
    assert fails(RULE, site(tmp_path, {"/": page(rows((head, "姓名", "手机"), *people), title=title)})) == expected


def test_what_a_document_says(tmp_path: Path) -> None:
    """The file itself is the place at fault, and only what was read whole is judged."""
    book = BytesIO()
    sheet = Workbook()
    for row in [("姓名", "身份证号", "手机"), *(("周静", ONE, f"1385123000{n}") for n in range(3))]:
        sheet.active.append(row)
    sheet.save(book)
    pages = {
        "/": page("<a href='/f/mingdan.xlsx'>拟补助学生名单.xlsx</a>"),
        "/f/mingdan.xlsx": file(book.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    }
    told = [one for one in findings(RULE, site(tmp_path, pages)) if one.outcome == "fail"]
    assert {one.item for one in told} >= {"identity"} and {one.url for one in told} == {
        "http://www.chenghu.gov.cn/f/mingdan.xlsx"
    }
    assert not any(ONE in f"{one.message}{one.quote}" for one in told)


def test_posts_of_an_account(tmp_path: Path) -> None:
    head = "账号,标题,链接,发布时间,正文\n"
    told = "".join(
        f"澄湖发布,公示{n},https://mp.weixin.qq.com/s/{n},2026-11-1{n},{body}\n"
        for n, body in enumerate((f"身份证号：{ONE}", "无事", f"更正，身份证号：{ONE}"), 1)
    )
    judged = site(tmp_path, kind=Kind.WECHAT, ledger=("a.csv", (head + told).encode()), account="澄湖发布")
    (found,) = findings(RULE, judged)
    assert (found.outcome, found.item, found.url) == ("fail", "identity", "https://mp.weixin.qq.com/s/3")
    assert "推文《公示3》（2026-11-13 发布）公开了 1 个" in found.message and "另有 1 篇推文内容相同" in found.message
    assert ONE not in found.message + found.quote and not found.certain
    quiet = site(tmp_path, kind=Kind.WECHAT, ledger=("a.csv", head.encode()), account="澄湖发布")
    assert outcomes(RULE, quiet) == [("not_measured", "")]
