"""One line tells of all processes: sums, a rate of what this crawl has asked for, and no step back."""

from __future__ import annotations

from crawler.crawl import Progress
from crawler.overall import Overall


def test_what_was_resumed_counts_as_pages_but_not_as_rate() -> None:
    heard: list[Progress] = []
    now = [100.0]
    overall = Overall([3, 2], heard.append, lambda: now[0])
    now[0] = 102.0
    overall.tell(0, Progress(3, 1, 50, 9, 2.0, 5.0))  # 40 of them are of an earlier crawl
    assert (heard[-1].sites_total, heard[-1].sites_done, heard[-1].pages, heard[-1].rate) == (5, 1, 50, 5.0)
    now[0] = 110.0
    overall.tell(1, Progress(2, 2, 30, 1, 5.0, 6.0))
    assert (heard[-1].sites_done, heard[-1].pages, heard[-1].links, heard[-1].seconds) == (3, 80, 10, 10.0)
    assert heard[-1].rate == (10 + 30) / 10


def test_a_process_begun_anew_takes_nothing_back() -> None:
    heard: list[Progress] = []
    now = [0.0]
    overall = Overall([1], heard.append, lambda: now[0])
    for second, said in enumerate((Progress(1, 0, 10, 0, 1.0, 10.0), Progress(1, 0, 4, 0, 0.1, 0.0)), 1):
        now[0] = float(second)
        overall.tell(0, said)
    assert [one.pages for one in heard] == [10, 10] and heard[-1].rate == 5.0
