"""Everything that proves one finding, as text: what was said, what was seen, and the archived bytes checked again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from checks.facts.answers import failure
from checks.finding import Finding
from checks.rule import load_rules
from crawler.archive import WARC, Archive, Page
from crawler.rounds import Round, archive_of
from crawler.visitlog import LOG, read_visits

_HANDED = {"dns": "域名解析应答", "ledger": "数据文件", "task": "人工核查表"}
"""What was not asked of a web server."""


def proof(folder: Path, asked: Round, found: list[Finding]) -> str:
    """Of findings of a round; one key may hold several rows of one place."""
    targets = {target.id: target for target in asked.targets}
    pages = []
    for finding in found:
        target = targets[finding.target]
        lines = [*_said(finding, target.name), *_seen(finding, archive_of(folder, target))]
        pages.append("\n".join(lines))
    return "\n\n".join(pages)


def _said(finding: Finding, name: str) -> Iterator[str]:
    rule = load_rules().get(finding.rule)
    yield f"编号　　{finding.key}"
    yield f"对象　　{name}（{finding.unit}）"
    if rule:
        yield f"规则　　{rule.id} {rule.title}"
        yield f"依据　　{rule.basis}"
    word = "" if finding.certain or finding.ruling else "，须人工核实"
    yield f"结论　　{finding.outcome.label}{word}"
    yield f"说明　　{finding.message}"
    if ruling := finding.ruling:
        yield f"核实　　{ruling.verdict.label}（{ruling.by}，{ruling.on}）：{ruling.reason}"
    if finding.item:
        yield f"项目　　{finding.item}"
    if rule:
        yield f"整改　　{rule.fix}"


def _seen(finding: Finding, archive: Archive) -> Iterator[str]:
    yield f"页面　　{finding.url or '（无）'}"
    if finding.place:
        yield f"位置　　{finding.place}"
    if finding.quote:
        yield f"摘录　　{finding.quote}"
    page = _page(finding, archive)
    if page is None:
        yield "证据　　没有对应的采集记录。"
        return
    if page.purpose in _HANDED:
        what = _HANDED[page.purpose] + ("" if page.purpose == "dns" else f" {page.detail}")
        yield f"采集　　{page.fetched_at.isoformat()}（UTC），{what}"
    else:
        told = page.detail if page.purpose == "rendered" else f"状态码 {page.status}"
        answer = told if page.answered else f"未应答：{failure(page)}（{page.detail}）"
        yield f"采集　　{page.fetched_at.isoformat()}（UTC），用时 {page.elapsed:.2f} 秒，{answer}"
    if page.ip:
        yield f"地址　　{page.ip}（IPv{page.family}）"
    if page.purpose == "visit":
        yield from _visited(archive, page)
        return
    yield f"存档　　{archive.folder / WARC}，偏移 {page.offset}，长度 {page.length}"
    if page.sha256:
        body = archive.raw(page)
        same = hashlib.sha256(body).hexdigest() == page.sha256 == finding.sha256
        yield f"摘要　　sha256 {page.sha256}，{page.size} 字节，{'与存档一致' if same else '与存档不一致！'}"
    for name, value in archive.headers(page):
        yield f"　　　　{name}: {value}"


def _visited(archive: Archive, page: Page) -> Iterator[str]:
    """A visit by the clock left no bytes but a line, and its sense lies in all of them."""
    yield f"记录　　{archive.folder / LOG}（每次访问一行，正文只留摘要）"
    if page.sha256:
        yield f"摘要　　sha256 {page.sha256}，{page.size} 字节"
    yield "逐次　　起始时刻（UTC）　　　　　 用时　　结果"
    for one in read_visits(archive.folder):
        came = f"状态码 {one.status}" if one.answered else one.detail or failure(one)
        yield f"　　　　{one.fetched_at.isoformat()} {one.elapsed:6.2f} 秒　{came}"


def _page(finding: Finding, archive: Archive) -> Page | None:
    every = (*archive.pages(), *read_visits(archive.folder))
    seen = [page for page in every if page.fetched_at.isoformat() == finding.seen_at]
    proves = [page for page in seen if finding.sha256 and page.sha256 == finding.sha256]
    named = [page for page in proves or seen if page.url == finding.url]
    return next(iter(named or proves), None)
