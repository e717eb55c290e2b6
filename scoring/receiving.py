"""Forms received: every row that was sent is answered, blank or reported, and every row that came is one that was sent.

What is not beyond doubt never counts as the unit's word, and is always told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from scoring.answers import reply_of
from scoring.demands import Demand, Recheck, Reply, State
from scoring.returns import Form, ReturnedRow

SETTLED = frozenset({State.CLOSED, State.WITHDRAWN})
"""States of demands that are asked for no answer any more."""
SHOWN = 40
"""Characters by which a row is told."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the rows that the received forms were sent with. sent = answered + blank + reported."""

    sent: int = 0
    answered: int = 0
    blank: int = 0
    reported: int = 0
    """In doubt, half filled, or lost."""


@dataclass(frozen=True, slots=True)
class Received:
    demands: tuple[Demand, ...]
    """All of the round, in their order, with the answers that came."""
    units: tuple[str, ...]
    """Whose forms came."""
    counts: Counts
    reports: tuple[str, ...]
    """Chinese sentences: what is not trusted, half filled, lost, nobody's or contradictory."""
    remarks: tuple[str, ...]
    """Chinese sentences: what is missing in answers that count."""


@dataclass(frozen=True, slots=True)
class _Came:
    """One row that is a demand's."""

    file: str
    row: ReturnedRow
    reply: Reply | None

    @property
    def place(self) -> str:
        return f"{self.file} 第{self.row.number}行"


def refusal(form: Form, mark: str, units: Collection[str], keys: Set[str]) -> str:
    """Why none of the form's rows may be taken, as a Chinese sentence; empty when they may be looked at.

    `mark`, `units`, `keys`: the round's, and of all its demands.
    """
    if form.round and form.round != mark:
        return f"“{form.file}”是另一轮评估的回执表（{form.unit}），未采信。请收到它所属的评估目录。"
    if form.unit and form.unit not in units:
        return f"“{form.file}”是“{form.unit}”的回执表，本轮没有向该单位下发，未采信。"
    if not form.unit and keys.isdisjoint(row.key for row in form.rows):
        return f"“{form.file}”中没有一行是本轮下发的，未采信。"
    return ""


def receive(demands: Sequence[Demand], forms: Sequence[tuple[Form, str]], received_on: str) -> Received:
    """`forms`: each with the name of its copy in DIR/received/; none refused, later ones after earlier ones."""
    by_key = {demand.key: demand for demand in demands}
    came: dict[str, list[_Came]] = defaultdict(list)
    reports: list[str] = []
    for form, kept in forms:
        reports += _strays(form, by_key)
        for row in form.rows:
            demand = by_key.get(row.key)
            if demand and form.unit in ("", demand.unit):
                came[row.key].append(_Came(form.file, row, reply_of(row, demand, form, received_on, kept)))
    sent = _sent(by_key, [form for form, _ in forms])
    remarks: list[str] = []
    standing: list[str] = []
    for key in (key for key in by_key if key in came or key in sent):
        rows = list(_one_a_form(came[key]))
        demand = by_key[key]
        reports += [] if rows else [f"{sent[key]}：缺少{_named(demand)}这一行，没有收到它的答复。"]
        reports += _told(demand, rows)
        remarks += [f"{one.place}：{one.reply.remark}。" for one in rows if one.reply and _counts(one.reply)]
        by_key[key] = _with_replies(demand, rows)
        standing += [_standing(by_key[key], rows)] if key in sent else []
    counts = Counts(len(standing), *(standing.count(kind) for kind in ("answered", "blank", "reported")))
    units = tuple(sorted({by_key[key].unit for key in sent}))
    return Received(tuple(by_key.values()), units, counts, tuple(reports), tuple(remarks))


def _strays(form: Form, by_key: Mapping[str, Demand]) -> Iterator[str]:
    if not form.unit:
        yield f"{form.file}：隐藏的校验表不见了，各行只凭编号和原文核对。"
    if form.lacking:
        yield f"{form.file}：缺少“{'”“'.join(form.lacking)}”列。"
    for row in form.rows:
        demand = by_key.get(row.key)
        place = f"{form.file} 第{row.number}行"
        if not demand:
            yield f"{place}：不是下发的行（“{row.words[:SHOWN]}”），未采信。"
        elif form.unit not in ("", demand.unit):
            yield f"{place}：这是“{demand.unit}”的问题，却在“{form.unit}”的表中，未采信。"


def _sent(by_key: Mapping[str, Demand], forms: Iterable[Form]) -> dict[str, str]:
    """Keys of the open demands that the forms were sent with → the file that should have each.

    Where the manifest is gone: all of the units whose rows are there.
    """
    open_keys: dict[str, list[str]] = defaultdict(list)
    for key, demand in by_key.items():
        if demand.state not in SETTLED:
            open_keys[demand.unit].append(key)
    sent: dict[str, str] = {}
    for form in forms:
        units = {form.unit} if form.unit else {by_key[row.key].unit for row in form.rows if row.key in by_key}
        for unit in sorted(units):
            sent |= {key: form.file for key in open_keys[unit] if key in form.sent or not form.unit}
    return sent


def _one_a_form(came: Sequence[_Came]) -> Iterator[_Came]:
    """Rows that stand several times in one file: one when they are alike, else in doubt all together."""
    for _, group in groupby(came, key=lambda one: one.file):
        rows = list(group)
        if len({_words(one.reply) for one in rows}) == 1:
            yield rows[0]
            continue
        numbers = "、".join(str(one.row.number) for one in rows)
        why = f"同一编号的行有 {len(rows)} 行（第{numbers}行），内容不同"
        yield from (replace(one, reply=replace(one.reply, doubt=why)) for one in rows if one.reply)


def _told(demand: Demand, rows: Sequence[_Came]) -> Iterator[str]:
    """What is to be reported of the rows that came."""
    before = _last_word(demand)
    for one in rows:
        reply = one.reply
        if not reply:
            continue
        if reply.doubt:
            yield f"{one.place}（{_named(demand)}）：{reply.doubt}；该行的答复未采信，须人工核对。"
        elif not reply.answer:
            yield f"{one.place}（{_named(demand)}）：{reply.remark}。"
        else:
            if before and before.answer != reply.answer:
                yield (
                    f"{one.place}（{_named(demand)}）：答复先后不同，先为“{before.answer}”（{before.file}），"
                    f"后为“{reply.answer}”，以后者为准。"
                )
            before = reply


def _last_word(demand: Demand) -> Reply | None:
    """The answer that stands; none after a recheck, which asks for a new one."""
    reply = demand.reply
    last = demand.history[-1] if demand.history else None
    return None if isinstance(last, Recheck) else reply


def _with_replies(demand: Demand, rows: Iterable[_Came]) -> Demand:
    """Answers that say nothing new are not added again; a blank row takes none away."""
    for reply in (one.reply for one in rows):
        said = [_words(one) for one in demand.history if isinstance(one, Reply)]
        if reply and _filled(reply) and _words(reply) != (said[-1] if said else None):
            demand = demand.with_event(reply)
    return demand


def _standing(demand: Demand, rows: Sequence[_Came]) -> str:
    last = next((one.reply for one in reversed(rows) if one.reply), None)
    if not rows or (last and (last.doubt or not last.answer)):
        return "reported"
    return "answered" if demand.reply else "blank"


def _words(reply: Reply | None) -> tuple[str, ...]:
    """What it says, apart from when and in which file it came."""
    return (*_filled(reply), reply.doubt, reply.digest) if reply else ()


def _filled(reply: Reply) -> tuple[str, ...]:
    given = (reply.answer.value, reply.note, reply.proof, reply.owner, reply.done_on)
    return given if any(given) else ()


def _counts(reply: Reply) -> bool:
    return bool(reply.answer and reply.remark and not reply.doubt)


def _named(demand: Demand) -> str:
    words = demand.message if len(demand.message) <= SHOWN else demand.message[:SHOWN] + "…"
    return f"{demand.unit} {demand.name}“{words}”"
