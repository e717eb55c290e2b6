"""整改台账.xlsx: every demand of every unit with its days, its answer and its evidence before and after; sums by unit.

The day that the days are counted to stands in one cell; change it, or a state, and all counts follow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from checks.facts.dates import local_day
from reports.cells import beijing, plain
from reports.sheet import Book, Column, Formula, Grid, Link, Value
from scoring.demands import Demand, Recheck, State

LEDGER = "整改台账.xlsx"
ROWS, UNITS = "台账", "单位汇总"
LATE = "逾期"
TOP = 4
A3 = 8
"""Excel's number of the paper that the many columns can be read on."""
DETAILS = (
    Column("序号", 5, "number"), Column("单位", 16, "wrap"), Column("网站（账号）", 16, "wrap"),
    Column("类别", 8, "centre"), Column("指标/依据", 22, "wrap"), Column("问题", 34, "wrap"),
    Column("问题页面", 24, "link"), Column("扣分", 7, "points"), Column("整改建议", 22, "wrap"),
    Column("下发日期", 11, "centre"), Column("整改期限", 11, "centre"), Column("状态", 10, "centre"),
    Column("剩余天数", 8, "number"), Column("是否逾期", 8, "centre"),
    Column("单位答复", 9, "centre"), Column("答复说明", 20, "wrap"), Column("佐证", 16, "wrap"),
    Column("责任人", 9, "wrap"), Column("完成日期", 11, "centre"), Column("收到日期", 11, "centre"),
    Column("复核结论", 10, "centre"), Column("复核日期", 11, "centre"), Column("复核情况", 34, "wrap"),
    Column("整改前采集", 16, "centre"), Column("整改前摘要", 18, "code"),
    Column("复核时采集", 16, "centre"), Column("复核时摘要", 18, "code"),
    Column("编号", 16, "code", hidden=True), Column("汇总键", 8, "code", hidden=True),
)  # fmt: skip
COUNTED = (
    State.CLOSED, State.OPEN, State.CHANGED, State.UNVERIFIED, State.ANSWERED, State.SENT, State.APPEALED,
    State.EXTENSION, State.DOUBTED,
)  # fmt: skip
"""Each a column of the sums; a withdrawn demand is in none."""
SUMS = (
    Column("序号", 5, "number"), Column("单位", 26, "wrap"), Column("应整改", 8, "number"),
    *(Column(state.label, 9, "number") for state in COUNTED),
    Column(LATE, 7, "number"), Column("已复核", 8, "number"), Column("销号率", 8, "share"),
    Column("复查合格率", 9, "share"), Column("汇总键", 8, "code", hidden=True),
)  # fmt: skip
RECHECKED = (State.CLOSED, State.OPEN, State.CHANGED)
DUE = (State.SENT, State.OPEN, State.CHANGED)
"""Late when their day is over. What a unit has answered in time and nobody could look at yet is not held against it."""
DONE = (State.CLOSED, State.WITHDRAWN)
NOTE = (
    "应整改不含已撤回。销号率 = 已销号 ÷ 应整改；复查合格率 = 已销号 ÷ 已复核，已复核 = 已销号 + 仍存在 + 新变化，未能复核的不计入。"
    "逾期只计未答复、仍存在、新变化而期限已过的；已答复待复核、申诉中、申请延期、未能复核的不计逾期。"
    "“新变化”指原问题已不见，同一处出现同类的其他问题。改动“截至日期”或状态，各数随之重算。"
)


def write_ledger(demands: Iterable[Demand], folder: Path, as_of: str = "") -> Path:
    """`folder/整改台账.xlsx`. `as_of`: YYYY-MM-DD that days are counted to; empty: the last day on record."""
    rows = sorted(demands, key=lambda d: (d.unit, d.name, d.target, d.due, d.rule, d.item, d.url, d.key))
    day = as_of or last_day(rows)
    keys = {unit: f"u{number}" for number, unit in enumerate(sorted({one.unit for one in rows}), 1)}
    folder.mkdir(parents=True, exist_ok=True)
    book = Book(folder / LEDGER, "整改台账")
    sums, details = Grid(UNITS, SUMS, len(keys) + 1, TOP), Grid(ROWS, DETAILS, len(rows), TOP)
    sheet = book.sheet(UNITS)
    _title(book, sheet, sums, f"整改台账　{len(keys)} 个单位 {len(rows)} 条", NOTE)
    _day(book, sheet, day)
    book.table(sheet, sums, _sums(rows, keys, sums, details, day), freeze=2)
    sheet = book.sheet(ROWS)
    sheet.set_paper(A3)
    _title(book, sheet, details, "整改台账　逐条", "整改前、复核时的摘要是所存网页的 SHA-256，存档在评估目录中。")
    book.table(sheet, details, (_row(one, n, keys, details, day) for n, one in enumerate(rows)), freeze=3)
    book.mark(sheet, details, "状态", [(state.label, style) for state, style in _STYLES.items()])
    book.mark(sheet, details, "是否逾期", ((LATE, "bad"),))
    book.choices(sheet, details, "状态", [state.label for state in State])
    book.close()
    return folder / LEDGER


_STYLES = {
    State.CLOSED: "good", State.OPEN: "bad", State.CHANGED: "bad", State.UNVERIFIED: "open", State.APPEALED: "open",
    State.EXTENSION: "open", State.DOUBTED: "open", State.WITHDRAWN: "void",
}  # fmt: skip


def last_day(demands: Iterable[Demand]) -> str:
    """The latest day of which anything is on record: a capture, a demand, an answer, a recheck; '' of nothing."""
    days = {""}
    for one in demands:
        days |= {one.sent_on, one.withdrawn_on}
        days |= {local_day(datetime.fromisoformat(one.seen_at)).isoformat()} if one.seen_at else set()
        days |= {event.rechecked_on if isinstance(event, Recheck) else event.received_on for event in one.history}
    return max(days)


def is_late(demand: Demand, day: str) -> bool:
    return demand.state in DUE and demand.due < day


def days_left(demand: Demand, day: str) -> int | None:
    """Until its last day, negative after it; None of what is done with."""
    if demand.state in DONE or not day:
        return None
    return (date.fromisoformat(demand.due) - date.fromisoformat(day)).days


def _title(book: Book, sheet: Any, grid: Grid, title: str, note: str) -> None:
    last = min(len(grid.columns) - 1, 15)
    for row, (text, style, height) in enumerate([(title, "title", 30), (note, "notice", 50)]):
        sheet.merge_range(row, 0, row, last, "", book.formats[style])
        sheet.write_string(row, 0, text, book.formats[style])
        sheet.set_row(row, height)


def _day(book: Book, sheet: Any, day: str) -> None:
    sheet.write_string(2, 1, "截至日期", book.formats["head"])
    sheet.write_string(2, 2, day, book.formats["input"])


_DAY = f"'{UNITS}'!$C$3"


def _row(one: Demand, number: int, keys: dict[str, str], grid: Grid, day: str) -> Sequence[Value]:
    state, due = grid.cell("状态", number), grid.cell("整改期限", number)
    done, late = (",".join(f'{state}="{word.label}"' for word in words) for words in (DONE, DUE))
    left = days_left(one, day)
    told: tuple[Value, ...] = (
        number + 1, plain(one.unit), plain(one.name), one.severity.label, plain(one.clause), plain(one.message),
        Link(one.url), one.points, plain(one.fix), one.sent_on, one.due, one.state.label,
        Formula(f'=IF(OR({done},{_DAY}=""),"",DATEVALUE({due})-DATEVALUE({_DAY}))', "" if left is None else left),
        Formula(f'=IF(AND(OR({late}),{due}<{_DAY}),"{LATE}","")', LATE if is_late(one, day) else ""),
    )  # fmt: skip
    return *told, *_answer(one), *_proofs(one), one.key, keys[one.unit]


def _answer(one: Demand) -> Sequence[Value]:
    reply = one.reply
    if reply is None:
        return (None,) * 6
    words = plain(reply.note), plain(reply.proof), plain(reply.owner)
    return reply.answer.value, *words, reply.done_on, reply.received_on


def _proofs(one: Demand) -> Sequence[Value]:
    """What the last recheck says, and the evidence before and after."""
    looked, before = one.recheck, (beijing(one.seen_at), one.sha256)
    if looked is None:
        return None, None, None, *before, None, None
    said = looked.state.label, looked.rechecked_on, plain(looked.message)
    return *said, *before, beijing(looked.seen_at), looked.sha256


def _sums(
    rows: Sequence[Demand], keys: dict[str, str], grid: Grid, details: Grid, day: str
) -> Iterator[Sequence[Value]]:
    """All units first, then each."""
    by_unit: dict[str, list[Demand]] = defaultdict(list)
    for one in rows:
        by_unit[one.unit].append(one)
    yield _sum(None, "合计", rows, "", grid, details, day)
    for number, (unit, key) in enumerate(keys.items(), 1):
        yield _sum(number, plain(unit), by_unit[unit], key, grid, details, day)


def _sum(
    number: int | None, title: str, rows: Sequence[Demand], key: str, grid: Grid, details: Grid, day: str
) -> Sequence[Value]:
    """`key` '': over all rows."""
    at = number or 0
    states = Counter(one.state for one in rows)
    mine = f"{details.span('汇总键')},{grid.cell('汇总键', at)}," if key else ""

    def counted(title: str, word: str, value: int) -> Formula:
        return Formula(f'=COUNTIFS({mine}{details.span(title)},"{word}")', value)

    counts = [counted("状态", state.label, states[state]) for state in COUNTED]
    demanded = sum(states[state] for state in COUNTED)
    cells = [grid.cell(state.label, at) for state in COUNTED]
    looked = sum(states[state] for state in RECHECKED)
    due, closed = grid.cell("应整改", at), grid.cell(State.CLOSED.label, at)
    seen = grid.cell("已复核", at)
    return (
        number, title, Formula(f"=SUM({cells[0]}:{cells[-1]})", demanded), *counts,
        counted("是否逾期", LATE, sum(is_late(one, day) for one in rows)),
        Formula("=" + "+".join(grid.cell(state.label, at) for state in RECHECKED), looked),
        _rate(closed, due, states[State.CLOSED], demanded), _rate(closed, seen, states[State.CLOSED], looked),
        key or None,
    )  # fmt: skip


def _rate(part: str, whole: str, numerator: int, denominator: int) -> Formula:
    value: Decimal | str = Decimal(numerator) / denominator if denominator else "—"
    return Formula(f'=IF({whole}=0,"—",{part}/{whole})', value)
