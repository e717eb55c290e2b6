"""The live chain of the workbook: weights → deductions → indicators → totals, each a formula over the one before.

Every formula mirrors `scoring/score.py` and `scoring/grade.py` and carries the result's own value, so that a reader
sees the result, and whoever changes a weight, a deduction or its state sees what it would come to. Sums are looked
up by text keys (target|indicator, target|stage), so that a person may sort and filter every sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.cells import plain
from reports.rows import CONFIRMED, DISMISSED, PENDING, STAGES, VETOES, Fault, Rows, ScoreRow
from reports.sheet import Book, Column, Formula, Grid, Link, Value
from scoring.result import Veto
from scoring.scheme import Indicator, Scheme

HIT, OPEN = VETOES[Veto.HIT], VETOES[Veto.OPEN]
STATE_MARKS = ((PENDING, "open"), (DISMISSED, "void"), (CONFIRMED, "bad"))
PARAMETERS = (
    "满分",
    "合格线（低于此分不合格）",
    "加分线（高于此分进入加分）",
    "不适用得分比例",
    "未测得上限（占满分比例）",
)

SCHEME = (
    Column("编号", 7, "centre"), Column("分组", 20, "wrap"), Column("指标", 24, "wrap"), Column("环节", 9, "centre"),
    Column("满分", 9, "input points"), Column("每项扣分", 9, "input points"), Column("否决数", 7, "input"),
    Column("适用对象", 16, "wrap"), Column("规则", 24, "wrap"), Column("依据", 36, "wrap"), Column("说明", 24, "wrap"),
)  # fmt: skip
FAULTS = (
    Column("序号", 6, "number"), Column("单位", 14, "wrap"), Column("名称", 16, "wrap"), Column("指标", 14, "wrap"),
    Column("规则", 13, "wrap"), Column("项目", 11, "wrap"), Column("问题描述", 36, "wrap"),
    Column("原文摘录", 22, "wrap"), Column("页面", 28, "link"), Column("采集时间", 11, "centre"),
    Column("环节", 9, "centre"), Column("扣分（封顶前）", 11, "input points"), Column("状态", 9, "input"),
    Column("证据摘要sha256", 20, "code"), Column("编号", 16, "code"), Column("扣分键", 12, "code", hidden=True),
)  # fmt: skip
SCORES = (
    Column("单位", 16, "wrap"), Column("名称", 20, "wrap"), Column("类型", 11, "centre"), Column("指标编号", 8, "centre"),
    Column("指标", 24, "wrap"), Column("环节", 9, "centre"), Column("满分", 8, "live"),
    Column("其他扣分", 8, "input points"), Column("扣分", 8, "quiet"), Column("待定", 8, "quiet"),
    Column("得分", 9, "total"), Column("否决", 12, "centre"), Column("情形", 8, "centre"), Column("说明", 36, "wrap"),
    Column("扣分键", 12, "code", hidden=True), Column("汇总键", 12, "code", hidden=True),
)  # fmt: skip
TOTALS = (
    Column("排名", 7, "number"), Column("单位", 20, "wrap"), Column("名称", 26, "wrap"), Column("类型", 11, "centre"),
    Column("层级", 9, "centre"), Column("得分", 12, "total"), Column("等级", 18, "centre"),
    Column("否决", 12, "centre"), Column("待定分", 9, "quiet"), Column("得分区间", 16, "centre"),
    Column("基本分", 9, "live"), Column("加分", 9, "quiet"), Column("未测得分值", 10, "quiet"),
    Column("类别", 8, "centre"), Column("计分", 6, "code", hidden=True), Column("编号", 14, "code", hidden=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    """The rows and where each of the four sheets has its table."""

    rows: Rows
    scheme: Grid
    faults: Grid
    scores: Grid
    totals: Grid

    @property
    def weights(self) -> Scheme:
        return self.rows.result.scheme

    def parameter(self, number: int) -> str:
        """The value cell of a line above the scheme's table."""
        return f"'{self.scheme.name}'!$E${number + 2}"

    def weight(self, indicator: Indicator, title: str) -> str:
        return self.scheme.fixed(title, self.weights.indicators.index(indicator))


def chain(rows: Rows, top: int) -> Chain:
    """`top`: where the table of totals begins under its title block."""
    scheme = rows.result.scheme
    return Chain(
        rows,
        Grid("指标体系", SCHEME, len(scheme.indicators), len(PARAMETERS) + len(scheme.grades) + 2),
        Grid("扣分明细", FAULTS, len(rows.faults)),
        Grid("指标得分", SCORES, len(rows.scores)),
        Grid("总览", TOTALS, len(rows.targets), top),
    )


def write_scheme(book: Book, sheet: Any, links: Chain) -> None:
    scheme = links.weights
    amounts = (scheme.full, scheme.pass_mark, scheme.bonus_above, scheme.not_applicable_share, scheme.void_above_share)
    lines = [*zip(PARAMETERS, amounts, strict=True)]
    lines += [(f"达到此分为“{plain(title)}”", least) for least, title in scheme.grades]
    sheet.set_row(0, 24)
    sheet.merge_range(0, 0, 0, 10, "评分参数与指标体系（浅黄色格可改，各表随之重算）", book.formats["section"])
    for number, (title, amount) in enumerate(lines, 1):
        sheet.merge_range(number, 0, number, 3, title, book.formats["text"])
        sheet.write_number(number, 4, float(amount), book.formats["input points"])
    book.table(sheet, links.scheme, _scheme_rows(scheme), freeze=3)


def _scheme_rows(scheme: Scheme) -> Iterator[Sequence[Value]]:
    groups = sorted(scheme.groups, key=lambda group: -len(group[0]))
    for row in scheme.indicators:
        yield (
            row.id,
            next((plain(title) for prefix, title in groups if f"{row.id}.".startswith(f"{prefix}.")), ""),
            plain(row.title),
            STAGES[row.stage],
            None if row.stage == "veto" else row.points,
            row.per_fail,
            row.veto_at,
            "、".join(kind.label for kind in row.kinds),
            "、".join(row.rules) or "人工",
            plain(row.basis),
            plain(row.note),
        )


def write_faults(book: Book, sheet: Any, links: Chain) -> None:
    grid = links.faults
    book.table(sheet, grid, (_fault(links, fault, n) for n, fault in enumerate(links.rows.faults)), freeze=3)
    book.choices(sheet, grid, "状态", (CONFIRMED, PENDING, DISMISSED))
    book.mark(sheet, grid, "状态", STATE_MARKS)


def _fault(links: Chain, fault: Fault, number: int) -> Sequence[Value]:
    said = fault.saying
    return (
        number + 1,
        said.target.unit,
        said.target.name,
        plain(fault.indicator.title),
        said.rule.title,
        said.item,
        said.message,
        said.quote,
        Link(said.url),
        said.seen_at,
        STAGES[fault.indicator.stage],
        _cost(links, fault),
        fault.state,
        said.sha256,
        said.key,
        f"{said.target.id}|{fault.indicator.id}",
    )


def _cost(links: Chain, fault: Fault) -> Value:
    """By the piece before the cap, or by the share of what was judged: what this one adds to those before it."""
    row = fault.indicator
    if row.stage == "veto":
        return None
    if row.per_fail is not None:
        return Formula(f"={links.weight(row, '每项扣分')}", row.per_fail)
    points = links.weight(row, "满分")
    before = f"ROUND({points}*{fault.number - 1}/{fault.judged},2)"
    return Formula(f"=ROUND(ROUND({points}*{fault.number}/{fault.judged},2)-{before},2)", fault.points)


def write_scores(book: Book, sheet: Any, links: Chain) -> None:
    grid = links.scores
    book.table(sheet, grid, (_score(links, row, n) for n, row in enumerate(links.rows.scores)), freeze=2)
    book.mark(sheet, grid, "否决", ((HIT, "bad"), (OPEN, "open")))
    book.mark(sheet, grid, "情形", (("未测得", "void"), ("不适用", "void")))


def _score(links: Chain, row: ScoreRow, number: int) -> Sequence[Value]:
    score, target = row.score, row.target
    key = links.scores.cell("扣分键", number)
    amounts = _verdict(links, row, key) if row.indicator.stage == "veto" else _amounts(links, row, number, key)
    return (
        target.unit,
        target.name,
        target.kind,
        row.indicator.id,
        plain(row.indicator.title),
        STAGES[row.indicator.stage],
        *amounts,
        row.state,
        row.note,
        f"{target.id}|{score.indicator}",
        f"{target.id}|{row.indicator.stage}",
    )


def _amounts(links: Chain, row: ScoreRow, number: int, key: str) -> Sequence[Value]:
    """满分, 其他扣分, 扣分, 待定, 得分; no veto. What is certain is charged first, both within the points."""
    score, cell = row.score, links.scores.cell
    possible, other, lost = cell("满分", number), cell("其他扣分", number), cell("扣分", number)
    weighed = score.possible == row.indicator.points
    share = f"=ROUND({possible}*(1-{links.parameter(3)}),2)"
    return (
        Formula(f"={links.weight(row.indicator, '满分')}", score.possible) if weighed else score.possible,
        Formula(share, score.lost) if not score.applicable else None,
        Formula(f"=MIN({possible},ROUND({_charged(links, key, CONFIRMED)}+{other},2))", score.lost),
        Formula(f"=MIN(ROUND({possible}-{lost},2),ROUND({_charged(links, key, PENDING)},2))", score.pending),
        Formula(f"=ROUND({possible}-{lost},2)", score.earned),
        None,
    )


def _charged(links: Chain, key: str, state: str) -> str:
    span = links.faults.span
    return f'SUMIFS({span("扣分（封顶前）")},{span("扣分键")},{key},{span("状态")},"{state}")'


def _verdict(links: Chain, row: ScoreRow, key: str) -> Sequence[Value]:
    """No points; a veto is hit by as many confirmed findings as the scheme says, open while suspicions could do it."""

    def counted(state: str) -> str:
        return f'COUNTIFS({links.faults.span("扣分键")},{key},{links.faults.span("状态")},"{state}")'

    limit = links.weight(row.indicator, "否决数")
    either = f'IF({counted(CONFIRMED)}+{counted(PENDING)}>={limit},"{OPEN}","")'
    veto = Formula(f'=IF({counted(CONFIRMED)}>={limit},"{HIT}",{either})', VETOES[row.score.veto])
    return None, None, None, None, None, veto
