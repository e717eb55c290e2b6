"""What the user is told beside a stage's result: crawls that are not whole, and a clock that is off."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.rounds import Round


def warned(folder: Path, asked: Round) -> bool:
    """Say what is off; true when crawls did not come to their end."""
    from crawler.rounds import unfinished

    if wrong := wrong_clock(folder):
        print(f"注意：{wrong}。", file=sys.stderr)
    names = unfinished(folder, asked.targets)
    if names:
        shown = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
        print(f"注意：{len(names)} 个网站的采集没有完成（{shown}），结果不完整；可用 crawl 命令续采。", file=sys.stderr)
    return bool(names)


def wrong_clock(folder: Path) -> str:
    """By how much this machine's clock was off in the round; '' when it was about right."""
    from checks.figures import clock_ahead, read_figures
    from crawler.rounds import clock_told

    return clock_told(clock_ahead(read_figures(folder)))
