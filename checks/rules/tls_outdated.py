"""The server speaks only versions of TLS that are given up.

Browsers refuse TLS 1.0 and 1.1; what is sent over them can be broken.

Fails          when a handshake with TLS 1.2 or later is refused and one with an older version succeeds.
Not measured   when no handshake was made.
Not applicable when nobody speaks TLS there (see https_missing).
Blind spots    a server that offers old versions beside new ones is let pass; this machine may lack the oldest ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.families import families
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule
from checks.site import Site

_OLD = ("SSLv2", "SSLv3", "TLSv1", "TLSv1.1")


@rule(
    title="TLS版本过低",
    basis="苏政办发〔2020〕65号 四（二）：加强政府网站安全防护；RFC 8996 停用TLS 1.0和1.1",
    fix="启用TLS 1.2和1.3，停用更早的版本。",
    reads_pages=False,
)
def tls_outdated(site: Site) -> Iterator[Verdict]:
    measured = site.fact(families)
    shown = [one for one in measured.record.get("tls", []) if not one["error"]]
    if measured.page is None or not measured.record.get("tls"):
        yield not_measured("没有检查TLS版本。", site.home)
    elif not shown:
        yield not_applicable("网站没有HTTPS，见“网站不支持HTTPS”。", measured.page)
    elif old := next((one for one in shown if one["protocol"] in _OLD), None):
        said = f"服务器最高只支持 {old['protocol']}（IPv{old['family']} {old['address']}:{old['port']}）。"
        yield failed(said, measured.page, quote=f"{old['protocol']} {old['cipher']}")
    else:
        yield passed(f"服务器使用 {shown[0]['protocol']}。", measured.page, quote=shown[0]["cipher"])
