"""The limit: a crawl written by hand for one host that keeps and judges what ours does, and is polite to nobody.

    python benchmarks/crawls/aiohttp_audit.py http://127.0.0.1:PORT/ DIR

aiohttp, Lexbor for links, our archive, then our check of it. Prints how many pages were read.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from urllib.parse import urljoin, urlsplit

import aiohttp
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from checks.check import check
from crawler.archive import ArchiveWriter, Page
from crawler.rounds import ARCHIVES, Round, write_round
from crawler.targets import Kind, Target
from crawler.text import decode

SIDE_BY_SIDE = 32


async def crawl(home: str, archive: ArchiveWriter) -> int:
    host, seen, line, read = urlsplit(home).netloc, {home}, asyncio.Queue[str](), 0
    line.put_nowait(home)

    async def work(client: aiohttp.ClientSession) -> None:
        nonlocal read
        while True:
            url = await line.get()
            began = monotonic()
            async with client.get(url) as answer:
                body, headers = await answer.read(), [*answer.headers.items()]
            kind, now = answer.headers.get("Content-Type", ""), datetime.now(UTC).replace(microsecond=0)
            purpose = "home" if url == home else "page"
            page = Page(url, purpose, 1, now, monotonic() - began, status=answer.status, content_type=kind)
            archive.write(page, body, headers)
            read += 1
            for link in LexborHTMLParser(decode(body, kind)[0]).css("a[href]"):
                address = urljoin(url, link.attributes.get("href") or "").partition("#")[0]
                if address not in seen and urlsplit(address).netloc == host:
                    seen.add(address)
                    line.put_nowait(address)
            line.task_done()

    async with aiohttp.ClientSession(auto_decompress=False) as client:
        workers = [asyncio.create_task(work(client)) for _ in range(SIDE_BY_SIDE)]
        await line.join()
        for one in workers:
            one.cancel()
    return read


if __name__ == "__main__":
    url, folder = sys.argv[1], Path(sys.argv[2])
    target = Target("portal", "某某市人民政府", Kind.PORTAL, "某某市", url)
    asked = Round("", "", "", (target,))
    write_round(folder, asked)
    print(asyncio.run(crawl(url, ArchiveWriter(folder / ARCHIVES / target.id, {}))))
    check(folder, asked)
