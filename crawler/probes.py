"""What the name servers say of each site's host, and whether this machine has a way to its IPv6 addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from dns.exception import DNSException, Timeout
from dns.flags import AD
from dns.message import ChainTooLong
from dns.resolver import NXDOMAIN, NoNameservers

from crawler.doctor import has_route
from crawler.nameserver import asked_itself, resolver

if TYPE_CHECKING:
    from dns.resolver import Answer

IN_FLIGHT = 20
"""Questions under way at once: more than a resolver's buffers hold would be lost and read as "no address"."""

Facts = dict[str, Any]
"""{host, literal, a, aaaa, cname, zone, ns: [{name, a, aaaa, status: of its AAAA, over_ipv6: {address: word}}],
status: {A, AAAA, NS}, ipv6_route: {address: bool}, soa, caa: [text], authentic: does the resolver vouch for the address by DNSSEC}

A status is `ok nxdomain nodata servfail timeout`, or `none` where nothing had to be asked. What a name server said over
IPv6 when it was asked for its zone's SOA: `ok lame refused timeout no_route failed`.
"""


async def probe(hosts: Iterable[str], nameserver: str = "") -> dict[str, Facts]:
    """Facts of each host, asked of `nameserver` (the system's when empty)."""
    asked = Questions(nameserver)
    distinct = sorted(set(hosts))
    return dict(zip(distinct, await asyncio.gather(*map(asked.facts, distinct)), strict=True))


class Questions:
    """Bounded, and each asked once."""

    def __init__(self, nameserver: str) -> None:
        self._resolver = resolver(nameserver)
        self._room = asyncio.Semaphore(IN_FLIGHT)
        self._asked: dict[tuple[str, str], asyncio.Task[tuple[str, Answer | None]]] = {}
        self._servers: dict[tuple[str, str], asyncio.Task[str]] = {}

    async def facts(self, host: str) -> Facts:
        if fixed := _fixed(host):
            return fixed
        (a_status, a), (aaaa_status, aaaa) = await asyncio.gather(self._ask(host, "A"), self._ask(host, "AAAA"))
        zone, ns_status, names = "", "nxdomain", list[str]()
        if "nxdomain" not in (a_status, aaaa_status):
            zone, ns_status, names = await self._zone(host)
        addresses = _texts(aaaa)
        return {
            "host": host,
            "literal": False,
            "a": _texts(a),
            "aaaa": addresses,
            "cname": _chain(a or aaaa, host),
            "zone": zone,
            "ns": await asyncio.gather(*(self._server(name, zone) for name in names)),
            "soa": next(iter(_texts(await self._answer(zone, "SOA"))), ""),
            "caa": _texts(await self._answer(zone, "CAA")),
            "authentic": _is_authentic(a or aaaa),
            "status": {"A": a_status, "AAAA": aaaa_status, "NS": ns_status},
            "ipv6_route": {address: has_route(address) for address in addresses},
        }

    async def denied(self, host: str) -> bool:
        """Do the name servers say, asked again now, that the host has no address? Their silence does not."""
        found = await asyncio.gather(self._resolve(host, "A"), self._resolve(host, "AAAA"))
        return all(status in ("nxdomain", "nodata") for status, _ in found)

    async def _server(self, name: str, zone: str) -> Facts:
        (_, a), (status, aaaa) = await asyncio.gather(self._ask(name, "A"), self._ask(name, "AAAA"))
        sixes = _texts(aaaa)
        said = await asyncio.gather(*(self._over_ipv6(address, zone) for address in sixes))
        over_ipv6 = dict(zip(sixes, said, strict=True))
        return {"name": name, "a": _texts(a), "aaaa": sixes, "status": status, "over_ipv6": over_ipv6}

    async def _over_ipv6(self, address: str, zone: str) -> str:
        """What the name server at `address` says when it is really asked for its zone, each question once."""
        key = address, zone
        if key not in self._servers:
            self._servers[key] = asyncio.ensure_future(asked_itself(address, self._resolver.port, zone, self._room))
        return await self._servers[key]

    async def _answer(self, name: str, kind: str) -> Answer | None:
        return (await self._ask(name, kind))[1] if name else None

    async def _zone(self, host: str) -> tuple[str, str, list[str]]:
        """The nearest zone at or above the host, whether it could be found, and its name servers."""
        labels = host.split(".")
        for start in range(len(labels)):
            name = ".".join(labels[start:])
            status, answer = await self._ask(name, "NS")
            # Behind an alias, the answer speaks of another zone than the host's own.
            if answer is not None and answer.rrset is not None and _bare(answer.rrset.name) == name:
                return name, "ok", sorted(_bare(record.target) for record in answer.rrset)
            if status in ("servfail", "timeout"):
                return "", status, []
        return "", "nodata", []

    async def _ask(self, name: str, kind: str) -> tuple[str, Answer | None]:
        key = (name, kind)
        if key not in self._asked:
            self._asked[key] = asyncio.ensure_future(self._resolve(name, kind))
        return await self._asked[key]

    async def _resolve(self, name: str, kind: str) -> tuple[str, Answer | None]:
        async with self._room:
            try:
                answer = await self._resolver.resolve(f"{name}.", kind, raise_on_no_answer=False)
            except NXDOMAIN:
                return "nxdomain", None
            except Timeout:
                return "timeout", None
            except (NoNameservers, ChainTooLong):
                return "servfail", None
            except DNSException:
                # A label that is too long, a name that is none: no server could have it.
                return "nxdomain", None
        return ("ok" if answer.rrset is not None else "nodata"), answer


def zone_lines(facts: Facts) -> bytes:
    """The addresses and name servers as zone file lines, for who reads the archive without us."""
    host, zone = facts["host"], facts["zone"]
    lines = [f"{host}. IN {kind} {address}" for kind in ("A", "AAAA") for address in facts[kind.lower()]]
    for server in facts["ns"]:
        lines.append(f"{zone}. IN NS {server['name']}.")
        lines += [f"{server['name']}. IN {kind} {one}" for kind in ("A", "AAAA") for one in server[kind.lower()]]
    return ("\n".join(lines) + "\n").encode()


def _fixed(host: str) -> Facts | None:
    """Facts of a host that no name server is asked about; None for any other."""
    local = {"localhost": ("127.0.0.1", "::1")}
    try:
        addresses: tuple[str, ...] = local[host] if host in local else (str(ip_address(host)),)
    except ValueError:
        return None
    a, aaaa = [one for one in addresses if ":" not in one], [one for one in addresses if ":" in one]
    return {
        "host": host,
        "literal": True,
        "a": a,
        "aaaa": aaaa,
        "cname": [],
        "zone": "",
        "ns": [],
        "soa": "",
        "caa": [],
        "authentic": False,
        "status": dict.fromkeys(("A", "AAAA", "NS"), "none"),
        "ipv6_route": {address: has_route(address) for address in aaaa},
    }


def _texts(answer: Answer | None) -> list[str]:
    return sorted(str(record) for record in answer.rrset) if answer is not None and answer.rrset is not None else []


def _is_authentic(answer: Answer | None) -> bool:
    return answer is not None and bool(answer.response.flags & AD)


def _chain(answer: Answer | None, host: str) -> list[str]:
    """The aliases from the host to its canonical name, the host itself left out."""
    if answer is None:
        return []
    return [_bare(record.target) for alias in answer.chaining_result.cnames for record in alias]


def _bare(name: Any) -> str:
    return str(name).rstrip(".").lower()
