from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.site import Site
from crawler.targets import Kind
from tests import annual, sites

RULE = "report_late"
TITLE = "2025年政府信息公开工作年度报告"


def site(
    folder: Path,
    day: str,
    *,
    listed: str = "",
    kind: Kind = Kind.PORTAL,
    title: str = TITLE,
    address: str = "/nb/a.html",
    **more: str,
) -> Site:
    pages = annual.portal((address, title, listed or day)) | {address: annual.report(day=day, title=title)}
    return sites.site(folder, pages | more, kind=kind)


@pytest.mark.parametrize(
    ("kind", "day", "outcome"),
    [
        (Kind.PORTAL, "2026-03-31", "pass"),
        (Kind.PORTAL, "2026-04-01", "fail"),
        (Kind.PORTAL, "2026-02-15", "pass"),
        (Kind.DEPARTMENT, "2026-01-31", "pass"),
        (Kind.DEPARTMENT, "2026-02-01", "fail"),
    ],
)
def test_the_day(tmp_path: Path, kind: Kind, day: str, outcome: str) -> None:
    assert sites.said(RULE, site(tmp_path, day, kind=kind)) == {outcome}


def test_it_says_how_late(tmp_path: Path) -> None:
    (found,) = sites.findings(RULE, site(tmp_path, "2026-04-10"))
    assert "2026-04-10" in found.message and "逾期 10 天" in found.message and found.url == f"{sites.HOME}nb/a.html"


def test_days_that_differ_are_a_doubt(tmp_path: Path) -> None:
    assert sites.said(RULE, site(tmp_path, "2026-04-20", listed="2026-03-20")) == {"unsure"}
    assert sites.said(RULE, site(tmp_path / "b", "2026-04-20", address="/art/2026/3/20/art_1_2.html")) == {"unsure"}
    assert sites.said(RULE, site(tmp_path / "c", "2026-04-20", listed="2026-04-22")) == {"fail"}


def test_a_corrected_report_is_a_doubt(tmp_path: Path) -> None:
    assert sites.said(RULE, site(tmp_path, "2026-06-01", title=f"{TITLE}（更正）")) == {"unsure"}


def test_reports_of_several_years_on_one_day_were_moved(tmp_path: Path) -> None:
    older = {f"/nb/{year}.html": annual.report(year=year, day="2026-08-01") for year in (2023, 2024)}
    assert sites.said(RULE, site(tmp_path, "2026-08-02", **older)) == {"unsure"}
    one = {"/nb/2024.html": annual.report(year=2024, day="2026-08-01")}
    assert sites.said(RULE, site(tmp_path / "b", "2026-08-02", **one)) == {"fail"}


def test_the_earlier_of_two_copies_counts(tmp_path: Path) -> None:
    assert sites.said(RULE, site(tmp_path, "2026-08-02", **{"/zc/b.html": annual.report(day="2026-03-02")})) == {"pass"}


def test_departments_reports_on_a_portal_are_not_judged(tmp_path: Path) -> None:
    assert sites.said(RULE, site(tmp_path, "2026-08-02", title="澄湖市教育局" + TITLE)) == {"not_applicable"}


def test_before_its_day_the_year_before_is_judged(tmp_path: Path) -> None:
    pages = annual.portal(("/nb/a.html", "2024年政府信息公开工作年度报告", "2025-04-02"))
    pages["/nb/a.html"] = annual.report(year=2024, day="2025-04-02", title="2024年政府信息公开工作年度报告")
    assert sites.said(RULE, sites.site(tmp_path, pages, as_of=date(2026, 2, 1))) == {"fail"}
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"not_applicable"}


def test_without_any_day(tmp_path: Path) -> None:
    page = sites.page(f"<h1>{TITLE}</h1>" + annual.text(), title=TITLE)
    pages = annual.portal() | {
        "/nb/": sites.column("政府信息公开年报", f'<a href="/nb/a.html">{TITLE}</a>'),
        "/nb/a.html": page,
    }
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"not_measured"}


@pytest.mark.parametrize(("day", "outcome"), [("2026-03-30", "pass"), ("2026-05-06", "unsure")])
def test_a_day_of_change_alone(tmp_path: Path, day: str, outcome: str) -> None:
    page = sites.page(f"<h1>{TITLE}</h1><p>更新时间：{day}</p>" + annual.text(), title=TITLE)
    pages = annual.portal() | {
        "/nb/": sites.column("政府信息公开年报", f'<a href="/nb/a.html">{TITLE}</a>'),
        "/nb/a.html": page,
    }
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {outcome}
