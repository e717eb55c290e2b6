"""规范性文件未标注有效性: every place a mark may stand in, what ends a document, and what only speaks of ending."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sites import Given, article, column, entry, findings, page, rows, said, site

from checks.facts.policies import is_normative_number

RULE = "validity_missing"
TITLE = "澄湖市粮食流通管理办法"
VALID = "<p>效力状况：有效</p>"


def county(
    body: str = "", notice: tuple[str, str] = ("", ""), day: str = "2026-07-01", beside: str = "", home: str = ""
) -> Mapping[str, Given]:
    title, text = notice
    told = entry(title, day, "/gg/1.html") if title else ""
    listed = f'<li><a href="/wj/1.html">{TITLE}</a><span>2021-03-10</span>{beside}</li>'
    pages: dict[str, Given] = {
        "/": page("<a href='/wj/'>规范性文件</a><a href='/gg/'>通知公告</a>" + home),
        "/wj/": column("规范性文件", f"<ul>{listed}</ul>"),
        "/gg/": column("通知公告", f"<ul>{told}</ul>"),
        "/wj/1.html": article(TITLE, "2021-03-10", "<p>澄政规〔2021〕1号</p><p>第一条 为规范流通。</p>" + body),
    }
    return pages | ({"/gg/1.html": article(title, day, text)} if title else {})


@pytest.mark.parametrize(
    "body",
    [
        "<p>效力状况：有效</p>",
        "<p>【有效性】有效</p>",
        "<dl><dt>时效</dt><dd>有效</dd></dl>",
        "<span class='tag'>现行有效</span>",
        "<p><img src='/images/youxiao.png' alt=''></p>",
        "<table><tr><td>文件状态：</td><td>有效</td></tr></table>",
    ],
)
def test_marks_on_the_page(tmp_path: Path, body: str) -> None:
    assert said(RULE, site(tmp_path, county(body))) == {"pass"}


@pytest.mark.parametrize("beside", ["<em>有效</em>", "<b>【现行有效】</b>", "<td>有效</td>"])
def test_marks_in_the_list(tmp_path: Path, beside: str) -> None:
    assert said(RULE, site(tmp_path, county(beside=beside))) == {"pass"}


def test_none_at_all(tmp_path: Path) -> None:
    (found,) = findings(RULE, site(tmp_path, county("<p>有效投诉应当受理。</p>")))
    assert found.outcome == "fail" and found.url.endswith("/wj/1.html") and "澄政规〔2021〕1号" in found.message
    assert said(RULE, site(tmp_path, county(home="<a href='/ku/'>文件库</a>"))) == {"not_measured"}


def test_a_status_that_a_script_writes_is_not_known(tmp_path: Path) -> None:
    cells = [("索引号", "0140/2021-1"), ("发布机构", "市政府"), ("成文日期", "2021-03-01"), ("发布日期", "2021-03-10")]
    drawn = rows(*cells, ("有效性", "<script>document.write(v(1))</script>"))
    assert said(RULE, site(tmp_path, county(drawn))) == {"not_measured"}


def test_only_a_term_is_for_a_person(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, county("<p>本办法自2021年4月1日起施行，有效期至2031年3月31日。</p>"))) == {
        "unsure"
    }


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("<p>本办法自2021年4月1日起施行，有效期至2026年11月19日。</p>", "fail"),
        ("<p>本办法自2021年4月1日起施行，有效期至2026年11月20日。</p>", "pass"),
        ("<p>本办法自2021年11月19日起施行，有效期5年。</p>", "fail"),
        ("<p>本办法自2021年11月20日起施行，有效期五年。</p>", "pass"),
        ("<p>许可证有效期3年。</p>", "pass"),
    ],
)
def test_its_own_term(tmp_path: Path, body: str, outcome: str) -> None:
    assert said(RULE, site(tmp_path, county(VALID + body))) == {outcome}


@pytest.mark.parametrize(
    ("title", "text", "outcome"),
    [
        (f"关于废止《{TITLE}》的决定", "", "fail"),
        ("关于废止部分规范性文件的决定", f"<table><tr><td>1</td><td>{TITLE}</td></tr></table>", "fail"),
        ("关于废止部分规范性文件的决定", "<p>决定废止澄政规〔2021〕1号等文件</p>", "fail"),
        ("关于规范性文件清理结果的公告", f"<p>二、废止的文件</p><p>1.{TITLE}</p>", "fail"),
        ("关于规范性文件清理结果的公告", f"<p>一、继续有效的文件</p><p>1.{TITLE}</p>", "pass"),
        ("关于废止和修改部分规范性文件的决定", f"<p>一、修改的文件</p><p>{TITLE}</p>", "pass"),
        ("澄湖市粮食安全保障办法", f"<p>《{TITLE}》（澄政规〔2021〕1号）同时废止。</p>", "fail"),
        ("澄湖市粮食安全保障办法", f"<p>根据《{TITLE}》，原暂行规定同时废止。</p>", "pass"),
        ("澄湖市粮食安全保障办法", f"<p>本办法自2027年1月1日起施行，《{TITLE}》同时废止。</p>", "pass"),
        (f"关于废止《{TITLE}》第五条的决定", "", "pass"),
        (f"关于废止《{TITLE}实施细则》的决定", "", "pass"),
        (f"关于公开征求废止《{TITLE}》意见的公告", "", "pass"),
        (f"关于废止《{TITLE}》的决定", "<p>澄政规〔2021〕1号</p>", "fail"),
    ],
)
def test_what_abolishes_it(tmp_path: Path, title: str, text: str, outcome: str) -> None:
    found = [
        one for one in findings(RULE, site(tmp_path, county(VALID, (title, text)))) if one.url.endswith("/wj/1.html")
    ]
    assert [one.outcome for one in found] == [outcome], [one.message for one in found]


def test_a_notice_older_than_the_document_means_another(tmp_path: Path) -> None:
    notice = (f"关于废止《{TITLE}》的决定", "")
    assert said(RULE, site(tmp_path, county(VALID, notice, day="2019-07-01"))) == {"pass"}


@pytest.mark.parametrize("mark", ["<p>效力状况：废止</p>", "<p>【已失效】</p>"])
def test_abolished_and_marked(tmp_path: Path, mark: str) -> None:
    assert said(RULE, site(tmp_path, county(mark, (f"关于废止《{TITLE}》的决定", "")))) == {"pass"}


@pytest.mark.parametrize(
    ("number", "normative"),
    [("澄政规〔2026〕1号", True), ("澄政办规〔2026〕1号", True), ("苏教规〔2026〕1号", True), ("澄政规字〔2026〕1号", True),
     ("澄规〔2026〕1号", False), ("澄自然资规发〔2026〕1号", False), ("澄政办发〔2026〕1号", False)],
)  # fmt: skip
def test_numbers_of_normative_documents(number: str, normative: bool) -> None:
    assert is_normative_number(number) == normative
