from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.site import Site
from tests import annual, sites

RULE = "report_omits_task"


def site(folder: Path, body: str, organ: str = "澄湖市人民政府", **more: date) -> Site:
    pages = annual.portal(("/nb/a.html", f"{organ}2025年政府信息公开工作年度报告", "2026-03-02"))
    return sites.site(folder, pages | {"/nb/a.html": annual.report(body, organ=organ)}, **more)


def test_no_word_of_it(tmp_path: Path) -> None:
    (found,) = sites.findings(RULE, site(tmp_path, annual.text(task="全年主动公开信息3000条。")))
    assert (found.outcome, found.certain) == ("fail", False) and "全文" in found.message


@pytest.mark.parametrize(
    "told",
    [
        "认真落实《2025年政务公开工作要点》，制定任务分解表。",
        "当前政务公开重点工作安排已逐项落实。",
        "对照省政府办公厅年度政务公开工作安排，三十项任务完成二十九项。",
        "对照要点任务逐条对账销号。",
    ],
)
def test_told(tmp_path: Path, told: str) -> None:
    assert sites.said(RULE, site(tmp_path, annual.text(task=told))) == {"pass"}


def test_what_stands_in_the_menu_is_not_told(tmp_path: Path) -> None:
    body = '<p><a href="/yd/">政务公开工作要点</a></p>' + annual.text(task="全年主动公开信息3000条。")
    assert sites.said(RULE, site(tmp_path, body)) == {"fail"}


def test_not_judged(tmp_path: Path) -> None:
    silent = annual.text(task="全年主动公开信息3000条。")
    assert sites.said(RULE, site(tmp_path, silent, "澄湖市教育局")) == {"not_applicable"}
    assert sites.said(RULE, site(tmp_path / "b", '<p><img src="/1.jpg"></p>')) == {"not_measured"}
    assert sites.said(RULE, site(tmp_path / "c", silent, as_of=date(2027, 5, 1))) == {"not_applicable"}
