"""The home page cannot be had over IPv6 while it can over IPv4.

An AAAA record that leads nowhere is worse than none: visitors wait for it first.

Fails          when every attempt pinned to IPv6 failed or gave an error while IPv4 gave the page.
Not measured   when this machine has no IPv6 route to the address (for public addresses: when no public address
               answered over IPv6 in the whole round), when the page cannot be had over IPv4 either, or when a firewall
               answered.
Not applicable when the host has no IPv6 address (see ipv6_address_missing).
Blind spots    one vantage point.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from checks.facts.addresses import is_usable
from checks.facts.answers import Reach, failure, reach
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site
from crawler.archive import Page

_UNKNOWN = ("servfail", "timeout", "nxdomain")


@rule(
    title="首页无法通过IPv6访问",
    basis="苏政办发〔2020〕65号 四（二）：门户网站全部支持互联网协议第6版；国家IPv6发展监测平台指标“首页可达”",
    fix="检查IPv6链路、防火墙和服务器监听，保证首页可由IPv6直接访问。",
    reads_pages=False,
)
def ipv6_unreachable(site: Site) -> Iterator[Verdict]:
    dns, tries = site.dns, site.over_ipv6
    if dns is None or dns["status"].get("AAAA") in _UNKNOWN:
        yield not_measured("没有查得该网站的域名有无IPv6地址。", site.home)
    elif not any(map(is_usable, dns["aaaa"])):
        yield not_applicable("域名没有可用的IPv6地址，见“域名没有IPv6地址”。", site.home)
    elif answered := next((page for page in reversed(tries) if page.answered), None):
        yield _answered(site, answered)
    elif reason := _unmeasured(site):
        yield not_measured(reason, site.home)
    else:
        last = tries[-1]
        yield failed(
            f"首页通过IPv4可以打开，通过IPv6（{'、'.join(dns['aaaa'])}）{len(tries)} 次均失败：{failure(last)}。",
            last, quote=last.detail or failure(last),
        )  # fmt: skip


def _answered(site: Site, page: Page) -> Verdict:
    found = reach(page, site.text(page))
    if found is Reach.OK or 300 <= (page.status or 0) < 400:
        return passed(f"首页可通过IPv6访问（{page.ip}，状态码 {page.status}）。", page, quote=page.ip)
    if found in (Reach.CHALLENGE, Reach.BLOCKED, Reach.ODD):
        return not_measured(f"通过IPv6访问首页时{found.label}（状态码 {page.status}）。", page)
    if site.home_reach is not Reach.OK:
        return not_measured("首页通过IPv4也未能打开，不单独评判IPv6。", page)
    return failed(
        f"首页通过IPv6访问返回错误（{page.ip}，状态码 {page.status}）。", page, quote=f"{page.ip} {page.status}"
    )


def _unmeasured(site: Site) -> str:
    assert site.dns is not None
    if site.home_reach is not Reach.OK:
        return "首页通过IPv4也未能打开，不单独评判IPv6。"
    if not site.over_ipv6:
        return "没有通过IPv6访问该网站。"
    if not any(site.dns.get("ipv6_route", {}).values()):
        return "本机没有到该地址的IPv6路由，无法测量。"
    public = any(ip_address(address).is_global for address in site.dns["aaaa"])
    if public and not site.around.ipv6_proven:
        return "本轮没有任何公网地址通过IPv6应答，不能排除本机IPv6不通，无法测量。"
    return ""
