"""What units were told to put right, what they answered, and what became of it: `DIR/demands.jsonl`.

A demand is what was told, word for word, and the history of it: answers as they came in, rechecks as they were
made. History is only ever added to, and the state is read off it, so that the two cannot disagree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

DEMANDS = "demands.jsonl"


class DemandsError(ValueError):
    """The file is damaged; a Chinese sentence that names its line."""


class Severity(StrEnum):
    """How grave a confirmed fault is by the scheme; the time to put it right follows it. A suspicion is no demand."""

    VETO = "veto"
    """It counts towards a veto that was hit."""
    DEDUCTION = "deduction"
    """It stands under an indicator with points, even if a cap left it none to take."""
    OTHER = "other"
    """The scheme has no points for it."""

    @property
    def label(self) -> str:
        return {"veto": "单项否决", "deduction": "扣分", "other": "不扣分"}[self.value]


class Answer(StrEnum):
    """The unit's word, as the drop-down of its form has it."""

    NONE = ""
    DONE = "已整改"
    APPEAL = "申诉"
    EXTENSION = "需延期"


class State(StrEnum):
    SENT = "sent"
    ANSWERED = "answered"
    """The unit says that it is done; nobody has looked yet."""
    APPEALED = "appealed"
    EXTENSION = "extension"
    DOUBTED = "doubted"
    """The last answer stands in a row that was tampered with or cannot be read: a person must look."""
    CLOSED = "closed"
    OPEN = "open"
    CHANGED = "changed"
    """The fault as told is gone, another of the same rule stands in its place."""
    UNVERIFIED = "unverified"
    """A recheck was tried and could not tell; never held against the unit."""
    WITHDRAWN = "withdrawn"
    """No longer demanded: the finding was dismissed, or is none by the evidence as it is judged now."""

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    State.SENT: "未答复",
    State.ANSWERED: "已答复待复核",
    State.APPEALED: "申诉中",
    State.EXTENSION: "申请延期",
    State.DOUBTED: "须核对",
    State.CLOSED: "已销号",
    State.OPEN: "仍存在",
    State.CHANGED: "新变化",
    State.UNVERIFIED: "未能复核",
    State.WITHDRAWN: "已撤回",
}
_ANSWERED = {
    Answer.DONE: State.ANSWERED,
    Answer.APPEAL: State.APPEALED,
    Answer.EXTENSION: State.EXTENSION,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as it came in."""

    answer: Answer
    note: str
    proof: str
    owner: str
    done_on: str
    """YYYY-MM-DD; empty when none was given or it is no date (then `remark` has what was written)."""
    received_on: str
    """YYYY-MM-DD."""
    file: str
    """Its copy's name in DIR/received/."""
    digest: str
    """Of the demand that it answers: what the unit had before it."""
    doubt: str = ""
    """In Chinese, why it is not trusted; empty: it counts as the unit's word."""
    remark: str = ""
    """In Chinese, what is missing or could not be read; the answer counts nevertheless."""


@dataclass(frozen=True, slots=True)
class Recheck:
    """One look at the live page after the demand was sent."""

    state: State
    """CLOSED, OPEN, CHANGED or UNVERIFIED."""
    rechecked_on: str
    """YYYY-MM-DD."""
    message: str
    """What is so now, in Chinese; why not, when it could not be told."""
    seen_at: str = ""
    """UTC, ISO 8601; empty when nothing was fetched."""
    sha256: str = ""
    """Of the bytes that prove it."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a unit was told to put right. Words are as the form shows them."""

    key: str
    """The finding's; with it an answer finds its demand, however the rows of a form were moved."""
    target: str
    unit: str
    """With its region where several units of the round have one name."""
    name: str
    """The target's."""
    rule: str
    item: str
    severity: Severity
    clause: str
    """Indicators and the rule's basis."""
    message: str
    url: str
    quote: str
    seen_at: str
    """When the evidence was captured: UTC, ISO 8601; empty when nothing was fetched."""
    sha256: str
    """Of the archived bytes that prove it."""
    points: Decimal
    """What it costs after caps."""
    fix: str
    sent_on: str
    """YYYY-MM-DD."""
    due: str
    """YYYY-MM-DD, the last day."""
    withdrawn_on: str = ""
    history: tuple[Reply | Recheck, ...] = ()
    """In the order in which it happened."""

    @property
    def digest(self) -> str:
        """Of all that the unit was told; changes when any word of it does."""
        told = [str(getattr(self, name)) if name != "points" else f"{self.points:.2f}" for name in _TOLD]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

    @property
    def reply(self) -> Reply | None:
        """The last answer that is trusted; a row half filled is none."""
        given = (one for one in reversed(self.history) if isinstance(one, Reply) and one.answer and not one.doubt)
        return next(given, None)

    @property
    def recheck(self) -> Recheck | None:
        """The last one."""
        return next((one for one in reversed(self.history) if isinstance(one, Recheck)), None)

    @property
    def state(self) -> State:
        """What happened last decides; but what was closed stays so until a recheck says otherwise."""
        if self.withdrawn_on:
            return State.WITHDRAWN
        if self.recheck and self.recheck.state is State.CLOSED:
            return State.CLOSED
        told = [one for one in self.history if isinstance(one, Recheck) or one.answer or one.doubt]
        last = told[-1] if told else None
        if isinstance(last, Recheck):
            return last.state
        if last is None:
            return State.SENT
        return State.DOUBTED if last.doubt else _ANSWERED[last.answer]

    def with_event(self, event: Reply | Recheck) -> Demand:
        return replace(self, history=(*self.history, event))


def write_demands(folder: Path, demands: Iterable[Demand]) -> Path:
    """One JSON object a line, by unit and target; the former file stays whole until the new one is."""
    path = folder / DEMANDS
    ordered = sorted(demands, key=lambda d: (d.unit, d.target, d.rule, d.item, d.url, d.key))
    part = path.with_suffix(".part")
    part.write_text("".join(json.dumps(_flat(one), ensure_ascii=False) + "\n" for one in ordered), encoding="utf-8")
    part.replace(path)
    return path


def read_demands(folder: Path) -> list[Demand]:
    """Empty when none were sent. Raises DemandsError."""
    path = folder / DEMANDS
    if not path.exists():
        return []
    demands = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                demands.append(_demand(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as fault:
                raise DemandsError(f"{path} 第{number}行已损坏（{fault}）。请从备份恢复这份文件。") from fault
    return demands


def _flat(demand: Demand) -> dict[str, Any]:
    row = {name: getattr(demand, name) for name in _FIELDS}  # not asdict, which copies each word of 10^5 demands
    row["points"] = f"{demand.points:.2f}"
    row["history"] = [
        {"event": "reply" if isinstance(one, Reply) else "recheck"} | asdict(one) for one in demand.history
    ]
    return row


_FIELDS = tuple(field.name for field in fields(Demand))
_TOLD = tuple(name for name in _FIELDS if name not in ("withdrawn_on", "history"))


def _demand(row: dict[str, Any]) -> Demand:
    history = tuple(_event(dict(one)) for one in row["history"])
    told = {"severity": Severity(row["severity"]), "points": Decimal(row["points"]), "history": history}
    return Demand(**row | told)


def _event(row: dict[str, Any]) -> Reply | Recheck:
    if row.pop("event") == "reply":
        return Reply(**row | {"answer": Answer(row["answer"])})
    return Recheck(**row | {"state": State(row["state"])})
