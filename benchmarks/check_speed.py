"""How many archived pages `check` judges a second: the demo county, all rules, one process.

    python benchmarks/check_speed.py [ROUNDS]

Crawls the county once, then judges it again and again and prints the median.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checks.check import check
from crawler.crawl import crawl
from crawler.rounds import Round, archive_of
from crawler.settings import CrawlOptions
from crawler.targets import read_roster
from demo.serve import serve


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name, serve() as county:
        folder = Path(name)
        targets = read_roster(county.roster).targets
        crawl(
            targets, folder, CrawlOptions(rate=200, nameserver=county.nameserver, retry_wait=0.2), lambda progress: None
        )
        asked = Round("demo", "", "", targets, as_of=county.as_of.isoformat())
        pages = sum(page.status == 200 for target in targets for page in archive_of(folder, target).pages())
        times = []
        for _ in range(rounds):
            began = time.process_time()
            check(folder, asked)
            times.append(time.process_time() - began)
        median = statistics.median(times)
        print(
            f"{pages} pages, {rounds} rounds: {median:.3f} s of CPU a round, {pages / median:.0f} pages/s on one core"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 9)
