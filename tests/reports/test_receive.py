"""The command as a user runs it: what comes back is answered, blank or reported, and nothing is taken on trust."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from spreadsheet import opened
from test_rectify import UNITS, forms, rectified, scored

from audit import main
from scoring.demands import Answer, Demand, Recheck, State, read_demands, write_demands

TOP = 5
Edit = Callable[[Worksheet], None]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A round that was sent out; its notices are of no interest here."""
    folder = tmp_path_factory.mktemp("sent")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("reports.sendings.notice", lambda *words: b"letter")
        rectified(folder)
        yield folder


@pytest.fixture
def folder(sent: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sent, tmp_path / "round")


def cell(sheet: Worksheet, title: str, row: int = 1) -> object:
    column = next(cell.column for cell in sheet[TOP] if cell.value == title)
    return sheet.cell(TOP + row, column)


def put(sheet: Worksheet, row: int, **values: object) -> None:
    for title, value in values.items():
        cell(sheet, title, row).value = value  # type: ignore[attr-defined]


def answered(sheet: Worksheet, row: int = 1, answer: str = "已整改") -> None:
    put(sheet, row, 整改情况=answer, 说明="已改", 佐证="https://x.example/", 责任人="张三", 完成日期=date(2026, 3, 20))


def back(folder: Path, unit: int, *edits: Edit, name: str = "回执.xlsx") -> Path:
    """The unit's form, edited, under another name."""
    book = opened(forms(folder)[unit])
    for edit in edits:
        edit(book["整改清单"])
    path = folder.parent / name
    book.save(path)
    return path


def key(folder: Path, unit: int, row: int = 1) -> str:
    return str(cell(opened(forms(folder)[unit])["整改清单"], "编号", row).value)  # type: ignore[attr-defined]


def received(folder: Path, *paths: Path) -> int:
    return main(["receive", str(folder), *map(str, paths), "--received-on", "2026-03-25"])


def demand(folder: Path, one: str) -> Demand:
    return next(demand for demand in read_demands(folder) if demand.key == one)


def test_a_good_answer_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = sum(one.unit == UNITS[1] for one in read_demands(folder))
    assert received(folder, back(folder, 1, answered)) == 0
    reply = demand(folder, key(folder, 1)).reply
    assert reply
    assert (reply.answer, reply.note, reply.proof) == (Answer.DONE, "已改", "https://x.example/")
    assert (reply.owner, reply.done_on, reply.received_on) == ("张三", "2026-03-20", "2026-03-25")
    assert (folder / "received" / reply.file).is_file()
    out = capsys.readouterr().out
    assert f"下发 {sent} 行 = 已答复 1 行 + 未填 {sent - 1} 行 + 须核对 0 行" in out
    assert "尚未收到 2 个单位的回执" in out


def test_receiving_again_adds_nothing(folder: Path) -> None:
    path = back(folder, 1, answered)
    assert received(folder, path) == 0
    before = (folder / "demands.jsonl").read_bytes()
    assert main(["receive", str(folder), str(path)]) == 0
    assert (folder / "demands.jsonl").read_bytes() == before


def test_a_changed_locked_cell_is_told_and_its_row_not_trusted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert received(folder, back(folder, 1, answered, lambda sheet: put(sheet, 1, 期限="2027-01-01"))) == 3
    told = demand(folder, key(folder, 1))
    assert told.state is State.DOUBTED
    assert told.reply is None
    assert told.history[-1].note == "已改", "kept, for a person to look at"  # type: ignore[union-attr]
    err = capsys.readouterr().err
    assert "第6行" in err
    assert "“期限”由“2026-04-01”改为“2027-01-01”" in err


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"说明": "快好了"}, "没有选“整改情况”，按未答复计"),
        ({"整改情况": "差不多"}, "整改情况“差不多”不在"),
        ({"整改情况": "已整改", "说明": "=1+1"}, "“说明”填的是公式"),
        ({"整改情况": '=IF(1=1,"已整改","")'}, "“整改情况”填的是公式"),
        ({"整改情况": "已整改", "问题": "=A1"}, "“问题”由“.*”改成了公式"),
    ],
)
def test_what_cannot_be_taken_is_told_and_counts_as_unanswered(
    folder: Path, capsys: pytest.CaptureFixture[str], values: dict[str, object], said: str
) -> None:
    assert received(folder, back(folder, 1, lambda sheet: put(sheet, 1, **values))) == 3
    assert demand(folder, key(folder, 1)).reply is None
    captured = capsys.readouterr()
    assert re.search(said, captured.err)
    assert "须核对 1 行" in captured.out


def test_what_is_missing_in_an_answer_is_told_and_it_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert received(folder, back(folder, 1, lambda sheet: put(sheet, 1, 整改情况="申诉"))) == 0
    assert demand(folder, key(folder, 1)).state is State.APPEALED
    assert "选了“申诉”而没有写说明；没有填责任人" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (date(2026, 3, 5), "2026-03-05"),
        (46086, "2026-03-05"),
        ("46086", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("下周", ""),
        (12, ""),
        (99999, ""),
    ],
)
def test_days_are_read_as_people_write_them(folder: Path, written: object, read: str) -> None:
    path = back(folder, 1, answered, lambda sheet: put(sheet, 1, 完成日期=written))
    assert received(folder, path) == 0
    reply = demand(folder, key(folder, 1)).reply
    assert reply
    assert reply.done_on == read
    assert ("不是日期" in reply.remark) == (read == "")


def test_a_lost_row_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lost = demand(folder, key(folder, 1))
    assert received(folder, back(folder, 1, lambda sheet: sheet.delete_rows(TOP + 1))) == 3
    captured = capsys.readouterr()
    assert f"缺少{lost.unit} {lost.name}“{lost.message}”这一行" in captured.err
    assert "须核对 1 行" in captured.out


def test_a_row_of_another_unit_is_nobodys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = opened(forms(folder)[0])["整改清单"]
    row = [one.value for one in other[TOP + 1]]

    def paste(sheet: Worksheet) -> None:
        sheet.append(row)
        put(sheet, sheet.max_row - TOP, 整改情况="已整改")

    assert received(folder, back(folder, 1, paste)) == 3
    assert f"这是“{UNITS[0]}”的问题，却在“{UNITS[1]}”的表中" in capsys.readouterr().err
    assert not any(one.history for one in read_demands(folder))


def test_two_versions_of_one_form(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = back(folder, 1, answered, name="a.xlsx")
    second = back(folder, 1, lambda sheet: answered(sheet, answer="申诉"), name="b.xlsx")
    assert received(folder, first, second) == 3
    told = demand(folder, key(folder, 1))
    assert told.state is State.APPEALED
    assert len(told.history) == 2
    assert "答复先后不同，先为“已整改”" in capsys.readouterr().err


def test_a_later_blank_takes_no_answer_away(folder: Path) -> None:
    first = back(folder, 1, answered, name="a.xlsx")
    second = back(folder, 1, lambda sheet: answered(sheet, 2), name="b.xlsx")
    assert received(folder, first, second) == 0
    assert demand(folder, key(folder, 1, 1)).reply
    assert demand(folder, key(folder, 1, 2)).reply


def test_one_file_twice_is_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = back(folder, 1, answered)
    shutil.copy(path, path.with_name("又一份.xlsx"))
    assert received(folder, path, path.with_name("又一份.xlsx")) == 0
    assert "是同一份文件，只收一次" in capsys.readouterr().err


def test_a_form_sent_before_is_known_as_such(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = back(folder, 1, answered)
    assert main(["rectify", str(folder), "--sent-on", "2026-03-23", "--again"]) == 0
    assert received(folder, old) == 3
    assert "该表是此前下发的" in capsys.readouterr().err
    assert demand(folder, key(folder, 1)).reply is None


def test_without_its_manifest_a_form_is_read_by_its_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = opened(back(folder, 1, answered))["整改清单"]
    book = Workbook()
    for line in source.iter_rows(min_row=TOP, values_only=True):
        book.worksheets[0].append(line)
    book.save(folder.parent / "新.xlsx")
    assert received(folder, folder.parent / "新.xlsx") == 3
    assert demand(folder, key(folder, 1)).state is State.ANSWERED
    assert "隐藏的校验表不见了" in capsys.readouterr().err


def test_what_was_closed_is_not_missed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = back(folder, 1, lambda sheet: sheet.delete_rows(TOP + 1))
    closed = key(folder, 1)
    recheck = Recheck(State.CLOSED, "2026-03-24", "已改正。")
    write_demands(folder, [one.with_event(recheck) if one.key == closed else one for one in read_demands(folder)])
    assert received(folder, path) == 0
    assert "须核对 0 行" in capsys.readouterr().out


def test_another_rounds_form_is_refused(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = scored(tmp_path / "other")
    text = (other / "run.json").read_text("utf-8").replace("2026-03-16T01", "2026-06-16T01")
    (other / "run.json").write_text(text, "utf-8")
    assert main(["rectify", str(other), "--sent-on", "2026-03-18"]) == 0
    before = (folder / "demands.jsonl").read_bytes()
    assert received(folder, forms(other)[0]) == 2
    assert "是另一轮评估的回执表" in capsys.readouterr().err
    assert (folder / "demands.jsonl").read_bytes() == before
    assert not (folder / "received").exists()


def test_good_files_are_taken_beside_bad_ones(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "空.xlsx").write_bytes(b"")
    (folder.parent / "表.xlsx").write_bytes(b"no workbook")
    assert received(folder, folder.parent / "空.xlsx", back(folder, 1, answered), folder.parent / "表.xlsx") == 3
    err = capsys.readouterr().err
    assert "空文件" in err
    assert "不是 xlsx" in err
    assert demand(folder, key(folder, 1)).reply


def test_a_folder_is_searched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    box = folder.parent / "邮件"
    (box / "教育局").mkdir(parents=True)
    back(folder, 1, answered).rename(box / "教育局" / "回执表 (1).xlsx")
    (box / "截图.png").write_bytes(b"png")
    (box / "~$回执表.xlsx").write_bytes(b"lock")
    assert received(folder, box) == 0
    assert "2 个不是表格的文件" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["没有.xlsx", "."])
def test_nothing_to_receive_is_refused(folder: Path, name: str) -> None:
    (folder.parent / "空").mkdir()
    assert received(folder, folder.parent / "空" / name) == 2


def test_what_was_not_sent_cannot_be_received(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert received(scored(tmp_path), tmp_path / "a.xlsx") == 2
    assert "请先用 rectify 命令下发" in capsys.readouterr().err
