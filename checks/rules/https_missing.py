"""The site cannot be had over HTTPS.

Without encryption, what a visitor reads and writes can be read and changed on the way.

Fails          when port 443 refuses or answers without TLS on every address asked, while the page comes over HTTP;
               when the address over HTTPS only sends its visitor on to HTTP.
Unsure         when port 443 stays silent: a filter on the way may be the cause.
Not measured   when the site was not asked, or its address names a port other than 80 and 443, so that nobody can know
               where its HTTPS would be.
Blind spots    HTTPS on another port or host.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from checks.facts.families import families
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site

_REFUSES = ("refused", "tls", "reset")


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
    elif all(one["error"] in _REFUSES for one in tls):
        told = "、".join(f"{one['address']}:{one['port']} {one['error']}" for one in tls)
        yield failed(f"网站只能通过HTTP访问，HTTPS连接失败（{told}）。", site.home, quote=told)
    else:
        yield unsure("网站通过HTTPS没有应答，可能是途中的过滤，须人工核实。", site.home)
