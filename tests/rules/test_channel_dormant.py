"""栏目长期不更新: columns outside of news and notices, by the year."""

from datetime import date
from pathlib import Path

import pytest
from sites import column, entry, findings, news, outcomes, page, said, site

RULE = "channel_dormant"


def county(name: str, body: str, url: str = "/jd/", kind: str = "其他") -> dict[str, str]:
    home = page(f"<a href='{url}'>{name}</a><a href='/dt/'>部门动态</a>" + news("2026-11-19"))
    return {"/": home, url: column(name, body, kind), "/dt/": column("部门动态", news("2026-11-18"), "工作动态")}


@pytest.mark.parametrize(
    ("newest", "outcome"), [("2025-11-20", "pass"), ("2025-11-19", "fail"), ("2019-03-01", "fail")]
)
def test_a_year(tmp_path: Path, newest: str, outcome: str) -> None:
    assert outcomes(RULE, site(tmp_path, county("政策解读", news(newest)))) == [(outcome, "政策解读")]


@pytest.mark.parametrize(("newest", "outcome"), [("2025-05-20", "pass"), ("2025-05-19", "fail")])
@pytest.mark.parametrize("name", ["政府信息公开年报", "财政预决算", "规划计划", "统计信息"])
def test_what_comes_once_a_year_has_longer(tmp_path: Path, name: str, newest: str, outcome: str) -> None:
    assert outcomes(RULE, site(tmp_path, county(name, news(newest)))) == [(outcome, name)]


def test_the_message_gives_title_days_and_term(tmp_path: Path) -> None:
    (found,) = findings(RULE, site(tmp_path, county("政策解读", news("2025-11-10"))))
    assert "2025-11-10" in found.message and "375 天" in found.message and "12 个月" in found.message
    assert not found.certain and "2025-11-10" in found.quote and found.url.endswith("/jd/")


@pytest.mark.parametrize(
    "name",
    [
        "防汛专题",
        "专题专栏",
        "历史专题",
        "往期回顾",
        "2019年疫情防控",
        "第七次人口普查",
        "十三五规划",
        "政府信息公开指南",
        "机构设置",
        "领导分工",
        "权责清单",
        "法律法规",
        "征地信息",
        "拆迁公示信息",
        "应急预案",
        "表格下载",
        "县长信箱",
        "行政处罚",
    ],
)
def test_columns_that_need_no_upkeep(tmp_path: Path, name: str) -> None:
    assert said(RULE, site(tmp_path, county(name, news("2020-05-19")))) == {"not_applicable"}


@pytest.mark.parametrize("url", ["/ztzl/jd/", "/zt/2020/jd/", "/gd/jd/", "/zhuanti/"])
def test_topics_and_archives_by_address(tmp_path: Path, url: str) -> None:
    assert said(RULE, site(tmp_path, county("脱贫攻坚", news("2020-05-19"), url))) == {"not_applicable"}


@pytest.mark.parametrize(
    "line",
    [
        "<div>您的位置：<a href='/'>首页</a> &gt; <a href='/z/'>专题专栏</a> &gt; 脱贫攻坚</div>",
        "<p>本专题已归档</p>",
        "<p>本栏目自2021年起停止更新</p>",
    ],
)
def test_topics_and_archives_by_their_own_words(tmp_path: Path, line: str) -> None:
    assert said(RULE, site(tmp_path, county("脱贫攻坚", line + news("2020-05-19")))) == {"not_applicable"}


def test_news_and_notices_are_left_to_their_own_rule(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, county("通知公告", news("2020-05-19")))) == {"not_applicable"}


@pytest.mark.parametrize("name", ["政策解读", "人事信息", "在线访谈", "民意征集", "回应关切", "数据发布"])
def test_columns_that_do(tmp_path: Path, name: str) -> None:
    assert outcomes(RULE, site(tmp_path, county(name, news("2024-05-19")))) == [("fail", name)]


def test_a_pinned_old_item_does_not_count(tmp_path: Path) -> None:
    body = "<ul>" + entry("关于政策解读工作的说明", "2018-01-02") + "</ul>" + news("2026-10-19")
    assert outcomes(RULE, site(tmp_path, county("政策解读", body))) == [("pass", "政策解读")]


def test_a_list_without_days_is_not_judged(tmp_path: Path) -> None:
    body = "<ul>" + "".join(f"<li><a href='/j/{n}.html'>县政府文件的解读之{n}</a></li>" for n in range(4)) + "</ul>"
    assert outcomes(RULE, site(tmp_path, county("政策解读", body))) == [("not_measured", "政策解读")]


def test_a_list_that_a_script_draws_is_not_judged(tmp_path: Path) -> None:
    body = "<div id='l'></div><script>$.getJSON('/api/x',function(d){$('#l').append(d)})</script>"
    assert outcomes(RULE, site(tmp_path, county("政策解读", body))) == [("not_measured", "政策解读")]


def test_today_is_the_day_that_is_asked_for(tmp_path: Path) -> None:
    pages = county("政策解读", news("2025-11-10"))
    assert outcomes(RULE, site(tmp_path, pages, as_of=date(2026, 11, 9))) == [("pass", "政策解读")]


@pytest.mark.parametrize("title", ["关于做好文件材料归档工作的解读", "《2024年专题招聘活动方案》解读"])
def test_titles_of_items_close_no_column(tmp_path: Path, title: str) -> None:
    crumbs = "<div>当前位置：<a href='/'>首页</a> &gt; 政策解读</div>"
    body = crumbs + "<ul>" + entry(title, "2024-05-06") + "</ul>" + news("2024-03-01")
    assert outcomes(RULE, site(tmp_path, county("政策解读", body))) == [("fail", "政策解读")]
