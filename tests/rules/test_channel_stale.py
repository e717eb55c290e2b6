"""栏目不更新: two weeks for news, six months for notices; what rests by right stays silent."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sites import Answer, article, column, entry, findings, further, listed, news, outcomes, page, redirect, said, site

RULE = "channel_stale"
JPAGE = """<div id="12"><script type="text/xml"><datastore><recordset>
<record><![CDATA[<li><a href="/art/2026/11/{d}/art_1.html" title="澄湖市召开重点工作推进会议">…</a><span>2026-11-{d}</span></li>]]></record>
<record><![CDATA[<li><a href="/art/2026/10/1/art_2.html" title="澄湖市启动秋季招聘活动">…</a><span>2026-10-01</span></li>]]></record>
</recordset></datastore></script></div><script>$('#12').jpage({{totalRecord:2,perPage:15}})</script>"""


def county(name: str, body: str, **more: str | Answer) -> Mapping[str, str | Answer]:
    home = page(f"<a href='/lm/'>{name}</a>" + news("2026-11-19"))
    return {"/": home, "/lm/": column(name, body)} | more


@pytest.mark.parametrize(
    ("name", "day", "outcome"),
    [
        ("部门动态", "2026-11-06", "pass"),  # exactly 14 days
        ("部门动态", "2026-11-05", "fail"),
        ("澄湖要闻", "2026-11-05", "fail"),
        ("通知公告", "2026-05-20", "pass"),  # exactly six months
        ("通知公告", "2026-05-19", "fail"),
        ("政策文件", "2026-05-19", "fail"),
        ("新闻公告", "2026-06-01", "pass"),  # of both kinds: the longer term
    ],
)
def test_both_sides_of_the_term(tmp_path: Path, name: str, day: str, outcome: str) -> None:
    (found,) = findings(RULE, site(tmp_path, county(name, news(day))))
    assert (found.outcome, found.item) == (outcome, name)
    assert name in found.message and day in found.message and "2026-11-20" in found.message
    assert found.url.endswith("/lm/")


@pytest.mark.parametrize(
    "name",
    [
        "机构职能",
        "政策解读",
        "往期新闻",
        "防汛专题动态",
        "人事任免",
        "信息公开年报",
        "在线访谈",
        "统计信息",
        "历史公告",
        "领导信息",
    ],
)
def test_columns_with_a_rhythm_of_their_own_are_left(tmp_path: Path, name: str) -> None:
    assert fails_none(tmp_path, county(name, news("2020-01-02")))


def fails_none(tmp_path: Path, pages: Mapping[str, str | Answer]) -> bool:
    return "fail" not in said(RULE, site(tmp_path, pages))


@pytest.mark.parametrize(("kind", "outcome"), [("工作动态", "fail"), ("政策文件", "pass"), ("其他", "pass")])
def test_the_tag_tells_the_kind_where_the_name_does_not(tmp_path: Path, kind: str, outcome: str) -> None:
    pages = dict(county("走进澄湖", "")) | {"/lm/": column("走进澄湖", news("2026-10-01"), kind)}
    assert ("fail" in said(RULE, site(tmp_path, pages))) == (outcome == "fail")


def test_a_template_s_tag_does_not_shorten_the_term_of_notices(tmp_path: Path) -> None:
    pages = dict(county("通知公告", "")) | {"/lm/": column("通知公告", news("2026-10-01"), "工作动态")}
    assert outcomes(RULE, site(tmp_path, pages)) == [("pass", "通知公告")]


def test_the_newest_items_beside_every_list_still_count_for_their_column(tmp_path: Path) -> None:
    """A box of the latest news on every page holds the newest items of the news column itself."""
    newest = [("澄湖市召开防汛工作部署会议", "2026-11-18"), ("澄湖市启动冬季征兵宣传活动", "2026-11-12")]
    older = [("澄湖市举办秋季招聘会活动", "2026-10-20")]
    box = "<div class='side'>" + listed(*newest) + "</div>"
    pages = {f"/c{n}/": column(f"栏目{n}", news(f"2026-11-{n + 10}") + box) for n in range(6)}
    home = page(
        "<a href='/xw/'>澄湖要闻</a>" + "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(6)) + listed(*newest)
    )
    pages |= {"/": home, "/xw/": column("澄湖要闻", listed(*newest, *older) + box)}
    assert outcomes(RULE, site(tmp_path, pages)) == [("pass", "澄湖要闻")]


def test_a_list_inside_a_script_block_is_read(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, county("澄湖要闻", JPAGE.format(d=19)))) == [("pass", "澄湖要闻")]
    assert outcomes(RULE, site(tmp_path, county("澄湖要闻", JPAGE.format(d="01")))) == [("fail", "澄湖要闻")]


def test_items_without_days_are_for_a_person(tmp_path: Path) -> None:
    body = "<ul>" + entry("澄湖市召开重点工作推进会议", "") + entry("澄湖市启动秋季招聘活动", "") + "</ul>"
    assert outcomes(RULE, site(tmp_path, county("部门动态", body))) == [("unsure", "部门动态")]


def test_a_hub_of_columns_is_for_a_person_at_most(tmp_path: Path) -> None:
    body = "".join(f"<a href='/lm/{n}/'>澄湖市第{n}类动态信息</a>" for n in range(5))
    assert fails_none(tmp_path, county("部门动态", body))


def test_an_empty_list_is_another_rule_s_matter(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, county("部门动态", "<ul></ul>"))) == [("not_measured", "部门动态")]


def test_a_list_that_could_not_be_read_is_not_measured(tmp_path: Path) -> None:
    drawn = "<ul id='l'></ul><script>$.ajax({url:'/api',success:function(d){$('#l').html(d)}})</script>"
    assert outcomes(RULE, site(tmp_path, county("部门动态", drawn))) == [("not_measured", "部门动态")]


def test_a_script_drawn_list_beside_an_old_dated_sidebar(tmp_path: Path) -> None:
    """What every page of the site shows beside its list is not the column's list."""
    side = listed(("澄湖市第七次全国人口普查公告", "2021-05-01"))
    drawn = side + "<ul id='l'></ul><script>$.ajax({url:'/api'})</script>"
    pages = {f"/c{n}/": column(f"部门动态{n}", drawn) for n in range(8)}
    home = page("".join(f"<a href='/c{n}/'>部门动态{n}</a>" for n in range(8)) + news("2026-11-19"))
    assert fails_none(tmp_path, {"/": home} | pages)


def test_further_pages_of_an_unordered_list_count(tmp_path: Path) -> None:
    pager = "<script>createPageHTML(2, 0, 'index', 'html');</script>"
    old = listed(("关于公布清理结果的通知", "2020-01-02"), ("澄湖市举办文化惠民活动", "2026-01-05"))
    fresh = further(page(listed(("澄湖市召开重点工作推进会议", "2026-11-19"))), via="/lm/")
    assert outcomes(RULE, site(tmp_path, county("部门动态", old + pager, **{"/lm/index_1.html": fresh}))) == [
        ("pass", "部门动态")
    ]
    assert outcomes(RULE, site(tmp_path, county("部门动态", old + pager))) == [("unsure", "部门动态")]


def test_a_long_list_in_order_needs_only_its_first_page(tmp_path: Path) -> None:
    pager = "<script>createPageHTML(40, 0, 'index', 'html');</script>"
    assert outcomes(RULE, site(tmp_path, county("部门动态", news("2026-10-01") + pager))) == [("fail", "部门动态")]


def test_a_sticky_old_item_on_top(tmp_path: Path) -> None:
    body = listed(("关于公布清理结果的通知", "2020-01-02"), ("澄湖市召开重点工作推进会议", "2026-11-19"))
    assert outcomes(RULE, site(tmp_path, county("部门动态", body))) == [("pass", "部门动态")]


def test_a_year_less_day_is_the_latest_such_day(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, county("部门动态", listed(("澄湖市召开推进会", "11-19"))))) == [
        ("pass", "部门动态")
    ]
    assert outcomes(RULE, site(tmp_path, county("部门动态", listed(("澄湖市召开推进会", "12-19"))))) == [
        ("fail", "部门动态")
    ]


def test_a_column_that_redirects_is_judged_where_it_leads(tmp_path: Path) -> None:
    pages = county("部门动态", news("2026-11-19"))
    home = page("<a href='/old/'>部门动态</a>" + news("2026-11-19"))
    assert outcomes(RULE, site(tmp_path, dict(pages) | {"/": home, "/old/": redirect("/lm/")})) == [
        ("pass", "部门动态")
    ]


def test_a_column_that_sends_the_visitor_away_is_not_judged(tmp_path: Path) -> None:
    moved = column("部门动态", "<script>location.href='http://xw.chenghu.gov.cn/'</script>")
    refreshed = page(
        "", tags={"ColumnName": "部门动态"}, head="<meta http-equiv='Refresh' content='0;url=http://x.gov.cn/'>"
    )
    for document in (moved, refreshed):
        assert said(RULE, site(tmp_path, dict(county("部门动态", "")) | {"/lm/": document})) == {"not_measured"}


def test_items_of_which_each_carries_a_labelled_day_are_a_list(tmp_path: Path) -> None:
    """发布时间 beside every entry does not make the column an article."""
    rows = "".join(
        f"<li><a href='/n/{n}.html'>澄湖市第{n}次工作会议</a><p>发布时间：2026-10-{n:02}</p></li>" for n in range(1, 6)
    )
    home = page("<a href='/tzgg/index.html'>部门动态</a>" + news("2026-11-19"))
    column_page = page(f"<h2>部门动态</h2><ul>{rows}</ul>", title="部门动态")
    assert outcomes(RULE, site(tmp_path, {"/": home, "/tzgg/index.html": column_page})) == [("fail", "部门动态")]


def test_undated_lists_take_days_from_the_items_own_pages(tmp_path: Path) -> None:
    body = "<ul><li><a href='/a.html'>澄湖市召开重点工作推进会议</a></li></ul>"
    pages = county("部门动态", body, **{"/a.html": article("澄湖市召开重点工作推进会议", "2026-11-18")})
    assert outcomes(RULE, site(tmp_path, pages)) == [("pass", "部门动态")]


def test_without_columns_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, {"/": page(news("2020-01-01"))})) == [("not_measured", "")]


def test_a_list_whose_endpoint_fails_is_not_stale(tmp_path: Path) -> None:
    """What else the page shows is not its list."""
    shell = "<script>$('#9').jpage({totalRecord:41,perPage:15,proxyUrl:'/jpage/dataproxy.jsp',ajaxParam:{columnid:7}})</script>"
    pages = county("部门动态", "<div id='9'></div>" + shell + news("2019-01-02"))
    assert outcomes(RULE, site(tmp_path, pages)) == [("not_measured", "部门动态")]


def test_a_list_read_in_part_is_judged_only_if_it_is_in_order(tmp_path: Path) -> None:
    pager = "<a href='/lm/?page=2'>2</a><a href='/lm/?page=9'>尾页</a>"
    days = ["2026-01-09", "2026-01-02", "2025-12-30", "2025-12-01"]
    ordered = listed(*((f"澄湖市召开第{n}次工作会议", day) for n, day in enumerate(days)))
    mixed = listed(*((f"澄湖市召开第{n}次工作会议", days[n]) for n in (0, 2, 1, 3)))
    assert said(RULE, site(tmp_path, county("部门动态", ordered + pager))) == {"fail"}
    assert said(RULE, site(tmp_path, county("部门动态", mixed + pager))) == {"unsure"}
