"""All reports of a result: 领导简报.html, 记分卡.html, 评分表.xlsx, 整改清单/<单位>.xlsx."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from checks.accounts import Account
from checks.columns import Column
from checks.figures import Figures
from reports.briefing import brief
from reports.briefing_page import write_briefing
from reports.rectification import write_rectification
from reports.rows import lay_out
from reports.scorecard import write_scorecard
from reports.support import blindness, supports
from reports.workbook import write_workbook
from scoring.comparison import Comparison
from scoring.result import Result

BRIEFING, WORKBOOK, SCORECARD, RECTIFICATION, FORMER = "领导简报.html", "评分表.xlsx", "记分卡.html", "整改清单", "上次"


def write_reports(
    result: Result,
    out: Path,
    columns: Iterable[Column] = (),
    figures: Iterable[Figures] = (),
    accounts: Iterable[Account] = (),
    comparison: Comparison | None = None,
) -> list[Path]:
    """Write them into `out`, made if need be; the paths, the leaders' page first. `figures`: how sites are reached;
    `comparison`: with the former round, where there is one.

    A list of an earlier writing whose unit has no problems any more is moved to 整改清单/上次: it must not be sent,
    and may hold answers."""
    out.mkdir(parents=True, exist_ok=True)
    rows = lay_out(result)
    ipv6 = supports(rows, list(figures))
    write_workbook(rows, out / WORKBOOK, list(columns), ipv6, list(accounts))
    write_scorecard(rows, out / SCORECARD, ipv6)
    write_briefing(brief(rows, ipv6, comparison), out / BRIEFING, blindness(ipv6), SCORECARD, WORKBOOK)
    lists = write_rectification(rows, out / RECTIFICATION)
    _put_by(out / RECTIFICATION, lists)
    return [out / BRIEFING, out / SCORECARD, out / WORKBOOK, *lists]


def _put_by(folder: Path, lists: list[Path]) -> None:
    for former in sorted(set(folder.glob("*.xlsx")) - set(lists)):
        (folder / FORMER).mkdir(exist_ok=True)
        former.replace(folder / FORMER / former.name)
