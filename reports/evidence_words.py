"""What the evidence page says of one finding, in words: its state, what was asked, what was seen, what is enclosed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from checks.dossier import Shown
from checks.evidence import Evidence, answer_of, link_of
from checks.facts.harmless import LENGTH
from checks.facts.passages import Match
from checks.finding import Finding, Outcome
from checks.rule import Rule
from checks.rulings import Verdict
from crawler.archive import WARC, Page
from crawler.beijing import BEIJING
from crawler.visitlog import LOG
from reports.cells import masked, visible

_MATCHES = {
    Match.WHOLE: "摘录的原文已在下面标出。",
    Match.LINK: "所指的链接已在下面标出。",
    Match.PARTS: "摘录是程序从多处归纳的，找到的部分已在下面标出。",
    Match.NONE: "摘录不是其中的原话（例如说明缺少什么，或取自看不见的代码），没有可标出的位置。",
}
_NOTHING = "该结论说的是其中没有的内容，没有可标出的位置。"


@dataclass(frozen=True, slots=True)
class Try:
    """One visit as a line of a table."""

    at: str
    answer: str
    address: str


def told(text: str) -> str:
    """As it may stand on a page: visible signs, personal numbers masked."""
    return masked(visible(text))


def state(finding: Finding) -> tuple[str, str]:
    """In a word, and how it looks: a person's ruling goes before the machine's word."""
    if finding.ruling is not None:
        confirmed = finding.ruling.verdict is Verdict.CONFIRMED
        return ("属实", "bad") if confirmed else ("不成立", "good")
    if finding.outcome is Outcome.FAIL and finding.certain:
        return "不符合", "bad"
    doubtful = finding.outcome in (Outcome.FAIL, Outcome.UNSURE)
    return (
        ("待核实", "open") if doubtful else (finding.outcome.label, "good" if finding.outcome is Outcome.PASS else "")
    )


def asked(finding: Finding, rule: Rule | None) -> list[tuple[str, str]]:
    rows = [("规则", f"{rule.title}（{rule.id}）"), ("依据", rule.basis)] if rule else [("规则", finding.rule)]
    if finding.item:
        rows.append(("项目", told(finding.item)))
    if rule:
        rows.append(("整改", rule.fix))
    if ruling := finding.ruling:
        rows.append(("核实", told(f"{ruling.verdict.label}（{ruling.by}，{ruling.on}）：{ruling.reason}")))
    rows.append(("编号", finding.key))
    return rows


def seen(evidence: Evidence, folder: Path) -> list[tuple[str, str]]:
    page = evidence.page
    if page is None:
        return [("采集", "没有对应的采集记录。")]
    rows = [("时间", f"{_beijing(page)}（北京时间），{_utc(page)}（UTC）"), ("应答", told(answer_of(page)))]
    if page.ip:
        rows.append(("地址", f"{page.ip}（IPv{page.family}）"))
    where = f"archive/{folder.name}/"
    if page.purpose == "visit":
        rows.append(("记录", f"{where}{LOG}（每次访问一行，正文只留摘要）"))
    else:
        rows.append(("存档", f"{where}{WARC}，偏移 {page.offset}，长度 {page.length}"))
    return rows


def tried(evidence: Evidence) -> str:
    return link_of(evidence.finding) or evidence.finding.url


def tries(pages: Iterable[Page]) -> list[Try]:
    return [
        Try(_beijing(page), told(answer_of(page)), f"{page.ip}（IPv{page.family}）" if page.ip else "")
        for page in pages
    ]


def notes(evidence: Evidence, shown: Shown | None) -> list[str]:
    """Chinese sentences on what is enclosed, or why nothing is."""
    page = evidence.page
    if shown is None:
        if page is None:
            return ["这条结论没有引用采集到的内容。"]
        if evidence.intact is False:
            return ["存档中的内容缺失、损坏，或与记录的摘要不一致，因此不附。"]
        return [
            "按时访问只记录结果和正文的摘要，没有保存正文。" if evidence.clocked else "没有得到应答，没有正文可附。"
        ]
    lines = [_matched(evidence.finding, shown)] if shown.packed else []
    if not shown.packed:
        lines.append("所附的存档页面已达上限，此页未附；可用 show 命令加 --html 单独生成。")
    elif not shown.page.size:
        lines = ["应答的正文是空的。"]
    if shown.page.purpose == "rendered":
        lines.append("这是浏览器运行脚本之后的页面内容。")
    if shown.kind not in ("html", "text"):
        lines.append(
            f"这是从 {shown.kind or '未知类型的'} 文件中读出的文字{f'（{shown.fault}）' if shown.fault else ''}。"
        )
    if shown.cut:
        lines.append(f"内容过长，只附前 {LENGTH:,} 字。")
    if shown.covered:
        lines.append("其中的身份证号、手机号、银行卡号已遮盖，存档中有原文。")
    return lines


def _matched(finding: Finding, shown: Shown) -> str:
    match = shown.matches.get(finding.key, Match.NONE)
    return _NOTHING if match is Match.NONE and not finding.quote else _MATCHES[match]


def _beijing(page: Page) -> str:
    return f"{page.fetched_at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def _utc(page: Page) -> str:
    return f"{page.fetched_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
