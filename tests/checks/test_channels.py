"""What is a column, what it lists, and what belongs to every page and to none."""

from pathlib import Path

import pytest
from sites import COLUMN, TAGS, answer, article, column, entry, further, listed, news, page, site

from checks.facts.articles import is_article, published, released
from checks.facts.channel_kinds import channel_kind
from checks.facts.channels import Channel, Reading


def channels(tmp_path: Path, body: str, **more: str) -> list[Channel]:
    home = page("<a href='/lm/'>部门动态</a>" + news("2026-11-19"), tags=TAGS)
    return site(tmp_path, {"/": home, "/lm/": body, **more}).channels


def only(tmp_path: Path, body: str, **more: str) -> Channel:
    (found,) = [one for one in channels(tmp_path, body, **more) if one.document.page.url.endswith("/lm/")]
    return found


@pytest.mark.parametrize(
    "html",
    [
        page(news("2026-11-19"), tags=COLUMN),
        page(news("2026-11-19"), title="部门动态"),
        page(news("2026-11-19") + "<script>createPageHTML(3, 0, 'index', 'html')</script>"),
    ],
)
def test_a_column(tmp_path: Path, html: str) -> None:
    assert len(only(tmp_path, html).items) == 6


@pytest.mark.parametrize(
    "html",
    [
        article("关于防汛的通知", "2026-11-19"),
        page("<script>location.href='/x/'</script>", tags=COLUMN),
        page("<h1>关于防汛的通知</h1><p>发布时间：2026-11-19</p><p>正文</p>"),
    ],
)
def test_no_column(tmp_path: Path, html: str) -> None:
    assert [one for one in channels(tmp_path, html) if one.document.page.url.endswith("/lm/")] == []


@pytest.mark.parametrize("url", ["/index.html", "/login/", "/sitemap/", "/wzdt/index.html"])
def test_the_home_page_again_and_pages_of_service_are_no_columns(tmp_path: Path, url: str) -> None:
    home = page(
        f"<a href='{url}'>{'首页' if 'index' in url[:7] else '登录' if 'login' in url else '网站地图'}</a>"
        + news("2026-11-19")
    )
    assert site(tmp_path, {"/": home, url: page(news("2026-11-19"))}).channels == []


def test_a_column_is_called_by_its_tag_then_by_its_link(tmp_path: Path) -> None:
    assert only(tmp_path, column("工作要闻", news("2026-11-19"))).name == "工作要闻"
    assert only(tmp_path, page(news("2026-11-19"), title="澄湖市")).name == "部门动态"


def test_further_pages_belong_to_their_column(tmp_path: Path) -> None:
    pager = "<script>createPageHTML(2, 0, 'index', 'html');</script>"
    home = page("<a href='/lm/'>部门动态</a>" + news("2026-11-19"))
    pages = {"/": home, "/lm/": column("部门动态", news("2026-11-18", 3) + pager),
             "/lm/index_1.html": further(page(news("2026-07-07", 3)), via="/lm/")}  # fmt: skip
    (found,) = site(tmp_path, pages).channels
    assert len(found.items) == 6 and not found.partly


@pytest.mark.parametrize(
    ("name", "tag", "kind"),
    [
        ("澄湖要闻", "", "news"), ("部门动态", "", "news"), ("今日澄湖", "", "news"), ("工作进展", "", "news"),
        ("通知公告", "", "notices"), ("公示公告", "", "notices"), ("政策文件", "", "notices"), ("行政规范性文件", "", "notices"),
        ("通知公告", "工作动态", "notices"), ("澄湖新闻", "政策文件", "notices"), ("政策解读", "政策文件", "other"),
        ("政策解读", "", "other"), ("新闻发布会", "", "other"), ("人事任免", "", "other"), ("招标公告", "", "other"), ("征地公告", "", "other"),
        ("行政处罚公示", "", "other"), ("拟任职公示", "", "other"), ("走进澄湖", "", "other"), ("", "", "other"), ("走进澄湖", "工作动态", "news"),
        ("征集公告", "", "other"), ("财政预决算公开", "", "other"), ("往期新闻", "工作动态", "other"),
    ],
)  # fmt: skip
def test_kinds(name: str, tag: str, kind: str) -> None:
    assert channel_kind(name, tag) == kind


@pytest.mark.parametrize(
    ("body", "reading"),
    [
        ("<ul></ul>", Reading.EMPTY),
        ("<p>暂无信息</p>", Reading.EMPTY),
        (listed(("澄湖市召开防汛工作会议", "2026-11-19")), Reading.READ),
        ("<ul>" + entry("澄湖市召开会议", "") + "</ul>", Reading.READ),
        ("<a href='/lm/a/'>财政</a><a href='/lm/b/'>教育</a>", Reading.MENU),
        ("<p>" + "本机关负责全市防汛抗旱工作的组织协调和监督管理。" * 3 + "</p>", Reading.TEXT),
        ("<iframe src='/l.html'></iframe>", Reading.TEXT),
        ("<ul id='l'></ul><script>$('#l').load('/api/list')</script>", Reading.DRAWN),
        ("<ul id='l'></ul><script src='/js/own.js'></script>", Reading.DRAWN),
    ],
)
def test_readings(tmp_path: Path, body: str, reading: Reading) -> None:
    assert only(tmp_path, column("部门动态", body)).reading is reading


def test_a_menu_of_every_page_is_none_of_a_column_s(tmp_path: Path) -> None:
    menu = "".join(f"<a href='/m{n}/'>政府信息公开平台栏目{n}</a>" for n in range(6))
    home = page(menu + news("2026-11-19"))
    pages = {"/": home} | {f"/m{n}/": column(f"栏目{n}", menu + news(f"2026-11-{10 + n}", 2)) for n in range(5)}
    pages["/m5/"] = column("栏目5", menu)
    found = {one.name: one for one in site(tmp_path, pages).channels}
    assert found["栏目5"].reading is Reading.EMPTY
    assert [item.title[:3] for item in found["栏目1"].items] == ["澄湖市", "澄湖市"]


@pytest.mark.parametrize(
    ("html", "url", "is_one"),
    [
        (article("通知", "2026-11-19"), "/a.html", True),
        (page("正文"), "/art/2026/11/19/art_1_2.html", True),
        (page("正文"), "/xw/202611/t20261119_12.html", True),
        (page("<p>发布时间：2026-11-19</p>"), "/a.html", True),
        (page("正文"), "/a.html", False),
        (page("<p>成文日期：2026-11-19</p>"), "/a.html", False),
        (page("<p>会议时间：2026-11-19</p>"), "/a.html", False),
        (page("<p>发布时间：2026-11-19</p>", tags={"ColumnName": "通知"}), "/a.html", False),
        (page(news("2026-11-19"), tags=COLUMN | {"ArticleTitle": "", "PubDate": ""}), "/a.html", False),
        (page("".join(f"<p>发布时间：2026-11-{n}</p>" for n in range(10, 16))), "/a.html", False),
    ],
)
def test_articles(tmp_path: Path, html: str, url: str, is_one: bool) -> None:
    document = site(tmp_path, {"/": page(), url: html}).documents["http://www.chenghu.gov.cn" + url]
    assert is_article(document) is is_one


@pytest.mark.parametrize(
    ("line", "shown", "said"),
    [
        ("发布时间：2026-11-19 10:00　来源：办公室", True, True),
        ("发布日期: 2026年11月19日", True, True),
        ("[发表时间：2026-11-19]", True, True),
        ("时间：2026-11-19", True, True),
        ("日期：二〇二六年十一月十九日", True, True),
        ("更新时间：2026-11-19", True, False),
        ("公开日期：2026-11-19", True, False),
        ("生成日期：2026-11-19", False, False),
        ("报名时间：2026-11-19", False, False),
        ("时间就是金钱 2026-11-19", False, False),
        ("发布时间：", False, False),
    ],
)
def test_days_of_publication(tmp_path: Path, line: str, shown: bool, said: bool) -> None:
    document = site(tmp_path, {"/": page(f"<p>{line}</p>")}).documents["http://www.chenghu.gov.cn/"]
    assert (published(document) is not None, released(document) is not None) == (shown, said)


def test_without_a_home_page_there_are_no_columns(tmp_path: Path) -> None:
    assert site(tmp_path, {"/": answer(403), "/lm/": column("部门动态", news("2026-11-19"))}).channels == []
