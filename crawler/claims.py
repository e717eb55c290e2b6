"""A site's archive is written by one process at a time, whichever machine it runs on and whatever became of the last one."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from crawler.rounds import RoundError

CLAIMS = "claims.lock"
PATIENCE = 180.0
"""Seconds that a process whose master died may take to end: it waits for the answers under way. Our default."""
_LOOK = 0.2
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_PLACES = 1 << 48


@contextmanager
def claimed(folder: Path, ids: Iterable[str], patience: float = PATIENCE) -> Iterator[None]:
    """Hold the archives of these targets of the round in `folder`; the system lets go of them when the process dies.

    Each is a byte of one file (POSIX record locks, which NFS knows too), so no descriptors are used up. Where there
    are no such locks, nothing is held. Raises RoundError when another process keeps one longer than `patience`.
    """
    if os.name == "nt":
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / CLAIMS, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = monotonic() + patience
        for place in sorted({_place(one) for one in ids}):
            while not _claim(file, place):
                if monotonic() > until:
                    raise RoundError(f"{folder} 正由另一个采集进程写入。请等它结束，或先停止它，再加 --resume 续采。")
                sleep(_LOOK)
        yield
    finally:
        os.close(file)


def _place(target: str) -> int:
    return int.from_bytes(hashlib.sha256(target.encode()).digest()[:8], "big") % _PLACES


def _claim(file: int, place: int) -> bool:
    """False while another process has it."""
    import fcntl

    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place, os.SEEK_SET)
    except OSError as problem:
        return problem.errno not in _BUSY
    return True
