"""What is handed to the units: a folder for each, with its return form, its notice and its archived pages."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.cells import file_names
from reports.demanded import suspected
from reports.evidence import FOLDER as PAGES
from reports.evidence import evidence_file
from reports.notice import TEMPLATE, notice
from reports.rectification import UnitList, about, write_form
from reports.rows import Rows
from scoring.demands import Demand
from scoring.receiving import SETTLED

RECTIFY, FORMER = "整改", "上次"
FORM_NAME, NOTICE_NAME = "整改回执表", "整改通知"


@dataclass(frozen=True, slots=True)
class Letters:
    """How the notices are written."""

    issuer: str = ""
    template: Path = TEMPLATE


def archived_targets(reports: Path, targets: Iterable[str]) -> set[str]:
    """Those whose evidence pages lie in DIR/reports."""
    return {target for target in targets if (reports / PAGES / evidence_file(target)).is_file()}


def unit_lists(rows: Rows, demands: Iterable[Demand]) -> list[UnitList]:
    """One for each unit that is still asked for something, sorted by unit."""
    asked: dict[str, list[Demand]] = {}
    for demand in demands:
        if demand.state not in SETTLED:
            asked.setdefault(demand.unit, []).append(demand)
    archived = {issue.saying.key: issue.saying.evidence for issue in rows.issues if issue.saying.evidence}
    look = suspected(rows)
    return [UnitList(unit, asked[unit], look.get(unit, ()), about(rows), archived) for unit in sorted(asked)]


def first_notice(rows: Rows, lists: list[UnitList], letters: Letters) -> None:
    """Tries the template before anything is written. Raises TemplateError."""
    for told_now in lists[:1]:
        notice(rows, told_now, FORM_NAME, letters.issuer, letters.template)


def write_sendings(
    rows: Rows, lists: list[UnitList], reports: Path, mark: str, letters: Letters | None, units: Iterable[str] = ()
) -> Iterator[Path]:
    """Each unit's folder in DIR/reports/整改, as it is written; of `units` alone, when any are named.

    What lay there before and differs is moved to 整改/上次: somebody may have filled it in. `mark` is the round's;
    without `letters` no notices are written. Raises TemplateError.
    """
    folder, wanted = reports / RECTIFY, set(units)
    names = file_names(told_now.unit for told_now in lists)
    if not wanted:
        _put_by(folder, set(names.values()))
    for told_now in lists:
        if wanted and told_now.unit not in wanted:
            continue
        name = names[told_now.unit]
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        form = f"{name}{FORM_NAME}.xlsx"
        write_form(place / "part", told_now, mark)
        _replace(place / "part", place / form, folder / FORMER / name)
        if letters:
            (place / "part").write_bytes(notice(rows, told_now, form, letters.issuer, letters.template))
            _replace(place / "part", place / f"{name}{NOTICE_NAME}.docx", folder / FORMER / name)
        _copy_pages(told_now, reports, place)
        yield place


def _put_by(folder: Path, names: set[str]) -> None:
    """Folders of units that are asked for nothing any more."""
    there = sorted(path for path in folder.glob("*") if path.is_dir()) if folder.is_dir() else []
    for path in there:
        if path.name not in {*names, FORMER}:
            for file in sorted(path.glob("*.*")):
                _move(file, folder / FORMER / path.name)
            shutil.rmtree(path)


def _replace(part: Path, path: Path, former: Path) -> None:
    if path.exists() and path.read_bytes() != part.read_bytes():
        _move(path, former)
    part.replace(path)


def _move(path: Path, former: Path) -> None:
    """Under a name that tells its content, so that nothing is ever written over."""
    former.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    path.replace(former / f"{path.stem}_{digest}{path.suffix}")


def _copy_pages(told_now: UnitList, reports: Path, place: Path) -> None:
    """The links of its form open where the whole folder is handed over."""
    targets = {demand.target for demand in told_now.demands} | {i.saying.target.id for i in told_now.suspicions}
    for target in sorted(archived_targets(reports, targets)):
        (place / PAGES).mkdir(exist_ok=True)
        shutil.copyfile(reports / PAGES / evidence_file(target), place / PAGES / evidence_file(target))
