from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sample import RULES, RUN, SCHEME, TARGETS, findings, sample

from checks.finding import Outcome
from reports.write import write_reports
from scoring.score import score


def test_everything_is_written_and_named(tmp_path: Path) -> None:
    paths = write_reports(sample(), tmp_path / "reports")
    assert [path.relative_to(tmp_path / "reports").as_posix() for path in paths] == [
        "领导简报.html",
        "领导简报.docx",
        "记分卡.html",
        "评分表.xlsx",
        "整改清单/澄湖市人民政府办公室.xlsx",
        "整改清单/澄湖市教育局.xlsx",
        "整改清单/澄湖市水务局.xlsx",
    ]
    assert all(path.stat().st_size > 4000 for path in paths)


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_reports(sample(), tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_unit_without_problems_gets_no_list_and_keeps_no_old_one(tmp_path: Path) -> None:
    write_reports(sample(), tmp_path)
    clean = [
        replace(f, outcome=Outcome.PASS) if f.unit == "澄湖市水务局" and f.outcome is Outcome.FAIL else f
        for f in findings()
    ]
    paths = write_reports(score(clean, TARGETS, SCHEME, RULES, RUN), tmp_path)
    assert tmp_path / "整改清单" / "澄湖市水务局.xlsx" not in paths
    assert not (tmp_path / "整改清单" / "澄湖市水务局.xlsx").exists()
    assert (tmp_path / "整改清单" / "上次" / "澄湖市水务局.xlsx").exists()


def test_a_round_without_any_problem_is_reported(tmp_path: Path) -> None:
    clean = [replace(f, outcome=Outcome.PASS) if f.outcome in (Outcome.FAIL, Outcome.UNSURE) else f for f in findings()]
    paths = write_reports(score(clean, TARGETS, SCHEME, RULES, RUN), tmp_path)
    assert [path.name for path in paths] == ["领导简报.html", "领导简报.docx", "记分卡.html", "评分表.xlsx"]
    assert "没有发现问题" in (tmp_path / "记分卡.html").read_text(encoding="utf-8")
