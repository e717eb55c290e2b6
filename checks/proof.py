"""Everything that proves one finding, as text: what was said, what was seen, and the archived bytes checked again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from checks.check import FINDINGS
from checks.finding import Finding, read_findings
from checks.rule import load_rules
from crawler.archive import WARC, Archive, Page
from crawler.rounds import Round, archive_of
from crawler.visitlog import LOG, read_visits


def proof(folder: Path, asked: Round, key: str) -> str:
    """Of the findings whose key begins so (a key may hold several rows of one place); '' when there is none."""
    found = [finding for finding in read_findings(folder / FINDINGS) if finding.key.startswith(key)]
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
    word = "" if finding.certain else "，须人工核实"
    yield f"结论　　{finding.outcome.label}{word}"
    yield f"说明　　{finding.message}"
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
    answer = f"状态码 {page.status}" if page.answered else f"未应答：{page.error} {page.detail}"
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
        came = f"状态码 {one.status}" if one.answered else f"{one.error} {one.detail}"
        yield f"　　　　{one.fetched_at.isoformat()} {one.elapsed:6.2f} 秒　{came}"


def _page(finding: Finding, archive: Archive) -> Page | None:
    same = [
        p
        for p in (*archive.pages(), *read_visits(archive.folder))
        if p.url == finding.url and p.fetched_at.isoformat() == finding.seen_at
    ]
    return next((page for page in same if page.sha256 == finding.sha256), same[-1] if same else None)
