"""All that people's files say of a round, read together: nothing is taken from any while anything is wrong in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checks.finding import Finding
from checks.given import Given, Merged, Subject, agreed, merged, subject
from checks.review import SIGNS, Rulable, TakenOver, is_review, read_review, take_over
from checks.rulings import ENTRIES, REVIEW, Entry, Ruling, read_rulings
from crawler.rounds import RUN
from crawler.sheets import Sheet, SheetError, read_tables
from crawler.targets import Target
from scoring.entry_sheet import Signed, answers, is_entries, read_entry_sheet
from scoring.scheme import Scheme


class PeopleError(ValueError):
    """The files cannot be taken. `problems` has every one of them, each a Chinese sentence."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Open:
    """A round as people may speak of it."""

    folder: Path
    found: Rulable
    rulings: tuple[Ruling, ...]
    entries: tuple[Entry, ...]
    targets: tuple[Target, ...]
    scheme: Scheme
    since: date | None
    """The day its capture began."""
    today: date
    signed: Signed


@dataclass(frozen=True, slots=True)
class Words:
    """What the files came to, beside what the round had."""

    rulings: Merged[Ruling]
    entries: Merged[Entry]
    ruled: tuple[Ruling, ...]
    """Said by the files themselves, once a finding."""
    entered: tuple[Entry, ...]
    blank: int
    """Findings that the files list and nobody has ruled on, there or before."""
    half: int
    """Rows without a verdict that name a person or a day."""
    withdrawn: int
    taken: TakenOver
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Heard:
    rulings: list[Given[Ruling]] = field(default_factory=list)
    entries: list[Given[Entry]] = field(default_factory=list)
    blank: set[str] = field(default_factory=set)
    half: int = 0
    former: list[Ruling] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_people(paths: Sequence[Path], round_: Open) -> Words:
    """Of workbooks, csv files and folders of former rounds. Raises PeopleError with all problems at once."""
    heard = _Heard()
    for path in paths:
        if path.is_dir():
            _former(path, round_, heard)
        else:
            _file(path, round_, heard)
    rulings, clashes = agreed(heard.rulings)
    entries, more = agreed(heard.entries)
    if problems := [*heard.problems, *clashes, *more]:
        raise PeopleError(problems)
    return _words(heard, rulings, entries, round_)


def _words(
    heard: _Heard, rulings: dict[Subject, Ruling | None], entries: dict[Subject, Entry | None], round_: Open
) -> Words:
    """The files go before what the round had, and that before a former round."""
    taken = take_over(heard.former, round_.found)
    own = {subject(ruling) for ruling in round_.rulings}
    over = {subject(one): one for one in taken.rulings if subject(one) not in own}
    after = merged(round_.rulings, {**over, **rulings})
    ruled = {ruling.key for ruling in after.kept}
    given = [*rulings.values(), *entries.values()]
    return Words(
        after,
        merged(round_.entries, entries),
        tuple(ruling for ruling in rulings.values() if ruling),
        tuple(entry for entry in entries.values() if entry),
        len(heard.blank - ruled),
        heard.half,
        sum(word is None for word in given),
        TakenOver(tuple(over[one] for one in sorted(over)), taken.changed, taken.gone),
        tuple(heard.warnings),
    )


def _former(path: Path, round_: Open, heard: _Heard) -> None:
    if not (path / RUN).is_file():
        heard.problems.append(f"{path} 不是评估目录（没有 {RUN}）；请给出填好的表，或上一轮的评估目录。")
    elif path.resolve() == round_.folder.resolve():
        heard.problems.append(f"{path} 就是本轮的评估目录；请给出上一轮的。")
    else:
        heard.former += read_rulings(path)


def _file(path: Path, round_: Open, heard: _Heard) -> None:
    known = {*SIGNS, ENTRIES["by"], *answers(round_.scheme)}
    try:
        tables = [*read_tables(path, known).values()]
    except SheetError as problem:
        large = (
            f"；或用 rule {round_.folder} --template 写出只含两表的工作簿，把填好的行复制过去"
            if "解压" in str(problem)
            else ""
        )
        heard.problems.append(f"{str(problem).rstrip('。')}{large}。")
        return
    reviews = [table for table in tables if is_review(table)]
    scores = [table for table in tables if table not in reviews and is_entries(table, round_.scheme)]
    for table in reviews:
        _review(table, round_, heard)
    for table in scores:
        entered = read_entry_sheet(table, round_.scheme, round_.targets, round_.today, round_.signed)
        heard.entries += entered.given
        heard.problems += entered.problems
        heard.warnings += entered.warnings
    if not reviews and not scores:
        heard.problems.append(
            f"{path.name}：没有认得的表。核实须有“{REVIEW['key']}”“{REVIEW['verdict']}”等列，"
            f"人工评分须有“{ENTRIES['by']}”等列，调查票数须以方案中的选项为列名。"
        )


def _review(table: Sheet, round_: Open, heard: _Heard) -> None:
    reviewed = read_review(table, round_.found, round_.rulings, round_.since, round_.today)
    heard.rulings += reviewed.given
    heard.problems += reviewed.problems
    heard.blank |= reviewed.blank
    heard.half += reviewed.half


def still_open(found: Rulable, rulings: Sequence[Ruling]) -> list[Finding]:
    """Suspicions that nobody has ruled on."""
    ruled = {(ruling.key, ruling.told) for ruling in rulings}
    return [
        finding
        for key, saying in found.items()
        for told, finding in saying.items()
        if (key, told) not in ruled and (finding.outcome.value == "unsure" or not finding.certain)
    ]
