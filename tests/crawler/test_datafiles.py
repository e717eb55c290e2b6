"""Data files are read once, shared out in full, and bounded; what a spreadsheet does to them is told cell by cell."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from commands.accounts import tell_rows
from commands.inputs import Refused
from crawler import datafiles
from crawler.archive import Archive
from crawler.ledgers import keep_ledgers
from crawler.media import read_posts
from crawler.rounds import Round
from crawler.targets import Roster, read_roster

COUNTED = "数据文件 1 个，共 {} 行：采用 {} 行，未能采用 0 行，重复 0 行。"


def roster(tmp_path: Path, *rows: str) -> Roster:
    path = tmp_path / "名册.csv"
    path.write_text("\n".join(("单位名称,账号,类型,数据文件", *rows)), encoding="utf-8")
    return read_roster(path)


def titles(out: Path, target: str) -> list[str]:
    archive = Archive(out / "archive" / target)
    return [post.title for page in archive.pages() for post in read_posts(page.detail, archive.body(page)).posts]


def test_a_file_of_many_accounts_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        datafiles, "read_posts", lambda name, data, made: read.append(name) or read_posts(name, data, made)
    )
    (tmp_path / "all.csv").write_text("账号,标题,发布时间\n甲,一,2026-03-05\n乙,二,2026-03-06\n", encoding="utf-8")
    found = roster(tmp_path, "甲局,甲,微博,all.csv", "乙局,乙,微博,all.csv")
    keep_ledgers(tmp_path, tmp_path / "archive", found.targets, {})
    assert read == ["all.csv"]
    assert [titles(tmp_path, target.id) for target in found.targets] == [["一"], ["二"]]


def test_a_file_that_names_no_account_is_whole_for_each(tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text("标题,发布时间\n一,2026-03-05\n", encoding="utf-8")
    found = roster(tmp_path, "甲局,甲,微博,all.csv", "乙局,乙,微博,all.csv")
    keep_ledgers(tmp_path, tmp_path / "archive", found.targets, {})
    assert [titles(tmp_path, target.id) for target in found.targets] == [["一"], ["一"]]


def test_a_round_taken_up_again_tells_its_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("标题,发布时间\n一,2026-03-05\n", encoding="utf-8")
    asked = Round("名册.csv", "", "0", roster(tmp_path, "甲局,甲,微博,a.csv").targets)
    tell_rows(asked)
    assert capsys.readouterr().out.strip() == COUNTED.format(1, 1)
    path.write_text("标题,发布时间\n一,2026-03-05\n二,2026-03-06\n", encoding="utf-8")
    tell_rows(asked)
    assert capsys.readouterr().out.strip() == COUNTED.format(2, 2)
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(Refused, match="不是认得的导出文件"):
        tell_rows(asked)
    path.unlink()
    tell_rows(asked)
    told = capsys.readouterr()
    assert told.out == "" and "1 个数据文件已不在原处" in told.err
    keep_ledgers(tmp_path, tmp_path / "archive", asked.targets, {})
    tell_rows(replace(asked, targets=()))
    assert capsys.readouterr() == ("", "")


def workbook(*rows: Sequence[object], merged: str = "") -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    if merged:
        book.worksheets[0].merge_cells(merged)
    book.save(out)
    return out.getvalue()


def test_what_a_spreadsheet_makes_of_cells() -> None:
    data = workbook(
        ("澄湖发布三月发文", None, None),
        ("标题", "发布时间", "阅读"),
        ("序号日期", 46086.5, 5),
        ("文字序号", "46087", 6),
        ("公式", "=TODAY()", 7),
        ("公式阅读", datetime(2026, 3, 7), "=SUM(C3:C4)"),
        merged="A1:C1",
    )
    ledger = read_posts("a.xlsx", data)
    assert [f"{post.published:%m-%d %H:%M} {post.title}" for post in ledger.posts] == [
        "03-07 00:00 公式阅读",
        "03-06 00:00 文字序号",
        "03-05 12:00 序号日期",
    ]
    (refused,), (note,) = ledger.refused, ledger.notes
    assert refused.startswith("第5行 B列（发布时间）：公式没有保存计算结果") and refused.endswith("此行未计入。")
    assert note.startswith("第6行 C列（阅读）：公式没有保存计算结果") and note.endswith("按没有填写处理。")
    assert (ledger.counts.rows, ledger.counts.used, ledger.counts.refused) == (4, 3, 1)


def test_ids_that_a_spreadsheet_rounded_do_not_swallow_posts() -> None:
    rows = "".join(f"5099000000000000,,第{n}篇,2026-03-0{n} 09:00:00,网页,1,1,1\n" for n in (1, 2, 3))
    ledger = read_posts("w.csv", f"id,bid,正文,日期,工具,点赞数,评论数,转发数\n{rows}".encode())
    assert (ledger.counts.used, ledger.counts.repeated) == (3, 0)


def test_memory_is_bounded_by_the_file() -> None:
    """Rows that are refused or repeated are only counted."""
    body = "依法公开" * 400
    lines = [f"一,{'某日' if n % 2 else '2026-03-05'},{body}" for n in range(4000)]
    data = "\n".join(("标题,发布时间,正文", *lines)).encode()
    del lines
    tracemalloc.start()
    ledger = read_posts("a.csv", data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (ledger.counts.rows, ledger.counts.refused) == (4000, 2000)
    assert len(ledger.refused) == 1001
    assert most < 2 * len(data)
