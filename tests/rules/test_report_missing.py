from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.targets import Kind
from tests import annual, sites

RULE = "report_missing"


def titled(year: int, organ: str = "澄湖市人民政府") -> str:
    return f"{organ}{year}年政府信息公开工作年度报告"


def with_years(*years: int, organ: str = "澄湖市人民政府", **more: str) -> dict[str, str]:
    rows = [(f"/nb/{year}.html", titled(year, organ), f"{year + 1}-03-20") for year in years]
    return annual.portal(*rows, **more) | {
        row[0]: annual.report(year=year, organ=organ) for row, year in zip(rows, years, strict=True)
    }


def test_there(tmp_path: Path) -> None:
    assert sites.outcomes(RULE, sites.site(tmp_path, with_years(2025, 2024))) == [("pass", "")]


def test_absent_from_a_column_that_was_read(tmp_path: Path) -> None:
    found = sites.findings(RULE, sites.site(tmp_path, with_years(2024, 2023)))
    assert [(one.outcome.value, one.url) for one in found] == [("fail", f"{sites.HOME}nb/")]
    assert "2025" in found[0].message and titled(2024) in found[0].message and found[0].quote == titled(2024)


@pytest.mark.parametrize(
    ("kind", "day", "outcome"),
    [
        (Kind.PORTAL, date(2026, 3, 31), "not_applicable"),
        (Kind.PORTAL, date(2026, 4, 1), "fail"),
        (Kind.DEPARTMENT, date(2026, 1, 31), "not_applicable"),
        (Kind.DEPARTMENT, date(2026, 2, 1), "fail"),
    ],
)
def test_the_day(tmp_path: Path, kind: Kind, day: date, outcome: str) -> None:
    pages = with_years(2024)
    assert sites.said(RULE, sites.site(tmp_path, pages, kind=kind, as_of=day)) == {outcome}


def test_an_empty_column(tmp_path: Path) -> None:
    assert sites.said(RULE, sites.site(tmp_path, annual.portal(shown="<p>暂无相关信息</p>"))) == {"fail"}


def test_departments_reports_are_not_the_governments(tmp_path: Path) -> None:
    assert sites.said(RULE, sites.site(tmp_path, with_years(2025, organ="澄湖市教育局"))) == {"fail"}


def test_a_day_of_that_year_is_not_the_year(tmp_path: Path) -> None:
    pages = annual.portal(
        ("/nb/a.pdf", "2024年年报（2025-03-20公布）", "2025-03-20"), ("/nb/b.pdf", "2023年年报", "2025年3月20日")
    )
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"fail"}


def test_a_column_of_reports_on_something_else(tmp_path: Path) -> None:
    pages = {
        "": sites.page('<a href="/nb/">年度报告</a>'),
        "/nb/": sites.column("年度报告", sites.listed(("2024年统计工作报告", "2025-02-01"))),
    }
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"not_measured"}


def test_a_report_that_may_be_the_organs_own_is_a_doubt(tmp_path: Path) -> None:
    for organ in ("江州市人民政府", "澄湖市人民政府办公室"):
        assert sites.said(RULE, sites.site(tmp_path, with_years(2025, organ=organ))) == {"unsure"}


@pytest.mark.parametrize(
    "title",
    [
        "2025年澄湖市政府信息公开工作年度报告",
        "澄湖市2025年度政府信息公开年报",
        "关于澄湖市人民政府2025年政府信息公开工作年度报告",
        "澄湖市人民政府二〇二五年政府信息公开工作年度报告",
        "政府信息公开工作年度报告（2025年）",
        "2025年政府信息公开工作报告",
    ],
)
def test_titles(tmp_path: Path, title: str) -> None:
    pages = annual.portal(("/nb/a.html", title, "2026-03-20")) | {"/nb/a.html": annual.report(title=title)}
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"pass"}


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2025年政府信息公开工作年度报告编制发布工作的通知",
        "2025年上半年政府信息公开工作报告",
        "澄湖市2025年政府网站工作年度报表",
        "澄湖市2025年法治政府建设情况报告",
        "一图读懂澄湖市2025年政府信息公开工作年度报告",
        "澄湖市2025年政务公开第三方评估报告",
    ],
)
def test_titles_that_tempt(tmp_path: Path, title: str) -> None:
    pages = with_years(2024)
    pages["/xw/"] = sites.column("政务动态", sites.listed((title, "2026-03-01")), "工作动态")
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"fail"}


def test_a_link_to_a_document_is_enough(tmp_path: Path) -> None:
    for number, (text, address) in enumerate(
        [("2025年", "/nb/2025.pdf"), (titled(2025), "/nb/2025.doc"), ("2025年度.pdf", "/nb/5.pdf")]
    ):
        site = sites.site(tmp_path / str(number), annual.portal((address, text, "2026-03-20")))
        assert sites.said(RULE, site) == {"pass"}


def test_reports_that_were_not_fetched_or_not_read_are_there(tmp_path: Path) -> None:
    rows = [(f"/nb/{year}.doc", titled(year), f"{year + 1}-03-20") for year in (2025, 2024, 2023)]
    unread = {"/nb/2025.doc": sites.file(b"\xd0\xcf\x11\xe0" + bytes(99))}
    for number, more in enumerate([{}, unread]):
        site = sites.site(tmp_path / str(number), annual.portal(*rows) | more)  # type: ignore[operator]
        assert sites.outcomes(RULE, site) == [("pass", "")]


def test_a_report_that_only_its_neighbour_links_to(tmp_path: Path) -> None:
    pages = with_years(2024)
    pages["/nb/2024.html"] = annual.report(
        annual.text(year=2024) + f'<a href="/nb/2025.html">{titled(2025)}</a>', year=2024
    )
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"pass"}


def test_a_page_that_only_its_link_calls_a_report(tmp_path: Path) -> None:
    pages = annual.portal(("/nb/a.html", titled(2025), "2026-03-20")) | {"/nb/a.html": annual.report(title="年度报告")}
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"pass"}


def test_not_measured(tmp_path: Path) -> None:
    without = {
        "": sites.page('<a href="/xw/">政务动态</a>'),
        "/xw/": sites.column("政务动态", sites.news("2026-11-18")),
    }
    elsewhere = with_years(2024, home='<a href="http://xxgk.jiangzhou.gov.cn/">政府信息公开</a>')
    drawn = annual.portal()
    drawn["/nb/"] = sites.page(
        '<div id="l"></div><script>$.getJSON("/api/list", show)</script>', title="政府信息公开年报"
    )
    unread = with_years(2024, home='<a href="/bmnb/index.html">部门年报</a>')
    for number, pages in enumerate([without, elsewhere, drawn, unread]):
        assert sites.said(RULE, sites.site(tmp_path / str(number), pages)) == {"not_measured"}, number
    assert sites.said(RULE, sites.site(tmp_path / "x", with_years(2024), finished=False)) == {"not_measured"}


def test_a_report_without_a_year_in_its_title_tells_it_in_its_text(tmp_path: Path) -> None:
    pages = annual.portal(("/nb/a.html", "政府信息公开工作年度报告", "2026-03-20"))
    pages["/nb/a.html"] = annual.report(title="政府信息公开工作年度报告")
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"pass"}
    del pages["/nb/a.html"]
    assert sites.said(RULE, sites.site(tmp_path / "b", pages)) == {"not_measured"}
