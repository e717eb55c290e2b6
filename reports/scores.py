"""The sheet 指标得分: what each indicator came to for each target, by formulas that mirror `scoring/score.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from reports.cells import plain
from reports.chain import HIT, OPEN, Chain, counted
from reports.parts import CAP, DEDUCED, ELEMENT, RUNG, of_role
from reports.people import COUNTED, KEY
from reports.rows import CONFIRMED, PENDING, STAGES, VETOES, ScoreRow
from reports.sheet import Book, Formula, Value
from reports.weights import NONE_LOSES, OWN_SHARE
from scoring.scheme import Indicator

UNMEASURED, NO_BUSINESS = "未测得", "不适用"
CERTAIN, CHARGED = (CONFIRMED,), (CONFIRMED, PENDING)
"""States of what is charged: for certain; certain and doubtful together."""


def write_scores(book: Book, sheet: Any, links: Chain) -> None:
    grid = links.scores
    book.table(sheet, grid, (_score(links, row, n) for n, row in enumerate(links.rows.scores)), freeze=2)
    book.mark(sheet, grid, "否决", ((HIT, "bad"), (OPEN, "open")))
    book.mark(sheet, grid, "情形", ((UNMEASURED, "void"), (NO_BUSINESS, "void")))


def _score(links: Chain, row: ScoreRow, number: int) -> Sequence[Value]:
    target, indicator = row.target, row.indicator
    cells = _Cells(links, row, number)
    values: dict[str, Value] = {
        "单位": target.unit,
        "名称": target.name,
        "类型": target.kind,
        "指标编号": indicator.id,
        "指标": plain(indicator.title),
        "环节": STAGES[indicator.stage],
        "情形": row.state,
        "说明（出表时）": row.note,
        "扣分键": f"{target.id}|{indicator.id}",
        "汇总键": f"{target.id}|{_heap(links, indicator)}",
    }
    if indicator.personal:
        values |= _entered(cells)
    elif any(row.judged):
        values |= _counts(cells) | (_verdict(cells) if indicator.stage == "veto" else _amounts(cells))
    elif indicator.stage != "veto":
        values |= _standing(cells)
    return [values.get(column.title) for column in links.scores.columns]


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row of the sheet: its cells, weights and counts as terms of formulas."""

    links: Chain
    row: ScoreRow
    number: int

    def __getitem__(self, title: str) -> str:
        return self.links.scores.cell(title, self.number)

    def weight(self, title: str) -> str:
        return self.links.weights.of(self["指标编号"], title)

    def part(self, number: int, title: str = "数值") -> str:
        return self.links.weights.part(self.row.indicator, number, title)

    def count(self, states: Sequence[str], part: int) -> str:
        """Of findings under the part that are in one of the states."""
        simple = not self.row.indicator.ladder and not self.row.indicator.caps
        of = None if simple and part == DEDUCED else part
        key, now = self["扣分键"], self.row.counted
        return "+".join(counted(self.links, key, state, of, now((state,), part)) for state in states)


def _heap(links: Chain, indicator: Indicator) -> str:
    """What it is summed up in: its stage, the base by assessor where there are several."""
    if indicator.stage != "base" or not links.scheme.assessors:
        return indicator.stage
    return f"base|{indicator.assessor or links.scheme.assessors[0].id}"


def _counts(cells: _Cells) -> dict[str, Value]:
    """Of what is deducted in the ordinary way, or counts towards a veto."""
    return {
        "判定数": cells.row.judged[DEDUCED],
        "认定数": _count(cells, CONFIRMED),
        "待核实数": _count(cells, PENDING),
    }


def _count(cells: _Cells, state: str) -> Value:
    now = cells.row.counted((state,), DEDUCED)
    return Formula(f"={cells.count((state,), DEDUCED)}", now) if cells.links.live else now


def _verdict(cells: _Cells) -> dict[str, Value]:
    """No points; hit by as many confirmed findings as the scheme says, open while suspicions could do it."""
    sure, doubtful, limit = cells["认定数"], cells["待核实数"], cells.weight("否决数")
    veto = f'=IF({sure}>={limit},"{HIT}",IF({sure}+{doubtful}>={limit},"{OPEN}",""))'
    return {"否决": Formula(veto, VETOES[cells.row.score.veto])}


def _amounts(cells: _Cells) -> dict[str, Value]:
    """What is certain is charged first; what is doubtful could add the difference."""
    score, lost = cells.row.score, cells["扣分"]
    either = f"{cells['认定数']}+{cells['待核实数']}"
    sure, all_of_it = _loss(cells, CERTAIN, cells["认定数"]), _loss(cells, CHARGED, f"({either})")
    certain, open_ = f"ROUND({sure},2)", f"MAX(0,ROUND(ROUND({all_of_it},2)-{lost},2))"
    state: dict[str, Value] = {}
    if unmeasured := _undecided(cells):
        state["情形"] = Formula(f"={unmeasured}", cells.row.state)
        certain, open_ = (f'IF({cells["情形"]}="",{amount},0)' for amount in (certain, open_))
    lines = {"扣分": Formula(f"={certain}", score.lost), "待定": Formula(f"={open_}", score.pending)}
    return _possible(cells) | state | lines


def _undecided(cells: _Cells) -> str:
    """A rung that could not be measured leaves the indicator unmeasured, unless one above it is surely held; so does
    a ladder under which nothing was judged. Empty where the rungs that were judged decide."""
    rungs, judged = cells.row.rungs, cells.row.judged
    before = list(takewhile(lambda number: judged[number], rungs))
    if not cells.row.indicator.ladder or (before and len(before) == len(rungs)):
        return ""
    state = f'"{UNMEASURED}"'
    for number in reversed(before):
        state = f'IF({cells.count(CHARGED, number)}=0,"",{state})'
    return state


def _standing(cells: _Cells) -> dict[str, Value]:
    """Not measured: nothing is lost. Not applicable: the uniform share is earned."""
    score, row = cells.row.score, cells.row.indicator
    if score.measured and row.stage == "base":
        own = cells.weight(OWN_SHARE) if row.not_applicable_share is not None else None
        share = own or cells.links.weights.parameter("not_applicable_share")
        lost: Value = Formula(f"=ROUND({cells['分值']}*(1-{share}),2)", score.lost)
    else:
        lost = score.lost
    return _possible(cells) | {"扣分": lost, "待定": score.pending}


def _entered(cells: _Cells) -> dict[str, Value]:
    """As 人工评分 has it; what nobody has entered is not measured."""
    score, stage = cells.row.score, cells.row.indicator.stage
    entry = f'IFERROR({cells.links.people.grid.look(COUNTED, KEY, cells["扣分键"])},"")'
    values: dict[str, Value] = {"情形": Formula(f'=IF({entry}="","{UNMEASURED}","")', cells.row.state)}
    if stage == "veto":
        return values | {"否决": Formula(f'=IF({entry}="{HIT}","{HIT}","")', VETOES[score.veto])}
    taken = entry if stage == "malus" and not cells.row.indicator.options else f"{cells['分值']}-{entry}"
    lost = f'=IF({cells["情形"]}="",ROUND({taken},2),0)'
    return values | _possible(cells) | {"扣分": Formula(lost, score.lost), "待定": score.pending}


def _possible(cells: _Cells) -> dict[str, Value]:
    """分值 is what the scheme says, 满分 what of it can be earned: none of a malus, or of a bonus without a measure."""
    score, row = cells.row.score, cells.row.indicator
    points, possible = cells["分值"], cells["满分"]
    full = {"base": points, "bonus": f'IF({cells["情形"]}="",{points},0)', "malus": "0"}[row.stage]
    return {
        "分值": Formula(f"={cells.weight('满分')}", row.points),
        "满分": Formula(f"={full}", score.possible),
        "得分": Formula(f"=ROUND({possible}-{cells['扣分']},2)", score.earned),
    }


def _loss(cells: _Cells, states: Sequence[str], charged: str) -> str:
    """Of the points, by the findings in the states, of which `charged` are deducted in the ordinary way; not rounded."""
    points = cells["分值"]
    deducted = _deducted(cells, states, charged)
    lost = f"MIN({points},{deducted})"
    if cells.row.indicator.ladder:
        lost = points
        for rung in reversed([rung for rung in of_role(cells.row.indicator, RUNG) if cells.row.judged[rung.number]]):
            held, factor = cells.part(rung.number), cells.part(rung.number, "系数")
            below = f"MIN({points},{points}-{held}+{factor}*{deducted})"
            lost = f"IF({cells.count(states, rung.number)}=0,{below},{lost})"
    floors = [
        f"IF({cells.count(states, cap.number)}>0,{points}*(1-{cells.part(cap.number)}),0)"
        for cap in of_role(cells.row.indicator, CAP)
    ]
    return f"MAX({','.join([lost, *floors])})" if floors else lost


def _deducted(cells: _Cells, states: Sequence[str], charged: str) -> str:
    row, judged = cells.row.indicator, cells["判定数"]
    if elements := of_role(row, ELEMENT):
        costs = (f"IF({cells.count(states, part.number)}>0,{cells.part(part.number)},0)" for part in elements)
        return f"({'+'.join(costs)})"
    if not cells.row.judged[DEDUCED]:
        return "0"
    if row.per_fail is not None:
        return f"{cells.weight('每项扣分')}*{charged}"
    if row.none_loses is not None:
        return f"IF({charged}={judged},{cells.weight(NONE_LOSES)}*{cells['分值']},0)"
    return f"{cells['分值']}*{charged}/{judged}"
