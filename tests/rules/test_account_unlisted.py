"""新媒体矩阵与名册不符: certain of a table on a site that was read, against a roster that is a register."""

from dataclasses import replace
from pathlib import Path

import pytest
from sites import findings, page, rows, site

from checks.finding import Finding
from checks.site import Site
from crawler.targets import Kind, Target

RULE = "account_unlisted"
HEAD = ("名称", "平台", "主办单位")
TWO = (("澄湖发布", "微信", "县府办"), ("澄湖教育", "微信", "教育局"))


def account(name: str, platform: str = "微信", region: str = "320298") -> Target:
    kind = Kind.WEIBO if platform == "微博" else Kind.WECHAT
    return Target(platform + name, name, kind, "某局", region=region, account=name, platform=platform)


OWN = (account("澄湖发布"), account("澄湖教育"))


def judge(
    tmp_path: Path, body: str, *accounts: Target, finished: bool = True, title: str = "政务新媒体"
) -> list[Finding]:
    pages = {"/": page('<a href="/xmt/">政务新媒体</a>'), "/xmt/": page(f"<h1>{title}</h1>{body}", title=title)}
    plain = site(tmp_path, pages, finished=finished)
    around = replace(plain.around, accounts=accounts)
    return findings(RULE, Site(replace(plain.target, region="320298"), plain.archive, around))


def told(found: list[Finding]) -> list[tuple[str, str, bool]]:
    return [(one.outcome.value, one.item, one.certain) for one in found]


def test_the_same_on_both(tmp_path: Path) -> None:
    assert told(judge(tmp_path, rows(HEAD, *TWO), *OWN)) == [("pass", "", True)]


def test_on_the_portal_alone(tmp_path: Path) -> None:
    (found,) = judge(tmp_path, rows(HEAD, *TWO, ("澄湖旅游", "微信", "文旅局")), *OWN)
    assert (found.outcome, found.item, found.certain) == ("fail", "澄湖旅游", True)
    assert found.url.endswith("/xmt/") and "文旅局" in found.message


def test_in_the_roster_alone(tmp_path: Path) -> None:
    assert told(judge(tmp_path, rows(HEAD, *TWO), *OWN, account("澄湖交通"))) == [("fail", "澄湖交通", True)]


def test_a_site_that_was_not_read_whole_may_have_a_further_list(tmp_path: Path) -> None:
    assert told(judge(tmp_path, rows(HEAD, *TWO), *OWN, account("澄湖交通"), finished=False)) == [
        ("fail", "澄湖交通", False)
    ]


def test_a_roster_that_is_a_sample_proves_nothing(tmp_path: Path) -> None:
    more = (("澄湖旅游", "微信", ""), ("澄湖民政", "微信", ""), ("澄湖水利", "微信", ""))
    found = judge(tmp_path, rows(HEAD, *TWO, *more), *OWN)
    assert sorted(told(found)) == [("fail", name, False) for name in ("澄湖旅游", "澄湖民政", "澄湖水利")]


@pytest.mark.parametrize(
    ("row", "items"),
    [
        (("澄湖旅游", "微信", "已注销"), []),
        (("澄湖发布", "微博", "县府办"), ["澄湖发布"]),
        (("“澄湖发布”", "微信公众号", "县府办"), []),
        (("", "", ""), []),
        (("合计", "合计", "合计"), []),
    ],
)
def test_rows(tmp_path: Path, row: tuple[str, ...], items: list[str]) -> None:
    found = judge(tmp_path, rows(HEAD, *TWO, row), *OWN)
    assert [one.item for one in found if one.outcome == "fail"] == items


@pytest.mark.parametrize(
    ("body", "accounts", "title"),
    [
        ("<p>建设中</p>", OWN, "政务新媒体"),
        (rows(HEAD, *TWO), (), "政务新媒体"),
        (rows(HEAD, *TWO), (account("清湖发布", region="320297"),), "政务新媒体"),
        (rows(("账号名称", "奖项"), ("邻县发布", "一等奖")), OWN, "全县政务新媒体培训会召开"),
        ('<img src="/qr.png" alt="微信公众号二维码">', OWN, "政务新媒体"),
    ],
)
def test_nothing_to_compare(tmp_path: Path, body: str, accounts: tuple[Target, ...], title: str) -> None:
    assert [one.outcome for one in judge(tmp_path, body, *accounts, title=title)] == ["not_measured"]


def test_pictures_are_no_full_list(tmp_path: Path) -> None:
    body = '<img src="/1.png" alt="澄湖发布微信公众号"><img src="/2.png" alt="澄湖旅游微信公众号">'
    found = judge(tmp_path, body, *OWN)
    assert sorted(told(found)) == [("fail", "澄湖教育", False), ("fail", "澄湖旅游微信公众号", False)]


def test_a_platform_that_the_list_does_not_speak_of(tmp_path: Path) -> None:
    assert told(judge(tmp_path, rows(HEAD, *TWO), *OWN, account("澄湖发布", "微博"))) == [("pass", "", True)]


@pytest.mark.parametrize(
    "table",
    [
        rows(("单位", "微信公众号", "新浪微博"), ("县府办", "澄湖发布", "无"), ("教育局", "澄湖教育", "未开通")),
        rows(
            ("单位", "账号", "名称", "平台"),
            ("县府办", "chfb2020", "澄湖发布", "微信"),
            ("教育局", "chjy01", "澄湖教育", "微信"),
        ),
        rows(("平台", "账号名称"), ("微信", "澄湖发布、澄湖教育")),
        rows(("公众号名称", "二维码"), ("澄湖发布 chenghufabu", ""), ("澄湖教育（微信号：chjy）", "")),
        rows(HEAD, *TWO) + rows(("名称", "电话"), ("县档案馆", "0510-80990000")),
    ],
)
def test_ways_to_lay_out_a_list(tmp_path: Path, table: str) -> None:
    assert told(judge(tmp_path, table, *OWN)) == [("pass", "", True)]


def test_a_name_that_is_part_of_another_is_a_suspicion(tmp_path: Path) -> None:
    found = judge(tmp_path, rows(HEAD, TWO[0], ("澄湖教育微讯", "微信", "教育局")), *OWN)
    assert sorted(told(found)) == [("fail", "澄湖教育", False), ("fail", "澄湖教育微讯", False)]


@pytest.mark.parametrize(
    "title", ["政务导航", "政务公开目录", "政务服务一览", "政务新媒体工作总结", "新媒体矩阵建设工作推进会召开"]
)
def test_pages_that_are_no_list_of_accounts(tmp_path: Path, title: str) -> None:
    found = judge(tmp_path, rows(HEAD, ("县档案馆", "微信", "档案馆")), *OWN, title=title)
    assert [one.outcome for one in found] == ["not_measured"]
