"""首页不更新: 14 days are in time, 15 are not; and what must not be called stale."""

from datetime import date
from pathlib import Path

import pytest
from sites import TODAY, answer, article, entry, findings, listed, news, page, said, site

RULE = "home_stale"


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2026-11-20", "pass"),
        ("2026-11-06", "pass"),  # exactly 14 days
        ("2026-11-05", "fail"),  # 15
        ("2024-01-05", "fail"),
    ],
)
def test_both_sides_of_fourteen_days(tmp_path: Path, day: str, outcome: str) -> None:
    (found,) = findings(RULE, site(tmp_path, {"/": page(news(day))}))
    assert found.outcome == outcome
    assert day in found.message and "2026-11-20" in found.message
    assert f"{(TODAY - date.fromisoformat(day)).days} 天" in found.message


@pytest.mark.parametrize(
    "shown",
    ["[2026-11-19]", "2026/11/19", "2026.11.19", "2026年11月19日", "11-19", "（11月19日）", "２０２６－１１－１９", "发布时间：2026-11-19 08:30",
     "<b>19</b><i>2026-11</i>", "<i>2026.11</i><b>19</b>", "<em>19日</em><em>2026年11月</em>"],
)  # fmt: skip
def test_days_as_sites_write_them(tmp_path: Path, shown: str) -> None:
    assert said(RULE, site(tmp_path, {"/": page(listed(("澄湖市召开重点工作推进会议", shown)))})) == {"pass"}


def test_a_sticky_old_item_on_top_does_not_make_a_page_old(tmp_path: Path) -> None:
    body = listed(("关于公布行政规范性文件清理结果的通知", "2019-01-02"), ("澄湖市召开重点工作推进会议", "2026-11-18"))
    assert said(RULE, site(tmp_path, {"/": page(body)})) == {"pass"}


def test_a_date_inside_a_title_is_not_a_publication(tmp_path: Path) -> None:
    body = listed(("关于2026年11月19日停水的公告及后续安排", "2026-10-01"))
    assert said(RULE, site(tmp_path, {"/": page(body)})) == {"fail"}


def test_a_day_to_come_is_not_news(tmp_path: Path) -> None:
    body = listed(("澄湖市文化节即将开幕敬请关注", "2026-12-24"), ("澄湖市召开重点工作推进会议", "2026-10-01"))
    assert said(RULE, site(tmp_path, {"/": page(body)})) == {"fail"}


@pytest.mark.parametrize(
    "body", ["", "<ul id='list'></ul><script>$.ajax('/api/list')</script>", "<p>欢迎访问本网站</p>"]
)
def test_no_date_at_all_is_for_a_person(tmp_path: Path, body: str) -> None:
    assert said(RULE, site(tmp_path, {"/": page(body)})) == {"unsure"}


def test_lists_drawn_by_script_beside_an_old_banner_are_for_a_person(tmp_path: Path) -> None:
    body = "<a href='/art/2020/5/1/art_1_2.html'>澄湖市第七次全国人口普查公告</a><ul id='news'></ul><script>$.ajax('/api/list')</script>"
    assert said(RULE, site(tmp_path, {"/": page(body)})) == {"unsure"}


def test_the_day_may_come_from_the_item_s_own_page(tmp_path: Path) -> None:
    home = page("<ul><li><a href='/a.html'>澄湖市召开重点工作推进会议</a></li></ul>")
    assert said(RULE, site(tmp_path, {"/": home, "/a.html": article("澄湖市召开重点工作推进会议", "2026-11-18")})) == {
        "pass"
    }
    assert said(RULE, site(tmp_path, {"/": home, "/a.html": article("澄湖市召开重点工作推进会议", "2026-10-18")})) == {
        "fail"
    }


@pytest.mark.parametrize(("day", "outcome"), [("2026-11-19", "pass"), ("2026-10-19", "fail")])
def test_an_entry_page_is_judged_by_the_pages_behind_it(tmp_path: Path, day: str, outcome: str) -> None:
    entry_page = page("<a href='/index/'>进入网站</a><a href='/en/'>English</a>")
    assert said(RULE, site(tmp_path, {"/": entry_page, "/index/": page(news(day)), "/en/": page("Welcome")})) == {
        outcome
    }


def test_without_a_day_asked_for_the_capture_is_today(tmp_path: Path) -> None:
    pages = {"/": page(news("2026-11-05"))}
    assert said(RULE, site(tmp_path, pages, as_of=None, seen=date(2026, 11, 19))) == {"pass"}
    assert said(RULE, site(tmp_path, pages, as_of=None, seen=date(2026, 11, 20))) == {"fail"}


@pytest.mark.parametrize(
    "home",
    [
        answer(403),
        answer(412, "<script>$_ts=1</script>"),
        answer(404),
        answer(200, "PDF", content_type="application/pdf"),
    ],
)
def test_a_home_page_that_was_not_read_is_not_judged(tmp_path: Path, home: object) -> None:
    assert said(RULE, site(tmp_path, {"/": home})) == {"not_measured"}  # type: ignore[dict-item]


def test_a_short_title_counts_where_a_day_stands_beside_it(tmp_path: Path) -> None:
    body = "<ul>" + entry("要闻", "2026-11-19") + "</ul>" + listed(("澄湖市召开重点工作推进会议", "2026-10-01"))
    assert said(RULE, site(tmp_path, {"/": page(body)})) == {"pass"}
