"""How long 2,000 host names take: addresses, zones, name servers, and how each is reached. All on loopback.

    python benchmarks/probe_speed.py [HOSTS] [ZONES]

Name server and web server are a process of their own. Every name is known, every server answers: whatever is said to
be silent was lost by us. Prints the seconds, the questions asked and the answers that were not what the zones hold.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import dns.flags
import dns.message
import dns.rdatatype
import dns.rrset

sys.path.insert(0, str(Path(__file__).parents[1]))


class Names(asyncio.DatagramProtocol):
    """Every host of every zone at 127.0.0.1 and ::1, two name servers a zone."""

    asked = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        Names.asked += 1
        query = dns.message.from_wire(data)
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.AA | dns.flags.RA
        name, kind = query.question[0].name.to_text(), dns.rdatatype.to_text(query.question[0].rdtype)
        zone = name.count(".") == 3
        values = (
            {"A": ["127.0.0.1"], "AAAA": ["::1"]}.get(kind, [])
            if not zone
            else {"NS": [f"ns1.{name}", f"ns2.{name}"], "SOA": [f"ns1.{name} hostmaster.{name} 1 2 3 4 5"]}.get(
                kind, []
            )
        )
        if values:
            reply.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *values))
        self._transport.sendto(reply.to_wire(), address)  # type: ignore[attr-defined]


def serve(pipe: Connection) -> None:
    async def page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (await reader.readline()).strip():
            pass
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        four, _ = await loop.create_datagram_endpoint(Names, local_addr=("127.0.0.1", 0))
        port = four.get_extra_info("sockname")[1]
        await loop.create_datagram_endpoint(Names, local_addr=("::1", port))
        web = await asyncio.start_server(page, "127.0.0.1", 0)
        at = web.sockets[0].getsockname()[1]
        await asyncio.start_server(page, "::1", at)
        pipe.send((port, at))
        await loop.run_in_executor(None, pipe.recv)
        pipe.send(Names.asked)

    asyncio.run(run())


def main(hosts: int, zones: int) -> None:
    from crawler.probes import probe
    from crawler.reach.measuring import Reached, measure
    from crawler.settings import CrawlOptions

    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,))
    server.start()
    port, at = ours.recv()
    names = [f"h{number}.z{number % zones}.gov.cn" for number in range(hosts)]
    began = time.monotonic()
    found = asyncio.run(probe(names, f"127.0.0.1:{port}"))
    probed = time.monotonic() - began
    lost = sum(facts["a"] != ["127.0.0.1"] or facts["aaaa"] != ["::1"] for facts in found.values())
    lost_servers = sum(word != "ok" for f in found.values() for ns in f["ns"] for word in ns["over_ipv6"].values())
    with tempfile.TemporaryDirectory() as folder:
        sites = [Reached(f"http://{name}:{at}/", Path(folder) / name, found[name]) for name in names]
        measure(sites, CrawlOptions(rate=0, nameserver=f"127.0.0.1:{port}"))
    whole = time.monotonic() - began
    ours.send(None)
    print(f"{hosts} hosts of {zones} zones: names {probed:.1f} s, with reach {whole:.1f} s; {ours.recv()} questions")
    print(f"not as the zones hold it: {lost} hosts, {lost_servers} name servers over IPv6")
    server.terminate()


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [2000, 400][len(given) :]))
