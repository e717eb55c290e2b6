"""The record of a home page's visits: `availability.jsonl` beside the target's archive, a line for each, append-only.

A line is a `Page` of purpose `visit`: `url` is the home page asked for, `location` where its redirects ended,
`elapsed` the whole time, `status` and `sha256` those of the end page. Bodies are not kept, a week of them would be
gigabytes; of an answer too short to be a home page `detail` is the text, for that is how a challenge is known.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.appending import append
from crawler.archive import Page, page_from_json, page_to_json

LOG = "availability.jsonl"
SHORT = 4000
"""Characters: an answer of fewer is kept as text."""
_LOCK = "visits.lock"


class VisitError(Exception):
    """The visits cannot begin; one Chinese sentence that says why and what to do."""


class VisitLog:
    """Appends to the record of one target; what a crash left of a last line is cut off on opening."""

    def __init__(self, target: str, url: str, folder: Path) -> None:
        self.target, self.url, self._path = target, url, folder / LOG
        folder.mkdir(parents=True, exist_ok=True)
        kept = read_visits(folder)
        self.first = kept[0].fetched_at if kept else None
        self.last = kept[-1].fetched_at if kept else None
        self.count = len(kept)
        _mend(self._path)

    def keep(self, page: Page) -> None:
        """Raises ArchiveFull when the disk has no room; the record is as it was then."""
        append(self._path, (page_to_json(page) + "\n").encode(), None)
        self.first, self.last = self.first or page.fetched_at, page.fetched_at
        self.count += 1


def read_visits(folder: Path) -> list[Page]:
    """All visits recorded in a target's folder, in order; none when there is no record. A torn last line is no visit."""
    path = folder / LOG
    if not path.exists():
        return []
    with path.open("rb") as lines:
        return [page_from_json(line.decode()) for line in lines if line.endswith(b"\n")]


def _mend(path: Path) -> None:
    if path.exists():
        data = path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.truncate(path, whole)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the folder's visits for this process; the system lets go when it dies. Raises VisitError when they are held."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise VisitError(f"另一个 visit 进程正在访问 {folder} 中的网站，请等它结束或先停止它。") from problem
        yield
