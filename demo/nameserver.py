"""The county's name server: answers from the zone files beside it, over UDP and TCP, with authority."""

from __future__ import annotations

import socketserver
import struct
from collections.abc import Sequence
from functools import cache

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset
import dns.zone

from demo.pages import HERE

ZONES = (
    ("chenghu-demo.gov.cn.", "chenghu-demo.gov.cn.zone"),
    ("qinghu-demo.gov.cn.", "qinghu-demo.gov.cn.zone"),
    (".", "outside.zone"),
)
ALIASES = 8
"""CNAME steps followed at most."""


@cache
def zones() -> Sequence[dns.zone.Zone]:
    """The most particular zone first."""
    folder = HERE / "zone"
    return [dns.zone.from_file(str(folder / name), origin, relativize=False) for origin, name in ZONES]


def reply(wire: bytes) -> bytes | None:
    """The answer to one query in wire form; None when it is no query at all."""
    try:
        query = dns.message.from_wire(wire)
    except dns.exception.DNSException:
        return None
    if not query.question:
        return None
    return answer(query).to_wire()


def answer(query: dns.message.Message) -> dns.message.Message:
    """Records, an alias with what it stands for, NODATA or NXDOMAIN with the zone's SOA."""
    response = dns.message.make_response(query)
    response.flags |= dns.flags.AA
    name, kind = query.question[0].name, query.question[0].rdtype
    for _ in range(ALIASES):
        zone = next(zone for zone in zones() if name.is_subdomain(_origin(zone)))
        if (found := zone.get_rrset(name, kind)) is not None:
            response.answer.append(found)
            return response
        alias = zone.get_rrset(name, dns.rdatatype.CNAME)
        if alias is None:
            break
        response.answer.append(alias)
        name = alias[0].target
    if not _exists(zone, name):
        response.set_rcode(dns.rcode.NXDOMAIN)
    response.authority.append(zone.find_rrset(_origin(zone), dns.rdatatype.SOA))
    return response


def _origin(zone: dns.zone.Zone) -> dns.name.Name:
    assert zone.origin is not None
    return zone.origin


def _exists(zone: dns.zone.Zone, name: dns.name.Name) -> bool:
    """A name exists when it or a name below it has records."""
    return any(known.is_subdomain(name) for known in zone)


class UdpHandler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        wire, socket = self.request
        if (out := reply(wire)) is not None:
            socket.sendto(out, self.client_address)


class TcpHandler(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self) -> None:
        while len(head := self.rfile.read(2)) == 2:
            out = reply(self.rfile.read(struct.unpack("!H", head)[0]))
            if out is None:
                return
            self.wfile.write(struct.pack("!H", len(out)) + out)
