"""One returned row beside the demand that its key names: may the answer be trusted, and what does it say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from checks.facts.dates import field_date
from crawler.workbooks import Cell
from scoring.demands import Answer, Demand, Reply
from scoring.forms import ANSWER, ANSWERS, DONE_ON, INPUTS, NOTE, OWNER, POINTS, PROOF, told
from scoring.returns import Form, ReturnedRow, decode

LIMIT = 2_000
"""Characters kept of one answer's cell; the rest stands in the received file. Our default."""
SHOWN = 24
"""Characters of a changed cell that are told on either side."""
YEARS = range(2000, 2100)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def reply_of(row: ReturnedRow, demand: Demand, form: Form, received_on: str, kept: str) -> Reply | None:
    """The row's answer, with what speaks against it; None when it is blank and nothing does.

    `kept` is the name of the file's copy in DIR/received/.
    """
    doubt = "；".join(_doubts(row, demand, form))
    given = {title: _clean(row.cells.get(title, Cell())) for title in INPUTS}
    if not doubt and not any(given.values()):
        return None
    day = _day(given[DONE_ON], form)
    return Reply(
        answer=Answer(given[ANSWER]) if given[ANSWER] in ANSWERS else Answer.NONE,
        note=given[NOTE],
        proof=given[PROOF],
        owner=given[OWNER],
        done_on=day.isoformat() if day else "",
        received_on=received_on,
        file=kept,
        digest=form.sent.get(row.key, demand.digest),
        doubt=doubt,
        remark="" if doubt else "；".join(_remarks(given, day)),
    )


def _doubts(row: ReturnedRow, demand: Demand, form: Form) -> Iterator[str]:
    if form.sent.get(row.key, demand.digest) != demand.digest:
        yield "该表是此前下发的，这一行的内容或期限其后已改"
    else:
        yield from _changes(row, demand)
    for title in row.torn:
        yield f"有两列“{title}”，内容不同"
    for title in INPUTS:
        if row.cells.get(title, Cell()).formula:
            yield f"“{title}”填的是公式，请改成文字"
    answer = _clean(row.cells.get(ANSWER, Cell()))
    if answer and answer not in ANSWERS and not row.cells[ANSWER].formula:
        yield f"整改情况“{answer[:SHOWN]}”不在“{'、'.join(ANSWERS)}”之中"


def _changes(row: ReturnedRow, demand: Demand) -> Iterator[str]:
    for title, was in told(demand).items():
        cell = row.cells.get(title)
        if cell is None:
            yield f"“{title}”一列已被删去"
        elif cell.formula:
            yield f"“{title}”由“{was[:SHOWN]}”改成了公式"
        elif not _same(title, was, cell.text):
            yield f"“{title}”由{_contrast(was, cell.text)}"


def _same(title: str, was: str, now: str) -> bool:
    """White space, the mark before a text that is no formula, and codes of characters are not what was told."""
    if title == POINTS:
        try:
            return Decimal(now) == Decimal(was)
        except InvalidOperation:
            return False
    return _bare(was) == _bare(now)


def _bare(text: str) -> str:
    while (decoded := decode(text)) != text:  # LibreOffice takes codes off and puts none on
        text = decoded
    return "".join(text.lstrip("'").split())


def _contrast(was: str, now: str) -> str:
    """`“旧”改为“新”`, from shortly before the place where they part."""
    apart = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    begin = max(apart - 4, 0) if apart > SHOWN // 2 else 0
    old, new = (("…" if begin else "") + text[begin : begin + SHOWN] for text in (was, now))
    return f"“{old}”改为“{new}”"


def _remarks(given: dict[str, str], day: date | None) -> Iterator[str]:
    if not given[ANSWER]:
        yield "填了内容而没有选“整改情况”，按未答复计"
        return
    if given[ANSWER] != Answer.DONE and not given[NOTE]:
        yield f"选了“{given[ANSWER]}”而没有写说明"
    if not given[OWNER]:
        yield "没有填责任人"
    if given[DONE_ON] and not day:
        yield f"完成日期“{given[DONE_ON][:SHOWN]}”不是日期"
    elif not day and given[ANSWER] != Answer.APPEAL:
        yield "没有填完成日期"


def _day(text: str, form: Form) -> date | None:
    """Of a written day, or of the number under which a spreadsheet keeps one."""
    if re.fullmatch(r"\d{5}", text, re.ASCII):
        found = form.book.day(int(text))
    elif read := field_date(text):
        found = read.day
    else:
        return None
    return found if found.year in YEARS else None


def _clean(cell: Cell) -> str:
    text = _CONTROL.sub(" ", cell.text).strip()
    return text if len(text) <= LIMIT else text[:LIMIT] + "…"
