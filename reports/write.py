"""All reports of a result: 领导简报.html and .docx, 记分卡.html, 评分表.xlsx, 整改清单/<单位>.xlsx."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from checks.accounts import Account
from checks.columns import Column
from checks.figures import Figures
from reports.briefing import Briefing, brief
from reports.briefing_page import write_briefing
from reports.rectification import write_rectification
from reports.rows import lay_out
from reports.scorecard import write_scorecard
from reports.support import blindness, supports
from reports.word import lacking
from reports.workbook import write_workbook
from scoring.comparison import Comparison
from scoring.result import Result

BRIEFING, BRIEFING_DOCUMENT = "领导简报.html", "领导简报.docx"
WORKBOOK, SCORECARD, RECTIFICATION, FORMER = "评分表.xlsx", "记分卡.html", "整改清单", "上次"


def write_reports(
    result: Result,
    out: Path,
    columns: Iterable[Column] = (),
    figures: Iterable[Figures] = (),
    accounts: Iterable[Account] = (),
    evidenced: Collection[str] = (),
    comparison: Comparison | None = None,
    *,
    drawn: bool = False,
) -> list[Path]:
    """Write them into `out`, made if need be; the paths, the leaders' page first. `figures`: how sites are reached;
    `evidenced`: ids of the targets whose evidence pages are in `out`/证据; `comparison`: with the former round, where
    there is one; `drawn`: with charts as pictures, where they can be made. Word documents are written where their
    library is installed (`word.lacking`).

    A list of an earlier writing whose unit has no problems any more is moved to 整改清单/上次: it must not be sent,
    and may hold answers."""
    out.mkdir(parents=True, exist_ok=True)
    rows = lay_out(result, frozenset(evidenced))
    ipv6 = supports(rows, list(figures))
    blind, measures = blindness(ipv6), list(accounts)
    write_workbook(rows, out / WORKBOOK, list(columns), ipv6, measures)
    write_scorecard(rows, out / SCORECARD, ipv6, measures)
    briefing = brief(rows, ipv6, comparison)
    write_briefing(briefing, out / BRIEFING, blind, SCORECARD, WORKBOOK)
    documents = [] if lacking() else [_document(briefing, out / BRIEFING_DOCUMENT, blind, drawn)]
    lists = write_rectification(rows, out / RECTIFICATION)
    _put_by(out / RECTIFICATION, lists)
    return [out / BRIEFING, *documents, out / SCORECARD, out / WORKBOOK, *lists]


def _document(briefing: Briefing, path: Path, blind: str, drawn: bool) -> Path:
    from reports.briefing_document import write_briefing_document

    write_briefing_document(briefing, path, blind, drawn=drawn)
    return path


def _put_by(folder: Path, lists: list[Path]) -> None:
    for former in sorted(set(folder.glob("*.xlsx")) - set(lists)):
        (folder / FORMER).mkdir(exist_ok=True)
        former.replace(folder / FORMER / former.name)
