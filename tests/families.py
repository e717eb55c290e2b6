"""Sites as the measurement of both families leaves them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sites import Answer, answer, dns_facts, failure, listed, page, site

from checks.site import Site

SIX, FOUR = "::1", "192.0.2.1"
DNS = dns_facts(SIX)
NEWS = listed(("澄湖市召开重点工作推进会议", "2026-11-18"), ("市领导调研冬季供暖准备工作", "2026-11-12"))
HOME = page(f"<h1>澄湖市人民政府</h1>{NEWS}<p>{'本站发布市政府及各部门的政务信息，提供办事服务和互动交流。' * 4}</p>")


def over(ip: str, *given: str | int, elapsed: float = 0.2) -> list[Answer]:
    """Visits over one family: a page, a status, or a failure's word."""
    made = []
    for one in given:
        if isinstance(one, int):
            made.append(answer(one, ip=ip, elapsed=elapsed))
        elif one.startswith("<"):
            made.append(answer(200, one, ip=ip, elapsed=elapsed))
        else:
            made.append(failure(one))
    return made


def record(**more: Any) -> dict[str, Any]:
    return {
        "host": "www.chenghu.gov.cn",
        "port": 80,
        "route": True,
        "dials": [],
        "tls": [],
        "http": {"status": 200, "location": "", "error": ""},
        "https": {"status": None, "location": "", "error": "refused", "hsts": ""},
        "links": {"second": {"all": 0, "asked": 0}, "third": {"all": 0, "asked": 0}, "seed": 0},
        "parts": [],
        "clock": 0.0,
    } | more


def reached(
    tmp_path: Path,
    sixes: Sequence[str | int] = (HOME,) * 5,
    fours: Sequence[str | int] = (HOME,) * 5,
    *,
    dns: dict[str, Any] | None = None,
    home: str = HOME,
    pages: dict[str, Any] | None = None,
    took: tuple[float, float] = (0.2, 0.2),
    proven: bool = False,
    **more: Any,
) -> Site:
    """`took`: seconds over IPv6 and over IPv4. Other arguments change the record."""
    return site(
        tmp_path,
        {"/": home, **(pages or {})},
        dns=dns or DNS,
        ipv6=over(SIX, *sixes, elapsed=took[0]),
        ipv4=over(FOUR, *fours, elapsed=took[1]),
        reach=record(**more),
        ipv6_proven=proven,
    )


UNMEASURED: list[dict[str, Any]] = [
    {"dns": dns_facts(SIX, route=False), "sixes": ()},
    {"dns": dns_facts("2408:8000::1")},
    {"sixes": ()},
]
"""No route from here; a public address while nothing public ever answered over IPv6; nothing asked."""
NO_ADDRESS: dict[str, Any] = {"dns": dns_facts(), "sixes": ()}
CLOSED: dict[str, Any] = {"sixes": ("timeout",) * 5}
