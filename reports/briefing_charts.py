"""The leaders' charts for documents: how the classes are spread over the grades, and the commonest problems."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from reports.briefing import ISSUES, Grades, IssueType
from reports.charts import FONT
from reports.palette import BAD, INK, grade_colours
from scoring.grade import VOID

WIDTH, LINE, HEAD = 460, 30, 50
"""Pixels: of a chart, of a bar's row, above them."""
LABEL = 10
"""Characters of a title beside its bar."""


def grade_spread(classes: Sequence[Grades]) -> go.Figure:
    """One bar a class, a part a grade; every part says its count of how many."""
    figure = go.Figure()
    colours = grade_colours([name for one in classes for name, _ in one.parts])
    for name, colour in colours.items():
        counts = [dict(one.parts).get(name, 0) for one in classes]
        pattern = {"shape": "/", "fgcolor": "#5b6b7c"} if name == VOID else {}
        figure.add_bar(
            y=[f"{escape(one.title)}（{one.listed}） " for one in classes],
            x=[count / one.listed for count, one in zip(counts, classes, strict=True)],
            orientation="h", name=escape(name), marker={"color": colour, "pattern": pattern},
            text=[str(count) if count else "" for count in counts], textposition="inside", insidetextanchor="middle",
            textangle=0,
        )  # fmt: skip
    _style(figure)
    figure.update_layout(barmode="stack", showlegend=True, xaxis={"visible": False, "range": [0, 1]})
    return figure


def issue_shares(issues: Sequence[IssueType]) -> go.Figure:
    """One bar a type of problem: the share of the targets looked at that have it."""
    figure = go.Figure()
    names = [f"{number}. {_short(one.title)} " for number, one in enumerate(issues, 1)]
    figure.add_bar(
        y=names, x=[one.hit / one.judged if one.judged else 0 for one in issues], orientation="h", marker={"color": BAD},
        text=[f"{one.hit}/{one.judged} 个，{one.faults} 处" for one in issues], textposition="outside", cliponaxis=False,
    )  # fmt: skip
    _style(figure)
    figure.update_layout(showlegend=False, xaxis={"visible": False, "range": [0, 1.6]})
    return figure


def _short(title: str) -> str:
    return escape(title if len(title) <= LABEL else f"{title[: LABEL - 1]}…")


def _style(figure: go.Figure) -> None:
    figure.update_layout(
        width=WIDTH, height=LINE * ISSUES + HEAD, margin={"l": 10, "r": 10, "t": 30, "b": 10}, bargap=0.3,
        font={"family": FONT, "size": 13, "color": INK}, plot_bgcolor="white", paper_bgcolor="white",
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        yaxis={"autorange": "reversed", "automargin": True},
    )  # fmt: skip
