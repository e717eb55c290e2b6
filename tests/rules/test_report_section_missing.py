from __future__ import annotations

from pathlib import Path

import pytest

from checks.site import Site
from tests import annual, sites

RULE = "report_section_missing"
TITLE = "澄湖市人民政府2025年政府信息公开工作年度报告"


def site(folder: Path, body: str, year: int = 2025) -> Site:
    pages = annual.portal(("/nb/a.html", TITLE.replace("2025", str(year)), "2026-03-02"))
    return sites.site(folder, pages | {"/nb/a.html": annual.report(body, year=year)})


def test_all_six(tmp_path: Path) -> None:
    assert sites.outcomes(RULE, site(tmp_path, annual.text())) == [("pass", "")]


@pytest.mark.parametrize("section", [annual.SECTIONS[0], annual.SECTIONS[3], annual.SECTIONS[5]])
def test_one_left_out(tmp_path: Path, section: str) -> None:
    body = annual.text(omit=(section,))
    found = sites.findings(RULE, site(tmp_path, body))
    assert [(one.item, one.outcome.value) for one in found] == [(section, "fail")]
    assert found[0].url == f"{sites.HOME}nb/a.html" and "、" in found[0].message


def test_two_left_out(tmp_path: Path) -> None:
    body = annual.text(omit=(annual.SECTIONS[0], annual.SECTIONS[3]))
    assert sites.fails(RULE, site(tmp_path, body)) == sorted((annual.SECTIONS[0], annual.SECTIONS[3]))


@pytest.mark.parametrize(
    ("heading", "instead"),
    [
        ("一、总体情况", "<h2>总体情况</h2>"),
        ("二、主动公开政府信息情况", "二、 行政机关主动公开政府信息的情况"),
        ("三、收到和处理政府信息公开申请情况", "第三部分 收到和处理政府信息公开申请情况"),
        ("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("五、存在的主要问题及改进情况", "五、存在的不足和改进措施"),
        ("六、其他需要报告的事项", "6．其他需要报告的事项。"),
    ],
)
def test_headings_as_organs_write_them(tmp_path: Path, heading: str, instead: str) -> None:
    body = annual.text().replace(heading, instead)
    assert instead in body
    assert sites.said(RULE, site(tmp_path, body)) == {"pass"}


def test_words_without_a_heading_are_a_doubt(tmp_path: Path) -> None:
    body = annual.text().replace("<p><strong>六、其他需要报告的事项</strong></p>", "<p>本机关没有收取信息处理费。</p>")
    assert sites.outcomes(RULE, site(tmp_path, body)) == [("unsure", annual.SECTIONS[5])]
    body = annual.text().replace("<p><strong>四、政府信息公开行政复议、行政诉讼情况</strong></p>", "")
    assert sites.outcomes(RULE, site(tmp_path / "b", body)) == [("unsure", annual.SECTIONS[3])]


def test_a_subsection_is_not_the_section(tmp_path: Path) -> None:
    body = annual.text(omit=(annual.SECTIONS[1],))
    assert sites.outcomes(RULE, site(tmp_path, body)) == [("unsure", annual.SECTIONS[1])]


def test_pictures_and_older_forms(tmp_path: Path) -> None:
    assert sites.said(RULE, site(tmp_path, '<p><img src="/1.jpg"></p><p><img src="/2.jpg"></p>')) == {"not_measured"}
    assert sites.said(RULE, site(tmp_path / "b", annual.text(omit=annual.SECTIONS[:1]), 2020)) == {"not_applicable"}


def test_a_word_file_is_read(tmp_path: Path) -> None:
    pages = annual.portal(("/nb/2025.docx", TITLE, "2026-03-02"))
    body = sites.file(annual.docx(annual.text(omit=annual.SECTIONS[5:])))
    found = sites.findings(RULE, sites.site(tmp_path, pages | {"/nb/2025.docx": body}))  # type: ignore[arg-type]
    assert [(one.outcome.value, one.item, one.url) for one in found] == [
        ("fail", annual.SECTIONS[5], f"{sites.HOME}nb/2025.docx")
    ]
