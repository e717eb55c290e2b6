"""The site cannot be had over HTTPS.

Without encryption, what a visitor reads and writes can be read and changed on the way.

Fails          when port 443 refuses on every address, while the page comes over HTTP; when the address over HTTPS only
               sends its visitor on to HTTP.
Unsure         when port 443 stays silent or breaks off: a filter on the way may be the cause; when something listens and
               no handshake succeeds: it may speak 国密 alone, which this machine does not.
Not measured   when the site was not asked, or its address names a port other than 80 and 443, so that nobody can know
               where its HTTPS would be.
Blind spots    HTTPS on another port or host.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from checks.facts.families import families
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site

_WORDS = {"refused": "拒绝连接", "tls": "握手失败", "reset": "连接中断", "timeout": "超时"}


@rule(
    title="网站不支持HTTPS",
    basis="苏政办发〔2020〕65号 四（二）：加强政府网站安全防护；HTTPS为推荐做法，国家文件未见条款编号",
    fix="部署可信证书，开通443端口，并把HTTP访问转到HTTPS。",
)
def https_missing(site: Site) -> Iterator[Verdict]:
    assert site.home is not None
    measured = site.fact(families)
    asked, tls = measured.record.get("https"), measured.record.get("tls", [])
    if urlsplit(site.home.url).scheme == "https":
        yield passed("首页通过HTTPS打开。", site.home)
    elif urlsplit(site.target.url).scheme == "https":
        yield failed(f"HTTPS网址 {site.target.url} 被转到HTTP网址 {site.home.url}。", site.home, quote=site.home.url)
    elif asked is None or not tls:
        yield not_measured("没有检查HTTPS。", site.home)
    elif any(not one["error"] for one in tls):
        yield passed(f"{measured.record['host']} 可通过HTTPS连接。", measured.page)
    elif urlsplit(site.home.url).port not in (None, 80):
        yield not_measured("网址使用非标准端口，无从判断其HTTPS入口。", site.home)
    else:
        yield _shut(site, tls)


def _shut(site: Site, tls: list[dict[str, Any]]) -> Verdict:
    told = "、".join(f"{one['address']}:{one['port']} {_WORDS.get(one['error'], '连接失败')}" for one in tls)
    ports = {one["port"] for one in tls}
    listens = any(one["tcp"] is not None for one in site.fact(families).record["dials"] if one["port"] in ports)
    if listens or any(one["error"] == "tls" for one in tls):
        return unsure(f"HTTPS端口可以连接而未能握手（{told}），可能只支持国密协议，须人工核实。", site.home, quote=told)
    if any(one["error"] != "refused" for one in tls):
        return unsure(f"网站通过HTTPS没有应答（{told}），可能是途中的过滤，须人工核实。", site.home, quote=told)
    return failed(f"网站只能通过HTTP访问，HTTPS端口拒绝连接（{told}）。", site.home, quote=told)
