"""The live chain of the workbook: weights, rulings and entries → findings → indicators → totals, by formula.

Every formula mirrors the scoring and carries the result's own value, so that a reader sees the result, and whoever
changes a weight (指标体系), a ruling (核实) or a manual score (人工评分) sees what it would come to. Rows are looked up
by text keys (a finding's, target|indicator, target|stage), so that a person may sort and filter every sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.cells import plain
from reports.people import People, people
from reports.review import KEY, VERDICT, review
from reports.rows import CONFIRMED, DISMISSED, PENDING, STAGES, VETOES, Fault, Rows
from reports.sheet import Book, Column, Formula, Grid, Link, Value
from reports.weights import Weights, weights
from scoring.result import Veto
from scoring.scheme import Scheme

LIVE = 60_000_000
"""Looked-up pairs of cells (rows of 扣分明细 × rows that look into it) that programs still recalculate in seconds; a
larger round has its rulings' effect written as values. The default is ours."""
HIT, OPEN = VETOES[Veto.HIT], VETOES[Veto.OPEN]
STATE_MARKS = ((PENDING, "open"), (DISMISSED, "void"), (CONFIRMED, "bad"))
FAULTS = (
    Column("序号", 6, "number"), Column("单位", 14, "wrap"), Column("名称", 16, "wrap"), Column("指标", 14, "wrap"),
    Column("规则", 13, "wrap"), Column("项目", 11, "wrap"), Column("问题描述", 36, "wrap"),
    Column("原文摘录", 22, "wrap"), Column("页面", 28, "link"), Column("证据", 7, "link"), Column("采集时间", 11, "centre"),
    Column("环节", 9, "centre"), Column("出表时扣分", 9, "quiet"), Column("出表时待定", 9, "quiet"),
    Column("核实结论", 9, "centre"), Column("状态", 9, "centre"),
    Column("证据摘要sha256", 20, "code"), Column("编号", 16, "code"), Column("扣分键", 12, "code", hidden=True),
    Column("状态键", 12, "code", hidden=True), Column("归属", 8, "code", hidden=True),
)  # fmt: skip
SCORES = (
    Column("单位", 16, "wrap"), Column("名称", 20, "wrap"), Column("类型", 11, "centre"), Column("指标编号", 8, "centre"),
    Column("指标", 24, "wrap"), Column("环节", 9, "centre"), Column("满分", 8, "live"),
    Column("判定数", 7, "number"), Column("认定数", 7, "number"), Column("待核实数", 8, "number"),
    Column("扣分", 8, "quiet"), Column("待定", 8, "quiet"), Column("得分", 9, "total"), Column("否决", 12, "centre"),
    Column("情形", 8, "centre"), Column("说明（出表时）", 36, "wrap"), Column("分值", 8, "code", hidden=True),
    Column("扣分键", 12, "code", hidden=True), Column("汇总键", 12, "code", hidden=True),
)  # fmt: skip
TOTALS = (
    Column("排名", 7, "number"), Column("单位", 20, "wrap"), Column("名称", 26, "wrap"), Column("类型", 11, "centre"),
    Column("层级", 9, "centre"), Column("得分", 12, "total"), Column("等级", 18, "centre"),
    Column("否决", 12, "centre"), Column("待定分", 9, "quiet"), Column("得分区间", 16, "centre"),
    Column("基本分", 9, "live"), Column("加分", 9, "quiet"), Column("倒扣分", 9, "quiet"), Column("本级得分", 9, "live"),
    Column("未测得分值", 10, "quiet"), Column("类别", 8, "centre"), Column("计分", 6, "code", hidden=True),
    Column("编号", 14, "code", hidden=True), Column("上级", 6, "code", hidden=True),
    Column("可评", 6, "code", hidden=True), Column("本级待定", 6, "code", hidden=True),
)  # fmt: skip
NAMED = {"明细状态键": "状态键", "明细归属": "归属"}
"""Names for columns of 扣分明细, so that formulas can be read."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The rows and where each sheet has its table."""

    rows: Rows
    weights: Weights
    review: Grid
    people: People
    faults: Grid
    scores: Grid
    totals: Grid
    live: bool
    """False: too many findings to be followed by formula from 核实; weights and manual scores are."""

    @property
    def scheme(self) -> Scheme:
        return self.rows.result.scheme

    @property
    def malus(self) -> bool:
        return any(row.stage == "malus" for row in self.scheme.indicators)


def chain(rows: Rows, top: int) -> Chain:
    """`top`: where the table of totals begins under its title block."""
    looking = len(rows.faults) + 3 * len(rows.scores)
    return Chain(
        rows,
        weights(rows.result.scheme),
        review(rows.sayings),
        people(rows.scores),
        Grid("扣分明细", FAULTS, len(rows.faults)),
        Grid("指标得分", SCORES, len(rows.scores)),
        Grid("总览", _totals(rows.result.scheme), len(rows.targets), top),
        live=len(rows.faults) * looking <= LIVE,
    )


def _totals(scheme: Scheme) -> tuple[Column, ...]:
    """Columns that every scheme has, and those of a malus and of a roll-up where it has them."""
    malus = any(row.stage == "malus" for row in scheme.indicators)
    rolled = scheme.own_share is not None
    without = {"倒扣分": malus, **dict.fromkeys(("本级得分", "本级待定", "上级", "可评"), rolled)}
    return tuple(column for column in TOTALS if without.get(column.title, True))


def write_faults(book: Book, sheet: Any, links: Chain) -> None:
    grid = links.faults
    book.table(sheet, grid, (_fault(links, fault, n) for n, fault in enumerate(links.rows.faults)), freeze=3)
    book.mark(sheet, grid, "状态", STATE_MARKS)
    for name, title in NAMED.items():
        book.file.define_name(name, f"={grid.span(title)}")


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
        Link(said.evidence, "查看") if said.evidence else None,
        said.seen_at,
        STAGES[fault.indicator.stage],
        None if fault.indicator.stage == "veto" else fault.lost,
        None if fault.indicator.stage == "veto" else fault.pending,
        *_ruled(links, fault, number),
        said.sha256,
        said.key,
        f"{said.target.id}|{fault.indicator.id}",
        _state_key(links, fault, number),
        "|".join(["", *map(str, fault.parts), ""]),
    )


def _ruled(links: Chain, fault: Fault, number: int) -> tuple[Value, Value]:
    """核实结论 as it stands in 核实, and what the finding then is."""
    said, cell = fault.saying, links.faults.cell
    verdict = said.ruling.verdict.label if said.ruling else ""
    if not links.live:
        return verdict, said.state
    found = f'IFERROR({links.review.look(VERDICT, KEY, cell("编号", number))}&"","")'
    ruling = cell("核实结论", number)
    unruled = PENDING if said.doubtful else CONFIRMED
    state = f'=IF({ruling}="属实","{CONFIRMED}",IF({ruling}="不成立","{DISMISSED}","{unruled}"))'
    return Formula(f"={found}", verdict), Formula(state, said.state)


def _state_key(links: Chain, fault: Fault, number: int) -> Value:
    """One text to be counted: programs keep an index of a column that is asked for whole texts."""
    now = f"{fault.saying.target.id}|{fault.indicator.id}|{fault.saying.state}"
    key, state = (links.faults.cell(title, number) for title in ("扣分键", "状态"))
    return Formula(f'={key}&"|"&{state}', now) if links.live else now


def counted(links: Chain, key: str, state: str, part: int | None, now: int) -> str:
    """How many findings under the key (a cell) are in the state: a formula while they can be followed, else a number.

    `part` as in `reports.parts`; None for all of the indicator's."""
    if not links.live:
        return str(now)
    if part is None:
        return f'COUNTIF(明细状态键,{key}&"|{state}")'
    return f'COUNTIFS(明细状态键,{key}&"|{state}",明细归属,"*|{part}|*")'
