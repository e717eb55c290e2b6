from __future__ import annotations

from pathlib import Path

import pytest

from checks.site import Site
from tests import annual, sites

RULE = "report_form_outdated"
OLD = annual.TABLE_A + sites.rows(
    ("第二十条第（九）项",), ("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "3", "120")
)


def site(folder: Path, table: str, year: int = 2025, task: str = "") -> Site:
    pages = annual.portal(("/nb/a.html", f"{year}年政府信息公开工作年度报告", f"{year + 1}-03-02"))
    return sites.site(
        folder, pages | {"/nb/a.html": annual.report(annual.text(table_a=table, year=year, task=task), year=year)}
    )


@pytest.mark.parametrize(("year", "outcome"), [(2020, "not_applicable"), (2021, "fail"), (2025, "fail")])
def test_the_old_rows(tmp_path: Path, year: int, outcome: str) -> None:
    assert sites.said(RULE, site(tmp_path, OLD, year)) == {outcome}


def test_it_quotes_the_cell(tmp_path: Path) -> None:
    (found,) = sites.findings(RULE, site(tmp_path, OLD))
    assert found.quote == "第二十条第（九）项" and found.certain


def test_the_old_columns(tmp_path: Path) -> None:
    old = annual.TABLE_A.replace("本年制发件数", "本年新制作数量").replace("现行有效件数", "对外公开总数量")
    assert sites.said(RULE, site(tmp_path, old)) == {"fail"}


def test_the_new_form(tmp_path: Path) -> None:
    assert sites.said(RULE, site(tmp_path, annual.TABLE_A)) == {"pass"}


def test_talk_of_procurement_is_no_row(tmp_path: Path) -> None:
    assert sites.said(
        RULE, site(tmp_path, annual.TABLE_A, task="及时公开政府集中采购项目的目录、标准及实施情况。")
    ) == {"pass"}
    other = annual.TABLE_A + sites.rows(("领域", "条数"), ("政府采购", "31"), ("公共资源配置", "9"))
    assert sites.said(RULE, site(tmp_path / "b", other)) == {"pass"}


def test_a_picture_of_the_table(tmp_path: Path) -> None:
    body = annual.text(table_a='<p><img src="/a.png"></p>')
    pages = annual.portal(("/nb/a.html", "2025年政府信息公开工作年度报告", "2026-03-02")) | {
        "/nb/a.html": annual.report(body)
    }
    assert sites.said(RULE, sites.site(tmp_path, pages)) == {"not_measured"}
