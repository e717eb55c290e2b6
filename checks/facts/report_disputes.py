"""The table of disputes (C) of a yearly report: reviews and lawsuits, matched by its labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checks.facts.report_requests import TOTAL, Cells, Grid, number, plain

GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = {
    "结果维持": r"维持",
    "结果纠正": r"纠正",
    "其他结果": r"^其他",
    "尚未审结": r"未审结",
    TOTAL: r"^(?:总计|合计)$",
}

Disputes = dict[str, Cells]
"""Table C: by name of `GROUPS`, the numbers by name of `RESULTS`."""


def read_disputes(tables: Iterable[Grid], lines: Sequence[str] = ()) -> Disputes:
    """Groups of which all five numbers were found, once.

    `lines`: of a document whose tables lost their cells; the numbers are taken in the order of the form.
    """
    found: Disputes = {}
    twice = set[str]()
    for grid in tables:
        for group, cells in _dispute_groups(grid):
            if group in found and found[group] != cells:
                twice.add(group)
            found[group] = cells
    if not found and lines:
        return _from_lines(lines)
    return {name: cells for name, cells in found.items() if name not in twice}


def _from_lines(lines: Sequence[str]) -> Disputes:
    """The one line that is fifteen numbers and nothing else, where the groups are named in the form's order."""
    said = "".join(plain(line) for line in lines)
    places = [said.find(name) for name in ("行政复议行政诉讼", *GROUPS[1:])]
    rows = [line.split() for line in lines]
    rows = [row for row in rows if len(row) == len(GROUPS) * len(RESULTS) and all(map(number, row))]
    if -1 in places or places != sorted(places) or len(rows) != 1:
        return {}
    numbers = iter([one for text in rows[0] if (one := number(text))])
    return {group: {result: next(numbers) for result in RESULTS} for group in GROUPS}


def _dispute_groups(grid: Grid) -> Iterator[tuple[str, Cells]]:
    texts = [[plain(text) for text in row] for row in grid]
    head = next((at for at, row in enumerate(texts) if sum(bool(_result(text)) for text in row) >= len(RESULTS)), None)
    if head is None or head + 1 >= len(grid):
        return
    rows = [row for row in grid[head + 1 :] if any(row)]
    if len(rows) != 1 or (not rows[0][-1] and any(rows[0][-len(RESULTS) :])):
        return  # with an empty end a cell is wanting, and the others stand in wrong columns
    columns = [
        (_group([row[place] for row in texts[: head + 1]]), _result(text)) for place, text in enumerate(texts[head])
    ]
    wanted = {(group, result): 1 for group in {group for group, _ in columns} for result in RESULTS}
    if Counter(columns) != wanted or "" in {group for group, _ in columns}:
        return  # a cell too many or too few: nobody knows which number is whose
    groups: dict[str, Cells] = {}
    broken = set[str]()
    for (group, result), text in zip(columns, rows[0], strict=True):
        if (read := number(text)) is None:
            broken.add(group)
        else:
            groups.setdefault(group, {})[result] = read
    yield from ((name, cells) for name, cells in groups.items() if name not in broken)


def _result(text: str) -> str:
    return next((name for name, pattern in RESULTS.items() if len(text) <= 6 and re.search(pattern, text)), "")


def _group(above: Sequence[str]) -> str:
    said = " ".join(above)
    if "复议后" in said:
        return GROUPS[2]
    if "未经复议" in said or "直接起诉" in said:
        return GROUPS[1]
    return GROUPS[0] if "行政复议" in said and "诉讼" not in said else ""
