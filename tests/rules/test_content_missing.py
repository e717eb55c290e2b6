"""法定公开内容缺失: always a suspicion; says where it looked; silent where the menus were not read."""

from pathlib import Path

import pytest
from sites import answer, column, findings, news, outcomes, page, said, site

from checks.content.catalogue import load_catalogue
from crawler.targets import Kind

RULE = "content_missing"
ALL = {content.id: content.names[0] for content in load_catalogue()}


def portal(names: dict[str, str], **pages: object) -> dict[str, object]:
    links = "".join(f"<a href='/{key}.html'>{name}</a>" for key, name in names.items())
    fill = "".join(f"<a href='/f{n}.html'>走进澄湖{n}</a>" for n in range(8))
    found: dict[str, object] = {f"/{key}.html": page(f"{name}正文。") for key, name in names.items()}
    found |= {f"/f{n}.html": page("正文") for n in range(8)}
    return found | {"/": page(links + fill)} | pages


def missing(tmp_path: Path, pages: dict[str, object]) -> list[str]:
    return [one.item for one in findings(RULE, site(tmp_path, pages)) if one.outcome == "fail"]  # type: ignore[arg-type]


def test_everything_is_there(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, portal(ALL))) == sorted(("pass", key) for key in ALL)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", sorted(ALL))
def test_each_item_is_missed_alone(tmp_path: Path, key: str) -> None:
    rest = {other: name for other, name in ALL.items() if other != key}
    found = missing(tmp_path, portal(rest))
    shared = {name for content in load_catalogue() if content.id == key for name in content.names}
    assert found == [key] or (found == [] and any(name in other for name in shared for other in rest.values()))


@pytest.mark.parametrize("content", load_catalogue(), ids=lambda content: content.id)
def test_every_name_is_enough(tmp_path: Path, content: object) -> None:
    for name in content.names:  # type: ignore[attr-defined]
        for written in (name, f"【{name}】", f"澄湖市{name}", f"{name}（区级）"):
            home = {"/": portal({"x": written})["/"]}
        assert content.id not in missing(tmp_path, home), written  # type: ignore[attr-defined]


def test_the_message_says_what_where_and_the_nearest(tmp_path: Path) -> None:
    pages = portal({key: name for key, name in ALL.items() if key != "gk20-07"} | {"y": "财政收支"})
    (found,) = [one for one in findings(RULE, site(tmp_path, pages)) if one.item == "gk20-07"]  # type: ignore[arg-type]
    assert found.outcome == "fail" and not found.certain
    assert all(word in found.message for word in ("财政预算", "第二十条", "财政预决算", "财政收支"))


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
