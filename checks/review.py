"""The sheet 核实 read back: which finding was ruled on by whom, and how; and a former round's rulings taken over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from checks.filled import Filled, filled
from checks.finding import Finding
from checks.given import WITHDRAWN, Given
from checks.rulings import REVIEW, RULABLE, VERDICTS, Ruling, told_digest
from crawler.sheets import Row, Sheet

Rulable = Mapping[str, Mapping[str, Finding]]
"""Key → digest of what is said → finding."""
_NEEDED = tuple(REVIEW[name] for name in ("key", "verdict", "by", "on", "reason"))


def rulable(findings: Iterable[Finding]) -> Rulable:
    found: dict[str, dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        if finding.outcome in RULABLE:
            found[finding.key][told_digest(finding)] = finding
    return found


SIGNS = (REVIEW["by"], REVIEW["reason"])
"""Columns that no other sheet has; a verdict is shown in others too."""


def is_review(sheet: Sheet) -> bool:
    return not set(SIGNS).isdisjoint(sheet.header)


@dataclass(slots=True)
class Reviewed:
    """What a sheet holds. `blank`: keys of rows without a verdict; `half`: how many of these name somebody or a day."""

    given: list[Given[Ruling]] = field(default_factory=list)
    blank: set[str] = field(default_factory=set)
    half: int = 0
    problems: list[str] = field(default_factory=list)


def read_review(sheet: Sheet, found: Rulable, before: Collection[Ruling], since: date | None, today: date) -> Reviewed:
    """`before`: rulings that the round has, which may stand in the sheet again. `since`: the day the round began; no
    other ruling can be older. Problems are Chinese sentences with file, row and column."""
    table = filled(sheet, dict.fromkeys(REVIEW.values(), ()), tuple((title,) for title in _NEEDED))
    reviewed = Reviewed(problems=table.problems)
    if table.problems:
        return reviewed
    said = [row for row in sheet.rows if not _is_blank(table, row, reviewed)]
    strange = [row for row in said if table.text(row, REVIEW["key"]) not in found]
    if len(strange) > 1 and len(strange) == len(said):
        reviewed.problems.append(f"{sheet.file}：{len(said)} 行的编号都不是本轮的；请核对是不是另一轮的表。")
        return reviewed
    for row in said:
        finding = _finding(table, row, found)
        given = finding and _given(table, row, finding, {*before}, since, today)
        if given:
            reviewed.given.append(given)
    return reviewed


def _is_blank(table: Filled, row: Row, reviewed: Reviewed) -> bool:
    """Has nobody ruled here? A reason without a verdict is told of."""
    verdict, reason = REVIEW["verdict"], REVIEW["reason"]
    if row.broken and table.unreadable(row, _NEEDED):
        return True
    if table.text(row, verdict):
        return False
    if table.text(row, reason):
        table.wrong(row, verdict, f"写了理由而没有结论，请选 {'、'.join(VERDICTS)}，或删去理由")
    elif table.text(row, REVIEW["by"]) or table.text(row, REVIEW["on"]):
        reviewed.half += 1
    if key := table.text(row, REVIEW["key"]):
        reviewed.blank.add(key)
    return True


def _finding(table: Filled, row: Row, found: Rulable) -> Finding | None:
    """What the row is on; None is told of."""
    key, told = table.text(row, REVIEW["key"]), table.text(row, REVIEW["told"])
    saying = found.get(key, {})
    if not saying:
        what = "是空的，看不出核实的是哪一条" if not key else f"“{key}”不是本轮不符合或待核实的检查结果"
        spoiled = (
            "（像是被表格软件改写成了数字）" if key.replace(".", "").replace("+", "").replace("E", "").isdigit() else ""
        )
        table.wrong(row, REVIEW["key"], f"{what}{spoiled}，请勿改动“{REVIEW['key']}”一列")
    elif told in saying:
        return saying[told]
    elif told:
        table.wrong(row, REVIEW["verdict"], "这一条的内容在填表之后变了，请清空结论，或按新的表重新核实")
    elif len(saying) > 1:
        table.wrong(row, REVIEW["key"], f"编号“{key}”有 {len(saying)} 条说法不同的结果，请补上“{REVIEW['told']}”一列")
    else:
        return next(iter(saying.values()))
    return None


def _given(
    table: Filled, row: Row, finding: Finding, before: set[Ruling], since: date | None, today: date
) -> Given[Ruling] | None:
    """The row's ruling; None when anything is wrong with it, which is told."""
    verdict, by, reason = (table.text(row, REVIEW[name]) for name in ("verdict", "by", "reason"))
    place, on = table.place(row), (finding.key, finding.target, told_digest(finding))
    if verdict == WITHDRAWN:
        return Given(place, on, None)
    wrong = len(table.problems)
    if verdict not in VERDICTS:
        table.wrong(row, REVIEW["verdict"], f"“{verdict}”不认识，应为：{'、'.join((*VERDICTS, WITHDRAWN))}")
    if not by:
        table.wrong(row, REVIEW["by"], "是空的，请填写核实人姓名")
    if not reason:
        table.wrong(row, REVIEW["reason"], "是空的，请写明核实的理由")
    day = table.day(row, REVIEW["on"], today)
    if len(table.problems) > wrong or day is None:
        return None
    ruling = Ruling(*on[:2], VERDICTS[verdict], by, day.isoformat(), reason, on[2])
    if since and day < since and ruling not in before:
        table.wrong(row, REVIEW["on"], f"{day} 早于本轮开始采集的日期 {since}，请核对")
        return None
    return Given(place, on, ruling)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Of a former round: what holds on, what must be ruled on again, and how many have nothing left to rule on."""

    rulings: tuple[Ruling, ...]
    changed: tuple[tuple[Ruling, Finding], ...]
    gone: int


def take_over(former: Iterable[Ruling], found: Rulable) -> TakenOver:
    """Where a key is found again and the finding says the same."""
    over, changed, gone = [], {}, 0
    for ruling in former:
        saying = found.get(ruling.key, {})
        if ruling.told in saying:
            over.append(ruling)
        elif saying:
            changed[ruling.key] = (ruling, next(iter(saying.values())))
        else:
            gone += 1
    kept = {ruling.key for ruling in over}
    return TakenOver(tuple(over), tuple(pair for key, pair in sorted(changed.items()) if key not in kept), gone)
