"""Any number of small sites, each a host and an address of its own, made as they are asked for: one process serves all.

    python benchmarks/sites.py [SITES] [MEDIAN]

A site's size is drawn from a lognormal distribution (few are large); its pages are like the portal's of portal.py. Every third site
has broken links, every fourth is stale, every fifth has a column with nothing in it, every sixth lacks its marks, every seventh shows
a person's numbers, every twelfth is in GB18030. Every other site has an IPv6 address. The bytes are the same every time.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import re
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import log
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.portal import COLUMNS, PER_LIST, SCRIPT, STYLE, TODAY, foot, sentence

LARGEST, SPREAD = 500, 0.8
"""Pages of a site at most; how widely the sizes are spread (sigma of their logarithms)."""
_HOST = re.compile(r"(?:www\.|ns[12]\.)?d(\d+)\.gov\.cn")
_PATH = re.compile(r"/(?:c(\d+)/(?:(?:index_(\d+)|a(\d+))\.html)?)?")


def host(number: int) -> str:
    return f"www.d{number:05}.gov.cn"


def address(number: int) -> str:
    return f"127.1.{number // 250}.{number % 250 + 1}"


def size(number: int, median: int) -> int:
    """Pages of a site."""
    return min(LARGEST, max(5, round(random.Random(number).lognormvariate(log(median), SPREAD))))


@dataclass(frozen=True)
class Site:
    number: int
    pages: int

    @property
    def columns(self) -> int:
        return min(len(COLUMNS), max(2, self.pages // 10))

    @property
    def articles(self) -> int:
        return max(1, self.pages - 1 - self.columns)

    def items(self, column: int) -> range:
        """Numbers of a column's articles, newest first."""
        if self.number % 5 == 0 and column == self.columns - 1:
            return range(0)
        return range(column, self.articles, self.columns)

    def page(self, path: str) -> bytes | None:
        """The body; None when there is no such page."""
        found = _PATH.fullmatch(path)
        if not found:
            return None
        column, leaf, article = (None if part is None else int(part) for part in found.groups())
        if column is None:
            text = self._home()
        elif column >= self.columns:
            return None
        elif article is not None:
            text = self._article(column, article) if article in self.items(column) else ""
        else:
            text = self._list(column, leaf or 0)
        if self.number % 12 == 5:
            return text.replace("charset=utf-8", "charset=gb2312").encode("gb18030") or None
        return text.encode() or None

    def _home(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3><a href="/c{column}/">{COLUMNS[column]}</a></h3><ul>{self._rows(column, self.items(column)[:5])}</ul></div>'
            for column in range(self.columns)
        )
        broken = "".join(f'<a href="/old/{n}.html">旧栏目{n}</a>' for n in range(3)) if self.number % 3 == 0 else ""
        outer = "".join(f'<a href="http://{host(90000 + (self.number + n) % 20)}/">友情链接{n}</a>' for n in range(2))
        return self._shell("首页", "", f"{boxes}{broken}{outer}")

    def _list(self, column: int, leaf: int) -> str:
        items = self.items(column)
        last = max(0, (len(items) - 1) // PER_LIST)
        if leaf > last:
            return ""
        pager = "".join(
            f'<a href="/c{column}/{f"index_{n}.html" if n else ""}">{n + 1}</a>' for n in range(last + 1) if last
        )
        rows = self._rows(column, items[leaf * PER_LIST : (leaf + 1) * PER_LIST])
        return self._shell(
            COLUMNS[column], "", f'{self._crumb(column)}<ul class="list">{rows}</ul><div class="page">{pager}</div>'
        )

    def _rows(self, column: int, items: range) -> str:
        return "".join(
            f'<li><a href="/c{column}/a{n}.html" title="{self._title(n)}">{self._title(n)}</a><span class="date">{self._day(n)}</span></li>\n'
            for n in items
        )

    def _article(self, column: int, number: int) -> str:
        chance = random.Random(self.number * 1000 + number)
        text = "".join(
            f'<p style="text-indent:2em"><span style="font-family:宋体">{paragraph}。</span></p>\n'
            for paragraph in chance.choices(_paragraphs(), k=chance.randint(10, 50))
        )
        if self.number % 7 == 0 and number % 10 == 3:
            text += "<p>受助人员：张某某，身份证号 320106199003074518，电话 13912345678。</p>"
        head = (
            f'<meta name="ColumnName" content="{COLUMNS[column]}"><meta name="ArticleTitle" content="{self._title(number)}">'
            f'<meta name="PubDate" content="{self._day(number)} 09:30"><meta name="ContentSource" content="办公室">\n'
        )
        told = f'<h1>{self._title(number)}</h1><div class="info">发布日期：{self._day(number)}　来源：办公室</div>'
        return self._shell(
            self._title(number), head, f'{self._crumb(column)}{told}<div class="TRS_Editor">{text}</div>'
        )

    def _title(self, number: int) -> str:
        return f"关于{_sentences()[(self.number + number) % len(_sentences())]}的通知（第{number}号）"

    def _day(self, number: int) -> str:
        stale = 800 if self.number % 4 == 0 else 0
        return f"{TODAY - timedelta(days=stale + number * 3):%Y-%m-%d}"

    def _crumb(self, column: int) -> str:
        return (
            f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/c{column}/">{COLUMNS[column]}</a></div>'
        )

    def _shell(self, title: str, head: str, body: str) -> str:
        name = f"第{self.number}局"
        menu = "".join(f'<li><a href="/c{n}/">{COLUMNS[n]}</a></li>' for n in range(self.columns))
        marks = foot() if self.number % 6 else ""
        return (
            f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset=utf-8><title>{title}-{name}</title>\n'
            f'<meta name="SiteName" content="{name}"><meta name="SiteDomain" content="{host(self.number)}">\n{head}{STYLE}{SCRIPT}'
            f'</head>\n<body><div class="header"><ul class="nav">{menu}</ul></div>\n{body}\n{marks}</body></html>'
        )


@cache
def _sentences() -> list[str]:
    return [sentence(random.Random(number), 6) for number in range(211)]


@cache
def _paragraphs() -> list[str]:
    chance = random.Random(1)
    return [sentence(chance, chance.randint(40, 160)) for _ in range(499)]


class _Web(asyncio.Protocol):
    median = 12

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._out, self._held = cast(asyncio.Transport, transport), b""

    def data_received(self, data: bytes) -> None:
        *requests, self._held = (self._held + data).split(b"\r\n\r\n")
        for request in requests:
            first, *lines = request.decode("latin-1").split("\r\n")
            asked = next((line[5:].strip() for line in lines if line.lower().startswith("host:")), "")
            self._out.write(_answer(asked.partition(":")[0], first.split()[1], self.median))


def _answer(asked: str, path: str, median: int) -> bytes:
    known = _HOST.fullmatch(asked)
    number = int(known[1]) if known else 0
    body = Site(number, size(number, median)).page(path) if known else None
    status = "200 OK" if body else "404 Not Found"
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body or b'')}\r\n\r\n".encode() + (
        body or b""
    )


class _Names(asyncio.DatagramProtocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._out = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, sender: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.AA | dns.flags.RA
        name, kind = query.question[0].name.to_text(), dns.rdatatype.to_text(query.question[0].rdtype)
        known = _HOST.fullmatch(name.rstrip(".").lower())
        if not known:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif values := _records(name, int(known[1])).get(kind):
            reply.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *values))
        self._out.sendto(reply.to_wire(), sender)


def _records(name: str, number: int) -> dict[str, list[str]]:
    if name.startswith("d"):
        return {"NS": [f"ns1.{name}", f"ns2.{name}"], "SOA": [f"ns1.{name} hostmaster.{name} 1 2 3 4 5"]}
    return {"A": [address(number % 60000)]} | ({"AAAA": ["::1"]} if number % 2 else {})


def _serve(median: int, pipe: Connection) -> None:
    _Web.median = median
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    async def run() -> None:
        loop = asyncio.get_running_loop()
        names, _ = await loop.create_datagram_endpoint(_Names, local_addr=("127.0.0.1", 0))
        web = await loop.create_server(_Web, "0.0.0.0", 0, backlog=4096)
        port = web.sockets[0].getsockname()[1]
        await loop.create_server(_Web, "::1", port, backlog=4096)
        pipe.send((names.get_extra_info("sockname")[1], port))
        await loop.run_in_executor(None, pipe.recv)

    asyncio.run(run())


@contextmanager
def served(median: int) -> Iterator[tuple[str, int]]:
    """Name server, as `--nameserver` takes it, and the port of all sites, while they are up."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(median, theirs), daemon=True)
    server.start()
    names, port = ours.recv()
    try:
        yield f"127.0.0.1:{names}", port
    finally:
        ours.send(None)
        server.join(5)
        server.terminate()


def roster(path: Path, count: int, port: int) -> None:
    rows = "".join(f"第{n}局,第{n}局网站,http://{host(n)}:{port}/,部门网站,县\n" for n in range(count))
    path.write_text("单位名称,网站名称,网址,类型,层级\n" + rows, encoding="utf-8")


if __name__ == "__main__":
    sites, middle = [int(text) for text in sys.argv[1:]] + [1000, 12][len(sys.argv) - 1 :]
    with served(middle) as (nameserver, at):
        total = sum(size(number, middle) for number in range(sites))
        print(f"{sites} sites, {total} pages: http://{host(0)}:{at}/ …, names from {nameserver}; Enter ends it")
        input()
