"""The county's name server: what a resolver may rely on."""

from __future__ import annotations

import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import pytest

from demo.nameserver import reply
from demo.serve import Served

ZONE = "chenghu-demo.gov.cn"


def ask(county: Served, name: str, kind: str, *, tcp: bool = False) -> dns.message.Message:
    host, port = county.nameserver.split(":")
    query = dns.message.make_query(name, kind)
    return (dns.query.tcp if tcp else dns.query.udp)(query, host, port=int(port), timeout=3)


def values(message: dns.message.Message) -> list[str]:
    return [record.to_text() for rrset in message.answer for record in rrset]


@pytest.mark.parametrize("tcp", [False, True])
@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        (f"www.{ZONE}", "A", ["127.0.0.1"]),
        (f"www.{ZONE}", "AAAA", ["::1"]),
        (f"jyj.{ZONE}", "AAAA", ["::1"]),
        (f"sthjj.{ZONE}", "AAAA", []),
        (f"zwfw.{ZONE}", "A", [f"www.{ZONE}.", "127.0.0.1"]),
        (ZONE, "NS", [f"ns1.{ZONE}.", f"ns2.{ZONE}."]),
        ("WWW.Chenghu-Demo.gov.cn", "A", ["127.0.0.1"]),
    ],
)
def test_records(county: Served, name: str, kind: str, expected: list[str], tcp: bool) -> None:
    answer = ask(county, name, kind, tcp=tcp)
    assert answer.rcode() == dns.rcode.NOERROR
    assert answer.flags & dns.flags.AA
    assert sorted(values(answer)) == sorted(expected)


def test_no_data_is_not_no_name(county: Served) -> None:
    for name, rcode in ((f"sthjj.{ZONE}", dns.rcode.NOERROR), (f"xxx.{ZONE}", dns.rcode.NXDOMAIN)):
        answer = ask(county, name, "AAAA")
        assert answer.rcode() == rcode
        assert not answer.answer
        assert answer.authority[0].rdtype == dns.rdatatype.SOA


def test_the_world_outside_is_closed(county: Served) -> None:
    assert ask(county, "www.chenghu-lvyou.example", "A").rcode() == dns.rcode.NXDOMAIN
    assert ask(county, "www.gov.cn", "A").rcode() == dns.rcode.NOERROR  # a name below it exists
    assert values(ask(county, "bszs.conac.cn", "A")) == ["127.0.0.1"]


@pytest.mark.parametrize(
    "wire", [b"", b"\0", b"\xff" * 40, dns.message.Message(id=1).to_wire()], ids=["empty", "nul", "ones", "no question"]
)
def test_nonsense_gets_no_answer(wire: bytes) -> None:
    assert reply(wire) is None
