"""Everything that proves one finding, as text: what was said, what was seen, and the archived bytes checked again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.evidence import Evidence, Shelf, answer_of
from checks.facts.answers import failure
from checks.finding import Finding
from checks.rule import load_rules
from crawler.archive import WARC
from crawler.rounds import Round, archive_of
from crawler.visitlog import LOG


def proof(folder: Path, asked: Round, found: list[Finding]) -> str:
    """Of findings of a round; one key may hold several rows of one place."""
    targets = {target.id: target for target in asked.targets}
    pages = []
    for finding in found:
        target = targets[finding.target]
        shelf = Shelf(archive_of(folder, target))
        lines = [*_said(finding, target.name), *_seen(shelf.evidence(finding), shelf.archive.folder)]
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


def _seen(evidence: Evidence, folder: Path) -> Iterator[str]:
    finding, page = evidence.finding, evidence.page
    yield f"页面　　{finding.url or '（无）'}"
    if finding.place:
        yield f"位置　　{finding.place}"
    if finding.quote:
        yield f"摘录　　{finding.quote}"
    if page is None:
        yield "证据　　没有对应的采集记录。"
        return
    yield f"采集　　{page.fetched_at.isoformat()}（UTC），{answer_of(page)}"
    if page.ip:
        yield f"地址　　{page.ip}（IPv{page.family}）"
    if page.purpose == "visit":
        yield from _visited(evidence, folder)
        return
    yield f"存档　　{folder / WARC}，偏移 {page.offset}，长度 {page.length}"
    if page.sha256:
        same = "与存档一致" if evidence.intact else "与存档不一致！"
        yield f"摘要　　sha256 {page.sha256}，{page.size} 字节，{same}"
    for name, value in evidence.headers:
        yield f"　　　　{name}: {value}"


def _visited(evidence: Evidence, folder: Path) -> Iterator[str]:
    """A visit by the clock left no bytes but a line."""
    yield f"记录　　{folder / LOG}（每次访问一行，正文只留摘要）"
    if evidence.page is not None and evidence.page.sha256:
        yield f"摘要　　sha256 {evidence.page.sha256}，{evidence.page.size} 字节"
    yield "逐次　　起始时刻（UTC）　　　　　 用时　　结果"
    for one in evidence.clocked:
        came = f"状态码 {one.status}" if one.answered else one.detail or failure(one)
        yield f"　　　　{one.fetched_at.isoformat()} {one.elapsed:6.2f} 秒　{came}"
