"""Indicators that a person judges: what an entry comes to, and what is wrong with entries that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from checks.rulings import Entry
from crawler.targets import Target
from scoring.indicator import Indicator
from scoring.result import Score, Veto
from scoring.rounding import NOTHING, cents
from scoring.weighing import made, unmeasured

Entries = Mapping[tuple[str, str], Entry]
"""(target, indicator) → the one word on it."""


def entered(target: Target, indicator: Indicator, entry: Entry | None) -> Score:
    """Without an entry nothing is lost. Of a malus the points entered are those taken off."""
    if entry is None:
        return unmeasured(target, indicator, "人工指标，尚未录入。")
    if indicator.stage == "veto":
        score = made(target, indicator, veto=Veto.HIT if entry.vetoed else Veto.NONE, note=_told(entry, ""))
    elif indicator.options:
        values, answers = _answers(indicator, entry)
        told = f"问卷 {answers} 份，平均 {cents(values / answers)} 分（百分制）"
        # Divided last, so that a half of a cent stays exactly one.
        earned = cents(indicator.points * values / (100 * answers))
        score = made(target, indicator, lost=_lost(indicator, earned), note=_told(entry, told))
    else:
        points = cents(entry.points or NOTHING)
        lost = points if indicator.stage == "malus" else _lost(indicator, points)
        score = made(target, indicator, lost=lost, note=_told(entry, ""))
    return replace(score, entry=entry)


def misentered(
    entries: Sequence[Entry], targets: Mapping[str, Target], asked: Mapping[str, Mapping[str, Indicator]]
) -> Iterator[str]:
    """`asked`: target → its indicators by id. What cannot be taken, one Chinese sentence each."""
    taken: set[tuple[str, str]] = set()
    for entry in entries:
        target = targets.get(entry.target)
        where = f"人工评分：对象“{target.name if target else entry.target}”的指标 {entry.indicator} "
        row = asked.get(entry.target, {}).get(entry.indicator)
        if target is None:
            yield f"{where}所指的对象不在名单内；请删去这一行。"
        elif row is None:
            yield f"{where}在本方案中没有，或不考核这个对象；请按本方案重新录入，或删去这一行。"
        elif (entry.target, entry.indicator) in taken:
            yield f"{where}录入了不止一次；请只留一行。"
        else:
            yield from (f"{where}{problem}" for problem in _problems(row, entry))
        taken.add((entry.target, entry.indicator))


def _problems(indicator: Indicator, entry: Entry) -> Iterator[str]:
    if not indicator.personal:
        yield "由规则评判，不能直接录入得分；请在“核实”中逐条认定。"
        return
    wanted = "vetoed" if indicator.stage == "veto" else "counts" if indicator.options else "points"
    given = {"points": entry.points is not None, "counts": bool(entry.counts), "vetoed": entry.vetoed is not None}
    titles = {"points": "得分", "counts": "各项回答的份数", "vetoed": "是否否决"}
    if not given[wanted]:
        yield f"没有录入{titles[wanted]}；请补上或删去这一行。"
    if surplus := [titles[name] for name in given if given[name] and name != wanted]:
        yield f"不应录入{'、'.join(surplus)}，只录入{titles[wanted]}；请改正。"
    if entry.points is not None and not 0 <= entry.points <= indicator.points:
        yield f"得分 {entry.points} 不在 0 与满分 {indicator.points} 之间；请改正。"
    if unknown := [answer for answer, _ in entry.counts if answer not in dict(indicator.options)]:
        yield f"没有“{'”“'.join(unknown)}”这样的回答；可填：{'、'.join(answer for answer, _ in indicator.options)}。"
    if any(count < 0 for _, count in entry.counts) or (entry.counts and not any(count for _, count in entry.counts)):
        yield "份数须为 0 或正整数，合计至少 1 份；请改正。"


def _answers(indicator: Indicator, entry: Entry) -> tuple[Decimal, int]:
    """What all answers are worth together, and how many they are."""
    values = dict(indicator.options)
    worth = sum((values[answer] * count for answer, count in entry.counts), NOTHING)
    return worth, sum(count for _, count in entry.counts)


def _lost(indicator: Indicator, earned: Decimal) -> Decimal:
    return cents(indicator.points) - earned


def _told(entry: Entry, came_to: str) -> str:
    verdict = {True: "认定否决", False: "认定不否决", None: came_to}[entry.vetoed]
    words = (f"人工评分（{entry.by}，{entry.on}）", verdict, entry.reason)
    return "：".join(word for word in words if word).rstrip("。") + "。"
