"""All benchmarks, one after the other, and their tables in docs/performance.md.

    python benchmarks/run.py [--only NAME …] [--quick]

`--quick` runs each small, to see that it runs; its tables go to the screen alone. One that fails is told, and the others go on.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.tables import tell

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE.parent / "docs" / "performance.md"
RUNS: dict[str, tuple[str, str]] = {
    "cold_start": ("--rounds 5", "--rounds 1"),
    "crawl_speed": ("--pages 5000 --rounds 3", "--pages 300 --rounds 1"),
    "check_speed": ("--rounds 9", "--rounds 1"),
    "crawl_memory": ("2000 20000", "500"),
    "crawl_politeness": ("200 40", "20 5"),
    "workbook_speed": ("--rows 200000 --rounds 3", "--rows 2000 --rounds 1"),
    "province": ("--findings 300000", "--findings 60000"),
    "big_round": ("--sites 1000", "--sites 50 --median 6 --accounts 20 --rate 10"),
}
"""Options of each as it is published, and as it is tried."""
LIBRARIES = ("Scrapy", "aiohttp", "selectolax", "XlsxWriter", "openpyxl")


def machine() -> list[list[str]]:
    """What it all ran on."""
    told = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next(
        (line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return [
        ["机器", f"{os.cpu_count()} 核 {model}，{memory:.0f} GB 内存，{platform.system()} {platform.release()}"],
        ["软件", f"Python {platform.python_version()}，" + "，".join(f"{name} {version(name)}" for name in LIBRARIES)],
        ["日期", date.today().isoformat()],
        ["开始时的系统负载", f"{os.getloadavg()[0]:.1f}（大于 0 时，历时偏长；CPU 和比值仍可用）"],
    ]  # fmt: skip


def main(given: argparse.Namespace) -> int:
    write = [] if given.quick else ["--write", str(DOCUMENT)]
    if not given.quick:
        tell("machine", ("项目", "本次"), machine(), DOCUMENT)
    failed = []
    for name in given.only or RUNS:
        print(f"== {name}", flush=True)
        line = [sys.executable, str(HERE / f"{name}.py"), *RUNS[name][given.quick].split(), *write]
        if subprocess.run(line).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", nargs="+", choices=RUNS, metavar="NAME")
    options.add_argument("--quick", action="store_true")
    sys.exit(main(options.parse_args()))
