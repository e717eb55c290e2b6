"""A little Internet inside one network namespace: names, web servers and their misfortunes, by address.

Run in the namespace that owns the addresses: `python -m tests.network.world`; prints `ready`, serves until killed.
"""

from __future__ import annotations

import socket
import ssl
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingUDPServer

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

FOUR, SIX = "198.18.0.{}", "2408:8000:feed::{}"
"""Addresses of the world. Nothing of it leaves the namespaces."""
AUDITOR_FOUR, AUDITOR_SIX = "198.18.0.250", "2408:8000:feed::250"
NAMES_FOUR, NAMES_SIX = FOUR.format(1), SIX.format(1)


@dataclass(frozen=True, slots=True)
class Host:
    """One site. `six`: what becomes of it over IPv6."""

    name: str
    number: int
    four: bool = True
    six: str = "good"
    """`none` no address · `good` · `filtered` replies vanish · `refused` · `large` nothing comes after the first small
    packet, as where full-sized packets vanish and nobody is told (a PMTU black hole) · `slow` · `shadow`
    another page · `worn` a certificate for another name."""
    zone: str = "dual.test"
    https: bool = False

    @property
    def host(self) -> str:
        return f"{self.name}.{self.zone}"

    @property
    def addresses(self) -> dict[str, str]:
        found = {"A": FOUR.format(self.number)} if self.four else {}
        return found | ({"AAAA": SIX.format(self.number)} if self.six != "none" else {})


HOSTS = (
    Host("v4only", 10, six="none"),
    Host("v6only", 11, four=False),
    Host("dual", 12),
    Host("filtered", 13, six="filtered"),
    Host("refused", 14, six="refused"),
    Host("large", 15, six="large"),
    Host("slow", 16, six="slow"),
    Host("shadow", 17, six="shadow"),
    Host("worn", 18, six="worn", https=True),
    Host("oldzone", 19, zone="fours.test"),
)
SERVERS = {"dual.test": [NAMES_FOUR, NAMES_SIX], "fours.test": [NAMES_FOUR]}
"""Zone → addresses of its name server."""


def page(host: Host, path: str) -> str:
    items = "".join(
        f"<li><a href='/{number}.html'>{host.name}县召开第{number}次重点工作推进会议</a><span>{datetime.now(UTC):%Y-%m-%d}</span></li>"
        for number in range(30)
    )
    body = f"<ul>{items}</ul>" if path == "/" else f"<p>{path}：{'会议讨论了年度重点工作的推进情况。' * 60}</p>"
    return f"<html><head><title>{host.name}县人民政府</title></head><body>{body}</body></html>"


class Web(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = (self.headers.get("Host") or "").partition(":")[0]
        host = next((one for one in HOSTS if one.host == name), None)
        over6 = ":" in self.client_address[0]
        text = page(host, self.path) if host else "<p>nobody</p>"
        if host and over6 and host.six == "slow":
            time.sleep(0.4)
        if host and over6 and host.six == "shadow":
            text = "<html><head><title>Welcome</title></head><body><h1>It works! 这是默认页面，网站尚未配置。</h1></body></html>"
        body = text.encode()
        self.send_response(404 if self.path == "/robots.txt" or "gongkai-audit" in self.path else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if host and over6 and host.six == "large":
            time.sleep(60)
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return None


class Names(BaseRequestHandler):
    def handle(self) -> None:
        wire, sock = self.request
        query = dns.message.from_wire(wire)
        sock.sendto(answer(query).to_wire(), self.client_address)


def answer(query: dns.message.Message) -> dns.message.Message:
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.AA | dns.flags.RA
    name = query.question[0].name.to_text(omit_final_dot=True).lower()
    kind = dns.rdatatype.to_text(query.question[0].rdtype)
    values = records().get((name, kind))
    if values:
        reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", kind, *values))
    elif not any(known == name or known.endswith(f".{name}") for known, _ in records()):
        reply.set_rcode(dns.rcode.NXDOMAIN)
    return reply


def records() -> dict[tuple[str, str], list[str]]:
    found = {(host.host, kind): [address] for host in HOSTS for kind, address in host.addresses.items()}
    for zone, addresses in SERVERS.items():
        found[zone, "NS"] = [f"ns.{zone}."]
        found[zone, "SOA"] = [f"ns.{zone}. hostmaster.{zone}. 1 3600 600 86400 60"]
        for address in addresses:
            found[f"ns.{zone}", "AAAA" if ":" in address else "A"] = [address]
    return found


def certificate(folder: Path, name: str) -> Path:
    """Self-signed, for one name; the auditor is given it as its root."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, subject = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1, now - timedelta(1), now + timedelta(90))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


def web(address: str, port: int, secured: ssl.SSLContext | None = None) -> ThreadingHTTPServer:
    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        daemon_threads = True

        def server_bind(self) -> None:
            socket.socket.bind(self.socket, self.server_address)
            self.server_address = self.socket.getsockname()
            self.server_name, self.server_port = "world", port

        def handle_error(self, *_: object) -> None:
            return None

    server = Server((address, port), Web)
    if secured:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    return server


def names(address: str) -> ThreadingUDPServer:
    class Server(ThreadingUDPServer):
        address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        daemon_threads = True

    return Server((address, 53), Names)


def main(folder: Path) -> None:
    servers: list[ThreadingHTTPServer | ThreadingUDPServer] = [names(NAMES_FOUR), names(NAMES_SIX)]
    for host in HOSTS:
        for kind, address in host.addresses.items():
            if kind == "AAAA" and host.six == "refused":
                continue
            servers.append(web(address, 80))
            if host.https:
                shown = host.host if kind == "A" else "elsewhere.test"
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate(folder, shown))
                servers.append(web(address, 443, context))
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()))
