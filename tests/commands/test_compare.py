from __future__ import annotations

import json
from pathlib import Path

import pytest

import audit as program
from tests.sites import TODAY

ROUND = {"roster": "r.csv", "began_at": "2026-11-20T01:00:00+00:00", "version": "0", "as_of": ""}
TARGET = {
    "id": "t", "name": "某网站", "kind": "department", "unit": "某单位", "url": "http://s.gov.cn/", "level": "县", "region": "",
    "site_code": "", "account": "", "platform": "", "data_files": [],
}  # fmt: skip


def a_round(folder: Path, day: str = TODAY.isoformat()) -> Path:
    """Nothing was captured: every rule says so, and there is a result."""
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(ROUND | {"as_of": day, "targets": [TARGET]}))
    for command in ("check", "score"):
        program.main([command, str(folder)])
    assert (folder / "result.json").exists()
    return folder


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("rounds")
    return a_round(folder / "old", "2026-08-20"), a_round(folder / "new")


def test_two_rounds_are_compared(rounds: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    old, new = map(str, rounds)
    assert program.main(["compare", old, new]) == 0
    assert (rounds[1] / "reports" / "对比.xlsx").exists()
    said = capsys.readouterr().out
    assert "整改复查合格率：无可复查的问题（0/0）" in said and "得分可比的对象 0 个" in said
    other = tmp_path / "其他.xlsx"
    assert program.main(["compare", old, new, "--out", str(other), "--earlier", old]) == 0
    assert other.exists()


def test_what_is_no_pair_of_rounds_is_refused(
    rounds: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old, new = map(str, rounds)
    assert program.main(["compare", new, old]) == 2
    assert "对调" in capsys.readouterr().err
    assert program.main(["compare", old, old]) == 2
    assert "同一个" in capsys.readouterr().err
    assert program.main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 2
    assert capsys.readouterr().err.count("result.json") == 2


def test_the_editions_that_judged_are_in_the_result(rounds: tuple[Path, Path]) -> None:
    from checks.versions import rule_versions
    from scoring.result import read_result

    cards = {card.id: card.version for card in read_result(rounds[1] / "result.json").rules}
    assert cards == rule_versions()
