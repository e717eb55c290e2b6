"""How many archived pages `check` judges a second: the demo county, all rules, one process.

    python benchmarks/check_speed.py [--rounds 9] [--write docs/performance.md]

Crawls the county once, then judges it again and again and prints the median. Pages of real size are judged in crawl_speed.py.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.tables import options, tell
from checks.check import check
from crawler.crawl import crawl
from crawler.rounds import Round, archive_of
from crawler.settings import CrawlOptions
from crawler.targets import read_roster
from demo.serve import serve


def main(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name, serve() as county:
        folder = Path(name)
        targets = read_roster(county.roster).targets
        crawl(
            targets, folder, CrawlOptions(rate=200, nameserver=county.nameserver, retry_wait=0.2), lambda progress: None
        )
        asked = Round("demo", "", "", targets, as_of=county.as_of.isoformat())
        pages = sum(page.status == 200 for target in targets for page in archive_of(folder, target).pages())
        times = []
        for _ in range(given.rounds):
            began = time.process_time()
            check(folder, asked, afresh=True)
            times.append(time.process_time() - began)
        median = statistics.median(times)
        row = [f"示范县 {pages} 页，全部规则", f"{median * 1000 / pages:.2f}", f"{pages / median:.0f}"]
        tell("check-speed", HEAD, [row], given.write)


HEAD = ("检查什么", "毫秒/页（CPU）", "页/秒（一核）")

if __name__ == "__main__":
    given = options(__doc__)
    given.add_argument("--rounds", type=int, default=9)
    main(given.parse_args())
