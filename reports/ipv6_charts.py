"""The scorecard's charts of IPv6: how many sites support each indicator, and how late the home page comes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import log10

import plotly.graph_objects as go

from reports.charts import BAD, BEST, FONT
from reports.support import ALL, INDICATORS, PASS, Group, SiteSupport

SHADES = ("#12355B", "#2F6DB5", "#1B7F5C", "#F0B429", "#8A5A9E", "#5B6B7C", "#C4392B")
_INK, _LINE = "#243B53", "#E8ECF1"
LEAST = 0.01
"""Seconds at the axes' foot."""


def support_by_indicator(levels: Sequence[Group]) -> go.Figure:
    """Bars of the share supporting, an indicator a cluster, a level a colour. Without any judged site there is no bar."""
    titles = [title for title, _, _ in INDICATORS]
    figure = go.Figure()
    for group, shade in zip(levels, [SHADES[n % len(SHADES)] for n in range(len(levels))], strict=True):
        pairs = [(group.count(n, PASS), group.judged(n)) for n in range(len(titles))]
        name = group.name if group.name == ALL else f"{group.by}：{group.name}"
        figure.add_bar(
            x=titles, y=[100 * good / of if of else None for good, of in pairs], name=escape(name),
            marker={"color": shade}, text=[f"{good}/{of}" if of else "" for good, of in pairs], textposition="outside",
            hovertext=[f"{escape(name)}<br>{title}：支持 {good} 个，参检 {of} 个"
                       for title, (good, of) in zip(titles, pairs, strict=True)],
            hoverinfo="text", cliponaxis=False,
        )  # fmt: skip
    _style(figure, 340)
    figure.update_layout(
        barmode="group", bargap=0.25, showlegend=True,
        yaxis={"range": [0, 112], "tickvals": [0, 50, 100], "ticktext": ["0", "50%", "100%"], "gridcolor": _LINE},
    )  # fmt: skip
    return figure


def latencies(sites: Sequence[SiteSupport]) -> go.Figure:
    """A point a site on logarithmic axes, red above the line of equal times; whether that is a fault is the rule's to say."""
    pairs = [(max(s.figures.seconds_4 or 0, LEAST), max(s.figures.seconds_6 or 0, LEAST)) for s in sites]
    top = 2 * max(1.0, *(max(pair) for pair in pairs))
    figure = go.Figure()
    figure.add_scatter(
        x=[LEAST, top], y=[LEAST, top], mode="lines", hoverinfo="skip", showlegend=False,
        line={"color": "#9AA5B1", "dash": "dash"},
    )  # fmt: skip
    figure.add_scatter(
        x=[four for four, _ in pairs], y=[six for _, six in pairs], mode="markers", showlegend=False,
        marker={"size": 11, "color": [BAD if six > four else BEST for four, six in pairs], "line": {"color": "white", "width": 1}},
        hovertext=[f"{escape(s.target.name)}（{escape(s.target.unit)}）<br>IPv4 {s.figures.seconds_4:.3f} 秒，IPv6 {s.figures.seconds_6:.3f} 秒"
                   for s in sites],
        hoverinfo="text",
    )  # fmt: skip
    _style(figure, 400)
    axis = {
        "type": "log", "gridcolor": _LINE, "range": [log10(LEAST) - 0.1, log10(top)],
        "tickvals": [0.01, 0.1, 1, 10], "ticktext": ["≤0.01 秒", "0.1 秒", "1 秒", "10 秒"],
    }  # fmt: skip
    figure.update_xaxes(title="IPv4", **axis)
    figure.update_yaxes(title="IPv6", **axis)
    return figure


def _style(figure: go.Figure, height: int) -> None:
    figure.update_layout(
        height=height, margin={"l": 50, "r": 20, "t": 40, "b": 50}, plot_bgcolor="white", paper_bgcolor="white",
        font={"family": FONT, "size": 13, "color": _INK},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )  # fmt: skip
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
