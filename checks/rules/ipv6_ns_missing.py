"""The zone has no name server that answers over IPv6.

A visitor who has IPv6 alone cannot even learn the site's address.

Fails          when none of the zone's name servers has a usable AAAA record; when those that have one were all asked
               over IPv6 and none answered with authority for the zone.
Not measured   when the name servers could not be learnt, or the ones with an AAAA record could not be asked because
               this machine has no IPv6 route (public servers: when no public address answered over IPv6 in the round).
Not applicable when the address of the home page is a literal IP address.
Blind spots    asked from one place; one good server is enough here, two are good practice (the message says how many).
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site
from crawler.ip import is_usable

_WORDS = {"lame": "未给出本域的权威应答", "refused": "拒绝连接", "timeout": "超时未应答", "failed": "查询失败"}


@rule(
    title="域名服务器不支持IPv6",
    basis="苏政办发〔2020〕65号 四（二）：门户网站全部支持互联网协议第6版；国家IPv6发展监测平台指标“域名授权体系”",
    fix="为域名的权威服务器配置AAAA记录并开放IPv6的53端口，至少两台。",
    reads_pages=False,
)
def ipv6_ns_missing(site: Site) -> Iterator[Verdict]:
    dns = site.dns
    page = next((page for page in site.visits if page.purpose == "dns"), None)
    if dns is None:
        yield not_measured("没有查询该网站的域名服务器。", site.home)
    elif dns.get("literal"):
        yield not_applicable("网址是IP地址，没有域名服务器可查。", page)
    elif dns["status"].get("NS") != "ok" or not dns["ns"]:
        yield not_measured(f"未能查得域名 {dns['host']} 所在区的域名服务器（{dns['status'].get('NS')}）。", page)
    else:
        yield _judge(site, dns["zone"], dns["ns"])


def _judge(site: Site, zone: str, servers: list[dict[str, Any]]) -> Verdict:
    page = next(page for page in site.visits if page.purpose == "dns")
    sixes = {one["name"]: [a for a in one["aaaa"] if is_usable(a)] for one in servers}
    having = [name for name, addresses in sixes.items() if addresses]
    told = "；".join(f"{name} AAAA {' '.join(addresses) or '无'}" for name, addresses in sixes.items())
    if not having:
        unknown = [one["name"] for one in servers if one.get("status", "nodata") not in ("ok", "nodata")]
        if unknown:
            return not_measured(f"未能查得域名服务器 {unknown[0]} 有无IPv6地址。", page)
        return failed(f"{zone} 的 {len(servers)} 台域名服务器都没有AAAA记录。", page, quote=told)
    said = {a: word for one in servers for a, word in one.get("over_ipv6", {}).items() if is_usable(a)}
    good = [name for name in having if any(said.get(a) == "ok" for a in sixes[name])]
    if good:
        return passed(f"{zone} 有 {len(good)} 台域名服务器可通过IPv6应答：{'、'.join(good)}。", page, quote=told)
    if not said or "no_route" in said.values() or not _is_proven(site, said):
        return not_measured(f"{zone} 有 {len(having)} 台域名服务器有AAAA记录，但本机IPv6不通，无法核实是否应答。", page)
    why = "；".join(f"{a} {_WORDS.get(word, word)}" for a, word in sorted(said.items()))
    return failed(f"{zone} 的域名服务器有AAAA记录，但通过IPv6都没有得到应答：{why}。", page, quote=told)


def _is_proven(site: Site, said: dict[str, str]) -> bool:
    return site.around.ipv6_proven or not any(ip_address(address).is_global for address in said)
