"""One share of a round on whichever machine got it: a process of its own crawls it, its archives come from and go to the store.

What dask runs in its worker's thread. Scrapy needs a process whose main thread is its own (`crawler.worker`).
"""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from crawler.appending import FULL
from crawler.claims import PATIENCE
from crawler.crawl import Progress
from crawler.store import Store, measured
from crawler.worker import command, told

SAVE_EVERY = 60.0
"""Seconds between two times that a share under way is put into the store: what a lost machine has gathered since is
asked for again. Our default."""


@dataclass(frozen=True, slots=True)
class Post:
    """Where a share belongs, and where its news go."""

    round: str
    """Name of the round, the same whoever begins it."""
    topic: str
    number: int
    """Of the share."""
    store: str = ""
    """Url; empty: the round's folder is on every machine."""
    save_every: float = SAVE_EVERY


@dataclass(eq=False, slots=True)
class _Job:
    round: str
    stopped: bool = False
    process: subprocess.Popen[bytes] | None = None


@dataclass
class _Jobs:
    """Shares that this machine's worker is crawling."""

    running: list[_Job] = field(default_factory=list)


_JOBS = _Jobs()


class Died(RuntimeError):
    """The process of a share was killed; another may take it up."""


def crawl_share(given: dict[str, Any], post: Post) -> dict[str, Any]:
    """Crawl the share of an order (`crawler.worker`); how it ended, and how many asks it `left`. Raises Died."""
    job = _Job(post.round)
    _JOBS.running.append(job)
    try:
        with _archives(given, post) as (folder, save):
            return _crawl(given | {"folder": str(folder)}, post, job, save)
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        return {"ended": "full", "detail": str(problem), "left": 0}
    finally:
        _JOBS.running.remove(job)


async def stop_shares(name: str, patience: float = PATIENCE) -> bool:
    """Interrupt all shares of a round on this machine; true when they have ended."""
    for job in [one for one in _JOBS.running if one.round == name]:
        job.stopped = True
        if job.process:
            with suppress(ProcessLookupError):
                job.process.send_signal(signal.SIGINT)
    until = monotonic() + patience
    while any(job.round == name for job in _JOBS.running) and monotonic() < until:
        await asyncio.sleep(0.05)
    return not any(job.round == name for job in _JOBS.running)


def _crawl(given: dict[str, Any], post: Post, job: _Job, save: Callable[[], None]) -> dict[str, Any]:
    ended: dict[str, Any] = {}
    left, saved = 0, monotonic()
    for line in _said(given, job):
        word = told(line)
        if isinstance(word, Progress):
            _tell(post, word)
            if monotonic() - saved > post.save_every:
                save()
                saved = monotonic()
        elif "ended" in word:
            ended = word
        else:
            left = word["left"]
    save()
    if not ended:
        raise Died(f"share {post.number}")
    return ended | {"left": left}


def _said(given: dict[str, Any], job: _Job) -> Iterator[bytes]:
    """Whole lines of the share's process, until it ends; none when it was stopped before."""
    if job.stopped:
        yield b'{"ended": "interrupted", "detail": ""}\n'
        return
    words, environment = command()
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, env=environment, start_new_session=True) as process:
        job.process = process
        assert process.stdin and process.stdout
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(given).encode() + b"\n")
            process.stdin.flush()
        yield from (line for line in process.stdout if line.endswith(b"\n"))


def _tell(post: Post, word: Progress) -> None:
    from distributed import get_worker

    get_worker().log_event(post.topic, {"number": post.number, "progress": asdict(word)})


@contextmanager
def _archives(given: dict[str, Any], post: Post) -> Iterator[tuple[Path, Callable[[], None]]]:
    """The folder of the round, and what keeps the share's archives outside of this machine."""
    if not post.store:
        yield Path(given["folder"]), lambda: None
        return
    store = Store(post.store)
    with TemporaryDirectory(prefix="gongkai-share-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        store.bring_round(folder)
        for target in given["targets"]:
            store.bring(folder, target)
        kept = {target: measured(folder, target) for target in given["targets"]}

        def save() -> None:
            for target in given["targets"]:
                if (now := measured(folder, target)) != kept[target]:
                    store.keep(folder, target)
                    kept[target] = now

        yield folder, save
