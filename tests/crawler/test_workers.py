"""Several processes crawl one round: each archive is as of one, whatever happens to a process."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from loopback import FAST, ROOT, Site, archive, html, serving, visits

from crawler.claims import claimed
from crawler.politeness import Politeness
from crawler.rounds import Round, write_round
from crawler.scheduler import Frontier
from crawler.settings import scrapy_settings
from crawler.targets import Kind, Target
from crawler.workers import WorkerBroken, crawl_shared

BUSY = replace(FAST, rate=10.0)
PAGES = 8


def portal(far: str) -> Site:
    links = [f"/{n}.html" for n in range(PAGES)]
    return Site({"/": html(*links, far)} | {link: html("/", f"{far}x") for link in links})


@contextmanager
def a_round(out: Path, count: int = 2) -> Iterator[tuple[tuple[Target, ...], dict[str, Site]]]:
    """So many sites, each on an address of its own, and one host that is nobody's."""
    with ExitStack() as stack:
        far = stack.enter_context(serving(Site({"/": html(), "/x": html()}), "127.0.0.99"))
        sites = {f"s{n}": stack.enter_context(serving(portal(far.url), f"127.0.0.{n + 2}")) for n in range(count)}
        targets = tuple(Target(name, name, Kind.PORTAL, "某单位", site.url) for name, site in sites.items())
        write_round(out, Round("名单", "", "0", targets))
        yield targets, sites | {"far": far}


def counts(out: Path, targets: tuple[Target, ...]) -> dict[str, Counter[tuple[str, str, int | None]]]:
    return {one.id: Counter((v.purpose, v.url, v.status) for v in visits(out, one.id)) for one in targets}


def whole(out: Path, targets: tuple[Target, ...]) -> bool:
    """What the name servers said, every page and both links of every site, each once."""
    for found in counts(out, targets).values():
        assert [visit for visit, times in found.items() if times != 1] == []
        assert found.total() == PAGES + 4
    return True


def children() -> list[int]:
    """Process ids of the workers that this process has."""
    found = subprocess.run(["pgrep", "-P", str(os.getpid()), "-f", "crawler.worker"], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


@contextmanager
def meanwhile(act: Callable[[threading.Event], None]) -> Iterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=act, args=(over,))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_two_processes_keep_what_one_keeps(tmp_path: Path) -> None:
    with a_round(tmp_path) as (targets, sites):
        far: list[int] = []
        summary = crawl_shared(targets, tmp_path, FAST, 2, lambda told: far.append(told.pages))
        assert [one.target for one in summary.sites] == [one.id for one in targets]
        assert all(one.finished and one.pages == PAGES + 1 for one in summary.sites)
        assert far[-1] == 2 * (PAGES + 1)
        assert far == sorted(far)
        for name, found in counts(tmp_path, targets).items():
            assert set(found.values()) == {1}
            assert sites[name].asked.count("/0.html") == 1
            assert {url for purpose, url, _ in found if purpose == "link"} == {
                sites["far"].url + path for path in ("", "x")
            }


def test_killed_processes_are_taken_over(tmp_path: Path) -> None:
    chance, killed = random.Random(3), list[int]()

    def kill(over: threading.Event) -> None:
        while not over.is_set() and len(killed) < 2:
            for process in children()[:1]:
                if sum(len(visits(tmp_path, f"s{n}")) for n in range(2)) > 5 * (len(killed) + 1):
                    os.kill(process, signal.SIGKILL)
                    killed.append(process)
            time.sleep(0.05 * chance.random())

    with a_round(tmp_path) as (targets, _), meanwhile(kill):
        summary = crawl_shared(targets, tmp_path, BUSY, 2, lambda told: None)
    assert len(killed) == 2
    assert [one for one in summary.sites if not one.finished] == []
    assert whole(tmp_path, targets)


def test_a_share_that_always_dies_is_left_unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its archive says so, and a later crawl completes it."""
    with a_round(tmp_path) as (targets, _):
        monkeypatch.setattr("crawler.worker.sys.executable", "/bin/false")
        summary = crawl_shared(targets, tmp_path, FAST, 2, lambda told: None)
        assert not any(one.finished for one in summary.sites)
        monkeypatch.undo()
        assert all(one.finished for one in crawl_shared(targets, tmp_path, FAST, 2, lambda told: None).sites)


def test_an_error_of_ours_is_raised_with_its_place(tmp_path: Path) -> None:
    with a_round(tmp_path) as (targets, _):
        (tmp_path / "archive").write_text("a file where a folder must be")
        with pytest.raises((WorkerBroken, OSError)):
            crawl_shared(targets, tmp_path, FAST, 2, lambda told: None)


_RUN = """
import sys
from pathlib import Path
from crawler.rounds import read_round
from crawler.settings import CrawlOptions
from crawler.workers import crawl_shared
out = Path(sys.argv[1])
crawl_shared(read_round(out).targets, out, CrawlOptions(rate=4, reach=False), 2, lambda told: None)
"""


def test_workers_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    """Interrupted, and killed; what is begun at once afterwards waits until the workers of the killed one have ended."""
    with a_round(tmp_path) as (targets, _):
        for count, word in ((2, signal.SIGINT), (4, signal.SIGKILL)):
            process = subprocess.Popen([sys.executable, "-c", _RUN, str(tmp_path)], cwd=ROOT, stderr=subprocess.PIPE)
            while not all(len(visits(tmp_path, one.id)) > count for one in targets):
                time.sleep(0.02)
                assert process.poll() is None
            process.send_signal(word)
            process.communicate(timeout=30)
            assert not any(archive(tmp_path, one.id).finished for one in targets)
            if word == signal.SIGINT:
                with claimed(tmp_path, [one.id for one in targets], patience=0):
                    pass  # nobody writes any more
        crawl_shared(targets, tmp_path, FAST, 2, lambda told: None)
    assert whole(tmp_path, targets)


def test_a_host_is_asked_at_its_pace_though_two_processes_want_it(tmp_path: Path) -> None:
    """One reads its pages, the other has links to it, which wait for their turn."""
    own, wanted = [f"/{n}" for n in range(8)], [f"/l{n}" for n in range(8)]
    asked = Site({"/": html(*own)} | {path: html() for path in (*own, *wanted)})
    with serving(asked, "127.0.0.3"):
        asking = Site({"/": html(*(asked.url.rstrip("/") + path for path in wanted))})
        with serving(asking, "127.0.0.2"):
            targets = tuple(
                Target(f"s{n}", "站", Kind.PORTAL, "某局", one.url) for n, one in enumerate((asking, asked))
            )
            write_round(tmp_path, Round("名单", "", "0", targets))
            summary = crawl_shared(targets, tmp_path, replace(FAST, rate=8.0), 2, lambda told: None)
    assert all(one.finished for one in summary.sites)
    times = dict(zip(asked.asked, asked.times, strict=True))
    pages, links = sorted(times[path] for path in own), sorted(times[path] for path in wanted)
    assert pages[-1] < links[0]
    # Seven gaps of an eighth of a second; of links, at half the rate, of a quarter.
    assert pages[-1] - pages[0] > 0.7 and links[-1] - links[0] > 1.5


def test_what_every_site_links_to_is_asked_at_the_share_of_each(tmp_path: Path) -> None:
    downloader = SimpleNamespace(slots={}, per_slot_settings={})
    polite = Politeness(Frontier(), cast(Any, downloader), 0.5, 60, lambda ask: None, processes=3)
    polite.own(["a.gov.cn", "b.gov.cn:8080"])
    for key in ("a.gov.cn", "www.a.gov.cn", "b.gov.cn:8080", "www.gov.cn"):
        polite.crawl_delay(key, 0.1)
    delays = {host: told["delay"] for host, told in downloader.per_slot_settings.items()}
    assert delays["a.gov.cn"] == delays["www.a.gov.cn"] == delays["b.gov.cn"] == 0.5
    assert delays["www.gov.cn"] == 1.5
    assert scrapy_settings(replace(FAST, rate=2.0, workers=3))["DOWNLOAD_DELAY"] == 1.5
