"""页面标签缺失: by page type, told once a tag; blank is missing too."""

from pathlib import Path

import pytest
from sites import COLUMN, TAGS, article, column, fails, findings, listed, news, outcomes, page, said, site

RULE = "tag_missing"


def whole(**pages: str) -> dict[str, str]:
    home = page("<a href='/lm/'>部门动态</a>" + news("2026-11-19"), tags=TAGS)
    return {
        "/": home,
        "/lm/": column("部门动态", news("2026-11-19")),
        "/a.html": article("通知全文", "2026-11-19"),
        **pages,
    }


def test_all_tags_there(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, whole())) == {"pass"}


@pytest.mark.parametrize("name", list(TAGS))
def test_a_site_tag_that_the_home_page_lacks(tmp_path: Path, name: str) -> None:
    tags = {key: value for key, value in TAGS.items() if key != name}
    found = [one for one in findings(RULE, site(tmp_path, whole() | {"/": page(tags=tags)})) if one.outcome == "fail"]
    assert [(one.item, one.place) for one in found] == [(name, "首页")]
    assert name in found[0].message and found[0].sha256


def test_a_blank_tag_is_missing_and_said_to_be_blank(tmp_path: Path) -> None:
    blank = page(news("2026-11-19"), tags=TAGS | COLUMN | {"ColumnType": " "})
    (found,) = [one for one in findings(RULE, site(tmp_path, whole() | {"/lm/": blank})) if one.outcome == "fail"]
    assert (found.item, found.place) == ("ColumnType", "栏目页") and "内容为空" in found.message


def test_the_share_and_examples_are_told(tmp_path: Path) -> None:
    lacking = page(
        "<p>发布时间：2026-11-19</p>", tags=TAGS | COLUMN | {"ArticleTitle": "通知", "PubDate": "2026-11-19"}
    )
    pages = whole() | {"/b.html": lacking, "/c.html": lacking}
    (found,) = [one for one in findings(RULE, site(tmp_path, pages)) if one.outcome == "fail"]
    assert (
        found.item == "ContentSource"
        and "3 个内容页" in found.message
        and "2 个缺少" in found.message
        and "/b.html" in found.message
    )


@pytest.mark.parametrize("spelled", ["siteName", "SITENAME", "sitename"])
def test_names_in_any_case(tmp_path: Path, spelled: str) -> None:
    tags = {spelled if key == "SiteName" else key: value for key, value in TAGS.items()}
    assert fails(RULE, site(tmp_path, whole() | {"/": page(tags=tags)})) == []


def test_a_tag_inside_a_comment_is_none(tmp_path: Path) -> None:
    tags = {key: value for key, value in TAGS.items() if key != "SiteName"}
    home = page(tags=tags, head="<!-- <meta name='SiteName' content='澄湖市人民政府'> -->")
    assert fails(RULE, site(tmp_path, whole() | {"/": home})) == ["SiteName"]


@pytest.mark.parametrize("kind", ["栏目页", "内容页"])
def test_a_type_of_which_no_page_was_read(tmp_path: Path, kind: str) -> None:
    assert ("not_measured", kind) in outcomes(RULE, site(tmp_path, {"/": page(tags=TAGS)}))


def test_pages_of_neither_type_are_not_asked_for_their_tags(tmp_path: Path) -> None:
    about = page("<h1>关于我们</h1><p>本网站由澄湖市人民政府办公室主办。</p>", tags=TAGS)
    assert fails(RULE, site(tmp_path, whole(**{"/about.html": about}))) == []


def test_a_home_page_that_shows_a_labelled_day_is_no_article(tmp_path: Path) -> None:
    home = page("<p>日期：2026年11月20日</p><a href='/lm/'>部门动态</a>" + news("2026-11-19"), tags=TAGS)
    assert fails(RULE, site(tmp_path, whole() | {"/": home})) == []


def test_a_column_with_labelled_days_is_no_article(tmp_path: Path) -> None:
    rows = "".join(
        f"<li><a href='/n/{n}.html'>澄湖市第{n}次工作会议</a><p>发布时间：2026-11-{n:02}</p></li>" for n in range(1, 6)
    )
    assert fails(RULE, site(tmp_path, whole(**{"/x/": page(rows, tags=TAGS)}))) in (
        [],
        ["ColumnDescription", "ColumnKeywords", "ColumnName", "ColumnType"],
    )


def test_a_column_whose_template_carries_blank_article_tags_is_no_article(tmp_path: Path) -> None:
    blank = page(
        listed(("澄湖市召开会议", "2026-11-19")),
        tags=TAGS | COLUMN | {"ArticleTitle": "", "PubDate": "", "ContentSource": ""},
    )
    assert fails(RULE, site(tmp_path, whole() | {"/lm/": blank})) == []
