"""The county's web servers: stored answers, chosen by the Host header, over one address family each."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from demo import jpage, portal, twofold
from demo.county import CHALLENGED
from demo.odd import CHALLENGE, nowhere
from demo.pages import Address, Answer


class County:
    """The stored answers, and which shy pages were asked for already."""

    def __init__(self, pages: Mapping[Address, Answer]) -> None:
        self._pages = pages
        self._asked: set[Address] = set()
        self._over_ipv6: Counter[str] = Counter()
        self._lock = threading.Lock()

    def answer(self, host: str, target: str, form: str, method: str, over6: bool = False) -> Answer:
        """`target` as in the request line; a host that nobody keeps is a page that does not exist."""
        if host == CHALLENGED:
            return CHALLENGE
        parts = urlsplit(target)
        address = (host, unquote(parts.path) or "/")
        if address == (portal.HOST, jpage.PATH):
            return portal.paged(dict(parse_qsl(parts.query) + parse_qsl(form)))
        if address == (portal.HOST, portal.SEARCH):
            return portal.searched(dict(parse_qsl(parts.query)))
        found = self._pages.get(address) or nowhere(host)
        if host == twofold.HOST and over6:
            return twofold.over_ipv6(address[1], self._again(address[1]), found)
        if method == "HEAD" and found.head:
            return Answer(status=found.head, headers={"Allow": "GET"})
        if found.first and self._first_time(address):
            return Answer("服务繁忙，请稍后再试".encode(), status=found.first, headers={"Retry-After": "1"})
        return found

    def _again(self, path: str) -> int:
        """How often the path was asked for over IPv6 before."""
        with self._lock:
            self._over_ipv6[path] += 1
            return self._over_ipv6[path] - 1

    def _first_time(self, address: Address) -> bool:
        with self._lock:
            seen = address in self._asked
            self._asked.add(address)
            return not seen


class WebServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    county: County
    """Set before the server runs: its pages name the ports that were found."""
    leads_to: int = 0
    """The port that everything here only leads on to; 0: none."""

    def __init__(self, host: str, port: int) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), Handler)

    def server_bind(self) -> None:
        """Without the reverse look-up of the standard server, which may ask a far name server."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "localhost", self.server_address[1]


class TlsServer(WebServer):
    """HTTPS that leads on to HTTP. A handshake that fails is its visitor's affair."""

    def __init__(self, host: str, folder: Path, port: int) -> None:
        super().__init__(host, port)
        self._context = twofold.context(folder, ":" in host)

    def finish_request(self, request: Any, client_address: Any) -> None:
        with suppress(OSError):
            request.settimeout(Handler.timeout)
            super().finish_request(self._context.wrap_socket(request, server_side=True), client_address)


class Handler(BaseHTTPRequestHandler):
    server: WebServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Tengine", ""
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 30

    def do_GET(self) -> None:
        self._reply()

    def do_HEAD(self) -> None:
        self._reply()

    def do_POST(self) -> None:
        self._reply()

    def _reply(self) -> None:
        length = self.headers.get("Content-Length", "")
        form = self.rfile.read(int(length)).decode("utf-8", "replace") if length.isdecimal() else ""
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0].lower()
        over6 = self.server.address_family == socket.AF_INET6
        if self.server.leads_to:
            found = twofold.over_https(self.path, self.server.leads_to)
        else:
            found = self.server.county.answer(host, self.path, form, self.command, over6)
        if over6 and (host, self.path) == (twofold.HOST, "/"):
            time.sleep(twofold.LATE)
        self.send_response(found.status, _phrase(found.status))
        self.send_header("Content-Type", found.content_type)
        self.send_header("Content-Length", str(len(found.body)))
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def log_message(self, format: str, *args: object) -> None:
        """The county keeps no log."""


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase
