"""Servers on loopback that behave as they are told, and a crawl of them in a process of its own."""

from __future__ import annotations

import json
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from crawler.archive import Archive, Page
from crawler.settings import CrawlOptions
from crawler.targets import Kind, Target

FAST = CrawlOptions(rate=0, retry_wait=0.2, timeout=1.0, rest=0.3, reach=False)
ROOT = Path(__file__).parents[2]
_ALIASES = 8
"""Aliases followed at most, so that a loop ends."""
_RUN = """
import json, sys
from pathlib import Path
from crawler.crawl import crawl
from crawler.settings import CrawlOptions
from crawler.targets import Kind, Target
given = json.loads(sys.argv[1])
targets = [Target(id, id, Kind.PORTAL, "某单位", url) for id, url in given["sites"]]
crawl(targets, Path(given["out"]), CrawlOptions(**given["options"]), lambda progress: None)
"""


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"


def html(*hrefs: str, more: str = "") -> Answer:
    links = "".join(f'<a href="{href}">链接</a>' for href in hrefs)
    return Answer(f"<!doctype html><title>页</title>{more}{links}".encode())


@dataclass
class Site:
    """A web site: path → answer, or a function of how often it was asked before. Notes what was asked."""

    pages: dict[str, Answer | Callable[[int], Answer | None]]
    url: str = ""
    asked: list[str] = field(default_factory=list)
    delay: float = 0.0
    times: list[float] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    posted: list[bytes] = field(default_factory=list)

    def answer(self, path: str) -> Answer | None:
        page = self.pages.get(path, Answer(b"no such page", 404))
        return page if isinstance(page, Answer) else page(self.asked.count(path) - 1)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    site: Site

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.site.times.append(time.monotonic())
        self.site.asked.append(self.path)
        self.site.agents.add(self.headers["User-Agent"])
        time.sleep(self.site.delay)
        answer = self.site.answer(self.path)
        if answer is None:
            # Closing with unread options set this way sends a reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.content_type, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(answer.body)

    def do_POST(self) -> None:
        self.site.posted.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        self.do_GET()


class _Server6(ThreadingHTTPServer):
    address_family = socket.AF_INET6


@contextmanager
def serving(site: Site, host: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    handler = type("Handler", (_Handler,), {"site": site})
    server = (_Server6 if ":" in host else ThreadingHTTPServer)((host, port), handler)
    server.daemon_threads = True
    site.url = f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}/"
    with _running(server):
        yield site


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def naming(
    records: dict[tuple[str, str], list[str]], broken: frozenset[str] = frozenset()
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A name server that knows `(name, kind) → values`; names in `broken` get SERVFAIL, `silent.*` no answer.

    Yields `127.0.0.1:PORT` and the list of questions it got.
    """
    asked: list[tuple[str, str]] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, sock = self.request
            query = dns.message.from_wire(data)
            name = query.question[0].name.to_text(omit_final_dot=True)
            kind = dns.rdatatype.to_text(query.question[0].rdtype)
            asked.append((name, kind))
            if not name.startswith("silent."):
                sock.sendto(_reply(query, name, kind, records, broken).to_wire(), self.client_address)

    class Server(socketserver.ThreadingUDPServer):
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    with _running(server):
        yield f"127.0.0.1:{server.server_address[1]}", asked


def _reply(
    query: dns.message.Message, name: str, kind: str, records: dict[tuple[str, str], list[str]], broken: frozenset[str]
) -> dns.message.Message:
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.AA | dns.flags.RA
    for _ in range(_ALIASES):
        if (name, "CNAME") not in records:
            break
        reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", *records[name, "CNAME"]))
        name = records[name, "CNAME"][0].rstrip(".")
    if (name, kind) in records:
        reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", kind, *records[name, kind]))
    elif name in broken:
        reply.set_rcode(dns.rcode.SERVFAIL)
    elif not any(known == name or known.endswith("." + name) for known, _ in records):
        reply.set_rcode(dns.rcode.NXDOMAIN)
    return reply


def started(sites: dict[str, str], out: Path, options: CrawlOptions = FAST) -> subprocess.Popen[bytes]:
    """A crawl in a process of its own: a reactor cannot be started twice in one."""
    given = {"sites": list(sites.items()), "out": str(out), "options": asdict(options)}
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _RUN, json.dumps(given)], cwd=ROOT, stderr=subprocess.PIPE
    )


def crawled(sites: dict[str, str], out: Path, options: CrawlOptions = FAST, **changed: Any) -> dict[str, list[Page]]:
    """Crawl to the end; the visits of each site."""
    process = started(sites, out, replace(options, **changed))
    _, said = process.communicate(timeout=180)
    assert process.returncode == 0, said.decode()
    return {name: visits(out, name) for name in sites}


def visits(out: Path, name: str, *, aside: bool = False) -> list[Page]:
    """Visits of a site; those of robots.txt and of the page that cannot exist only if `aside`."""
    return [page for page in archive(out, name).pages() if aside or page.purpose not in ("robots", "probe")]


def archive(out: Path, name: str) -> Archive:
    return Archive(out / "archive" / name)


def target(url: str) -> Target:
    return Target("site", "某网站", Kind.PORTAL, "某单位", url)
