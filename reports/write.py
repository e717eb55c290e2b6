"""All reports of a result: 评分表.xlsx, 记分卡.html, 整改清单/<单位>.xlsx."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from checks.accounts import Account
from checks.columns import Column
from checks.figures import Figures
from reports.rectification import write_rectification
from reports.rows import lay_out
from reports.scorecard import write_scorecard
from reports.support import supports
from reports.workbook import write_workbook
from scoring.result import Result

WORKBOOK, SCORECARD, RECTIFICATION, FORMER = "评分表.xlsx", "记分卡.html", "整改清单", "上次"


def write_reports(
    result: Result,
    out: Path,
    columns: Iterable[Column] = (),
    figures: Iterable[Figures] = (),
    accounts: Iterable[Account] = (),
    evidenced: Collection[str] = (),
) -> list[Path]:
    """Write them into `out`, made if need be; the paths, the scorecard first. `figures`: how sites are reached.
    `evidenced`: ids of the targets whose evidence pages are in `out`/证据.

    A list of an earlier writing whose unit has no problems any more is moved to 整改清单/上次: it must not be sent,
    and may hold answers."""
    out.mkdir(parents=True, exist_ok=True)
    rows = lay_out(result, frozenset(evidenced))
    ipv6 = supports(rows, list(figures))
    measures = list(accounts)
    write_workbook(rows, out / WORKBOOK, list(columns), ipv6, measures)
    write_scorecard(rows, out / SCORECARD, ipv6, measures)
    lists = write_rectification(rows, out / RECTIFICATION)
    _put_by(out / RECTIFICATION, lists)
    return [out / SCORECARD, out / WORKBOOK, *lists]


def _put_by(folder: Path, lists: list[Path]) -> None:
    for former in sorted(set(folder.glob("*.xlsx")) - set(lists)):
        (folder / FORMER).mkdir(exist_ok=True)
        former.replace(folder / FORMER / former.name)
