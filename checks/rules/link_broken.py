"""A link leads nowhere.

A visitor who meets dead links stops trusting the rest.

Fails          when a link leads to 404, 410 or a server error, to a host that does not exist or does not listen, or
               (attachments) to an empty or wrong-typed file; every failure was asked for a second time before it is said.
Unsure         when the two attempts did not agree, or only one could be made; when no other host could be had at all, so
               that the fault may be the line here; when an attachment sends its visitor on to a web page, where he may log in.
Not measured   for an address that was never asked, refused this program (403, challenge, robots.txt) or timed out.
Item           `home` on the home page · `inner` on another page · `attachment` · `external` another site's page.
Blind spots    links drawn by scripts; each address is told once, with the first page that carries it.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.answers import Answer, Reach, failure, reach
from checks.facts.attachments import file_fault, is_document
from checks.facts.routes import is_cut_off
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.links import host_of

_DEAD = {Reach.GONE, Reach.BROKEN, Reach.DEAD}


@rule(
    title="链接不可用",
    basis="国办秘函〔2019〕19号 扣分指标“可用性”；国办发〔2017〕47号 链接地址应准确有效",
    fix="修正或删除失效链接，重新上传损坏的附件。",
)
def link_broken(site: Site) -> Iterator[Verdict]:
    asked = broken = 0
    for url, carriers in site.carriers.items():
        answer = site.answers.of(url)
        if answer is None:
            continue
        asked += 1
        fault = _fault(site, url, answer)
        if fault:
            broken += 1
            yield _said(site, url, carriers, answer, fault)
    if not asked:
        yield not_measured("没有检查任何链接。", site.home)
    elif not broken:
        yield passed(f"检查了 {asked} 个链接，未发现失效。", site.home)


def _fault(site: Site, url: str, answer: Answer) -> str:
    if answer.reach in _DEAD:
        return failure(answer.page)
    if answer.reach is Reach.OK and is_document(url) and reach(answer.page, site.text(answer.page)) is Reach.OK:
        return file_fault(answer.page, site.archive.body(answer.page))
    return ""


def _said(site: Site, url: str, carriers: list[str], answer: Answer, fault: str) -> Verdict:
    first = site.home.url if site.home and site.home.url in carriers else carriers[0]
    page, link = site.shown[first].page, next(link for link in site.shown[first].links if link.url == url)
    what = answer.reach.label if answer.reach in _DEAD else "附件无法使用"
    also = f"，另有 {len(carriers) - 1} 个页面带有同一链接" if len(carriers) > 1 else ""
    message = f"链接“{link.text or url}”（{url}）失效：{what}，{fault}{also}。"
    item, quote = _item(site, url, first), f"{link.text} → {url}"
    if answer.reach not in _DEAD and answer.page.size and not is_document(answer.page.url):
        said = f"链接“{link.text or url}”（{url}）没有给出文件，而是转到网页 {answer.page.url}{also}，可能须登录后下载，须人工核实。"
        return unsure(said, page, quote=quote, item=item, place=url)
    if answer.reach in _DEAD and not (answer.agreed and answer.attempts > 1):
        return unsure(message + "复核未能得出一致结果。", page, quote=quote, item=item, place=url)
    if answer.reach is Reach.DEAD and host_of(url) != host_of(first) and is_cut_off(site, host_of(first)):
        said = "本次采集没有任何其他主机应答，可能是本机线路的问题，须人工核实。"
        return unsure(message + said, page, quote=quote, item=item, place=url)
    return failed(message, page, quote=quote, item=item, place=url)


def _item(site: Site, url: str, carrier: str) -> str:
    if is_document(url):
        return "attachment"
    if host_of(url) != host_of(carrier):
        return "external"
    return "home" if site.home and carrier == site.home.url else "inner"
