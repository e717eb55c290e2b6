"""The scorecard's charts, drawn by plotly from rows; they ask nothing of any network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from reports.statistics import passed
from reports.targets import TargetRow
from scoring.grade import VOID
from scoring.result import Veto

CONFIG = {"showSendToCloud": False, "plotlyServerURL": "", "displaylogo": False, "responsive": True,
          "displayModeBar": False}  # fmt: skip
FONT = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, SimHei, sans-serif"
BEST, GOOD, BAD, VOIDED, DOUBT = "#1B7F5C", "#2F6DB5", "#C4392B", "#9AA5B1", "#F0B429"
BAR = 30
"""Pixels of a bar's row."""
LABEL = 18
"""Characters of a name beside its bar; the whole name shows on hovering."""


def script() -> str:
    """All of plotly.js, to stand inside the page."""
    return str(get_plotlyjs())


def ranking(targets: Sequence[TargetRow], best: str) -> go.Figure:
    """One bar a target, the first on top: solid up to its lowest possible total, hatched what is still open."""
    places = list(range(len(targets)))
    totals = [row.total for row in targets]
    lowest = [float(total.total - total.pending) for total in totals]
    hover = [
        escape(f"{row.name}（{row.unit}）") + f"<br>{_told(row)}<br>未测得 {row.total.unmeasured:.2f} 分（不扣分）"
        for row in targets
    ]
    figure = go.Figure()
    figure.add_bar(
        y=places, x=lowest, orientation="h", marker={"color": [_colour(row, best) for row in targets]},
        name="已定得分", hovertext=hover, hoverinfo="text",
    )  # fmt: skip
    figure.add_bar(
        y=places, x=[float(total.pending) for total in totals], orientation="h", name="待定分",
        marker={"color": "#FFF6DF", "pattern": {"shape": "/", "fgcolor": DOUBT, "size": 6}, "line": {"color": DOUBT}},
        text=[_told(row) for row in targets], textposition="outside", cliponaxis=False,
        textfont={"color": "#243B53"}, hovertext=hover, hoverinfo="text",
    )  # fmt: skip
    _style(figure, [f"{row.total.rank}. {_short(row.name)}" for row in targets])
    figure.update_layout(barmode="stack", xaxis={"range": [0, 1.5 * max(100.0, *(float(t.total) for t in totals))]})
    return figure


def issue_types(rows: Sequence[Mapping[str, Any]]) -> go.Figure:
    """One bar a rule, the commonest on top: what is certain, then what is suspected."""
    places = list(range(len(rows)))
    figure = go.Figure()
    for title, colour in (("不符合", BAD), ("待核实", DOUBT)):
        values = [int(row[title]) for row in rows]
        figure.add_bar(
            y=places, x=values, orientation="h", name=title, marker={"color": colour},
            text=[str(value) if value else "" for value in values], textposition="inside", insidetextanchor="middle", textangle=0,
            hovertext=[f"{escape(str(row['title']))}<br>{title} {row[title]} 处，涉及 {row['units']} 个单位" for row in rows],
            hoverinfo="text",
        )  # fmt: skip
    _style(figure, [_short(str(row["title"])) for row in rows])
    figure.update_layout(barmode="stack", xaxis={"visible": False})
    return figure


def div(figure: go.Figure, name: str) -> str:
    """The chart as a piece of page; `name` is its element's id, fixed so that the same result gives the same bytes."""
    return str(figure.to_html(full_html=False, include_plotlyjs=False, config=CONFIG, div_id=name))


def _style(figure: go.Figure, names: list[str]) -> None:
    """Bars stand at 0, 1, 2 … from the top and are named beside: names may repeat."""
    count = len(names)
    figure.update_layout(
        height=BAR * count + 50, margin={"l": 10, "r": 20, "t": 34, "b": 10}, bargap=0.32,
        font={"family": FONT, "size": 13, "color": "#243B53"}, plot_bgcolor="white", paper_bgcolor="white",
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        yaxis={"range": [count - 0.5, -0.5], "tickvals": list(range(count)), "ticktext": names, "automargin": True,
               "ticksuffix": " ", "fixedrange": True, "showgrid": False},
    )  # fmt: skip
    figure.update_xaxes(showgrid=True, gridcolor="#E8ECF1", zeroline=False, fixedrange=True, showticklabels=False)


def _colour(row: TargetRow, best: str) -> str:
    if row.total.grade == VOID:
        return VOIDED
    if not passed(row):
        return BAD
    return BEST if row.total.grade.startswith(best) else GOOD


def _told(row: TargetRow) -> str:
    """`87.50 良好`, with the range while points are open."""
    total = row.total
    if total.veto is Veto.HIT:
        return "单项否决，不合格"
    lowest = f"（最低 {total.total - total.pending:.2f}）" if total.pending else ""
    return f"{total.total:.2f}{lowest}　{escape(total.grade)}"


def _short(name: str) -> str:
    return escape(name if len(name) <= LABEL else f"{name[: LABEL - 1]}…")
