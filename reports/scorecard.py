"""The scorecard: every target and indicator of a round, drawn to be looked things up in; opens by a double click, offline.

What leaders must know of it in a minute stands on a page of its own (`briefing_page.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checks.accounts import Account
from reports import charts
from reports.cells import plain
from reports.ipv6_charts import latencies, support_by_indicator
from reports.media_charts import media_drawn
from reports.media_rows import media_rows
from reports.rows import Rows, ScoreRow
from reports.statistics import (
    Standing,
    by_rule,
    heat,
    percent,
    records,
    standing,
    standings,
    unmeasured,
    veto_reasons,
    weakest,
)
from reports.support import ALL, SiteSupport, blindness, groups
from reports.targets import TargetRow
from scoring.result import Veto

TOP_ISSUES = 10
DRAWN = 100
"""Bars of a ranking, and its lines in the table, at most, half from either end: thousands would hold up a browser for minutes. Our default."""
WEAKEST = 3
REASONS = 12
"""Lines of what was not measured; the rest is in the workbook."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Of the heat map: its words, how it looks, what it tells on hovering."""

    text: str
    style: str
    colour: str
    hint: str


@dataclass(frozen=True, slots=True)
class Section:
    """One class of targets: those ranked drawn, the others listed; then the heat map."""

    standing: Standing
    chart: str
    left_out: str
    """Says how many the chart and the table leave out in the middle; empty when they have all."""
    unranked: list[TargetRow]
    heads: list[str]
    lines: list[tuple[TargetRow, list[Cell]]]


def write_scorecard(rows: Rows, path: Path, ipv6: Sequence[SiteSupport] = (), accounts: Sequence[Account] = ()) -> None:
    scheme = rows.result.scheme
    issues = [row for row in records(by_rule(rows)) if row["不符合"] or row["待核实"]][:TOP_ISSUES]
    shelf = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
    missing = unmeasured(rows)
    page = shelf.get_template("scorecard.html.j2").render(
        title=plain(scheme.title),
        run={plain(name): plain(value) for name, value in rows.result.run.items()},
        scheme=scheme,
        whole=standing("", list(rows.targets)),
        classes=standings(rows),
        sections=[_section(rows, family) for family in dict.fromkeys(row.family for row in rows.targets)],
        issues=charts.div(charts.issue_types(issues), "issues") if issues else "",
        blind=blindness(ipv6),
        ipv6=_ipv6(ipv6),
        media=media_drawn(media_rows(rows, accounts)),
        vetoes=veto_reasons(rows, Veto.HIT),
        open_vetoes=veto_reasons(rows, Veto.OPEN),
        weakest=[(title, percent(share), count) for title, share, count in weakest(rows)[:WEAKEST]],
        unmeasured=missing[:REASONS],
        more_unmeasured=max(0, len(missing) - REASONS),
        pending=sum(issue.saying.suspicion for issue in rows.issues),
        faults=sum(not issue.saying.suspicion for issue in rows.issues),
        percent=percent,
        evidenced=any(issue.saying.evidence for issue in rows.issues),
        script=charts.script(),
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def _ipv6(sites: Sequence[SiteSupport]) -> dict[str, str]:
    """Charts of the measured sites, by what they show."""
    both = [site for site in sites if site.figures.seconds_4 is not None and site.figures.seconds_6 is not None]
    levels = [group for group in groups(sites) if group.by in (ALL, "层级")]
    drawn = {"support": charts.div(support_by_indicator(levels), "ipv6-support")} if sites else {}
    return drawn | ({"latency": charts.div(latencies(both), "ipv6-latency")} if both else {})


def _drawn(ranked: list[TargetRow]) -> tuple[list[TargetRow], str]:
    if len(ranked) <= DRAWN:
        return ranked, ""
    half = DRAWN // 2
    return [*ranked[:half], *ranked[-half:]], (
        f"图和下表只列首尾各 {half} 个，中间 {len(ranked) - 2 * half} 个见评分表。"
    )


def _section(rows: Rows, family: str) -> Section:
    members = [row for row in rows.targets if row.family == family]
    ranked = [row for row in members if row.total.rank]
    frame = heat(rows, family)
    titles = {row.id: plain(row.title) for row in rows.result.scheme.indicators}
    by_id = {row.id: row for row in members}
    best, slug = members[0].grades[0][1], members[0].family_id
    drawn, left_out = _drawn(ranked)
    unranked = [row for row in members if not row.total.rank]
    shown = {row.id for row in (*drawn, *unranked[:DRAWN])}
    return Section(
        standing=standing(family, members),
        chart=charts.div(charts.ranking(drawn, best), f"ranking-{slug}") if drawn else "",
        left_out=left_out,
        unranked=unranked,
        heads=[titles[str(column)] for column in frame.columns],
        lines=[
            (by_id[str(target)], [_cell(rows, number) for number in line])
            for target, line in zip(frame.index, frame.itertuples(index=False), strict=True)
            if target in shown
        ]
        if len(frame.columns)
        else [],
    )


def _cell(rows: Rows, number: Any) -> Cell:
    if pd.isna(number):
        return Cell("", "none", "", "不考核此项")
    row = rows.scores[int(number)]
    hint = _hint(row)
    if row.state == "未测得":
        return Cell("未测", "blind", "", hint)
    if row.state == "不适用":
        return Cell("不适用", "idle", "", hint)
    if row.share is None:
        return Cell("", "none", "", hint)
    share = int((row.share * 100).quantize(Decimal(1), "ROUND_HALF_UP"))
    return Cell(str(share), "open" if row.score.pending else "", _shade(row.share), hint)


def _hint(row: ScoreRow) -> str:
    score = row.score
    amounts = f"{row.target.name}｜{plain(row.indicator.title)}：得 {score.earned:.2f} / 满分 {score.possible:.2f}"
    pending = f"，待定 {score.pending:.2f}" if score.pending else ""
    return f"{amounts}{pending}。{row.note}"


def _shade(share: Decimal) -> str:
    """From red through pale yellow to green; readable under dark text."""
    low, middle, high = (244, 166, 157), (255, 240, 190), (166, 217, 182)
    start, end, way = (
        (low, middle, float(share) * 2) if share < Decimal("0.5") else (middle, high, float(share) * 2 - 1)
    )
    red, green, blue = (round(a + (b - a) * way) for a, b in zip(start, end, strict=True))
    return f"#{red:02x}{green:02x}{blue:02x}"
