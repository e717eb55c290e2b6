"""法定公开内容缺失: always a suspicion; says where it looked; silent where the menus were not read."""

from dataclasses import replace
from pathlib import Path

import pytest
from sites import TODAY, answer, article, column, findings, news, outcomes, page, said, site

from checks.content.catalogue import Content, load_catalogue
from checks.site import Site
from crawler.targets import Kind

RULE = "content_missing"
JUDGED = [content for content in load_catalogue() if content.set != "grassroots_2019"]
COUNTY = [content for content in JUDGED if "县" in content.levels]
ALL = {content.id: content.names[0] for content in COUNTY}


def portal(names: dict[str, str], **pages: object) -> dict[str, object]:
    links = "".join(f"<a href='/{key}.html'>{name}</a>" for key, name in names.items())
    fill = "".join(f"<a href='/f{n}.html'>走进澄湖{n}</a>" for n in range(8))
    found: dict[str, object] = {f"/{key}.html": page(f"{name}正文。") for key, name in names.items()}
    found |= {f"/f{n}.html": page("正文") for n in range(8)}
    return found | {"/": page(links + fill)} | pages


def county(tmp_path: Path, pages: dict[str, object], level: str = "县", region: str = "", **more: object) -> Site:
    judged = site(tmp_path, pages, **more)  # type: ignore[arg-type]
    judged.target = replace(judged.target, level=level, region=region)
    return judged


def missing(tmp_path: Path, pages: dict[str, object], *outcomes: str, level: str = "县") -> list[str]:
    found = findings(RULE, county(tmp_path, pages, level))
    return [one.item for one in found if one.outcome in (outcomes or ("fail",))]


def test_everything_is_there(tmp_path: Path) -> None:
    found = outcomes(RULE, county(tmp_path, portal(ALL)))
    assert [one for one in found if one[0] != "not_applicable"] == sorted(("pass", key) for key in ALL)
    assert {item for _, item in found} == {content.id for content in JUDGED}


def test_a_portal_with_nothing_lacks_all_that_is_surely_due(tmp_path: Path) -> None:
    sure = {content.id for content in COUNTY if content.duty == "明确"}
    assert set(missing(tmp_path, portal({}))) == sure
    assert set(missing(tmp_path, portal({}), "unsure")) == ALL.keys() - sure


@pytest.mark.parametrize("content", COUNTY, ids=lambda content: content.id)
def test_each_item_is_found_by_its_names_alone(tmp_path: Path, content: Content) -> None:
    judged = [
        {one.item: one.outcome for one in findings(RULE, county(tmp_path / name.replace("/", ""), portal({"x": name})))}
        for name in content.names[:3]
    ]
    assert [one[content.id] for one in judged] == ["pass"] * len(judged)


@pytest.mark.parametrize("content", COUNTY[::6], ids=lambda content: content.id)
def test_every_name_is_enough(tmp_path: Path, content: Content) -> None:
    for name in content.names:
        for written in (name, f"【{name}】", f"澄湖市{name}", f"{name}（区级）"):
            home = {"/": portal({"x": written})["/"]}
            assert content.id not in missing(tmp_path, home, "fail", "unsure"), written


def test_the_message_says_what_where_and_the_nearest(tmp_path: Path) -> None:
    pages = portal({key: "规划" for key in ()} | {"y": "财政收入"})
    (found,) = [one for one in findings(RULE, county(tmp_path, pages)) if one.item == "gk20-07"]
    assert found.outcome == "fail" and not found.certain
    assert all(word in found.message for word in ("财政预算", "第二十条", "财政预决算", "财政收入"))


def test_a_headline_is_no_column(tmp_path: Path) -> None:
    rest = {key: name for key, name in ALL.items() if key != "gk20-08"}
    headline = "市发展改革委召开涉企收费专项整治工作推进会议并部署下一步安排"
    assert missing(tmp_path, portal(rest | {"n": headline})) == ["gk20-08"]


def test_a_dead_or_blank_column_is_as_good_as_none(tmp_path: Path) -> None:
    dead = portal(ALL, **{"/gk20-08.html": answer(404)})
    assert missing(tmp_path, dead) == ["gk20-08"]
    blank = portal(ALL | {"gk20-08": "收费目录"}, **{"/gk20-08.html": column("收费目录", "<p>暂无信息</p>")})
    (found,) = [one for one in findings(RULE, site(tmp_path, blank)) if one.item == "gk20-08"]  # type: ignore[arg-type]
    assert found.outcome == "fail" and "栏目空白" in found.message


def test_a_column_of_text_with_a_box_that_is_empty_is_no_blank(tmp_path: Path) -> None:
    text = "<p>" + "收费依据和标准见下。执收单位应当出示目录。" * 6 + "</p><div>暂无数据</div>"
    assert missing(tmp_path, portal(ALL, **{"/gk20-08.html": column("收费目录", text)})) == []


def test_one_good_of_two_is_enough(tmp_path: Path) -> None:
    pages = portal(ALL | {"old": "收费目录"}, **{"/old.html": answer(404)})
    assert missing(tmp_path, pages) == []


@pytest.mark.parametrize(
    "body",
    ["", "<a href='/a/'>进入</a><script src='/menu.js'></script>", "<div id='app'></div><script>new Vue({})</script>"],
)
def test_menus_that_were_not_read(tmp_path: Path, body: str) -> None:
    assert outcomes(RULE, site(tmp_path, {"/": page(body)})) == [("not_measured", "")]


def test_a_crawl_that_did_not_end_proves_no_absence(tmp_path: Path) -> None:
    assert "fail" not in said(RULE, site(tmp_path, portal({"x": "财政预决算"}), finished=False))  # type: ignore[arg-type]
    unread = {key: html for key, html in portal({"x": "财政预决算"}).items() if key != "/f3.html"}
    assert "fail" not in said(RULE, site(tmp_path, unread))  # type: ignore[arg-type]


def test_departments_are_not_asked(tmp_path: Path) -> None:
    assert findings(RULE, site(tmp_path, {"/": page(news("2026-11-19"))}, kind=Kind.DEPARTMENT)) == []


@pytest.mark.parametrize("home", [answer(403), answer(412, "x")])
def test_a_home_page_that_was_not_read(tmp_path: Path, home: object) -> None:
    assert said(RULE, site(tmp_path, {"/": home})) == {"not_measured"}  # type: ignore[dict-item]
