"""The home page cannot be had over IPv6 while it can over IPv4.

An AAAA record that leads nowhere is worse than none: visitors wait for it first.

Fails          when every attempt pinned to IPv6 failed or gave an error while IPv4 gave the page.
Not measured   when this machine has no IPv6 route to the address (for public addresses: when no public address
               answered over IPv6 in the whole round), when the page cannot be had over IPv4 in the same minutes either,
               when it was asked for only once, or when a firewall answered.
Not applicable when the host has no IPv6 address (see ipv6_address_missing), or is none but an IPv4 address.
Blind spots    one vantage point.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.answers import failure, reach
from checks.facts.families import State, families, is_good, turns_away
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site
from crawler.archive import Page


@rule(
    title="首页无法通过IPv6访问",
    basis="苏政办发〔2020〕65号 四（二）：门户网站全部支持互联网协议第6版；国家IPv6发展监测平台指标“首页可达”",
    fix="检查IPv6链路、防火墙和服务器监听，保证首页可由IPv6直接访问。",
    reads_pages=False,
)
def ipv6_unreachable(site: Site) -> Iterator[Verdict]:
    measured = site.fact(families)
    answered = next((page for page in reversed(measured.sixes) if page.answered), None)
    if measured.state is State.NO_ADDRESS:
        yield not_applicable("网站没有可用的IPv6地址，见“域名没有IPv6地址”。", site.home)
    elif measured.state is State.OPEN:
        page = next(page for page in measured.sixes if is_good(page) and not turns_away(site, page))
        yield passed(f"首页可通过IPv6访问（{page.ip}，状态码 {page.status}）。", page, quote=page.ip)
    elif measured.state is State.CLOSED:
        yield _closed(site, answered or measured.sixes[-1])
    elif answered and not measured.why:
        said = reach(answered, site.text(answered)).label
        yield not_measured(f"通过IPv6访问首页时{said}（状态码 {answered.status}）。", answered)
    else:
        yield not_measured(measured.why or "没有查得该网站的域名有无IPv6地址。", site.home)


def _closed(site: Site, page: Page) -> Verdict:
    """Every address and port is told, so that the owner knows which machine to look at."""
    measured = site.fact(families)
    dials = [one for one in measured.record.get("dials", []) if one["family"] == 6]
    ports = "、".join(
        f"{one['address']} 端口 {one['port']} {'可连接' if one['tcp'] is not None else '不通'}" for one in dials
    )
    tries = f"{len(measured.sixes)} 次均失败：{failure(page)}"
    where = "、".join(measured.usable)
    return failed(
        f"首页通过IPv4可以打开，通过IPv6（{where}）{tries}{f'；{ports}' if ports else ''}。",
        page,
        quote=f"{page.ip} {page.status}" if page.answered else page.detail or failure(page),
    )
