"""What a person at the terminal sees while it works; nothing when stderr is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from crawler.crawl import Progress


@contextmanager
def counting(title: str, total: int, unit: str) -> Iterator[Callable[[int], None]]:
    """A bar of things done out of things to do; yields what is to be told how many are done."""
    with _bar("{task.completed}/{task.total} " + unit) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def crawling() -> Iterator[Callable[[Progress], None]]:
    """Sites done of all, pages, and pages a second."""
    with _bar("{task.completed}/{task.total} 个网站 · {task.fields[pages]} 页 · {task.fields[rate]:.1f} 页/秒") as bar:
        task = bar.add_task("采集", total=None, pages=0, rate=0.0)

        def tell(said: Progress) -> None:
            bar.update(task, total=said.sites_total, completed=said.sites_done, pages=said.pages, rate=said.rate)

        yield tell


def _bar(text: str) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(text),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Bar(*columns, console=console, disable=not console.is_terminal, transient=False)
