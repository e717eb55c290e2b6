"""A round that another process is crawling: told in a sentence, nothing broken."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from audit import main
from crawler.rounds import RoundError


def test_another_crawl_of_the_round_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def taken(*_: object) -> NoReturn:
        raise RoundError("目录正由另一个采集进程写入。")

    monkeypatch.setattr("crawler.workers.crawl_shared", taken)
    roster = tmp_path / "名单.csv"
    roster.write_text("单位名称,网址\n某县人民政府,http://127.0.0.1:1/\n", encoding="utf-8")
    assert main(["crawl", str(tmp_path / "轮"), "--roster", str(roster)]) == 3
    assert "正由另一个采集进程写入" in capsys.readouterr().err
