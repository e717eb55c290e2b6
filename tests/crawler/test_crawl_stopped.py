"""Nothing is lost and nothing is repeated when a crawl is killed, interrupted or runs out of disk."""

import json
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from loopback import FAST, Answer, Site, archive, crawled, html, serving, started, visits

from crawler.archive import INDEX, WARC

SLOW = replace(FAST, rate=60.0)


def branching(far: str) -> Site:
    """121 pages, each naming three others; some fail once or for good, some links lead elsewhere."""

    def page(number: int) -> Answer:
        inner = [f"/{3 * number + step}.html" for step in (1, 2, 3) if 3 * number + step <= 120]
        return html(*inner, "/", f"{far}{number % 7}", f"/{number}.pdf" if number % 10 == 0 else "/0.html")

    pages = {f"/{number}.html": page(number) for number in range(121)}
    site = Site(
        pages | {"/": html("/0.html", "/missing.html")} | {f"/{n}.pdf": Answer(b"%PDF") for n in range(0, 121, 10)}
    )
    site.pages["/7.html"] = Answer(b"busy", 503)
    site.pages["/5.html"] = Answer(status=302, headers={"Location": "/40.html"})
    return site


def counts(out: Path, port: str) -> Counter[tuple[str, str]]:
    return Counter((page.purpose, page.url.replace(port, "PORT")) for page in visits(out, "s"))


def test_killed_crawl_resumes_without_loss_or_repetition(tmp_path: Path) -> None:
    with serving(Site({f"/{n}": Answer(b"x") for n in range(6)})) as far, serving(branching(far.url)) as site:
        crawled({"s": site.url}, tmp_path / "whole")
        before = len(site.asked)
        out = tmp_path / "killed"
        for kept in (12, 40, 41, 70, 110):
            process = started({"s": site.url}, out, SLOW)
            while len(visits(out, "s")) < kept:
                time.sleep(0.01)
                assert process.poll() is None
            process.kill()
            process.communicate()
            assert not archive(out, "s").finished
            # What a crash between the two files leaves: a record without its line, and half a line.
            with (out / "archive/s" / WARC).open("ab") as warc, (out / "archive/s" / INDEX).open("ab") as index:
                warc.write(b"\x1f\x8b\x08half a record")
                index.write(b'{"url":"http://half')
        crawled({"s": site.url}, out)
    port = site.url.split(":")[2]
    whole, resumed = counts(tmp_path / "whole", port), counts(out, port)
    assert whole.total() > 115
    assert resumed == whole
    # What was under way at a kill was asked for twice, but kept once: at most two requests and robots.txt a time.
    assert len(site.asked) - before <= before + 5 * 3
    assert [archive(tmp_path / name, "s").finished for name in ("whole", "killed")] == [True, True]
    check = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", str(out / "archive/s" / WARC)], capture_output=True
    )
    assert (check.returncode, check.stdout) == (0, b"")


def test_resumed_finished_crawl_asks_for_nothing(tmp_path: Path) -> None:
    with serving(Site({"/": html("/a"), "/a": html()})) as site:
        crawled({"s": site.url}, tmp_path)
        summary = (tmp_path / "archive/s/summary.json").read_bytes()
        asked = len(site.asked)
        crawled({"s": site.url}, tmp_path)
    assert len(site.asked) == asked
    assert (tmp_path / "archive/s/summary.json").read_bytes() == summary


def test_links_of_a_lost_archive_come_from_another_site_of_the_round(tmp_path: Path) -> None:
    with serving(Site({"/x": html()})) as far, serving(Site({"/": html(far.url + "x")})) as site:
        sites = {"one": site.url, "two": site.url}
        crawled(sites, tmp_path)
        shutil.rmtree(tmp_path / "archive/two")
        crawled(sites, tmp_path)
    assert far.asked.count("/x") == 1
    assert [page.status for page in visits(tmp_path, "two") if page.url == far.url + "x"] == [200]


def test_interrupt_ends_cleanly(tmp_path: Path) -> None:
    with serving(branching("http://127.0.0.1:1/")) as site:
        process = started({"s": site.url}, tmp_path, SLOW)
        while len(visits(tmp_path, "s")) < 10:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert "KeyboardInterrupt" in said.decode()
    assert process.returncode != 0
    assert json.loads((tmp_path / "archive/s/summary.json").read_text())["finished"] is False


def test_full_disk_is_told_and_leaves_the_archive_readable(tmp_path: Path) -> None:
    body = bytes(range(256)) * 40
    with serving(Site({"/": html(*(f"/{n}" for n in range(60)))} | {f"/{n}": Answer(body) for n in range(60)})) as site:
        process = started({"s": site.url}, tmp_path)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (12000, 12000))
        _, said = process.communicate(timeout=20)
    assert "ArchiveFull: " in said.decode()
    assert "磁盘空间不足" in said.decode()
    kept = visits(tmp_path, "s")
    assert 5 < len(kept) < 60
    assert all(archive(tmp_path, "s").raw(page) == body for page in kept if page.purpose == "page")
