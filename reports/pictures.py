"""Charts as PNG, where a browser is here to draw them (extra `images`); where not, documents have tables instead."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from crawler.browser import browser_path

SECONDS = 60
"""How long the browser may take for all of them. Our default."""
SHARP = 2
"""Pixels of the picture for one of the chart: a page is printed."""


def can_draw() -> bool:
    return find_spec("kaleido") is not None and bool(browser_path())


def pictures(figures: Mapping[str, Any]) -> dict[str, bytes]:
    """Name → PNG of plotly's figures, all or none: a browser that fails here costs the pictures, never the report.

    Nothing is fetched: plotly.js is the installed one, and MathJax, which would come from a network, is left out."""
    if not can_draw():
        return {}
    import kaleido

    server = {"path": browser_path(), "mathjax": False, "timeout": SECONDS, "silence_warnings": True}
    try:
        kaleido.start_sync_server(**server)
        try:
            return {
                name: kaleido.calc_fig_sync(
                    figure,
                    opts={
                        "format": "png",
                        "scale": SHARP,
                        "width": figure.layout.width,
                        "height": figure.layout.height,
                    },
                )
                for name, figure in figures.items()
            }
        finally:
            kaleido.stop_sync_server(silence_warnings=True)
    except (RuntimeError, OSError, ValueError):
        return {}
