"""整改通知: the letter that goes with a unit's return form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from reports.cells import plain
from reports.rectification import UnitList
from reports.rows import Rows
from reports.word import TEMPLATES, filled
from scoring.demands import Demand, Severity

TEMPLATE = TEMPLATES / "notice.docx"
NAMED = 3
"""Targets of the unit that are named; of more, their number is told."""


def notice(rows: Rows, told_now: UnitList, form: str, issuer: str = "", template: Path = TEMPLATE) -> bytes:
    """The document; `form` is the name of the return form beside it. Raises TemplateError."""
    demands = told_now.demands
    run = rows.result.run
    words: Mapping[str, Any] = {
        "单位": told_now.unit,
        "评估": plain(rows.result.scheme.title),
        "评判日": plain(run.get("评判日", "")),
        "对象": _named(demands),
        "条数": len(demands),
        "扣分": _points(demands),
        "问题": _kinds(rows, demands),
        "期限": _deadlines(demands),
        "供自查": len(told_now.suspicions),
        "下发日": written(max(demand.sent_on for demand in demands)),
        "附件": form,
        "落款": issuer or "（下发单位）",
    }
    return filled(template, words)


def written(day: str) -> str:
    """`2026年12月2日` of 2026-12-02."""
    of = date.fromisoformat(day)
    return f"{of.year}年{of.month}月{of.day}日"


def _named(demands: Sequence[Demand]) -> str:
    names = list(dict.fromkeys(demand.name for demand in demands))
    more = f"等 {len(names)} 个网站和账号" if len(names) > NAMED else ""
    return "、".join(f"“{name}”" for name in names[:NAMED]) + more


def _points(demands: Sequence[Demand]) -> str:
    return f"{sum(demand.points for demand in demands):.2f}"


def _kinds(rows: Rows, demands: Sequence[Demand]) -> list[dict[str, Any]]:
    """One row for each kind of fault, severity and last day; the gravest first. The counts add up to `条数`."""
    titles = {card.id: plain(card.title) for card in rows.result.rules}
    kinds: dict[tuple[int, str, str], list[Demand]] = {}
    for demand in demands:
        kinds.setdefault((list(Severity).index(demand.severity), titles[demand.rule], demand.due), []).append(demand)
    return [
        {
            "序号": number,
            "类型": title,
            "性质": of_it[0].severity.label,
            "条数": len(of_it),
            "扣分": _points(of_it),
            "期限": due,
        }
        for number, ((_, title, due), of_it) in enumerate(sorted(kinds.items()), 1)
    ]


def _deadlines(demands: Sequence[Demand]) -> list[dict[str, Any]]:
    by: dict[tuple[int, str], list[Demand]] = {}
    for demand in demands:
        by.setdefault((list(Severity).index(demand.severity), demand.due), []).append(demand)
    return [
        {"性质": of_it[0].severity.label, "条数": len(of_it), "期限": written(due)}
        for (_, due), of_it in sorted(by.items())
    ]
