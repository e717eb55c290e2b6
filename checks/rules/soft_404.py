"""An address that cannot exist is answered as if it did.

A site that says 200 of everything hides its dead links from visitors, search engines and whoever checks it.

Fails          when an address made up for the purpose ends, after its redirects, in status 200.
Unsure         when the answer has no words of its own and a script may still draw anything; when it comes from another host.
Not measured   when the address was not asked, did not answer, or a challenge, firewall or upkeep page answered for it.
Blind spots    one address at the root of the home page's host is asked; folders and other types may be answered otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.answers import Reach, failure, reach
from checks.facts.documents import read_document
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.archive import Page
from crawler.links import host_of


@rule(
    title="不存在的网址返回正常状态",
    basis="国办发〔2017〕47号 链接地址应准确有效；HTTP 状态码 404 的含义见 RFC 9110（行业惯例）",
    fix="让不存在的网址返回 404 状态码，并给出友好的提示页面。",
)
def soft_404(site: Site) -> Iterator[Verdict]:
    probe = next((page for page in site.visits if page.purpose == "probe"), None)
    if probe is None:
        yield not_measured("没有请求不存在的网址，不评判其状态码。", site.home)
        return
    end = site.answers.chain(probe.url)[-1]
    text = site.text(end) if end.answered else ""
    seen = reach(end, text)
    if seen is Reach.GONE or (end.status is not None and 400 <= end.status < 500 and seen is Reach.ODD):
        yield passed(f"不存在的网址 {probe.url} 返回状态码 {end.status}。", end)
    elif seen is not Reach.OK or end.status != 200:
        yield not_measured(f"不存在的网址 {probe.url}：{failure(end)}（{seen.label}），不评判。", end)
    else:
        yield _judge(probe, end, text)


def _judge(probe: Page, end: Page, text: str) -> Verdict:
    document = read_document(end, text)
    words = " ".join(part for part in (document.title, document.lines[0] if document.lines else "") if part)
    moved = f"转到 {end.url}，" if end.url != probe.url else ""
    said = f"不存在的网址 {probe.url} {moved}返回状态码 200"
    if host_of(end.url) != host_of(probe.url):
        return unsure(f"{said}，但应答的是另一主机，须人工核实。", end, quote=words)
    if not document.lines and (document.scripts or document.inline):
        return unsure(f"{said}，但页面没有文字，可能是脚本验证页，须人工核实。", end, quote=words)
    return failed(f"{said}，应为 404。", end, quote=words or end.url)
