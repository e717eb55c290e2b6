"""The last link of the live chain: from indicators to each target's total, grade and rank.

The formulas mirror `scoring/grade.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.cells import plain
from reports.chain import HIT, OPEN, PARAMETERS, Chain
from reports.rows import VETOES, TargetRow
from reports.sheet import Book, Formula, Value
from scoring.grade import FAILED, VETO_OPEN, VETO_UNMEASURED, VOID


def write_totals(book: Book, sheet: Any, links: Chain) -> None:
    """The table only; its title block is the workbook's."""
    grid = links.totals
    book.table(sheet, grid, (_total(links, row, n) for n, row in enumerate(links.rows.targets)), freeze=3)
    book.mark(sheet, grid, "否决", ((HIT, "bad"), (OPEN, "open")))
    book.dash(sheet, grid, ("得分", "基本分"), "等级", VOID)
    book.bars(sheet, grid, "得分")
    marks = [(FAILED, "bad"), (VOID, "void"), (VETO_OPEN, "open"), (VETO_UNMEASURED, "open")]
    book.mark(sheet, grid, "等级", [*marks, *((plain(title), "good") for _, title in links.weights.grades[:1])])


def _total(links: Chain, row: TargetRow, number: int) -> Sequence[Value]:
    total, cell = row.total, links.totals.cell
    veto = Formula(_veto_of(links, cell("编号", number)), VETOES[total.veto])
    head = (row.unit, row.name, row.kind, row.level)
    tail = (row.family, "是" if total.scored else "否", row.id)
    grade = Formula(_grade(links, number, scored=total.scored), total.grade)
    if not total.scored:
        return (None, *head, None, grade, veto, *[None] * 5, *tail)
    base, bonus = cell("基本分", number), cell("加分", number)
    barred = f'{cell("否决", number)}="{HIT}"'
    lowest = total.total - total.pending
    span = f'TEXT({cell("得分", number)}-{cell("待定分", number)},"0.00")&"～"&TEXT({cell("得分", number)},"0.00")'
    open_above = f"AND({base}>{links.parameter(2)},NOT({barred}))"
    bonus_pending = f"IF({open_above},{_summed(links, number, '待定', 'bonus')},0)"
    pending = f"=IF({barred},0,ROUND({_summed(links, number, '待定', 'base')}+{bonus_pending},2))"
    return (
        Formula(_rank(links, number), total.rank or ""),
        *head,
        Formula(f"=IF({barred},0,ROUND({base}+{bonus},2))", total.total),
        grade,
        veto,
        Formula(pending, total.pending),
        Formula(
            f'=IF({cell("待定分", number)}>0,{span},"")', f"{lowest:.2f}～{total.total:.2f}" if total.pending else ""
        ),
        Formula(f"=ROUND({_summed(links, number, '得分', 'base')},2)", total.base),
        Formula(f"=IF({open_above},ROUND({_summed(links, number, '得分', 'bonus')},2),0)", total.bonus),
        Formula(f"=ROUND({_summed(links, number, '满分', 'base', '未测得')},2)", total.unmeasured),
        *tail,
    )


def _summed(links: Chain, number: int, title: str, stage: str, state: str = "") -> str:
    span, key = links.scores.span, f'{links.totals.cell("编号", number)}&"|{stage}"'
    only = f',{span("情形")},"{state}"' if state else ""
    return f"SUMIFS({span(title)},{span('汇总键')},{key}{only})"


def _counted(links: Chain, target: str, title: str, word: str) -> str:
    span = links.scores.span
    return f'COUNTIFS({span("汇总键")},{target}&"|veto",{span(title)},"{word}")'


def _veto_of(links: Chain, target: str) -> str:
    opened = f'IF({_counted(links, target, "否决", OPEN)}>0,"{OPEN}","")'
    return f'=IF({_counted(links, target, "否决", HIT)}>0,"{HIT}",{opened})'


def _grade(links: Chain, number: int, *, scored: bool) -> str:
    cell, parameter = links.totals.cell, links.parameter
    barred, opened = (f'{cell("否决", number)}="{word}"' for word in (HIT, OPEN))
    titles = [plain(title).replace('"', '""') for _, title in links.weights.grades]
    if not scored:
        target = cell("编号", number)
        unmeasured = _counted(links, target, "情形", "未测得")
        vetoes = f'COUNTIFS({links.scores.span("汇总键")},{target}&"|veto")'
        partly = f'"{titles[-1]}"&IF({opened},"{VETO_OPEN}",IF({unmeasured}>0,"{VETO_UNMEASURED}",""))'
        return f'=IF({barred},"{FAILED}",IF({unmeasured}={vetoes},"{VOID}",{partly}))'
    ladder = f'"{FAILED}"'
    for step, title in reversed([*enumerate(titles, len(PARAMETERS))]):
        ladder = f'IF({cell("得分", number)}>={parameter(step)},"{title}",{ladder})'
    low = f'IF({cell("基本分", number)}<{parameter(1)},"{FAILED}",{ladder}&IF({opened},"{VETO_OPEN}",""))'
    void = f"{cell('未测得分值', number)}>{parameter(4)}*{parameter(0)}"
    return f'=IF({barred},"{FAILED}",IF({void},"{VOID}",{low}))'


def _rank(links: Chain, number: int) -> str:
    """Among its class, without those that have no points or could not be graded; the vetoed after all others."""
    cell, span = links.totals.cell, links.totals.span
    rivals = f'{span("类别")},{cell("类别", number)},{span("计分")},"是",{span("等级")},"<>{VOID}"'
    above = f'COUNTIFS({rivals},{span("得分")},">"&{cell("得分", number)})'
    unbarred = f'COUNTIFS({rivals},{span("否决")},"<>{HIT}")'
    place = f'1+IF({cell("否决", number)}="{HIT}",{unbarred},{above})'
    return f'=IF({cell("等级", number)}="{VOID}","",{place})'
