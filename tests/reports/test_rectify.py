"""The command as a user runs it: from a scored round to the units' folders."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sample import TARGETS, sample
from spreadsheet import opened, table

from audit import main
from checks.finding import Outcome
from crawler.rounds import Round, write_round
from scoring.demands import Answer, Demand, Recheck, Reply, Severity, State, read_demands, write_demands
from scoring.result import write_result

RESULT = sample()
UNITS = ["澄湖市人民政府办公室", "澄湖市教育局", "澄湖市水务局"]


@pytest.fixture
def short_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the notices say has tests of its own, and takes most of the time."""
    monkeypatch.setattr("reports.sendings.notice", lambda *words: b"letter")


def scored(folder: Path) -> Path:
    write_round(folder, Round("名单.xlsx", "2026-03-16T01:00:00+00:00", "0.1.0", TARGETS))
    write_result(RESULT, folder / "result.json")
    return folder


def rectified(folder: Path, *options: str) -> list[Demand]:
    assert main(["rectify", str(scored(folder)), "--sent-on", "2026-03-18", *options]) == 0
    return read_demands(folder)


def forms(folder: Path) -> list[Path]:
    return sorted((folder / "reports" / "整改").glob("*/*.xlsx"))


def test_each_unit_gets_a_form_and_a_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demands = rectified(tmp_path)
    for unit in UNITS:
        there = sorted(path.name for path in (tmp_path / "reports" / "整改" / unit).iterdir())
        assert there == [f"{unit}整改回执表.xlsx", f"{unit}整改通知.docx"]
        rows = table(opened(tmp_path / "reports" / "整改" / unit / there[0]), "整改清单", "序号")
        assert {row["编号"] for row in rows} == {demand.key for demand in demands if demand.unit == unit}
    assert f"新下发 {len(demands)} 条" in capsys.readouterr().out


@pytest.mark.usefixtures("short_letters")
def test_deadlines_are_working_days_by_severity(tmp_path: Path) -> None:
    demands = rectified(tmp_path, "--deadline", "扣分=12", "veto=4")
    due = {demand.severity: demand.due for demand in demands}
    assert due == {
        Severity.VETO: "2026-03-24",
        Severity.DEDUCTION: "2026-04-03",  # Qingming begins on the 4th
        Severity.OTHER: "2026-04-01",
    }


@pytest.mark.usefixtures("short_letters")
def test_twice_the_same_changes_nothing(tmp_path: Path) -> None:
    rectified(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main(["rectify", str(tmp_path), "--sent-on", "2026-03-30"]) == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("short_letters")
def test_what_was_answered_is_kept_when_it_is_sent_again(tmp_path: Path) -> None:
    one, *others = rectified(tmp_path)
    reply = Reply(Answer.DONE, "已改", "", "张三", "2026-03-20", "2026-03-21", "a.xlsx", one.digest)
    write_demands(tmp_path, [one.with_event(reply), *others])
    assert main(["rectify", str(tmp_path), "--sent-on", "2026-03-30", "--again"]) == 0
    again = {demand.key: demand for demand in read_demands(tmp_path)}
    assert {demand.sent_on for demand in again.values()} == {"2026-03-30"}
    assert again[one.key].history == (reply,)
    former = list((tmp_path / "reports" / "整改" / "上次").rglob("*.xlsx"))
    assert len(former) == len(UNITS), "what was sent may lie there filled in"


@pytest.mark.usefixtures("short_letters")
def test_what_is_closed_is_asked_no_more(tmp_path: Path) -> None:
    demands = rectified(tmp_path)
    mine = [demand for demand in demands if demand.unit == UNITS[2]]
    closed = Recheck(State.CLOSED, "2026-03-25", "已更新。")
    write_demands(tmp_path, [one.with_event(closed) if one in mine else one for one in demands])
    assert main(["rectify", str(tmp_path), "--sent-on", "2026-03-30"]) == 0
    assert [path.parent.name for path in forms(tmp_path)] == UNITS[:2]
    assert len(list((tmp_path / "reports" / "整改" / "上次" / UNITS[2]).iterdir())) == 2


@pytest.mark.usefixtures("short_letters")
def test_what_is_no_fault_any_more_is_withdrawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demands = rectified(tmp_path)
    result = RESULT
    gone = demands[0].key
    passing = tuple(replace(f, outcome=Outcome.PASS) if f.key == gone else f for f in result.findings)
    scores = tuple(replace(s, deductions=tuple(d for d in s.deductions if d.finding != gone)) for s in result.scores)
    write_result(replace(result, findings=passing, scores=scores), tmp_path / "result.json")
    assert main(["rectify", str(tmp_path), "--sent-on", "2026-03-30"]) == 0
    assert {one.key for one in read_demands(tmp_path) if one.state is State.WITHDRAWN} == {gone}
    assert "撤回 1 条" in capsys.readouterr().out
    write_result(result, tmp_path / "result.json")
    assert main(["rectify", str(tmp_path), "--sent-on", "2026-04-10"]) == 0
    assert {one.sent_on for one in read_demands(tmp_path) if one.key == gone} == {"2026-04-10"}


@pytest.mark.usefixtures("short_letters")
def test_some_units_alone(tmp_path: Path) -> None:
    demands = rectified(tmp_path, "--units", UNITS[1])
    assert {demand.unit for demand in demands} == {UNITS[1]}
    assert [path.parent.name for path in forms(tmp_path)] == [UNITS[1]]
    assert main(["rectify", str(tmp_path), "--sent-on", "2026-03-30"]) == 0
    assert len(forms(tmp_path)) == 3
    assert {demand.sent_on for demand in read_demands(tmp_path) if demand.unit == UNITS[1]} == {"2026-03-18"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--units", "澄湖市教育"], "是不是“澄湖市教育局”"),
        (["--deadline", "严重=3", "扣分=0"], "没有“严重”这一类问题"),
        (["--deadline", "扣分=十"], "1 到 250 之间"),
        (["--sent-on", "2026-03-01"], "早于问题的采集日 2026-03-16"),
        (["--template", "没有.docx"], "找不到模板"),
    ],
)
def test_wrong_usage_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert main(["rectify", str(scored(tmp_path)), "--sent-on", "2026-03-18", *options]) == 2
    assert said in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["result.json", "run.json"]


def test_without_word_the_forms_are_written_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.word.find_spec", lambda name: None)
    command = ["rectify", str(scored(tmp_path)), "--sent-on", "2026-03-18"]
    assert main(command) == 3
    assert "gongkai-audit[word]" in capsys.readouterr().err
    assert len(forms(tmp_path)) == 3
    assert not list(tmp_path.rglob("*.docx"))
    assert main([*command, "--from", "政务公开办"]) == 2


def test_the_template_can_be_taken_changed_and_given(tmp_path: Path) -> None:
    own = tmp_path / "模板.docx"
    assert main(["rectify", "--export-template", str(own)]) == 0
    assert main(["rectify", "--export-template", str(own)]) == 2, "it may have been changed"
    assert main(["rectify"]) == 2
    rectified(tmp_path / "round", "--template", str(own))
    assert len(list((tmp_path / "round").rglob("*.docx"))) == 3


@pytest.mark.usefixtures("short_letters")
def test_archived_pages_go_with_the_form(tmp_path: Path) -> None:
    page = tmp_path / "reports" / "证据" / f"{TARGETS[1].id}.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>存档</p>", encoding="utf-8")
    rectified(tmp_path)
    assert (tmp_path / "reports" / "整改" / UNITS[1] / "证据" / page.name).read_bytes() == page.read_bytes()
    assert not (tmp_path / "reports" / "整改" / UNITS[0] / "证据").exists()
    rows = table(opened(forms(tmp_path)[1]), "整改清单", "序号")
    assert {row["证据"] for row in rows if row["网站名称"] == TARGETS[1].name} == {"存档页面"}


@pytest.mark.usefixtures("short_letters")
def test_a_copied_round_is_sent_alike(tmp_path: Path) -> None:
    rectified(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    shutil.rmtree(tmp_path / "b" / "reports")
    assert main(["rectify", str(tmp_path / "b")]) == 0
    assert [one.read_bytes() for one in forms(tmp_path / "a")] == [one.read_bytes() for one in forms(tmp_path / "b")]
