"""未链接政务服务平台或政务新媒体: what the portal leads to beside itself."""

from pathlib import Path

import pytest
from sites import column, findings, news, outcomes, page, said, site

from crawler.targets import Kind

RULE = "platform_unlinked"
MENU = "".join(f"<a href='/l{n}/'>栏目{n}</a>" for n in range(9))
ACCOUNTS = "<a href='/xmt/'>政务新媒体</a>"
SERVICE = "<a href='http://www.jszwfw.gov.cn/'>江苏政务服务网</a>"


def portal(tmp_path: Path, extra: str, script: str = "", **pages: str) -> list[tuple[str, str]]:
    inner = {f"/l{n}/": column(f"栏目{n}", news("2026-11-19")) for n in range(9)}
    other = {"/xmt/": column("政务新媒体", "<p>账号一览</p>")} if "/xmt/" in extra else {}
    home = page(MENU + extra + news("2026-11-19") + script)
    return outcomes(RULE, site(tmp_path, {"/": home, **inner, **other, **pages}))


def test_both_are_linked(tmp_path: Path) -> None:
    assert portal(tmp_path, ACCOUNTS + SERVICE) == [("pass", "accounts"), ("pass", "service")]


def test_neither_is(tmp_path: Path) -> None:
    assert portal(tmp_path, "") == [("fail", "accounts"), ("fail", "service")]


def test_whether_there_are_accounts_is_not_seen(tmp_path: Path) -> None:
    inner = {f"/l{n}/": column(f"栏目{n}", news("2026-11-19")) for n in range(9)}
    found = findings(RULE, site(tmp_path, {"/": page(MENU + news("2026-11-19")), **inner}))
    assert [(one.item, one.certain) for one in found] == [("accounts", False), ("service", True)]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://weibo.com/chenghufabu'><img src='/a.png'></a>",
        "<a href='https://mp.weixin.qq.com/s/x'>澄湖发布</a>",
        "<img src='/a.png' alt='澄湖发布微信公众号'>",
        "<img src='/images/ewm.png'>",
        "<img src='/images/qrcode_for_gh.jpg'>",
        "<p>扫一扫关注我们</p><img src='/1.png'>",
        "<li>政务微博</li>",
        "<a href='/xmt/'>新媒体矩阵</a>",
        "<a href='https://www.douyin.com/user/x'><i></i></a>",
        "<span>移动客户端</span>",
    ],
)
def test_ways_to_show_accounts(tmp_path: Path, html: str) -> None:
    assert ("pass", "accounts") in portal(tmp_path, SERVICE + html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>分享到微信</p>",
        "<a href='http://service.weibo.com/share/share.php?url=x'>微博</a>",
        "<a href='/n/1.html'>县网信办部署政务新媒体账号清理整顿工作</a>",
    ],
)
def test_what_is_no_account(tmp_path: Path, html: str) -> None:
    assert ("pass", "accounts") not in portal(tmp_path, SERVICE + html)


@pytest.mark.parametrize(
    "html",
    [
        "<a href='http://www.jszwfw.gov.cn/'><img src='/fw.png'></a>",
        "<a href='http://szwb.sz.gov.cn/'>一网通办</a>",
        "<a href='http://fw.chenghu.gov.cn/'>办事服务</a>",
        "<a href='/l1/'>网上办事大厅</a>",
        "<a href='http://www.chenghu.gov.cn/zwfw/'>服务</a>",
        "<a href='http://banshi.beijing.gov.cn/'>首都之窗</a>",
        "<img src='/b.png' alt='政务服务网'>",
    ],
)
def test_ways_to_link_the_service_platform(tmp_path: Path, html: str) -> None:
    assert ("pass", "service") in portal(tmp_path, ACCOUNTS + html, **{"/zwfw/": column("服务", news("2026-11-19"))})


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/l2/'>办事服务</a>",
        "<a href='http://zwj.chenghu.gov.cn/'>县政务服务管理局</a>",
        "<a href='/n/1.html'>省政务服务网在澄湖县试点推广取得成效</a>",
    ],
)
def test_what_is_no_link_to_the_platform(tmp_path: Path, html: str) -> None:
    assert ("pass", "service") not in portal(tmp_path, ACCOUNTS + html)


def test_another_page_may_carry_the_link(tmp_path: Path) -> None:
    assert ("pass", "service") in portal(
        tmp_path, ACCOUNTS, **{"/l3/": column("办事服务", SERVICE + news("2026-11-19"))}
    )


def test_only_the_source_speaks_of_it(tmp_path: Path) -> None:
    script = "<script>function go(){window.open('http://www.jszwfw.gov.cn/')}</script>"
    assert ("unsure", "service") in portal(tmp_path, ACCOUNTS, script)


def test_a_home_page_that_a_script_draws(tmp_path: Path) -> None:
    assert portal(tmp_path, "", "<script>$('#b').html(tpl)</script>") == [("unsure", "accounts"), ("unsure", "service")]


def test_few_links_or_pages_unread(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page("<a href='/a/'>首页栏目</a>")})) == {"not_measured"}
    assert said(RULE, site(tmp_path, {"/": page(MENU)})) == {"not_measured"}


def test_a_small_portal_without_a_script_was_read_whole(tmp_path: Path) -> None:
    pages = {"/": page("<a href='/a/'>工作动态</a>"), "/a/": column("工作动态", news("2026-11-19"))}
    assert outcomes(RULE, site(tmp_path, pages)) == [("fail", "accounts"), ("fail", "service")]


def test_departments_are_not_asked(tmp_path: Path) -> None:
    assert findings(RULE, site(tmp_path, {"/": page(MENU)}, kind=Kind.DEPARTMENT)) == []
