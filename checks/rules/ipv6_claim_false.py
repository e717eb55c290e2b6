"""The site says that it supports IPv6, and it does not.

A false claim misleads those who count on it.

Fails          when the home page claims support of IPv6 in words or in a picture's text, and the host has no IPv6 address
               or nothing comes from it over IPv6 while IPv4 gives the page.
Not measured   when the page makes the claim and IPv6 could not be measured from here; when the site was asked for by a
               bare IP address, or the claim leads to another host of its zone: the support may be there.
Not applicable when the page makes no such claim.
Blind spots    a claim that is a picture without alternative text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from checks.facts.families import State, families
from checks.facts.links import Link
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site
from crawler.links import host_of

_CLAIM = re.compile(
    r"(?:本(?:网)?站|本网|网站|您访问的(?:网站)?|已)?(?:已经?|现已)?(?:全面|完全)?支持\s*(?:互联网协议第六版)?[(（]?\s*IPv6[)）]?(?:\s*(?:网络|访问))?"
    r"|IPv6\s*(?:网络)?\s*(?:已支持|支持|enabled|ready)(?!率|度|情况|能力|工作|改造|与否)",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[|｜]|(?<!支持)(?<!IPv6)\s+(?!IPv6)")
_SHORT = 30
"""Characters at most of the piece of a line that makes a claim; in a longer one IPv6 is news."""


@rule(
    title="IPv6支持标识不实",
    basis="苏政办发〔2020〕65号 四（二）：门户网站全部支持互联网协议第6版；标识应与实际相符",
    fix="完成IPv6改造后再标注“支持IPv6”，或撤下标识。",
)
def ipv6_claim_false(site: Site) -> Iterator[Verdict]:
    assert site.home_document is not None
    measured, page = site.fact(families), site.home_document.page
    linked = {"".join(link.text.split()) for link in site.home_document.links if len(link.text) > _SHORT or link.dated}
    pictures = [image.alt for image in site.home_document.images]
    pieces = [piece for line in (*site.home_document.lines, *pictures) for piece in _PIECES.split(line)]
    said = [piece for piece in pieces if len(piece) <= _SHORT and _CLAIM.search(piece)]
    claim = next((line for line in said if "".join(line.split()) not in linked), "")
    if not claim:
        yield not_applicable("首页没有标注支持IPv6。", page)
    elif measured.dns and (elsewhere := _meant(measured.dns, claim, site.home_document.links)):
        yield not_measured(f"首页标注“{claim}”，所指的可能是{elsewhere}，未测其IPv6。", page)
    elif measured.state is State.NO_ADDRESS:
        yield failed(f"首页标注“{claim}”，而域名没有可用的IPv6地址。", page, quote=claim)
    elif measured.state is State.CLOSED:
        yield failed(f"首页标注“{claim}”，而通过IPv6打不开首页。", page, quote=claim)
    elif measured.state is State.OPEN:
        yield passed(f"首页标注“{claim}”，通过IPv6可以打开首页。", page, quote=claim)
    else:
        yield not_measured(measured.why or "首页标注支持IPv6，但未能测得。", page)


def _meant(dns: dict[str, Any], claim: str, links: Sequence[Link]) -> str:
    """What else the claim may speak of than the host that was asked, in Chinese; '' when nothing."""
    if dns.get("literal"):
        return "网站的域名"
    own, zone, said = dns["host"].removeprefix("www."), f".{dns['zone']}", "".join(claim.split())
    hosts = sorted({host_of(link.url).partition(":")[0] for link in links if "".join(link.text.split()) == said})
    return next((host for host in hosts if host.endswith(zone) and host != own), "")
