"""The sheet of people's checks: written, filled in, read back; every mistake told with its row."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from checks.facts.tasks import FUNCTIONS, Task, read_tasks
from checks.task_sheets import TASKS, TaskError, keep_tasks, read_answers
from crawler.archive import Archive
from crawler.targets import Kind, Target
from reports.task_sheet import write_sheet

ACCOUNTS = [Target(f"w{n}", name, Kind.WECHAT, "某局", account=name) for n, name in enumerate(("甲发布", "=乙"))]


def filled(path: Path, *answers: tuple[int, str, object]) -> Path:
    """Row, column name, value."""
    write_sheet(path, ACCOUNTS)
    book = load_workbook(path)
    page = book.active
    assert page is not None
    header = [cell.value for cell in page[1]]
    for row, column, value in answers:
        page.cell(row, header.index(column) + 1).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def test_a_row_for_each_function_of_each_account(tmp_path: Path) -> None:
    tasks, blank = read_answers(filled(tmp_path / "a.xlsx"), ACCOUNTS)
    assert tasks == [] and blank == 2 * len(FUNCTIONS)


def test_there_and_back(tmp_path: Path) -> None:
    row = [(2, "结果", "没有"), (2, "核查人", "李核"), (2, "核查日期", datetime(2026, 11, 18)), (2, "截图", "甲.png")]
    tasks, blank = read_answers(filled(tmp_path / "a.xlsx", *row), ACCOUNTS)
    assert blank == 2 * len(FUNCTIONS) - 1
    (task,) = tasks
    assert (task.function, task.answer, task.reviewer, task.day, task.screenshot) == (
        *("message", "没有", "李核", "2026-11-18", "甲.png"),
    )
    at = datetime(2026, 11, 19, tzinfo=UTC)
    keep_tasks(tmp_path, "a.xlsx", tasks, at, {"software": "tests"})
    keep_tasks(tmp_path, "a.xlsx", tasks, at, {"software": "tests"})
    assert read_tasks((tmp_path / TASKS).read_text("utf-8")) == tasks
    archive = Archive(tmp_path / "archive" / task.target)
    assert [read_tasks(archive.body(page).decode()) for page in archive.pages()] == [tasks, tasks]


def test_every_mistake_is_told(tmp_path: Path) -> None:
    wrong = [(2, "结果", "还行"), (3, "结果", "能用"), (3, "核查人", "李核"), (3, "核查日期", "某日"), (4, "结果", "能用"),
             (4, "编号", "x"), (4, "核查项目", "电话")]  # fmt: skip
    with pytest.raises(TaskError) as raised:
        read_answers(filled(tmp_path / "a.xlsx", *wrong), ACCOUNTS)
    told = "\n".join(raised.value.problems)
    for words in ("第2行：结果“还行”", "第2行：填了结果而没有填核查人", "第3行：核查日期“某日”", "编号“x”", "“电话”"):
        assert words in told


def test_what_is_no_such_sheet(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(TaskError):
        read_answers(path, ACCOUNTS)


def test_what_a_task_says() -> None:
    task = Task("w0", "menu", "不能用", "李核", "2026-11-18", "打不开", "乙.png")
    assert task.said == "菜单不能用（打不开）——李核，2026-11-18，截图 乙.png"
