"""Appending to a file so that a full disk leaves it as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class ArchiveFull(OSError):
    """No room for another record; what was written before is whole and readable."""


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def append(path: Path, data: bytes, at: int | None) -> int:
    """Write at the end (which is `at`, when it is known) and flush; on a full disk, leave the file as it was."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        begin = os.lseek(file, 0, os.SEEK_END) if at is None else os.lseek(file, at, os.SEEK_SET)
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(file, rest) :]
            except OSError as problem:
                os.ftruncate(file, begin)
                if problem.errno in FULL:
                    raise ArchiveFull(
                        problem.errno, f"磁盘空间不足，无法写入 {path}；此前的采集结果完好，腾出空间后可续采。"
                    ) from problem
                raise
        return begin + len(data)
    finally:
        os.close(file)
