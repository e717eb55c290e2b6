"""What the user is told beside a stage's result: crawls that are not whole, and a clock that is off."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def reports_told(written: Sequence[Path]) -> None:
    """Where the reports are, and which could not be made here."""
    from reports.word import lacking

    lists = [path for path in written if path.parent.name == "整改清单"]
    for path in (path for path in written if path not in lists):
        print(f"报告：{path}")
    if lists:
        print(f"整改清单：{lists[0].parent}（{len(lists)} 个单位）")
    if reason := lacking():
        print(f"提示：没有写领导简报的 Word 版：{reason}", file=sys.stderr)
