"""What a page costs: our crawl, check and whole run beside other people's crawls, in turns, on one generated portal.

    python benchmarks/crawl_speed.py [--pages 5000] [--rounds 3] [--write docs/performance.md]

nginx serves the portal on loopback. Every command runs on one core, the server on the others; what is compared is
processor time a page, medians over the rounds and ratios of one round, because a busy machine changes seconds and not
ratios. A program that is not installed is passed over and named.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.portal import pages
from benchmarks.tables import options, tell

ROOT = Path(__file__).resolve().parents[1]
PORT = 18200
ENDS = (0, 1, 3)
"""Ends of a program that did its work: a link checker ends with 1 where it found something, ours with 3."""
OURS = "本工具 crawl"
ADVERTOOLS = """
import sys
import advertools
home, out = sys.argv[1:]
host = home.split("/")[2]
kept = {"LOG_ENABLED": False, "ROBOTSTXT_OBEY": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 32}
advertools.crawl(home, out + ".jl", follow_links=True, allowed_domains=[host, host.split(":")[0]], custom_settings=kept)
"""
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    types {{ text/html html; }} default_type text/html; access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; root {folder}/www; charset off; index index.html; add_header LinkChecker linkchecker; }}
}}
"""


@dataclass(frozen=True)
class Command:
    name: str
    does: str
    line: list[str]
    """`{out}` is a new folder of its own."""
    after: list[str] | None = None
    """What must have run before it; not measured."""
    needs: str = ""
    """A program without which it is passed over."""


def commands(home: str, roster: Path, count: int) -> list[Command]:
    python, audit = sys.executable, str(ROOT / "audit.py")
    far = ["--rate", "1000", "--max-pages", str(count + 10)]
    crawl = [python, audit, "crawl", "{out}", "--roster", str(roster), *far]
    bare, limit = (str(ROOT / "benchmarks/crawls" / name) for name in ("bare_scrapy.py", "aiohttp_audit.py"))
    return [
        Command(OURS, "采集并存档", crawl),
        Command("本工具 check", "全部规则，由存档", [python, audit, "check", "{out}", "--afresh"], crawl),
        Command("本工具 check（再次）", "改动一条规则之后", [python, audit, "check", "{out}"], crawl),
        Command("本工具 run", "采集、检查、评分、报告", [python, audit, "run", str(roster), "--out", "{out}", *far]),
        Command("Scrapy + LinkExtractor", "只跟链接，不留存", [python, bare, home]),
        Command("手写 aiohttp + Lexbor", "存档并检查（极限）", [python, limit, home, "{out}"]),
        Command(
            "LinkChecker",
            "查链接",
            ["linkchecker", "--no-status", "--no-robots", "-o", "none", home],
            needs="linkchecker",
        ),
        Command("advertools", "采集网页要素", ["adv-python", "-c", ADVERTOOLS, home, "{out}"], needs="adv-python"),
    ]


@contextmanager
def portal(folder: Path, count: int) -> Iterator[str]:
    """The generated pages, served."""
    for path, body in pages(count):
        place = folder / "www" / (path.removeprefix("/") + ("index.html" if path.endswith("/") else ""))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
    conf = folder / "nginx.conf"
    conf.write_text(NGINX.format(folder=folder, port=PORT))
    server = subprocess.Popen(["nginx", "-c", str(conf)], stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{PORT}/"
    finally:
        server.terminate()
        server.wait()


def measured(line: list[str], out: Path) -> struct_rusage:
    """On the first core, children included. A program that failed has no speed: it ends the benchmark."""
    process = subprocess.Popen(
        [part.replace("{out}", str(out)) for part in line],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {0}),
    )
    _, status, used = os.wait4(process.pid, 0)
    if (code := os.waitstatus_to_exitcode(status)) not in ENDS:
        raise SystemExit(f"ended with {code}: {' '.join(line)}")
    return used


def main(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name, portal(Path(name), given.pages) as home:
        folder, roster = Path(name), Path(name) / "roster.csv"
        roster.write_text(f"单位名称,网址,类型\n某某市人民政府,{home},门户网站\n", encoding="utf-8")
        known = commands(home, roster, given.pages)
        chosen = [one for one in known if not one.needs or shutil.which(one.needs)]
        costs: dict[str, list[float]] = {one.name: [] for one in chosen}
        memory: dict[str, int] = {}
        for _ in range(given.rounds):
            for one in chosen:
                out = folder / "out"
                shutil.rmtree(out, ignore_errors=True)
                if one.after:
                    measured(one.after, out)
                    if "再次" in one.name:
                        measured([sys.executable, str(ROOT / "audit.py"), "check", "{out}"], out)
                        touch(out)
                used = measured(one.line, out)
                costs[one.name].append((used.ru_utime + used.ru_stime) * 1000 / given.pages)
                memory[one.name] = max(memory.get(one.name, 0), used.ru_maxrss // 1024)
    tell("crawl-speed", HEAD, table(chosen, costs, memory), given.write)
    for one in known:
        if one not in chosen:
            print(f"passed over, not installed: {one.name}")


HEAD = ("程序", "做什么", "毫秒/页（CPU）", "页/秒（一核）", "与本工具 crawl 之比", "内存 MB")


def table(chosen: list[Command], costs: dict[str, list[float]], memory: dict[str, int]) -> Iterator[list[str]]:
    """Medians of the rounds; the ratio is the median of the ratios within each round."""
    for one in chosen:
        middle = statistics.median(costs[one.name])
        ratio = statistics.median(mine / ours for mine, ours in zip(costs[one.name], costs[OURS], strict=True))
        yield [one.name, one.does, f"{middle:.2f}", f"{1000 / middle:.0f}", f"{ratio:.2f}", str(memory[one.name])]


def touch(out: Path) -> None:
    """As if one rule had been changed since: what was kept of its word is taken out."""
    from msgspec.msgpack import decode

    from checks.cache.judged import Judged, keep_judged

    for path in out.glob("cache/*/judged"):
        kept = decode(path.read_bytes()[32:], type=Judged)
        del kept.rules["record_field_missing"]
        keep_judged(path, kept)


if __name__ == "__main__":
    asked = options(__doc__)
    asked.add_argument("--pages", type=int, default=5000)
    asked.add_argument("--rounds", type=int, default=3)
    main(asked.parse_args())
