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
    pointed = {row.target.id for row in links.rows.scores if row.indicator.stage == "base"}
    cells = (_Cells(links, row, n, row.id in pointed) for n, row in enumerate(links.rows.targets))
    book.table(sheet, grid, map(_total, cells), freeze=3)
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
    pointed: bool
    """Has it base indicators? Their points may be none as yet, and are then given in 指标体系."""

    def __getitem__(self, title: str) -> str:
        return self.links.totals.cell(title, self.number)

    def parameter(self, *key: str) -> str:
        return self.links.weights.parameter(*key)

    def of_class(self, name: str, *more: str) -> str:
        return self.parameter(name, self.row.family_id if self.links.scheme.classes else "", *more)

    @property
    def rolls(self) -> bool:
        """Are others' totals rolled up into this one?"""
        return self.links.scheme.own_share is not None and bool(self.row.leads)

    @property
    def barred(self) -> str:
        return f'{self["否决"]}="{HIT}"'

    def summed(self, title: str, stage: str, state: str = "") -> str:
        """Of a stage; of the base, by each assessor's share."""
        shares = self.links.scheme.assessors if stage == "base" else ()
        if not shares:
            return f"ROUND({self._summed(title, stage, state)},2)"
        sums = self.bases(title, state)
        terms = (f"{self.parameter('assessor', one.id)}*{part}" for one, part in zip(shares, sums, strict=True))
        return f"ROUND({'+'.join(terms)},2)"

    def bases(self, title: str, state: str = "") -> list[str]:
        """Of the base, each assessor's part."""
        heaps = [f"base|{one.id}" for one in self.links.scheme.assessors] or ["base"]
        return [self._summed(title, heap, state) for heap in heaps]

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
        "等级": Formula(f"={_grade(cells)}", total.grade),
        "类别": row.family,
        "编号": row.id,
        "上级": row.superior,
        "计分": "否",
    }
    if cells.pointed:
        scored = f'=IF({"+".join(cells.bases("满分"))}>0,"是","否")'
        values["计分"] = Formula(scored, "是" if total.scored else "否")
        points = _points(cells) | {"排名": Formula(_rank(cells), total.rank or "")}
        values |= {title: _where_scored(cells, formula) for title, formula in points.items()}
    return [values.get(column.title) for column in cells.links.totals.columns]


def _where_scored(cells: _Cells, formula: Formula) -> Formula:
    """Blank for a target whose indicators have no points."""
    text = f'=IF({cells["计分"]}="是",{formula.text.removeprefix("=")},"")'
    return Formula(text, formula.value if cells.row.total.scored else "")


def _points(cells: _Cells) -> dict[str, Formula]:
    total, pending, shown = cells.row.total, cells["待定分"], cells["得分"]
    own, doubtful = _own(cells)
    span = f'TEXT({shown}-{pending},"0.00")&"～"&TEXT({shown},"0.00")'
    lowest = f"{total.total - total.pending:.2f}～{total.total:.2f}" if total.pending else ""
    values = {
        "得分": Formula(f"={own}", total.total),
        "待定分": Formula(f"={doubtful}", total.pending),
        "得分区间": Formula(f'=IF(N({pending})>0,{span},"")', lowest),
        "基本分": Formula(f"={cells.summed('得分', 'base')}", total.base),
        "加分": Formula(f"=IF({_opened(cells)},{cells.summed('得分', 'bonus')},0)", total.bonus),
        "倒扣分": Formula(f"=IF({cells.barred},0,{cells.summed('扣分', 'malus')})", total.malus),
        "未测得分值": Formula(f"={cells.summed('满分', 'base', UNMEASURED)}", total.unmeasured),
    }
    return values if cells.links.scheme.own_share is None else values | _rolled(cells, own, doubtful)


def _opened(cells: _Cells) -> str:
    return f"AND({cells['基本分']}>{cells.of_class('bonus_above')},NOT({cells.barred}))"


def _own(cells: _Cells) -> tuple[str, str]:
    """The target's own total, and what of it is pending: never more than it."""
    whole = f"{cells['基本分']}+{cells['加分']}"
    doubtful = f"{cells.summed('待定', 'base')}+IF({_opened(cells)},{cells.summed('待定', 'bonus')},0)"
    if cells.links.malus:
        whole, doubtful = f"{whole}-{cells['倒扣分']}", f"{doubtful}+{cells.summed('待定', 'malus')}"
    rolled = cells.links.scheme.own_share is not None
    own = cells["本级得分" if rolled else "得分"]
    return f"IF({cells.barred},0,MAX(0,ROUND({whole},2)))", f"MIN({own},ROUND({doubtful},2))"


def _rolled(cells: _Cells, own: str, doubtful: str) -> dict[str, Formula]:
    """The target's own line, and the total with the units under it, as long as any of them could be graded."""
    row, total = cells.row, cells.row.total
    placed = Formula(f'=IF({cells.barred},"是",IF({_void(cells)},"否","是"))', "否" if total.grade == VOID else "是")
    values = {
        "本级得分": Formula(f"={own}", row.own),
        "本级待定": Formula(f"={doubtful}", row.own_pending),
        "可评": placed,
    }
    share = cells.parameter("own_share")
    for title, mine, now in (("得分", "本级得分", total.total), ("待定分", "本级待定", total.pending)):
        blend = f"({share}*{cells[mine]}+(1-{share})*SUMIFS({cells.links.totals.span(mine)},{_under(cells)})/{_graded(cells)})"
        both = f"IF({cells.barred},0,IF({_graded(cells)}=0,{cells[mine]},ROUND({blend},2)))"
        values[title] = Formula(f"={both if cells.rolls else cells[mine]}", now)
    return values


def _under(cells: _Cells) -> str:
    """Of the targets under this one those that have points and could be graded: conditions for COUNTIFS."""
    span = cells.links.totals.span
    return f'{span("上级")},"{cells.row.leads}",{span("编号")},"<>"&{cells["编号"]},{span("可评")},"是"'


def _graded(cells: _Cells) -> str:
    return f"COUNTIFS({_under(cells)})"


def _void(cells: _Cells) -> str:
    return f"{cells['未测得分值']}>{cells.parameter('void_above_share')}*{cells.of_class('full')}"


def _grade(cells: _Cells) -> str:
    if not cells.pointed:
        return _grade_by_veto(cells)
    opened = f'{cells["否决"]}="{OPEN}"'
    title = f'"{FAILED}"'
    for step, (_, name) in reversed([*enumerate(cells.row.grades)]):
        title = f'IF({cells["得分"]}>={cells.of_class("grade", str(step))},"{_quoted(name)}",{title})'
    passing = f"IF({_graded(cells)}=0,{cells['基本分']},{cells['得分']})" if cells.rolls else cells["基本分"]
    lowest = cells.of_class("grade", str(len(cells.row.grades) - 1))
    below = f"OR({passing}<{cells.of_class('pass_mark')},{cells['得分']}<{lowest})"
    low = f'IF({below},"{FAILED}",{title}&IF({opened},"{VETO_OPEN}",""))'
    by_points = f'IF({cells.barred},"{FAILED}",IF({_void(cells)},"{VOID}",{low}))'
    return f'IF({cells["计分"]}="是",{by_points},{_grade_by_veto(cells)})'


def _grade_by_veto(cells: _Cells) -> str:
    """Without points only the vetoes speak: with none of them measured nothing is known."""
    opened, unmeasured = f'{cells["否决"]}="{OPEN}"', cells.vetoes("情形", UNMEASURED)
    vetoes = f'COUNTIFS({cells.links.scores.span("汇总键")},{cells["编号"]}&"|veto")'
    lowest = _quoted(cells.row.grades[-1][1])
    partly = f'"{lowest}"&IF({opened},"{VETO_OPEN}",IF({unmeasured}>0,"{VETO_UNMEASURED}",""))'
    return f'IF({cells.barred},"{FAILED}",IF({unmeasured}={vetoes},"{VOID}",{partly}))'


def _quoted(title: str) -> str:
    return plain(title).replace('"', '""')


def _rank(cells: _Cells) -> str:
    """Among its class, without those that have no points or could not be graded; the vetoed after all others."""
    span = cells.links.totals.span
    rivals = f'{span("类别")},{cells["类别"]},{span("计分")},"是",{span("等级")},"<>{VOID}"'
    above = f'COUNTIFS({rivals},{span("得分")},">"&{cells["得分"]},{span("否决")},"<>{HIT}")'
    unbarred = f'COUNTIFS({rivals},{span("否决")},"<>{HIT}")'
    return f'=IF({cells["等级"]}="{VOID}","",1+IF({cells.barred},{unbarred},{above}))'
