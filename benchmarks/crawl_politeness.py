"""Do 200 sites at once keep every host's rate, and in how much memory? Each site is a host of its own on loopback.

    python benchmarks/crawl_politeness.py [SITES] [PAGES] [--write docs/performance.md]

Server and crawl are processes of their own; the rate is the default of one request a second and host. Prints the
slowest, the median and the fastest host's gap between two requests, the shares of gaps that were too short by more
than 5 %, the seconds, the processor time a page and the crawl's highest resident memory.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.tables import options, tell

PARAGRAPH = "本机关依法主动公开政府信息，方便公民、法人和其他组织获取和使用。" * 100


def serve(pipe: Connection) -> None:
    """All of 127.0.0.0/8 at one port; sends when each host was asked."""
    times: dict[str, list[float]] = {}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        while request := await reader.readline():
            times.setdefault(host, []).append(time.monotonic())
            while (await reader.readline()).strip():
                pass
            links = "".join(f'<a href="/{n}.html">栏目{n}</a>' for n in range(60))
            body = f"<!doctype html><meta charset=utf-8>{links}<p>{PARAGRAPH}".encode()
            found = b"/robots.txt" not in request and b"gongkai-audit-" not in request
            status, body = ("200 OK", body) if found else ("404 Not Found", b"")
            head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "0.0.0.0", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
        pipe.send(times)

    asyncio.run(run())


def crawl_once(port: int, sites: int, pages: int, pipe: Connection) -> None:
    from crawler.crawl import crawl
    from crawler.settings import CrawlOptions
    from crawler.targets import Kind, Target

    targets = [
        Target(f"s{n}", f"网站{n}", Kind.PORTAL, "某单位", f"http://127.1.{n // 250}.{n % 250 + 1}:{port}/")
        for n in range(sites)
    ]
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.monotonic(), time.process_time()
        summary = crawl(targets, Path(folder), CrawlOptions(max_pages=pages, reach=False), lambda progress: None)
        seconds, busy = time.monotonic() - began, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send((sum(site.pages for site in summary.sites), peak, seconds, busy))


def measure(sites: int, pages: int) -> Iterator[list[str]]:
    context = multiprocessing.get_context("spawn")
    ours, servers = context.Pipe()
    server = context.Process(target=serve, args=(servers,), daemon=True)
    server.start()
    port = ours.recv()
    here, there = context.Pipe()
    crawl_process = context.Process(target=crawl_once, args=(port, sites, pages, there))
    crawl_process.start()
    read, peak, seconds, busy = here.recv()
    ours.send("enough")
    times = {host: sorted(asked) for host, asked in ours.recv().items() if len(asked) > 2}
    gaps = [later - sooner for asked in times.values() for sooner, later in pairwise(asked)]
    means = sorted((asked[-1] - asked[0]) / (len(asked) - 1) for asked in times.values())
    short = sum(gap < 0.95 for gap in gaps) / len(gaps)
    yield ["主机数", str(len(times))]
    yield ["页数、历时", f"{read} 页，{seconds:.0f} 秒"]
    yield ["每页 CPU", f"{busy / read * 1000:.1f} 毫秒"]
    yield ["内存峰值", f"{peak:.0f} MB"]
    yield [
        "同一主机两次请求的平均间隔",
        f"最短 {means[0]:.3f}、中位 {statistics.median(means):.3f}、最长 {means[-1]:.3f} 秒",
    ]
    yield ["单次间隔", f"最短 {min(gaps):.3f} 秒，短于 0.95 秒的占 {short:.2%}"]


if __name__ == "__main__":
    asked = options(__doc__)
    asked.add_argument("sites", nargs="?", type=int, default=200)
    asked.add_argument("pages", nargs="?", type=int, default=40)
    given = asked.parse_args()
    tell("politeness", ("项目", "实测"), measure(given.sites, given.pages), given.write)
