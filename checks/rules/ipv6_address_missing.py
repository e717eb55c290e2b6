"""The host has no IPv6 address.

Without an AAAA record nobody reaches the site over IPv6.

Fails          when the name servers know the host but give it no usable AAAA record (unspecified, link-local, mapped
               and documentation addresses are not usable).
Unsure         when the host only leads to another one that has such an address.
Not measured   when the name servers could not be asked, failed, or do not know the name; when they were found to give
               addresses to names that cannot exist.
Not applicable when the address of the home page is a literal IP address.
Blind spots    asked from one place; a split-horizon zone may answer others differently.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.families import families
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.ip import is_usable


@rule(
    title="域名没有IPv6地址",
    basis="苏政办发〔2020〕65号 四（二）：2020年底前省级和设区市政府门户网站全部支持互联网协议第6版；国家IPv6发展监测平台指标“AAAA记录”",
    fix="为网站域名添加AAAA解析记录，并保证服务器、防护设备和CDN可由IPv6访问。",
    reads_pages=False,
)
def ipv6_address_missing(site: Site) -> Iterator[Verdict]:
    dns, led = site.dns, site.fact(families)
    page = next((page for page in site.visits if page.purpose == "dns"), None)
    if dns is None:
        yield not_measured("没有查询该网站的域名解析。", site.home)
    elif dns.get("literal"):
        yield not_applicable("网址是IP地址，没有域名可查。", page)
    elif site.around.resolver_invents:
        yield not_measured("所用域名服务器会给不存在的域名编造地址，其应答不足为凭。", page)
    elif usable := [address for address in dns["aaaa"] if is_usable(address)]:
        yield passed(f"域名 {dns['host']} 有AAAA记录：{'、'.join(usable)}。", page, quote=" ".join(usable))
    elif led.dns is not dns and led.usable:
        said = f"域名 {dns['host']} 没有AAAA记录，而它转到的 {led.record['host']} 有：{'、'.join(led.usable)}，须人工核实以哪个域名为准。"
        yield unsure(said, page, quote=" ".join(led.usable))
    elif dns["status"].get("AAAA") in ("ok", "nodata") and (dns["a"] or dns["status"].get("A") in ("ok", "nodata")):
        had = f"AAAA记录 {'、'.join(dns['aaaa'])} 不可用" if dns["aaaa"] else "没有AAAA记录"
        yield failed(
            f"域名 {dns['host']} {had}。", page, quote=f"A {' '.join(dns['a'])}；AAAA {' '.join(dns['aaaa']) or '无'}"
        )
    else:
        yield not_measured(f"域名 {dns['host']} 未能查得AAAA记录（{dns['status'].get('AAAA')}）。", page)
