"""What a command used: seconds, processor time, and the memory of its processes (Linux)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

AUDIT = Path(__file__).resolve().parents[1] / "audit.py"
MIB = 1024 * 1024
_EVERY = 0.2
"""Seconds between two looks at the memory."""


@dataclass
class Used:
    seconds: float = 0.0
    cpu: float = 0.0
    """Seconds of processor time, of all its processes."""
    together: int = 0
    """Bytes that all its processes held at once at most; pages that they share count for each."""
    peaks: dict[int, int] = field(default_factory=dict)
    """Bytes that each of its processes held at most."""
    first: int = 0
    """Id of the process that was started; the others are its workers."""
    said: str = ""

    @property
    def coordinator(self) -> int:
        return self.peaks.get(self.first, 0)

    @property
    def worker(self) -> int:
        """Of its largest worker; 0 without any."""
        return max((held for process, held in self.peaks.items() if process != self.first), default=0)


def audit(*words: object, ends: tuple[int, ...] = (0, 3)) -> Used:
    """One command of audit.py. Raises CalledProcessError for any other end."""
    return used_by([sys.executable, str(AUDIT), *map(str, words)], ends)


def used_by(command: list[str], ends: tuple[int, ...] = (0,)) -> Used:
    used, began = Used(), time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        used.first, ended = process.pid, 0
        while not ended:
            used.together = max(used.together, _look(process.pid, used.peaks))
            time.sleep(_EVERY)
            ended, status, spent = os.wait4(process.pid, os.WNOHANG)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        used.said = said.read().decode()
    used.seconds, used.cpu = time.monotonic() - began, spent.ru_utime + spent.ru_stime
    if process.returncode not in ends:
        print(used.said[-2000:], file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, command, used.said)
    return used


def _look(process: int, peaks: dict[int, int]) -> int:
    """Bytes held now by a process and all that it started; each one's peak is noted."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        begun = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0
    told = {
        name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines) if name in _TOLD
    }
    peaks[process] = max(peaks.get(process, 0), told.get("VmHWM", 0))
    return told.get("VmRSS", 0) + sum(_look(int(child), peaks) for child in begun)


_TOLD = ("VmHWM", "VmRSS")
