"""Can this machine's word be trusted in this round? Tried before anything is judged by it.

A resolver that answers names which cannot exist invents addresses, and so hides that one is missing. Canaries are
hosts that the user knows to be reachable over IPv6: one that answers proves the way, whatever the roster's sites do.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crawler.probes import Questions
from crawler.reach.dialling import dial
from crawler.rounds import SELFTEST

NOBODY = ("gongkai-audit-selftest.invalid", "gongkai-audit-no-such-host.test")
"""Names under domains that are kept for never existing (RFC 6761)."""
_PORTS = (443, 80)


async def tried(nameserver: str, canaries: Sequence[str] = ()) -> dict[str, Any]:
    """`{"invents": does the resolver answer what cannot exist, "canaries": [{"host", "aaaa", "answered"}]}`."""
    questions = Questions(nameserver)
    nobody = await asyncio.gather(*map(questions.facts, NOBODY))
    found = await asyncio.gather(*(_canary(questions, host) for host in canaries))
    return {"invents": any(facts["a"] or facts["aaaa"] for facts in nobody), "canaries": list(found)}


async def _canary(questions: Questions, host: str) -> dict[str, Any]:
    aaaa = (await questions.facts(host))["aaaa"]
    dials = await asyncio.gather(*(dial(address, port) for address in aaaa[:2] for port in _PORTS))
    return {"host": host, "aaaa": aaaa, "answered": any(one.tcp is not None for one in dials)}


def keep_selftest(folder: Path, nameserver: str, canaries: Sequence[str]) -> None:
    told = asyncio.run(tried(nameserver, canaries))
    (folder / SELFTEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
