"""法定公开内容缺失: always a suspicion; says where it looked; silent where the menus were not read."""

from dataclasses import replace
from pathlib import Path

import pytest
from sites import answer, article, column, findings, news, outcomes, page, redirect, said, site

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
    pages = portal(dict.fromkeys((), "规划") | {"y": "财政收入"})
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


@pytest.mark.parametrize("home", [answer(403), answer(412, "x")])
def test_a_home_page_that_was_not_read(tmp_path: Path, home: object) -> None:
    assert said(RULE, site(tmp_path, {"/": home})) == {"not_measured"}  # type: ignore[dict-item]


TOWN = [content for content in JUDGED if "乡镇" in content.levels]
BUREAU = [content for content in JUDGED if "部门" in content.levels]


def test_a_department_is_asked_for_what_every_organ_has(tmp_path: Path) -> None:
    found = findings(RULE, county(tmp_path, portal({}), "", kind=Kind.DEPARTMENT))
    asked = {one.item for one in found if one.outcome != "not_applicable"}
    assert asked == {content.id for content in BUREAU} == {
        "gk20-01", "gk20-02", "gk20-07", "responsible-leader",
        "platform-guide", "platform-system", "platform-content", "platform-report", "platform-request",
    }  # fmt: skip


def test_a_town_is_asked_for_its_own_topics(tmp_path: Path) -> None:
    found = findings(RULE, county(tmp_path, portal({}), "乡镇"))
    assert {one.item for one in found if one.outcome in ("fail", "unsure")} == {content.id for content in TOWN}
    assert "gk21-town-homestead" in {one.item for one in found if one.outcome == "unsure"}
    assert "gk20-14" in {one.item for one in found if one.outcome == "not_applicable"}


def test_a_level_nobody_wrote_down_accuses_of_nothing_that_only_some_levels_owe(tmp_path: Path) -> None:
    found = {one.item: one.outcome for one in findings(RULE, county(tmp_path, portal({}), ""))}
    assert found["gk21-land"] == found["gk21-town-homestead"] == found["regulation-library"] == "not_measured"
    assert found["gk20-08"] == "fail"
    there = {one.item: one.outcome for one in findings(RULE, county(tmp_path, portal({"x": "土地征收"}), ""))}
    assert there["gk21-land"] == "pass"


@pytest.mark.parametrize(
    ("region", "outcome"), [("320298", "fail"), ("", "fail"), ("320000", "fail"), ("330100", "not_applicable")]
)
def test_a_province_s_document_binds_that_province(tmp_path: Path, region: str, outcome: str) -> None:
    found = {one.item: one.outcome for one in findings(RULE, county(tmp_path, portal({}), region=region))}
    assert found["power-list"] == outcome and found["gk20-08"] == "fail"


def test_something_near_makes_it_doubtful(tmp_path: Path) -> None:
    rest = {key: name for key, name in ALL.items() if key != "gk20-08"}
    pages = portal(rest | {"n": "市发展改革委关于2026年收费标准调整有关问题的答复意见和说明材料"})
    (found,) = [one for one in findings(RULE, county(tmp_path, pages)) if one.item == "gk20-08"]
    assert found.outcome == "unsure" and "收费标准调整" in found.message


def test_a_document_of_the_item_s_name_is_content(tmp_path: Path) -> None:
    rest = {key: name for key, name in ALL.items() if key != "gk20-08"}
    title = "澄湖市2026年度市级行政事业性收费项目目录清单（2026年版）"
    assert (
        missing(tmp_path, portal(rest | {"n": title}, **{"/n.html": article(title, "2026-05-08")}), "fail", "unsure")
        == []
    )


@pytest.mark.parametrize("organ", ["澄湖市教育局", "市就业管理中心", "教育局网站", "医疗保障局"])
def test_an_organ_s_name_is_no_column(tmp_path: Path, organ: str) -> None:
    assert "gk20-11" in missing(tmp_path, portal({"x": organ}))


@pytest.mark.parametrize("name", ["学习教育", "党史学习教育专栏", "教育整顿"])
def test_a_name_that_means_something_else(tmp_path: Path, name: str) -> None:
    assert "gk20-11" in missing(tmp_path, portal({"x": name}))


def test_a_heading_needs_something_below_it(tmp_path: Path) -> None:
    rest = {key: name for key, name in ALL.items() if key != "gk20-08"}
    bare = portal(rest) | {"/f1.html": page("<h3>行政事业性收费</h3><h3>其他事项</h3><p>见各部门网站公布的内容。</p>")}
    assert missing(tmp_path, bare, "unsure") == ["gk20-08"]
    full = portal(rest) | {"/f1.html": page("<h3>行政事业性收费</h3><p>现行收费项目十二项，依据和标准见附表。</p>")}
    assert missing(tmp_path, full, "fail", "unsure") == []


def test_a_column_that_leads_back_to_the_home_page_is_none(tmp_path: Path) -> None:
    pages = portal(ALL, **{"/gk20-08.html": redirect("/")})
    (found,) = [one for one in findings(RULE, county(tmp_path, pages)) if one.item == "gk20-08"]
    assert found.outcome == "fail" and "首页" in found.message
    elsewhere = portal(ALL, **{"/gk20-08.html": redirect("/f1.html")})
    assert missing(tmp_path, elsewhere, "fail", "unsure") == []


def test_a_menu_of_blank_columns_is_blank(tmp_path: Path) -> None:
    menu = column(
        "收费目录",
        "<p><a href='/k/1.html'>市级收费</a><a href='/k/2.html'>区级收费</a><a href='/k/3.html'>涉企收费项目</a></p>",
    )
    blank = {f"/k/{n}.html": column(f"收费{n}", "<p>暂无信息</p>") for n in (1, 2, 3)}
    assert missing(tmp_path, portal(ALL | {"gk20-08": "收费目录"}, **{"/gk20-08.html": menu, **blank})) == ["gk20-08"]
    one = blank | {"/k/2.html": column("收费2", news("2026-10-10"))}
    assert missing(tmp_path, portal(ALL | {"gk20-08": "收费目录"}, **{"/gk20-08.html": menu, **one})) == []


def test_a_list_that_a_script_draws_was_not_read(tmp_path: Path) -> None:
    script = "<div id='list'></div><script src='/js/fees.js'></script><script>$.getJSON('/api/fees',draw)</script>"
    pages = portal(ALL | {"gk20-08": "收费目录"}, **{"/gk20-08.html": column("收费目录", script)})
    (found,) = [one for one in findings(RULE, county(tmp_path, pages)) if one.item == "gk20-08"]
    assert found.outcome == "not_measured"


def test_a_link_to_another_host_is_believed(tmp_path: Path) -> None:
    pages = portal({})
    pages["/"] = str(pages["/"]).replace("</body>", "<a href='http://ggzy.example.gov.cn/cg/'>政府采购</a></body>")
    assert "gk20-09" not in missing(tmp_path, pages, "fail", "unsure")


def test_the_same_name_twice_and_one_of_them_dead(tmp_path: Path) -> None:
    pages = portal(ALL, **{"/gk20-08.html": answer(404)})
    pages["/f2.html"] = page(f"<a href='/new.html'>{ALL['gk20-08']}</a>")
    assert missing(tmp_path, pages | {"/new.html": page("收费依据和标准。")}) == []


def test_words_of_a_text_may_be_enough(tmp_path: Path) -> None:
    rest = {key: name for key, name in ALL.items() if key != "responsible-leader"}
    said = "<p>陈某某，党组成员、副局长，分管政务公开、法治建设等工作。</p>"
    pages = portal(rest) | {"/f1.html": page(said)}
    assert missing(tmp_path, pages, "fail", "unsure") == []


def test_the_tag_of_a_column_s_kind_is_enough(tmp_path: Path) -> None:
    rest = {key: name for key, name in ALL.items() if key != "platform-report"}
    pages = portal(
        rest | {"c": "历年工作总结"}, **{"/c.html": column("历年工作总结", news("2026-03-20"), "信息公开年报")}
    )
    assert "platform-report" not in missing(tmp_path, pages, "fail", "unsure")


def test_the_platform_of_another_host_was_not_read(tmp_path: Path) -> None:
    pages = portal({})
    pages["/"] = str(pages["/"]).replace("</body>", "<a href='http://zfxxgk.example.gov.cn/'>政府信息公开</a></body>")
    assert set(missing(tmp_path, pages, "fail", "unsure")) == set()
