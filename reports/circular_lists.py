"""The circular's lists: problems by type, who failed and why in one line, and what could not be graded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from reports.briefing import plain_grade
from reports.cells import plain
from reports.rows import Issue, Rows, ScoreRow
from reports.statistics import veto_reasons
from reports.targets import TargetRow
from scoring.grade import FAILED, VOID
from scoring.result import Veto

TYPES, NAMED = 8, 10
"""Types of problems told in the body, and targets named under each. Our default; the rest stands in the workbook."""
ITEMS, REASON, LOSSES = 5, 80, 3
"""Columns named for a target, characters of a reason, indicators told of a score that is too low."""
NUMERALS = "一二三四五六七八九十"
LOW = "得分低于合格线"


def main_problems(rows: Rows) -> tuple[list[dict[str, Any]], int]:
    """The types that the scheme asks for, those that vetoed somebody first, then by the targets hit; how many are left."""
    by_rule: dict[str, list[Issue]] = defaultdict(list)
    for issue in rows.issues:
        if issue.indicators and not issue.saying.suspicion:
            by_rule[issue.saying.rule.id].append(issue)
    vetoing = {
        fault.saying.rule.id
        for fault in rows.faults
        if fault.indicator.stage == "veto" and not fault.saying.suspicion and fault.saying.target.total.veto is Veto.HIT
    }
    order = sorted(by_rule, key=lambda rule: (rule not in vetoing, -_hit(by_rule[rule]), -len(by_rule[rule]), rule))
    told = [_problem(NUMERALS[number], by_rule[rule]) for number, rule in enumerate(order[:TYPES])]
    return told, len(order) - len(told)


def _hit(issues: Iterable[Issue]) -> int:
    return len({issue.saying.target.id for issue in issues})


def _problem(numeral: str, issues: Sequence[Issue]) -> dict[str, Any]:
    of_target: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        of_target[issue.saying.target.id].append(issue)
    lines = sorted(of_target.values(), key=lambda mine: (-len(mine), mine[0].saying.target.unit, mine[0].saying.key))
    rule = issues[0].saying.rule
    return {
        "序": f"（{numeral}）",
        "名称": rule.title,
        "依据": rule.basis.rstrip("。"),
        "对象数": len(lines),
        "处数": len(issues),
        "行": [_line(number, mine) for number, mine in enumerate(lines[:NAMED], 1)],
        "其余": max(0, len(lines) - NAMED),
    }


def _line(number: int, mine: Sequence[Issue]) -> dict[str, Any]:
    first = mine[0].saying
    items = list(dict.fromkeys(issue.saying.item for issue in mine if re.search(r"[一-鿿]", issue.saying.item)))
    more = f"等 {len(items)} 项" if len(items) > ITEMS else ""
    return {
        "序号": number,
        "单位": first.target.unit,
        "名称": first.target.name,
        "栏目": "、".join(items[:ITEMS]) + more or "—",
        "问题": shortened(first.message) + (f"（共 {len(mine)} 处）" if len(mine) > 1 else ""),
    }


def shortened(text: str) -> str:
    """One line of it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= REASON else f"{flat[: REASON - 1]}…"


def failing_sites(rows: Rows) -> list[dict[str, Any]]:
    """Sites whose grade is 不合格, by rank."""
    of = {target.id: target for target in rows.result.targets}
    lost, vetoed = _losses(rows), _vetoed(rows)
    failed = [row for row in rows.targets if row.is_site and plain_grade(row) == FAILED]
    return [
        {
            "序号": number,
            "地区单位": "　".join(filter(None, (_region(of[row.id].region, row.unit), row.unit))),
            "名称": row.name,
            "标识码": plain(of[row.id].site_code) or "—",
            "突出问题": _reason(row, vetoed.get(row.id, []), lost[row.id]),
        }
        for number, row in enumerate(failed, 1)
    ]


def _region(region: str, unit: str) -> str:
    """A unit that is told apart by its region has it in its title."""
    return "" if f"（{region}）" in unit else plain(region)


def failing_accounts(rows: Rows) -> list[dict[str, Any]]:
    """Accounts whose grade is 不合格 by the reason, as `名称（平台）`; one of several reasons stands under each."""
    of = {target.id: target for target in rows.result.targets}
    by_type: dict[str, list[str]] = defaultdict(list)
    vetoes: dict[str, list[str]] = defaultdict(list)
    for one in rows.scores:
        if one.indicator.stage == "veto" and one.score.veto is Veto.HIT:
            vetoes[one.target.id].append(plain(one.indicator.title))
    for row in rows.targets:
        if not row.is_site and plain_grade(row) == FAILED:
            name = f"{row.name}（{plain(of[row.id].platform) or row.kind}，{row.unit}）"
            for title in vetoes.get(row.id, [LOW]):
                by_type[title].append(name)
    return [
        {"名称": title, "个数": len(names), "账号": "、".join(names)}
        for title, names in sorted(by_type.items(), key=lambda pair: (pair[0] == LOW, -len(pair[1]), pair[0]))
    ]


def ungraded(rows: Rows) -> list[dict[str, Any]]:
    """Targets that could not be graded, with what was not measured: no failures."""
    blind: dict[str, list[ScoreRow]] = defaultdict(list)
    for row in rows.scores:
        if row.state == "未测得" and row.indicator.rules:
            blind[row.target.id].append(row)
    void = [row for row in rows.targets if row.total.grade == VOID]
    return [
        {"序号": number, "单位": row.unit, "名称": row.name, "原因": _blindness(blind[row.id])}
        for number, row in enumerate(void, 1)
    ]


def _blindness(mine: Sequence[ScoreRow]) -> str:
    if not mine:
        return "没有测到。"
    return shortened(f"{len(mine)} 项指标没有测到：{mine[0].note.removeprefix('未测得：')}")


def _vetoed(rows: Rows) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = defaultdict(list)
    for row, why, _ in veto_reasons(rows, Veto.HIT):
        reasons[row.id].append(shortened(why))
    return reasons


def _losses(rows: Rows) -> dict[str, list[ScoreRow]]:
    """Target → base indicators that cost it points, the dearest first."""
    lost: dict[str, list[ScoreRow]] = defaultdict(list)
    for row in rows.scores:
        if row.indicator.stage == "base" and row.score.lost:
            lost[row.target.id].append(row)
    for mine in lost.values():
        mine.sort(key=lambda row: (-row.score.lost, row.indicator.id))
    return lost


def _reason(row: TargetRow, vetoes: Sequence[str], lost: Sequence[ScoreRow]) -> str:
    """One line: the vetoes, else where the points went."""
    if vetoes:
        return "；".join(why.rstrip("。") for why in vetoes[:LOSSES]) + "。"
    most = "、".join(f"{plain(one.indicator.title)}（失 {one.score.lost:.2f} 分）" for one in lost[:LOSSES])
    return f"基本分 {row.total.base:.2f}，低于合格线" + (f"；失分最多的是{most}。" if most else "。")
