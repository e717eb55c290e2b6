"""The scorecard's charts of accounts: weeks with and without posts, how often posts are read, region by platform."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from checks.accounts import READ_CLASSES, Account
from reports.charts import FONT, LABEL, div
from reports.media_rows import MediaRow, aligned, weeks_of

MOST = 40
"""Accounts in the calendar, those with the longest gaps; all of them are in the workbook."""
CELLS = 20
"""Regions in the map, those with most accounts; the rest are one line."""
REST = "其他地区"
_ROW = 22
_INK, _LINE, _BLUE = "#243B53", "#E8ECF1", "#2F6DB5"
_WEEKS = [[0, "#F4A69D"], [0.1249, "#F4A69D"], [0.125, "#DDF0E2"], [1, "#1B7F5C"]]
"""Of 0 to 8 posts: none is red."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pieces of page; "" of what there is nothing to draw."""

    calendar: str
    shown: int
    """Accounts in the calendar, of `of` with posts."""
    of: int
    reads: str
    regions: str
    unfiled: int
    """Accounts without a file, of which nothing is known."""
    listed: int
    flagships: tuple[str, ...]
    near: tuple[str, ...]
    watched: tuple[str, ...]


def media_drawn(media: Sequence[MediaRow]) -> Drawn | None:
    """None without accounts."""
    if not media:
        return None
    weeks, spread = calendar(media), reads(media)
    of = weeks[1] if weeks else 0
    measured = [(one.row.name, one.own) for one in media if one.own]
    return Drawn(
        div(weeks[0], "media-calendar") if weeks else "",
        min(of, MOST),
        of,
        div(spread, "media-reads") if spread else "",
        div(regions(media), "media-regions"),
        len(media) - len(measured),
        len(media),
        tuple(name for name, own in measured if own.flagship == "旗舰"),
        tuple(name for name, own in measured if own.flagship == "接近旗舰"),
        tuple(f"{name}（已 {own.silent} 天）" for name, own in sorted(measured, key=_silence) if own.watched),
    )


def calendar(media: Sequence[MediaRow]) -> tuple[go.Figure, int] | None:
    """A line an account, a cell a week, the longest silent on top; and of how many accounts. None without posts."""
    drawn = [one for one in media if one.own and one.own.first_week]
    if not drawn:
        return None
    shown = sorted(drawn, key=lambda one: (-_gap(one), one.row.name, one.row.id))[:MOST]
    mondays = weeks_of(shown)
    cells = [aligned(one, mondays) for one in shown]
    hints = [
        [_hint(one, f"{day:%Y-%m-%d}", posts) for day, posts in zip(mondays, line, strict=True)]
        for one, line in zip(shown, cells, strict=True)
    ]
    figure = go.Figure(
        go.Heatmap(
            z=cells, x=[day.isoformat() for day in mondays], y=list(range(len(shown))), zmin=0, zmax=8, colorscale=_WEEKS,
            xgap=1.5, ygap=3, showscale=False, hovertext=hints, hoverinfo="text", hoverongaps=False,
        )
    )  # fmt: skip
    names = [f"{_short(one.name)}　{_gap(one)} 天" for one in shown]
    _style(figure, _ROW * len(shown) + 70)
    figure.update_xaxes(type="date", tickformat="%Y-%m", dtick="M1" if len(mondays) > 8 else None, showgrid=False)
    figure.update_yaxes(
        range=[len(shown) - 0.5, -0.5],
        tickvals=list(range(len(shown))),
        ticktext=names,
        automargin=True,
        ticksuffix=" ",
    )
    return figure, len(drawn)


def reads(media: Sequence[MediaRow]) -> go.Figure | None:
    """Posts by how often each was read; None when no post has a count."""
    measured = [one.own for one in media if one.own and one.own.read_classes]
    sums = [sum(own.read_classes[place] for own in measured) for place in range(len(READ_CLASSES))]
    if not any(sums):
        return None
    figure = go.Figure(
        go.Bar(
            x=list(READ_CLASSES), y=sums, text=[str(number) for number in sums], textposition="outside",
            marker={"color": _BLUE}, hoverinfo="skip", cliponaxis=False,
        )
    )  # fmt: skip
    _style(figure, 300)
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(visible=False, range=[0, 1.15 * max(sums)])
    return figure


def regions(media: Sequence[MediaRow]) -> go.Figure:
    """Accounts by region and platform, the more the darker."""
    sizes = Counter(one.region for one in media)
    own = sorted(sizes, key=lambda name: (-sizes[name], name))
    kept = own if len(own) <= CELLS else own[: CELLS - 1]
    names = [*kept, REST] if len(kept) < len(own) else kept
    platforms = sorted({one.platform for one in media})
    counts = Counter((one.region if one.region in kept else REST, one.platform) for one in media)
    cells = [[counts[name, platform] or None for platform in platforms] for name in names]
    figure = go.Figure(
        go.Heatmap(
            z=cells, x=[escape(name) for name in platforms], y=list(range(len(names))), text=cells, texttemplate="%{text}",
            colorscale=[[0, "#EAF0F6"], [1, "#7FA8D6"]], zmin=0, showscale=False, xgap=2, ygap=2, hoverinfo="skip",
        )
    )  # fmt: skip
    _style(figure, 30 * len(names) + 60)
    figure.update_xaxes(type="category", side="top", showgrid=False)
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5], tickvals=list(range(len(names))), ticktext=[_short(name) for name in names],
        automargin=True, ticksuffix=" ", showgrid=False,
    )  # fmt: skip
    return figure


def _silence(pair: tuple[str, Account]) -> tuple[int, str]:
    name, own = pair
    return -(own.silent or 0), name


def _gap(one: MediaRow) -> int:
    return one.own.longest_gap or 0 if one.own else 0


def _hint(one: MediaRow, week: str, posts: int | None) -> str:
    if posts is None:
        return ""
    known = "" if one.own and one.own.complete else "<br>数据来源可能漏采"
    return f"{escape(one.row.name)}（{escape(one.row.unit)}）<br>{week} 起的一周：{posts} 篇{known}"


def _short(name: str) -> str:
    return escape(name if len(name) <= LABEL else f"{name[: LABEL - 1]}…")


def _style(figure: go.Figure, height: int) -> None:
    axis: dict[str, Any] = {"fixedrange": True, "zeroline": False, "gridcolor": _LINE}
    figure.update_layout(
        height=height, margin={"l": 10, "r": 20, "t": 30, "b": 30}, plot_bgcolor="white", paper_bgcolor="white",
        font={"family": FONT, "size": 13, "color": _INK}, xaxis=axis, yaxis=axis, bargap=0.4,
    )  # fmt: skip
