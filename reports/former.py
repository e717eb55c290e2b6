"""What the former round adds: how the share of passes moved, what holds against comparing, who repeats a problem."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from reports.rows import Rows
from reports.statistics import Standing, percent, share, standing
from reports.targets import target_rows
from scoring.comparison import Comparison, Movement, recheck_rate
from scoring.silence import is_confirmed


@dataclass(frozen=True, slots=True)
class Repeated:
    """Of a unit's `of` confirmed problems of the former round that could be looked at again, `still` stand."""

    unit: str
    still: int
    of: int


def former_standing(comparison: Comparison | None) -> Standing | None:
    """Of a round that was graded by the same edition; by another one its 合格率 means something else."""
    if comparison is None or comparison.scheme:
        return None
    return standing("", target_rows(comparison.old))


def against(standing_now: Standing, before: Standing, word: str) -> str:
    """`比上轮的 87.7%（921/1050）上升 1.5 个百分点`: between the two percentages as they are printed. `word`: 上轮 or 上期."""
    now, then = (percent(one.passed, one.rated) for one in (standing_now, before))
    told = share(before.passed, before.rated)
    if now == then:
        return f"与{word}的 {told}持平"
    by = Decimal(now[:-1]) - Decimal(then[:-1])
    return f"比{word}的 {told}{'上升' if by > 0 else '下降'} {abs(by)} 个百分点"


def former_standings(comparison: Comparison) -> list[Standing]:
    """Of each class that had targets in the former round."""
    targets = target_rows(comparison.old)
    titles = dict.fromkeys(row.family for row in targets)
    return [standing(title, [row for row in targets if row.family == title]) for title in titles]


def caution(comparison: Comparison | None, word: str = "上轮") -> str:
    """Why the two rounds cannot be set side by side without a thought; '' when they can."""
    if comparison is None:
        return ""
    told = [comparison.scheme] if comparison.scheme else []
    told += [f"有 {len(comparison.indicators)} 项指标与{word}不同。"] if comparison.indicators else []
    told += [f"有 {len(comparison.rules)} 条规则与{word}的版本不同。"] if comparison.rules else []
    return "".join(told) and f"{''.join(told)}分数和名次的变化不全是各单位的变化。"


def repeated(rows: Rows, comparison: Comparison) -> list[Repeated]:
    """Units whose confirmed problems of the former round stand again, most first."""
    units = {row.id: row.unit for row in rows.targets}
    paired = {change.old.target: change.target.id for change in comparison.targets if change.old and change.new}
    of_unit: dict[str, list[Movement]] = defaultdict(list)
    for one in comparison.movements:
        if one.old and (target := paired.get(one.old.target)):
            of_unit[units[target]].append(one)
    found = []
    for unit, movements in of_unit.items():
        again = sum(_stands(one) for one in movements)
        if again:
            found.append(Repeated(unit, again, recheck_rate(movements).denominator))
    return sorted(found, key=lambda one: (-one.still, one.of, one.unit))


def _stands(one: Movement) -> bool:
    """Confirmed in both rounds: what is a suspicion in either is held against nobody."""
    return one.old is not None and one.new is not None and is_confirmed(one.old) and is_confirmed(one.new)
