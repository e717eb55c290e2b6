"""How long each command's `--help` takes, and the first line of `findings` on a province's round.

    python benchmarks/cold_start.py [--rounds 5] [--write docs/performance.md]

All commands take turns. Seconds are of the machine as it is, processor time is the command's own.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.province import write
from benchmarks.tables import options, tell
from benchmarks.usage import AUDIT, audit

HEAD = ("命令", "历时秒（中位）", "CPU 秒（中位）")


def first_line(*words: str) -> tuple[float, float]:
    """Seconds, and those of CPU, until a command has said its first line; it is not read any further."""
    began = time.perf_counter()
    command = [sys.executable, str(AUDIT), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    process.stdout.readline()
    took = time.perf_counter() - began
    process.stdout.close()
    spent = os.wait4(process.pid, 0)[2]
    process.returncode = 0
    return took, spent.ru_utime + spent.ru_stime


def commands() -> list[str]:
    """As `--help` lists them."""
    return re.findall(r"^    (\w+)  ", audit("--help").said, re.MULTILINE)


def rows(rounds: int) -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        lines = [("--help",), *((name, "--help") for name in commands()), ("findings", folder)]
        taken: dict[tuple[str, ...], list[tuple[float, float]]] = {line: [] for line in lines}
        for _ in range(rounds):
            for line in lines:
                taken[line].append(first_line(*line))
    for line, times in taken.items():
        seconds, busy = (statistics.median(part) for part in zip(*times, strict=True))
        name = "findings，一个省的评估目录，首行" if folder in line else " ".join(line)
        yield [name, f"{seconds:.2f}", f"{busy:.2f}"]


def main(given: argparse.Namespace) -> None:
    tell("cold-start", HEAD, rows(given.rounds), given.write)


if __name__ == "__main__":
    asked = options(__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    main(asked.parse_args())
