"""The site's certificate is one that browsers refuse.

A warning in the visitor's browser is worse than none: it teaches people to click warnings away.

Fails          when the certificate is expired or not yet valid, is for another name, or is signed by itself. Its term is
               held against the server's clock where this machine's differs.
Unsure         when its chain ends at a root that this machine does not know: the server may leave out an intermediate, or
               the root may be one that other systems trust; when another certificate of the chain is out of its term.
Not measured   when no handshake was made.
Not applicable when nobody speaks TLS there (see https_missing).
Blind spots    revocation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from checks.facts.families import families
from checks.rule import Verdict, failed, not_applicable, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.archive import Page

_EXPIRED, _EARLY, _NAME, _IP, _ITSELF = 10, 9, 62, 64, 18
"""OpenSSL's X.509 verification codes."""


@rule(
    title="HTTPS证书无效",
    basis="苏政办发〔2020〕65号 四（二）：加强政府网站安全防护；RFC 5280、RFC 6125",
    fix="更换由受信任机构签发、域名相符、在有效期内的证书，并部署完整证书链。",
    reads_pages=False,
)
def certificate_invalid(site: Site) -> Iterator[Verdict]:
    measured = site.fact(families)
    shown = [one for one in measured.record.get("tls", []) if not one["error"]]
    if measured.page is None or not measured.record.get("tls"):
        yield not_measured("没有检查HTTPS证书。", site.home)
    elif not shown:
        yield not_applicable("网站没有HTTPS，见“网站不支持HTTPS”。", measured.page)
    else:
        now = measured.page.fetched_at - timedelta(seconds=measured.record.get("clock") or 0)
        faults = [fault for one in shown if (fault := _fault(one, measured.page, measured.record["host"], now))]
        yield next(iter(faults), None) or _good(shown, measured.page, now)


def _fault(one: dict[str, Any], page: Page, host: str, now: datetime) -> Verdict | None:
    code, names = one.get("verify_code"), "、".join(one["names"]) or "（无）"
    where = f"IPv{one['family']} {one['address']}:{one['port']}"
    quote = f"{names}；{one['not_before'][:10]} 至 {one['not_after'][:10]}；{one['issuer']}"
    if _is_past(one["not_after"], now):
        return failed(f"证书已于 {one['not_after'][:10]} 过期（{where}）。", page, quote=quote)
    if one["not_before"] and not _is_past(one["not_before"], now):
        return failed(f"证书自 {one['not_before'][:10]} 起才有效（{where}）。", page, quote=quote)
    if code in (_NAME, _IP):
        return failed(f"证书的域名是 {names}，与 {host} 不符（{where}）。", page, quote=quote)
    if code == _ITSELF:
        return failed(f"证书是自签名的（{where}）。", page, quote=quote)
    if code in (_EXPIRED, _EARLY):
        return unsure(f"证书或其证书链不在有效期内：{one['verify']}（{where}），须人工核实。", page, quote=quote)
    if code and one["roots"]:
        return unsure(f"证书链不能验证：{one['verify']}（{where}），须人工核实。", page, quote=quote)
    return None


def _is_past(moment: str, now: datetime) -> bool:
    return bool(moment) and datetime.fromisoformat(moment) < now


def _good(shown: list[dict[str, Any]], page: Page, now: datetime) -> Verdict:
    first = shown[0]
    if first.get("verify_code") is None or not first["roots"]:
        return not_measured("证书在有效期内，但信任链未能验证。", page)
    left = (datetime.fromisoformat(first["not_after"]) - now).days
    return passed(f"证书有效，还有 {left} 天到期。", page, quote="、".join(first["names"]))
