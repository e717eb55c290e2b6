"""What a person at the terminal sees while it works; nothing when stderr is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from crawler.beijing import BEIJING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from crawler.crawl import Progress
    from crawler.visits import VisitProgress


@contextmanager
def counting(title: str, total: int, unit: str) -> Iterator[Callable[[int], None]]:
    """A bar of things done out of things to do; yields what is to be told how many are done."""
    with _bar("{task.completed}/{task.total} " + unit) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def crawling() -> Iterator[Callable[[Progress], None]]:
    """Sites done of all, pages, and pages a second. Another crawl of the same round is waited for, then told of."""
    from commands.inputs import Stopped
    from crawler.rounds import RoundError

    with _bar("{task.completed}/{task.total} 个网站 · {task.fields[pages]} 页 · {task.fields[rate]:.1f} 页/秒") as bar:
        task = bar.add_task("采集", total=None, pages=0, rate=0.0)

        def tell(said: Progress) -> None:
            bar.update(task, total=said.sites_total, completed=said.sites_done, pages=said.pages, rate=said.rate)

        try:
            yield tell
        except RoundError as taken:
            raise Stopped(str(taken)) from taken


@contextmanager
def visiting() -> Iterator[Callable[[VisitProgress], None]]:
    """Sweeps done of all and what the last one met: a bar, or in a service's journal a line for each sweep."""
    with _bar("{task.completed}/{task.total} 轮 · {task.fields[said]}", refresh=0.5) as bar:
        task = bar.add_task("访问", total=None, said="")

        def tell(told: VisitProgress) -> None:
            last = f"上一轮 {told.answered}/{told.visited} 个网站有应答" if told.visited else "尚未访问"
            then = f"，下一轮 {local(told.next_at)}" if told.next_at else ""
            bar.update(task, total=told.slots, completed=told.slot, said=last + then)
            if bar.disable:
                print(f"{told.slot}/{told.slots} 轮：{last}{then}", flush=True)

        yield tell


def local(moment: datetime) -> str:
    """As the clock on the wall in China shows it."""
    return moment.astimezone(BEIJING).strftime("%m-%d %H:%M")


def _bar(text: str, refresh: float = 10) -> Bar:
    """`refresh`: how often a second it is drawn."""
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
    return Bar(*columns, console=console, disable=not console.is_terminal, transient=False, refresh_per_second=refresh)
