"""The last link of the live chain: from indicators to each target's total, grade and rank.

The formulas mirror `scoring/grade.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.cells import plain
from reports.chain import HIT, OPEN, Chain
from reports.rows import VETOES
from reports.scores import UNMEASURED
from reports.sheet import Book, Formula, Value
from reports.targets import TargetRow, families
from scoring.grade import FAILED, VETO_OPEN, VETO_UNMEASURED, VOID


def write_totals(book: Book, sheet: Any, links: Chain) -> None:
    """The table only; its title block is the workbook's."""
    grid = links.totals
    book.table(sheet, grid, (_total(_Cells(links, row, n)) for n, row in enumerate(links.rows.targets)), freeze=3)
    book.mark(sheet, grid, "否决", ((HIT, "bad"), (OPEN, "open")))
    book.dash(sheet, grid, ("得分", "基本分"), "等级", VOID)
    book.bars(sheet, grid, "得分")
    marks = [(FAILED, "bad"), (VOID, "void"), (VETO_OPEN, "open"), (VETO_UNMEASURED, "open")]
    best = dict.fromkeys(plain(grades[0][1]) for _, _, grades in families(links.scheme))
    book.mark(sheet, grid, "等级", [*marks, *((title, "good") for title in best)])


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row of the sheet: its cells, its class's parameters and sums over 指标得分 as terms of formulas."""

    links: Chain
    row: TargetRow
    number: int

    def __getitem__(self, title: str) -> str:
        return self.links.totals.cell(title, self.number)

    def parameter(self, *key: str) -> str:
        return self.links.weights.parameter(*key)

    def of_class(self, name: str, *more: str) -> str:
        return self.parameter(name, self.row.family_id if self.links.scheme.classes else "", *more)

    @property
    def barred(self) -> str:
        return f'{self["否决"]}="{HIT}"'

    def summed(self, title: str, stage: str, state: str = "") -> str:
        """Of a stage; of the base, by each assessor's share."""
        shares = self.links.scheme.assessors if stage == "base" else ()
        if not shares:
            return self._summed(title, stage, state)
        terms = (f"{self.parameter('assessor', a.id)}*{self._summed(title, f'base|{a.id}', state)}" for a in shares)
        return f"({'+'.join(terms)})"

    def _summed(self, title: str, stage: str, state: str) -> str:
        span, key = self.links.scores.span, f'{self["编号"]}&"|{stage}"'
        only = f',{span("情形")},"{state}"' if state else ""
        return f"SUMIFS({span(title)},{span('汇总键')},{key}{only})"

    def vetoes(self, title: str, word: str) -> str:
        span = self.links.scores.span
        return f'COUNTIFS({span("汇总键")},{self["编号"]}&"|veto",{span(title)},"{word}")'


def _total(cells: _Cells) -> Sequence[Value]:
    row, total = cells.row, cells.row.total
    veto = f'IF({cells.vetoes("否决", OPEN)}>0,"{OPEN}","")'
    values: dict[str, Value] = {
        "单位": row.unit,
        "名称": row.name,
        "类型": row.kind,
        "层级": row.level,
        "否决": Formula(f'=IF({cells.vetoes("否决", HIT)}>0,"{HIT}",{veto})', VETOES[total.veto]),
        "等级": Formula(_grade(cells) if total.scored else _grade_by_veto(cells), total.grade),
        "类别": row.family,
        "编号": row.id,
        "上级": row.superior,
        "计分": "是" if total.scored else "否",
    }
    if total.scored:
        values |= _points(cells) | {"排名": Formula(_rank(cells), total.rank or "")}
    return [values.get(column.title) for column in cells.links.totals.columns]


def _points(cells: _Cells) -> dict[str, Value]:
    total, base, pending, shown = cells.row.total, cells["基本分"], cells["待定分"], cells["得分"]
    opened = f"AND({base}>{cells.of_class('bonus_above')},NOT({cells.barred}))"
    bonus = f"=IF({opened},ROUND({cells.summed('得分', 'bonus')},2),0)"
    doubtful = f"{cells.summed('待定', 'base')}+IF({opened},{cells.summed('待定', 'bonus')},0)"
    own = f"{base}+{cells['加分']}"
    if cells.links.malus:
        own, doubtful = f"{own}-{cells['倒扣分']}", f"{doubtful}+{cells.summed('待定', 'malus')}"
    own = f"IF({cells.barred},0,MAX(0,ROUND({own},2)))"
    span = f'TEXT({shown}-{pending},"0.00")&"～"&TEXT({shown},"0.00")'
    lowest = f"{total.total - total.pending:.2f}～{total.total:.2f}" if total.pending else ""
    return {
        "得分": Formula(f"={_rolled(cells, own)}", total.total),
        "待定分": Formula(f"=IF({cells.barred},0,ROUND({doubtful},2))", total.pending),
        "得分区间": Formula(f'=IF({pending}>0,{span},"")', lowest),
        "基本分": Formula(f"=ROUND({cells.summed('得分', 'base')},2)", total.base),
        "加分": Formula(bonus, total.bonus),
        "倒扣分": Formula(f"=ROUND({cells.summed('扣分', 'malus')},2)", total.malus),
        "本级得分": Formula(f"={own}", total.total if total.own is None else total.own),
        "可评": Formula(
            f'=IF({cells.barred},"是",IF({_void(cells)},"否","是"))', "否" if total.grade == VOID else "是"
        ),
        "未测得分值": Formula(f"=ROUND({cells.summed('满分', 'base', UNMEASURED)},2)", total.unmeasured),
    }


def _rolled(cells: _Cells, own: str) -> str:
    """With the units under this one, where the scheme rolls up and any of them could be graded."""
    if cells.links.scheme.own_share is None:
        return own
    mine, span = cells["本级得分"], cells.links.totals.span
    if not cells.row.leads:
        return mine
    under = f'{span("上级")},"{cells.row.leads}",{span("可评")},"是"'
    share = cells.parameter("own_share")
    blend = f"ROUND({share}*{mine}+(1-{share})*AVERAGEIFS({span('本级得分')},{under}),2)"
    return f"IF({cells.barred},0,IF(COUNTIFS({under})=0,{mine},{blend}))"


def _void(cells: _Cells) -> str:
    return f"{cells['未测得分值']}>{cells.parameter('void_above_share')}*{cells.of_class('full')}"


def _grade(cells: _Cells) -> str:
    opened = f'{cells["否决"]}="{OPEN}"'
    title = f'"{FAILED}"'
    for step, (_, name) in reversed([*enumerate(cells.row.grades)]):
        title = f'IF({cells["得分"]}>={cells.of_class("grade", str(step))},"{_quoted(name)}",{title})'
    passing = cells["基本分"] if cells.links.scheme.own_share is None else cells["得分"]
    low = f'IF({passing}<{cells.of_class("pass_mark")},"{FAILED}",{title}&IF({opened},"{VETO_OPEN}",""))'
    return f'=IF({cells.barred},"{FAILED}",IF({_void(cells)},"{VOID}",{low}))'


def _grade_by_veto(cells: _Cells) -> str:
    """Without points only the vetoes speak: with none of them measured nothing is known."""
    opened, unmeasured = f'{cells["否决"]}="{OPEN}"', cells.vetoes("情形", UNMEASURED)
    vetoes = f'COUNTIFS({cells.links.scores.span("汇总键")},{cells["编号"]}&"|veto")'
    lowest = _quoted(cells.row.grades[-1][1])
    partly = f'"{lowest}"&IF({opened},"{VETO_OPEN}",IF({unmeasured}>0,"{VETO_UNMEASURED}",""))'
    return f'=IF({cells.barred},"{FAILED}",IF({unmeasured}={vetoes},"{VOID}",{partly}))'


def _quoted(title: str) -> str:
    return plain(title).replace('"', '""')


def _rank(cells: _Cells) -> str:
    """Among its class, without those that have no points or could not be graded; the vetoed after all others."""
    span = cells.links.totals.span
    rivals = f'{span("类别")},{cells["类别"]},{span("计分")},"是",{span("等级")},"<>{VOID}"'
    above = f'COUNTIFS({rivals},{span("得分")},">"&{cells["得分"]},{span("否决")},"<>{HIT}")'
    unbarred = f'COUNTIFS({rivals},{span("否决")},"<>{HIT}")'
    return f'=IF({cells["等级"]}="{VOID}","",1+IF({cells.barred},{unbarred},{above}))'
