"""页面标签格式不规范: the values of tags, by page type."""

from pathlib import Path

import pytest
from sites import COLUMN, TAGS, article, column, findings, listed, news, outcomes, page, said, site

RULE = "tag_malformed"


def whole(**pages: str) -> dict[str, str]:
    home = page("<a href='/lm/'>部门动态</a>" + news("2026-11-19"), tags=TAGS)
    return {
        "/": home,
        "/lm/": column("部门动态", news("2026-11-19"), "工作动态"),
        "/a.html": article("关于开展检查的通知", "2026-11-19", tags={"ColumnType": "工作动态"}),
        **pages,
    }


def accused(tmp_path: Path, pages: dict[str, str]) -> list[tuple[str, str, str, bool]]:
    found = [one for one in findings(RULE, site(tmp_path, pages)) if one.outcome in ("fail", "unsure")]
    return sorted((one.outcome.value, one.item, one.place, one.certain) for one in found)


def test_all_well_formed(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, whole())) == {"pass"}


@pytest.mark.parametrize("value", ["2026-11-19 09:30", "2026—11—19 09:30", "2026–11–19  09:30", " 2026-11-19 00:00 "])
def test_times_of_the_form(tmp_path: Path, value: str) -> None:
    page_ = article("关于开展检查的通知", "2026-11-19", tags={"PubDate": value, "ColumnType": "工作动态"})
    assert accused(tmp_path, whole() | {"/a.html": page_}) == []


@pytest.mark.parametrize(
    ("value", "certain"),
    [
        ("2026-11-19", True),
        ("2026/11/19 09:30", True),
        ("2026年11月19日 09:30", True),
        ("2026-11-19T09:30", True),
        ("2026-11-9 09:30", True),
        ("2026-11-19 9:30", True),
        ("2026-02-30 09:30", True),
        ("2026-11-19 25:30", True),
        ("null", True),
        ("1763515800000", True),
        ("2026-11-19 09:30:15", False),
        ("2026-11-19 09:30:15.0", False),
    ],
)
def test_times_of_another_form(tmp_path: Path, value: str, certain: bool) -> None:
    page_ = article("关于开展检查的通知", "2026-11-19", tags={"PubDate": value, "ColumnType": "工作动态"})
    assert accused(tmp_path, whole() | {"/a.html": page_}) == [("fail", "PubDate", "内容页", certain)]


@pytest.mark.parametrize("value", ["28", "329999000", "bm0100000", "苏ICP备05003616号", "null"])
def test_codes_that_are_none(tmp_path: Path, value: str) -> None:
    home = page("<a href='/lm/'>部门动态</a>" + news("2026-11-19"), tags=TAGS | {"SiteIDCode": value})
    assert accused(tmp_path, whole() | {"/": home}) == [("fail", "SiteIDCode", "首页", True)]


@pytest.mark.parametrize("value", ["bm01000001", "BM01000001", "3299990001"])
def test_codes_that_are_some(tmp_path: Path, value: str) -> None:
    home = page("<a href='/lm/'>部门动态</a>" + news("2026-11-19"), tags=TAGS | {"SiteIDCode": value})
    assert accused(tmp_path, whole() | {"/": home}) == []


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("http://www.chenghu.gov.cn", "fail"),
        ("https://www.chenghu.gov.cn/", "fail"),
        ("//www.chenghu.gov.cn", "fail"),
        ("www.chenghu.gov.cn/index.html", "fail"),
        ("null", "fail"),
        ("${site.domain}", "fail"),
        ("澄湖市人民政府", "unsure"),
        ("www.a.gov.cn;www.b.gov.cn", "unsure"),
        ("www.chenghu.gov.cn", ""),
        ("www.chenghu.gov.cn/", ""),
        ("www.chenghu.gov.cn:8080", ""),
        ("澄湖市人民政府.政务", ""),
    ],
)
def test_domains(tmp_path: Path, value: str, outcome: str) -> None:
    home = page("<a href='/lm/'>部门动态</a>" + news("2026-11-19"), tags=TAGS | {"SiteDomain": value})
    expected = [(outcome, "SiteDomain", "首页", True)] if outcome else []
    assert accused(tmp_path, whole() | {"/": home}) == expected


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("统计公报", "unsure"),
        ("政策文件，统计公报", "unsure"),
        ("null", "fail"),
        ("工作动态", ""),
        ("政务动态", ""),
        ("政策文件,政策解读", ""),
        ("领导信息", ""),
    ],
)
def test_column_types(tmp_path: Path, value: str, outcome: str) -> None:
    one = page(news("2026-11-19"), tags=TAGS | COLUMN | {"ColumnType": value})
    expected = [(outcome, "ColumnType", "栏目页", True)] if outcome else []
    assert accused(tmp_path, whole() | {"/lm/": one}) == expected


@pytest.mark.parametrize("value", ["null", "undefined", "{{ col.name }}", "<%=name%>", "NULL"])
def test_values_that_a_template_left(tmp_path: Path, value: str) -> None:
    one = page(news("2026-11-19"), tags=TAGS | COLUMN | {"ColumnDescription": value.replace("<", "&lt;")})
    assert accused(tmp_path, whole() | {"/lm/": one}) == [("fail", "ColumnDescription", "栏目页", True)]


def test_one_finding_a_tag_and_page_type_with_share_and_examples(tmp_path: Path) -> None:
    bad = article("关于公开征求意见的公告", "2026-11-18", tags={"PubDate": "2026-11-18", "ColumnType": "工作动态"})
    pages = whole(**{"/b.html": bad, "/c.html": bad.replace("征求意见", "遴选单位")})
    (found,) = [one for one in findings(RULE, site(tmp_path, pages)) if one.outcome == "fail"]
    assert (found.item, found.place) == ("PubDate", "内容页")
    assert "3 个内容页" in found.message and "2 个的标签" in found.message and "/b.html" in found.message
    assert found.quote == '<meta name="PubDate" content="2026-11-18">'


def test_what_is_sure_is_told_before_what_is_doubted(tmp_path: Path) -> None:
    seconds = article("关于公开征求意见的公告", "2026-11-18", tags={"PubDate": "2026-11-18 10:00:00"})
    day = article("关于遴选单位的公告", "2026-11-17", tags={"PubDate": "2026-11-17"})
    pages = whole(**{"/0.html": seconds, "/1.html": day})
    (found,) = [one for one in findings(RULE, site(tmp_path, pages)) if one.item == "PubDate"]
    assert found.certain and found.url.endswith("/1.html")


def test_the_second_of_two_values_counts_too(tmp_path: Path) -> None:
    head = '<meta name="SiteDomain" content="http://www.chenghu.gov.cn">'
    home = page("<a href='/lm/'>部门动态</a>" + news("2026-11-19"), tags=TAGS, head=head)
    assert accused(tmp_path, whole() | {"/": home}) == [("fail", "SiteDomain", "首页", True)]


def test_a_tag_without_a_value_is_not_judged(tmp_path: Path) -> None:
    pages = whole() | {"/": page("<a href='/lm/'>部门动态</a>" + listed(("澄湖市召开推进会", "2026-11-19")))}
    assert ("not_measured", "SiteDomain") in outcomes(RULE, site(tmp_path, pages))


def test_no_page_of_a_type(tmp_path: Path) -> None:
    assert ("not_measured", "内容页") in outcomes(RULE, site(tmp_path, {"/": page(tags=TAGS)}))
