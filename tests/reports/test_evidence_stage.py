"""`report` and `show` write evidence pages, and everything that people open leads to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rounds import AT, TARGET, Seen
from spreadsheet import opened, table

from audit import main
from checks.finding import Finding, Outcome, read_findings
from crawler.archive import SUMMARY
from crawler.rounds import ARCHIVES, Round, write_round

HOME = TARGET.url


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small round, judged and scored: a home page with a wrong word and a broken link."""
    folder = tmp_path_factory.mktemp("round")
    write_round(folder, Round("名单.xlsx", AT.isoformat(), "0", (TARGET,)))
    seen = Seen(folder)
    seen.visit(HOME, '<title>澄湖市人民政府</title><p>大家再接再励</p><a href="/gone.html">坏链接</a>', purpose="home")
    for _ in range(2):
        seen.visit(f"{HOME}gone.html", "没有", status=404, purpose="link", via=HOME)
    (folder / ARCHIVES / TARGET.id / SUMMARY).write_text('{"finished": true}', encoding="utf-8")
    assert main(["check", str(folder)]) == 0
    main(["score", str(folder)])
    return folder


def told(folder: Path) -> list[Finding]:
    return [f for f in read_findings(folder / "findings.jsonl") if f.outcome in (Outcome.FAIL, Outcome.UNSURE)]


def test_report_writes_a_page_for_each_target_with_problems_and_leads_to_it(folder: Path) -> None:
    main(["report", str(folder)])
    page = (folder / "reports" / "证据" / f"{TARGET.id}.html").read_text(encoding="utf-8")
    keys = {finding.key for finding in told(folder)}
    assert keys and set(re.findall(r'<article id="(\w+)"', page)) == keys
    book = opened(folder / "reports" / "评分表.xlsx")
    rows = table(book, "整改清单", "序号")
    assert {row["编号"] for row in rows} == keys
    assert {row["证据"] for row in rows} == {"证据"}
    links = [cell.hyperlink for cell in book["整改清单"]["I"] if cell.hyperlink]
    assert {link.location for link in links} == keys
    assert {link.target.replace("\\", "/") for link in links} == {f"证据/{TARGET.id}.html"}
    assert "“证据”文件夹" in (folder / "reports" / "记分卡.html").read_text(encoding="utf-8")


def test_without_evidence_no_page_is_left_and_none_is_linked(folder: Path) -> None:
    pages = folder / "reports" / "证据"
    former = [pages / f"{TARGET.id}.html", pages / "截图" / "0.png"]
    for path in former:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("上次的", encoding="utf-8")
    main(["report", str(folder), "--evidence", "none"])
    assert not any(path.exists() for path in former)
    rows = table(opened(folder / "reports" / "评分表.xlsx"), "整改清单", "序号")
    assert {row["证据"] for row in rows} == {None}
    assert "“证据”文件夹" not in (folder / "reports" / "记分卡.html").read_text(encoding="utf-8")


def test_a_round_of_many_problems_has_pages_when_they_are_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page, count = folder / "reports" / "证据" / f"{TARGET.id}.html", len(told(folder))
    monkeypatch.setattr("commands.evidence.AUTO", count)
    main(["report", str(folder)])
    assert page.exists()
    monkeypatch.setattr("commands.evidence.AUTO", count - 1)
    capsys.readouterr()
    main(["report", str(folder)])
    assert not page.exists() and f"有问题 {count} 条" in capsys.readouterr().out
    main(["report", str(folder), "--evidence", "all"])
    assert page.exists()


def test_show_writes_the_page_of_one_finding_alone(folder: Path, tmp_path: Path) -> None:
    link = next(finding for finding in told(folder) if finding.rule == "link_broken")
    assert main(["show", str(folder), link.key, "--html", str(tmp_path / "a.html")]) == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert re.findall(r'<article id="(\w+)"', page) == [link.key]
    assert "所指的链接已在下面标出" in page
    assert page.count("状态码 404") >= 2
    assert main(["show", str(folder), link.key, "--html", str(tmp_path / "none" / "a.html")]) == 2


@pytest.mark.chromium
def test_screenshots_are_drawn_of_marked_places_and_the_page_leads_to_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright.sync_api", reason="no playwright here (pip install playwright)")
    monkeypatch.setattr("commands.evidence.SHOTS", 2)
    main(["report", str(folder), "--screenshots"])
    pages = folder / "reports" / "证据"
    drawn = {path.stem for path in (pages / "截图").glob("*.png")}
    assert len(drawn) == 2 and drawn <= {finding.key for finding in told(folder)}
    assert (
        set(re.findall(r'href="截图/(\w+)\.png"', (pages / f"{TARGET.id}.html").read_text(encoding="utf-8"))) == drawn
    )
