"""The demo county 澄湖县: all its answers by address. Fictional throughout, but for the seed document's own facts.

Hosts: `www` the portal (portal.py), `jyj` education and `sthjj` ecology (bureau.py), `gaj` behind a script challenge,
`wlj` dead; and the neighbouring county's `slj` (twofold.py). What is wrong with them is in faults/; nothing else is meant to be.
"""

from __future__ import annotations

from collections.abc import Mapping

from demo import odd, portal, posts
from demo.bureau import pages as bureau_pages
from demo.bureau import read_bureau
from demo.pages import AS_OF, Address, Answer, Ports

__all__ = ["AS_OF", "CHALLENGED", "HOSTS", "Ports", "county_pages"]

CHALLENGED = odd.CHALLENGED
HOSTS = {
    "www.chenghu-demo.gov.cn": "web",
    "jyj.chenghu-demo.gov.cn": "v4_only",
    "sthjj.chenghu-demo.gov.cn": "web",
    "gaj.chenghu-demo.gov.cn": "web",
    "wlj.chenghu-demo.gov.cn": "dead",
    "slj.qinghu-demo.gov.cn": "tls",
}
"""Which of the ports each site of the roster is on."""


def county_pages(ports: Ports) -> Mapping[Address, Answer]:
    """Every stored answer; the paging endpoint and the challenged host are answered by rule in serve.py."""
    found: dict[Address, Answer] = dict(portal.pages(ports))
    for name in ("education", "ecology", "water"):
        found.update(bureau_pages(read_bureau(name), ports))
    found.update(odd.pages(ports))
    found.update(posts.pages())
    return found


def home_url(host: str, ports: Ports) -> str:
    scheme = "https" if HOSTS[host] == "tls" else "http"
    return f"{scheme}://{host}:{getattr(ports, HOSTS[host])}/"
