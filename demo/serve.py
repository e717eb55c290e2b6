"""Serves the demo county on this machine alone: web over IPv4 and IPv6, names over UDP and TCP.

`python -m demo.serve` prints the addresses and serves until Ctrl-C.
"""

from __future__ import annotations

import socket
import socketserver
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from crawler.doctor import loopback_v6
from demo.county import AS_OF, HOSTS, Ports, county_pages, home_url
from demo.nameserver import TcpHandler, UdpHandler
from demo.roster import write_answers, write_roster
from demo.webserver import County, TlsServer, WebServer

PORTS = Ports()
DNS_PORT = 15353
Server = TypeVar("Server", bound=socketserver.TCPServer)
V4, V6 = "127.0.0.1", "::1"
TRIES = 20
"""Other ports tried when the wanted one is taken in one of the families."""


@dataclass(frozen=True, slots=True)
class Served:
    """The county while it is up."""

    nameserver: str
    """HOST:PORT, for --nameserver."""
    roster: Path
    answers: Path
    """What people found of the accounts, for media --receive."""
    ports: Ports
    ipv6: bool
    """Does it answer on ::1? Without it, what the faults say of IPv6 cannot be seen."""
    as_of: date = AS_OF


class UdpServer(socketserver.ThreadingUDPServer):
    daemon_threads = True


class TcpServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def _udp(host: str, port: int) -> socketserver.TCPServer:
    return _of_family(UdpServer, host)((host, port), UdpHandler)


def _tcp(host: str, port: int) -> socketserver.TCPServer:
    return _of_family(TcpServer, host)((host, port), TcpHandler)


def _of_family(kind: type[Server], host: str) -> type[Server]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return type(kind.__name__, (kind,), {"address_family": family})


@contextmanager
def serve(folder: Path | None = None) -> Iterator[Served]:
    """Starts everything, writes the roster and the accounts' files into `folder` (default: a temporary one)."""
    with ExitStack() as stack:
        home = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chenghu-")))
        ipv6 = loopback_v6()
        dead = stack.enter_context(_held(PORTS.dead))
        hosts = (V4, V6) if ipv6 else (V4,)
        web = _listen(PORTS.web, *[partial(WebServer, host) for host in hosts])
        v4_only = _listen(PORTS.v4_only, partial(WebServer, V4))
        tls = _listen(PORTS.tls, *[partial(TlsServer, host, home) for host in hosts])
        names = _listen(DNS_PORT, *[partial(kind, host) for host in hosts for kind in (_udp, _tcp)])
        ports = Ports(_port(web), _port(v4_only), _port(tls), dead)
        county = County(county_pages(ports))
        for server in (*web, *v4_only, *tls):
            server.county = county
        for server in tls:
            server.leads_to = ports.web
        for running in (*web, *v4_only, *tls, *names):
            stack.enter_context(_running(running))
        roster = write_roster(home, ports)
        yield Served(f"{V4}:{_port(names)}", roster, write_answers(home, roster), ports, ipv6)


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _held(wanted: int) -> Iterator[int]:
    """A port taken, but not listened on: who connects is refused."""
    with socket.socket() as holder:
        try:
            holder.bind((V4, wanted))
        except OSError:
            holder.bind((V4, 0))
        yield holder.getsockname()[1]


def _listen(wanted: int, *kinds: Callable[[int], Server]) -> list[Server]:
    """Servers of all kinds on one port: the wanted one, or another that is free for all of them."""
    for port in (wanted, *[0] * TRIES):
        opened: list[Server] = []
        try:
            for kind in kinds:
                opened.append(kind(_port(opened) if opened else port))
            return opened
        except OSError as error:
            for server in opened:
                server.server_close()
            last = error
    raise last


def _port(servers: Sequence[socketserver.TCPServer]) -> int:
    return int(servers[0].socket.getsockname()[1])


def main() -> None:
    with serve() as county:
        print(
            f"澄湖县演示站群已启动（数据基准日 {county.as_of}，{'IPv4 和 IPv6' if county.ipv6 else '本机无 IPv6，仅 IPv4'}）"
        )
        for host in HOSTS:
            print(f"  {home_url(host, county.ports)}")
        print(f"域名服务器 {county.nameserver}　名册 {county.roster}")
        print(
            f"评估：python audit.py run {county.roster} --out 结果目录 --nameserver {county.nameserver} --as-of {county.as_of} --rate 50"
        )
        print(
            '浏览器查看：把以上域名指向 127.0.0.1，或以 --host-resolver-rules="MAP * 127.0.0.1" 启动 Chromium。按 Ctrl-C 结束。'
        )
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("已停止。")


if __name__ == "__main__":
    main()
