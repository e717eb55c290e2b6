"""All reports of a result: 评分表.xlsx, 记分卡.html, 整改清单/<单位>.xlsx."""

from __future__ import annotations

from pathlib import Path

from reports.rectification import write_rectification
from reports.rows import lay_out
from reports.scorecard import write_scorecard
from reports.workbook import write_workbook
from scoring.result import Result

WORKBOOK, SCORECARD, RECTIFICATION = "评分表.xlsx", "记分卡.html", "整改清单"


def write_reports(result: Result, out: Path) -> list[Path]:
    """Write them into `out`, made if need be; the paths, sorted as a reader would open them.

    Lists of an earlier writing are removed first: a unit that has no problems any more must not keep one."""
    folder = out / RECTIFICATION
    out.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.xlsx"):
        stale.unlink()
    rows = lay_out(result)
    write_workbook(rows, out / WORKBOOK)
    write_scorecard(rows, out / SCORECARD)
    return [out / SCORECARD, out / WORKBOOK, *write_rectification(rows, folder)]
