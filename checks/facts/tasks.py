"""What people found when they tried how an account answers: each an answer on a sheet that was received."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from crawler.archive import Page

if TYPE_CHECKING:
    from checks.site import Site

YES, NO = "能用", "不能用"
ABSENT = "没有"
"""The account does not offer it at all."""
ANSWERS = (YES, NO, ABSENT)
FUNCTIONS = {
    "message": ("留言或评论", "给账号发一条留言，或在最新一篇推文下评论：能否提交"),
    "menu": ("菜单", "逐个点开账号的菜单：能否打开、内容是否相符"),
    "answer": ("答复", "留言后等候答复（自动回复不算）：有无实质答复"),
}
"""What is tried: name and instruction."""


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """One function of one account, as one person found it."""

    target: str
    function: str
    """A key of FUNCTIONS."""
    answer: str
    """One of ANSWERS."""
    reviewer: str
    day: str
    """YYYY-MM-DD."""
    note: str = ""
    screenshot: str = ""
    """File name or address."""

    @property
    def said(self) -> str:
        name = FUNCTIONS[self.function][0]
        picture = f"，截图 {self.screenshot}" if self.screenshot else ""
        note = f"（{self.note}）" if self.note else ""
        return f"{name}{self.answer}{note}——{self.reviewer}，{self.day}{picture}"


def tasks(site: Site) -> tuple[tuple[Page, Task], ...]:
    """The answers up to the day of judgement, with the sheet they were received on; a sheet received again is one.

    Of one person's answers about one function the latest counts.
    """
    found: dict[tuple[str, str], tuple[Page, Task]] = {}
    for page in site.visits:
        for task in read_tasks(site.archive.body(page).decode()) if page.purpose == "task" else ():
            key = task.function, task.reviewer
            if task.day <= site.today.isoformat() and (key not in found or found[key][1].day <= task.day):
                found[key] = page, task
    return tuple(found[key] for key in sorted(found))


def read_tasks(text: str) -> list[Task]:
    return [Task(**json.loads(line)) for line in text.splitlines()]


def tasks_text(rows: Iterable[Task]) -> str:
    """One answer a line, sorted."""
    return "".join(json.dumps(asdict(task), ensure_ascii=False) + "\n" for task in sorted(rows))
