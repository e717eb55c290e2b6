"""域名不规范: whose domain the site and its columns stand under."""

from dataclasses import replace
from pathlib import Path

import pytest
from sites import Answer, findings, news, outcomes, page, redirect, said, site

from checks.site import Site
from crawler.targets import Kind

RULE = "domain_improper"
BODY = page("<a href='/xx/'>政府信息公开</a>" + news("2026-11-19"))


def at(tmp_path: Path, home: str, body: str = BODY, unit: str = "澄湖县人民政府", kind: Kind = Kind.PORTAL) -> Site:
    judged = site(tmp_path, {home: body}, home=home, kind=kind)
    return Site(replace(judged.target, unit=unit, name=unit), judged.archive, judged.around)


@pytest.mark.parametrize(
    "home",
    [
        "http://www.chenghu.gov.cn/",
        "https://chenghu.gov.cn:8443/",
        "http://jyj.chenghu.gov.cn/zwgk/",
        "http://www.gov.cn/",
        "http://xn--fiqs8s.xn--zfr164b/",
    ],
)
def test_proper_domains(tmp_path: Path, home: str) -> None:
    assert outcomes(RULE, at(tmp_path, home)) == [("pass", "home")]


@pytest.mark.parametrize(
    "home",
    [
        "http://www.chenghu.cn/",
        "http://www.chenghu.com.cn/",
        "http://www.chenghu-gov.cn/",
        "http://www.chenghugov.cn/",
        "http://www.chenghu.gov.cn.example.com/",
        "http://www.chenghu.org.cn/",
    ],
)
def test_other_domains(tmp_path: Path, home: str) -> None:
    (found,) = findings(RULE, at(tmp_path, home))
    assert (found.outcome, found.item, found.certain) == ("fail", "home", True) and ".gov.cn" in found.message


@pytest.mark.parametrize(
    "home",
    [
        "http://127.0.0.1:8000/",
        "http://[::1]:8000/",
        "http://localhost/",
        "http://10.3.2.1/",
        "http://oa/",
        "http://portal.lan/",
    ],
)
def test_machines_and_inner_networks(tmp_path: Path, home: str) -> None:
    assert outcomes(RULE, at(tmp_path, home)) == [("not_applicable", "home")]


@pytest.mark.parametrize(
    ("unit", "outcome"),
    [
        ("澄湖县教育局", "fail"),
        ("澄湖县发展和改革委员会", "fail"),
        ("澄湖县人民政府办公室", "fail"),
        ("莲塘镇人民政府", "fail"),
        ("澄湖县第一中学", "unsure"),
        ("澄湖县人民医院", "unsure"),
        ("澄湖县公共资源交易中心", "unsure"),
        ("澄湖县图书馆", "unsure"),
        ("澄湖职业技术学院", "unsure"),
        ("澄湖城市投资集团", "unsure"),
    ],
)
def test_institutions_are_nothing_certain(tmp_path: Path, unit: str, outcome: str) -> None:
    assert outcomes(RULE, at(tmp_path, "http://www.chenghu-x.cn/", unit=unit, kind=Kind.DEPARTMENT)) == [
        (outcome, "home")
    ]


def test_a_proper_domain_that_leads_on_to_another(tmp_path: Path) -> None:
    pages = {"/": redirect("http://www.chenghu.cn/"), "http://www.chenghu.cn/": Answer(BODY, purpose="home", via="/")}
    (found,) = findings(RULE, site(tmp_path, pages))
    assert (found.outcome, found.certain, found.url) == ("fail", False, "http://www.chenghu.cn/")


@pytest.mark.parametrize("name", ["政府信息公开", "通知公告", "政策文件", "依申请公开"])
def test_a_column_on_a_foreign_domain(tmp_path: Path, name: str) -> None:
    body = page(f"<ul><li><a href='http://xxgk.chenghu-media.com/'>{name}</a></li></ul>" + news("2026-11-19"))
    found = [one for one in findings(RULE, at(tmp_path, "http://www.chenghu.gov.cn/", body)) if one.outcome == "fail"]
    assert [(one.item, one.certain) for one in found] == [(name, False)]
    assert "xxgk.chenghu-media.com" in found[0].message


@pytest.mark.parametrize(
    "link",
    [
        "<a href='http://www.chenghu-wenlv.com/'>澄湖文旅</a>",
        "<a href='http://www.xinhuanet.com/'>新华网</a>",
        "<a href='http://xxgk.chenghu.gov.cn/'>政府信息公开</a>",
        "<a href='http://www.jiangsu.gov.cn/'>政策文件</a>",
        "<a href='http://10.1.2.3/xxgk/'>政府信息公开</a>",
        "<a href='http://www.chenghu-news.com/1.html'>县政府召开政府信息公开培训会</a>",
        "<a href='http://app.chenghu-bus.com/'>办事服务</a>",
    ],
)
def test_links_that_are_no_column_of_the_site(tmp_path: Path, link: str) -> None:
    assert said(RULE, at(tmp_path, "http://www.chenghu.gov.cn/", page(link + news("2026-11-19")))) == {"pass"}
