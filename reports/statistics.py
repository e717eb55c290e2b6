"""What the rows come to together: counts by rule, class and unit, the heat map, and what was not measured."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from reports.cells import plain
from reports.rows import Rows, Saying, weighs_as
from reports.targets import TargetRow
from scoring.grade import FAILED, VOID
from scoring.result import Veto

OUTCOMES = ("不符合", "待核实", "符合", "不适用", "未测得", "程序出错")
LEVELS = ("省", "设区市", "县", "区", "部门", "乡", "镇", "街道")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a class of targets stands. `passed` of `rated`, which are those that could be graded."""

    title: str
    listed: int
    rated: int
    passed: int
    vetoed: int
    doubtful: int
    """Passed, but a veto is still open."""
    mean: Decimal | None
    """Of the totals of those rated, scored and not vetoed; None when there is none."""
    scored: int
    """How many the mean is of."""

    @property
    def void(self) -> int:
        return self.listed - self.rated


def standing(title: str, targets: list[TargetRow]) -> Standing:
    rated = [row for row in targets if row.total.grade != VOID]
    points = [row.total.total for row in rated if row.total.scored and row.total.veto is not Veto.HIT]
    return Standing(
        title=title,
        listed=len(targets),
        rated=len(rated),
        passed=sum(passed(row) for row in rated),
        vetoed=sum(row.total.veto is Veto.HIT for row in targets),
        doubtful=sum(passed(row) and row.total.veto is Veto.OPEN for row in rated),
        mean=cents(sum(points, Decimal(0)) / len(points)) if points else None,
        scored=len(points),
    )


def standings(rows: Rows) -> list[Standing]:
    """Of each class that has targets."""
    families = dict.fromkeys(row.family for row in rows.targets)
    return [standing(title, [row for row in rows.targets if row.family == title]) for title in families]


def passed(row: TargetRow) -> bool:
    return row.total.grade not in (FAILED, VOID)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent(part: int | Decimal, whole: int = 1) -> str:
    """With one decimal, half up; a dash of nothing."""
    if not whole:
        return "—"
    return f"{(Decimal(part) * 100 / whole).quantize(Decimal('0.1'), 'ROUND_HALF_UP')}%"


def level_order(level: str) -> tuple[int, str]:
    """From the province down; what else the roster calls a level comes after, by its name."""
    return next((n for n, name in enumerate(LEVELS) if name in level), len(LEVELS)), level


def share(part: int, whole: int) -> str:
    """`94.0%（126/134）`: whoever reads a share can compute it again."""
    return f"{percent(part, whole)}（{part}/{whole}）"


def veto_reasons(rows: Rows, veto: Veto) -> list[tuple[TargetRow, str, str]]:
    """Target, one line of why (the indicator, and the first finding counted under it), and where its evidence is.

    A suspicion is no reason of a veto that was hit."""
    counted: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for fault in rows.faults:
        if veto is Veto.OPEN or not fault.saying.suspicion:
            counted[fault.saying.target.id, fault.indicator.id].append(fault.saying)
    reasons = []
    for row in rows.scores:
        if row.indicator.stage != "veto" or row.score.veto is not veto or row.target.total.veto is not veto:
            continue
        told = counted.get((row.target.id, row.indicator.id), [])
        more = f"（等 {len(told)} 处）" if len(told) > 1 else ""
        why = f"{plain(row.indicator.title)}：{told[0].message if told else row.note}{more}"
        reasons.append((row.target, why, told[0].evidence if told else ""))
    return reasons


def by_rule(rows: Rows) -> pd.DataFrame:
    """One row a rule that said anything: its title, a count of each outcome, targets and units with faults or doubts.
    Worst first."""
    units = {row.id: row.unit for row in rows.targets}
    frame = pd.DataFrame(
        [(f.rule, weighs_as(f).label, f.target, units[f.target]) for f in rows.result.findings],
        columns=["rule", "outcome", "target", "unit"],
    )
    counts = pd.crosstab(frame["rule"], frame["outcome"]).reindex(columns=list(OUTCOMES), fill_value=0)
    told = frame[frame["outcome"].isin(OUTCOMES[:2])].groupby("rule")
    counts["targets"] = told["target"].nunique().reindex(counts.index, fill_value=0)
    counts["units"] = told["unit"].nunique().reindex(counts.index, fill_value=0)
    counts.insert(0, "title", [plain(rows.result.rule(str(rule)).title) for rule in counts.index])
    order = counts.sort_values(["不符合", "待核实", "title"], ascending=[False, False, True], kind="stable")
    return order.reset_index()


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, line, strict=True)) for line in frame.itertuples(index=False)]


def by_unit(rows: Rows) -> pd.DataFrame:
    """One row a unit: unit, listed, vetoed, faults, doubts; most faults first."""
    frame = pd.DataFrame(
        [(row.unit, 1, row.total.veto is Veto.HIT, 0, 0) for row in rows.targets]
        + [(i.saying.target.unit, 0, 0, not i.saying.suspicion, i.saying.suspicion) for i in rows.issues],
        columns=["unit", "listed", "vetoed", "faults", "doubts"],
    ).astype({"listed": int, "vetoed": int, "faults": int, "doubts": int})
    sums = frame.groupby("unit").sum().reset_index()
    return sums.sort_values(["faults", "doubts", "unit"], ascending=[False, False, True], kind="stable")


def heat(rows: Rows, family: str) -> pd.DataFrame:
    """Target (rank order) × indicator with points (scheme order): position of the row in `rows.scores`.

    Missing where the indicator does not concern the target."""
    frame = pd.DataFrame(
        [
            (row.target.id, row.indicator.id, number)
            for number, row in enumerate(rows.scores)
            if row.target.family == family and row.indicator.stage != "veto"
        ],
        columns=["target", "indicator", "number"],
    )
    targets = [row.id for row in rows.targets if row.family == family]
    scheme = [row.id for row in rows.result.scheme.indicators if row.id in set(frame["indicator"])]
    return frame.pivot(index="target", columns="indicator", values="number").reindex(index=targets, columns=scheme)


def weakest(rows: Rows) -> list[tuple[str, Decimal, int]]:
    """(indicator of the base stage, mean share earned, targets) where points were lost, the lowest share first."""
    shares: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows.scores:
        if row.share is not None and row.indicator.stage == "base":
            shares[row.indicator.id].append(row.share)
    means = [
        (plain(row.title), sum(shares[row.id], Decimal(0)) / len(shares[row.id]), len(shares[row.id]))
        for row in rows.result.scheme.indicators
        if row.id in shares
    ]
    return sorted((mean for mean in means if mean[1] < 1), key=lambda mean: mean[1])


def unmeasured(rows: Rows) -> list[tuple[str, str, int]]:
    """(indicator, why, number of targets), the most frequent first."""
    reasons = Counter(
        (plain(row.indicator.title), row.note or "未测得。") for row in rows.scores if row.state == "未测得"
    )
    return [(title, why, count) for (title, why), count in sorted(reasons.items(), key=lambda kv: (-kv[1], kv[0]))]
