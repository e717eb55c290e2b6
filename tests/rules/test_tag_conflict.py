"""页面标签矛盾: a real contradiction, and the many that are none."""

from pathlib import Path

import pytest
from sites import COLUMN, TAGS, answer, article, column, fails, findings, header, news, page, record, said, site

RULE = "tag_conflict"


def judge(tmp_path: Path, *articles: str, **more: str) -> list[str]:
    pages = {f"/{number}.html": html for number, html in enumerate(articles)}
    return fails(RULE, site(tmp_path, {"/": page(tags=TAGS), **pages, **more}))


def test_nothing_contradicts(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page(tags=TAGS), "/a.html": article("关于防汛的通知", "2026-11-05")})) == {
        "pass"
    }


def test_two_domains_in_one_page(tmp_path: Path) -> None:
    """As a real provincial department has it on every page."""
    twice = page(tags=TAGS, head="<meta name='SiteDomain' content='jyt.chenghu.gov.cn'>")
    pages = {"/": twice, "/lm/": twice, "/b/": twice}
    (found,) = [one for one in findings(RULE, site(tmp_path, pages)) if one.outcome == "fail"]
    assert found.item == "SiteDomain" and "3 个页面" in found.message
    assert "www.chenghu.gov.cn" in found.message and "jyt.chenghu.gov.cn" in found.message


@pytest.mark.parametrize(
    "head",
    ["<meta name='SiteDomain' content='www.chenghu.gov.cn'>", "<meta name='sitedomain' content=' www.chenghu.gov.cn '>",
     "<meta name='SiteDomain' content=''>", "<!--<meta name='SiteDomain' content='x.gov.cn'>-->", "<meta property='SiteDomain' content='x.gov.cn'>"],
)  # fmt: skip
def test_the_same_value_twice_is_no_contradiction(tmp_path: Path, head: str) -> None:
    assert fails(RULE, site(tmp_path, {"/": page(tags=TAGS, head=head)})) == []


def test_the_same_day_in_two_writings(tmp_path: Path) -> None:
    html = article("关于防汛的通知", "2026-11-05").replace(
        "</head>", "<meta name='PubDate' content='2026-11-05'></head>"
    )
    assert judge(tmp_path, html) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [("SiteIDCode", "3299990002"), ("SiteName", "澄湖市政府信息公开"), ("SiteDomain", "xxgk.chenghu.gov.cn")],
)
def test_pages_of_one_site_differ(tmp_path: Path, name: str, other: str) -> None:
    odd = page(tags=TAGS | {name: other})
    (found,) = [
        one
        for one in findings(RULE, site(tmp_path, {"/": page(tags=TAGS), "/b/": page(tags=TAGS), "/c/": odd}))
        if one.outcome == "fail"
    ]
    assert found.item == name and found.url.endswith("/c/") and other in found.message and TAGS[name] in found.message


def test_a_page_without_the_tag_differs_from_none(tmp_path: Path) -> None:
    assert fails(RULE, site(tmp_path, {"/": page(tags=TAGS), "/b/": page()})) == []


@pytest.mark.parametrize(
    "tag",
    ["关于防汛的通知", "关于防汛的通知&lt;br&gt;", "关于防汛 的通知", "《关于防汛的通知》", "关于防汛…", "关于防汛的通知", "关于防汛的通知 ",
     "关于&lt;br/&gt;防汛的通知", "关于防汛的通知&amp;nbsp;"],
)  # fmt: skip
def test_the_same_title_in_another_writing(tmp_path: Path, tag: str) -> None:
    assert judge(tmp_path, article("关于防汛的通知", "2026-11-05", tags={"ArticleTitle": tag})) == []


def test_full_width_figures_in_the_title(tmp_path: Path) -> None:
    assert (
        judge(
            tmp_path,
            article(
                "关于2026年防汛的通知(试行)", "2026-11-05", tags={"ArticleTitle": "关于２０２６年防汛的通知（试行）"}
            ),
        )
        == []
    )


def test_a_title_in_two_lines(tmp_path: Path) -> None:
    html = (
        article("关于防汛的通知", "2026-11-05")
        .replace("<h1>关于防汛的通知</h1>", "<h1>关于<br>防汛的通知</h1>")
        .replace("<title>关于防汛的通知", "<title>澄湖")
    )
    assert judge(tmp_path, html) == []


def test_another_title_than_the_page_shows(tmp_path: Path) -> None:
    html = article("关于防汛的通知", "2026-11-05", tags={"ArticleTitle": "关于抗旱的公告"})
    (found,) = [
        one for one in findings(RULE, site(tmp_path, {"/": page(tags=TAGS), "/a.html": html})) if one.outcome == "fail"
    ]
    assert found.item == "ArticleTitle" and "关于抗旱的公告" in found.message and "关于防汛的通知" in found.message


def test_a_page_whose_text_a_script_draws_cannot_contradict(tmp_path: Path) -> None:
    tags = TAGS | COLUMN | {"ArticleTitle": "关于防汛的通知", "PubDate": "2026-11-05 09:00", "ContentSource": "办公室"}
    html = page("<div id='app'></div><script>fetch('/api').then(d=>app.innerHTML=d)</script>", tags=tags)
    assert judge(tmp_path, html) == []


@pytest.mark.parametrize("shown", ["2026-11-05", "2026年11月5日 09:30", "2026/11/5 9:30", "2026-11-05 09:30:12"])
@pytest.mark.parametrize("tag", ["2026-11-05 09:30", "2026-11-05 23:59:59", "2026-11-05", "2026年11月05日"])
def test_the_same_day(tmp_path: Path, shown: str, tag: str) -> None:
    html = article("关于防汛的通知", "2026-11-05", tags={"PubDate": tag}).replace(
        "发布时间：2026-11-05 09:30", f"发布时间：{shown}"
    )
    assert judge(tmp_path, html) == []


def test_another_day_than_the_page_shows(tmp_path: Path) -> None:
    html = article("关于防汛的通知", "2026-11-05", tags={"PubDate": "2026-11-09 10:00:00"})
    (found,) = [
        one for one in findings(RULE, site(tmp_path, {"/": page(tags=TAGS), "/a.html": html})) if one.outcome == "fail"
    ]
    assert found.item == "PubDate" and "2026-11-09" in found.message and "2026-11-05" in found.message


@pytest.mark.parametrize(
    "line",
    ["会议时间：2026年11月25日", "成文日期：2026-11-02", "生成日期：2026-11-02", "发文日期：2026-11-02", "更新时间：2026-11-18", "报名截止日期：2026-12-01",
     "开标时间：2026年12月1日9时", "公示时间：2026年11月6日至11月12日", "施行日期：2027-01-01"],
)  # fmt: skip
def test_days_of_something_else(tmp_path: Path, line: str) -> None:
    html = (
        article("关于防汛的通知", "2026-11-05")
        .replace("发布时间：2026-11-05 09:30　来源", "来源")
        .replace("<div>", f"<div><p>{line}</p>")
    )
    assert judge(tmp_path, html) == []


def test_a_header_of_another_day_is_another_rule_s_matter(tmp_path: Path) -> None:
    assert judge(tmp_path, record(header(生成日期="2026-11-02", 公开日期="2026-11-05"))) == []


def test_a_list_of_labelled_days(tmp_path: Path) -> None:
    rows = "".join(
        f"<li><a href='/n/{n}.html'>澄湖市第{n}次工作会议</a><p>发布时间：2026-11-{n:02}</p></li>" for n in range(1, 6)
    )
    html = page(rows, tags=TAGS | COLUMN | {"PubDate": "2026-11-19 10:00", "ArticleTitle": "部门动态"})
    assert judge(tmp_path, html.replace("<body>", "<body><h1>部门动态</h1>")) == []


def test_the_home_page_alone(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page()})) == {"pass"}
    assert said(RULE, site(tmp_path, {"/": answer(412, "x")})) == {"not_measured"}
    assert fails(RULE, site(tmp_path, {"/": page(tags=TAGS), "/lm/": column("动态", news("2026-11-19"))})) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("SiteDomain", "http://www.chenghu.gov.cn"),
        ("SiteDomain", "https://WWW.chenghu.gov.cn/"),
        ("SiteDomain", "//www.chenghu.gov.cn"),
        ("SiteName", " 澄湖市人民政府 "),
    ],
)
def test_two_writings_of_one_value_are_no_contradiction(tmp_path: Path, name: str, other: str) -> None:
    pages = {"/": page("<a href='/a/'>栏目</a>", tags=TAGS), "/a/": page("<p>正文</p>", tags=TAGS | {name: other})}
    assert said(RULE, site(tmp_path, pages)) == {"pass"}
    differing = pages | {"/a/": page("<p>正文</p>", tags=TAGS | {name: other.strip() + "x"})}
    assert fails(RULE, site(tmp_path, differing)) == [name]
