"""Does a crawl's memory grow with the pages it reads? Crawls a generated site of 2,000 and of 20,000 pages.

    python benchmarks/crawl_memory.py [PAGES ...] [--write docs/performance.md]

Server and crawl are processes of their own, on loopback, with no limit on the rate. Prints, for each size, the
crawl's highest resident memory, its pages a second and its processor time a page.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.tables import options, tell

LINKS = 50
PARAGRAPH = "本机关依法主动公开政府信息，方便公民、法人和其他组织获取和使用。" * 12


def page(number: int, pages: int) -> bytes:
    """About 20 KB: links to the next levels of a tree and to pages that are known long since."""
    near = [LINKS * number + step for step in range(1, LINKS + 1)]
    targets = [other if other < pages else (other * 7919) % pages for other in near]
    links = "".join(f'<li><a href="/{n % 97}/t{n}.html" title="关于第{n}号文件的通知">通知</a></li>' for n in targets)
    text = "".join(f"<p>{number}{PARAGRAPH}</p>" for _ in range(10))
    return f"<!doctype html><meta charset=utf-8><title>{number}</title><ul>{links}</ul>{text}".encode()


def serve(pages: int, pipe: Connection) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while request := await reader.readline():
            while (await reader.readline()).strip():
                pass
            path = request.split()[1].decode()
            number = int(path.rpartition("/t")[2].removesuffix(".html")) if "/t" in path else 0
            status, body = ("404 Not Found", b"") if path == "/robots.txt" else ("200 OK", page(number, pages))
            head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def crawl_once(port: int, pages: int, pipe: Connection) -> None:
    from crawler.crawl import crawl
    from crawler.settings import CrawlOptions
    from crawler.targets import Kind, Target

    target = Target("site", "某网站", Kind.PORTAL, "某单位", f"http://127.0.0.1:{port}/")
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.monotonic(), time.process_time()
        summary = crawl([target], Path(folder), CrawlOptions(rate=0, max_pages=pages), lambda progress: None)
        seconds, busy = time.monotonic() - began, time.process_time() - used
        disk = sum(file.stat().st_size for file in Path(folder).rglob("*.*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send((summary.sites[0].pages, peak, seconds, busy, disk))


HEAD = ("页数", "内存峰值 MB", "毫秒/页（CPU）", "存档 KB/页")


def measure(pages: int) -> list[str]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(pages, there), daemon=True)
    server.start()
    crawl_process = context.Process(target=crawl_once, args=(here.recv(), pages, there))
    crawl_process.start()
    read, peak, seconds, busy, disk = here.recv()
    crawl_process.join()
    server.terminate()
    print(f"{read} pages in {seconds:.0f} s", flush=True)
    return [str(read), f"{peak:.0f}", f"{busy / read * 1000:.2f}", f"{disk / read / 1024:.1f}"]


if __name__ == "__main__":
    asked = options(__doc__)
    asked.add_argument("pages", nargs="*", type=int, default=[2000, 20000])
    given = asked.parse_args()
    tell("crawl-memory", HEAD, [measure(size) for size in given.pages], given.write)
