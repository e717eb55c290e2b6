"""The sheet on which people wrote what they found of an account's interaction, read back into the round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from checks.facts.tasks import ANSWERS, FUNCTIONS, Task, read_tasks, tasks_text
from crawler.archive import ArchiveWriter, Page
from crawler.columns import find_columns
from crawler.exporters import parse_time
from crawler.rounds import ARCHIVES
from crawler.sheets import SheetError, read_sheet
from crawler.targets import Target

HEADER = ("编号", "账号", "平台", "单位名称", "核查项目", "怎样核查", "结果", "说明", "截图", "核查人", "核查日期")
TASKS = "tasks.jsonl"
_COLUMNS: Mapping[str, tuple[str, ...]] = dict.fromkeys(HEADER, ())
_NEEDED = (("编号",), ("核查项目",), ("结果",), ("核查人",), ("核查日期",))
_BY_NAME = {name: key for key, (name, _) in FUNCTIONS.items()}


class TaskError(ValueError):
    """The sheet cannot be received. `problems` has every one of them, each a Chinese sentence."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_answers(path: Path, accounts: Sequence[Target]) -> tuple[list[Task], int]:
    """The answers, and the number of rows without one. Raises TaskError with all problems at once."""
    try:
        sheet = read_sheet(path, HEADER)
    except SheetError as problem:
        raise TaskError([str(problem)]) from problem
    columns = find_columns(sheet, _COLUMNS, _NEEDED)
    problems, tasks, blank = list(columns.problems), [], 0
    known = {one.id for one in accounts}
    for row in () if problems else sheet.rows:
        cells = {name: row.cells[index].strip() for name, index in columns.at.items()}
        if not cells["结果"]:
            blank += 1
            continue
        wrong = [f"{sheet.file} 第{row.number}行：{why}。" for why in _faults(cells, known)]
        problems += wrong
        if not wrong:
            tasks.append(_task(cells))
    if problems:
        raise TaskError(problems)
    return tasks, blank


def _faults(cells: Mapping[str, str], known: set[str]) -> Iterator[str]:
    if cells["编号"] not in known:
        yield f"编号“{cells['编号']}”不是本次评估的账号，请勿改动“编号”一列"
    if cells["核查项目"] not in _BY_NAME:
        yield f"核查项目“{cells['核查项目']}”不认识，应为：{'、'.join(_BY_NAME)}"
    if cells["结果"] not in ANSWERS:
        yield f"结果“{cells['结果']}”不认识，应为：{'、'.join(ANSWERS)}"
    if not cells["核查人"]:
        yield "填了结果而没有填核查人"
    try:
        _day(cells["核查日期"])
    except ValueError:
        yield f"核查日期“{cells['核查日期']}”读不懂，应形如 2026-11-20"


def _task(cells: Mapping[str, str]) -> Task:
    return Task(
        cells["编号"],
        _BY_NAME[cells["核查项目"]],
        cells["结果"],
        cells["核查人"],
        _day(cells["核查日期"]).isoformat(),
        cells.get("说明", ""),
        cells.get("截图", ""),
    )


def _day(text: str) -> date:
    return parse_time(text).date()


def keep_tasks(folder: Path, name: str, tasks: Sequence[Task], at: datetime, about: dict[str, str]) -> None:
    """Into each account's archive, whence they are judged, and all together into DIR/tasks.jsonl for people to read.

    `name` is the sheet's, `at` when it was received.
    """
    for target in sorted({task.target for task in tasks}):
        text = tasks_text(task for task in tasks if task.target == target)
        with ArchiveWriter(folder / ARCHIVES / target, about) as archive:
            archive.write(Page(f"task:{name}", "task", 0, at, 0.0, detail=name), text.encode())
    path = folder / TASKS
    before = read_tasks(path.read_text(encoding="utf-8")) if path.exists() else []
    path.write_text(tasks_text({*before, *tasks}), encoding="utf-8")
