"""The sheet 核实: every told finding once, suspicions first; the one place of the workbook to rule on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.given import WITHDRAWN
from checks.rulings import REVIEW, REVIEW_SHEET, VERDICTS
from reports.cells import plain
from reports.rows import CONFIRM, SUSPECT, Saying
from reports.sheet import Book, Column, Grid, Link, Value

STYLES = {
    "number": (6, "number"), "unit": (14, "wrap"), "name": (16, "wrap"), "rule": (13, "wrap"), "item": (11, "wrap"),
    "outcome": (8, "centre"), "message": (36, "wrap"), "quote": (22, "wrap"), "url": (24, "link"),
    "proof": (7, "link"), "verdict": (9, "input"), "by": (8, "input"), "on": (11, "input day"),
    "reason": (20, "input"), "key": (16, "code"), "target": (14, "code"), "told": (16, "code"),
}  # fmt: skip
HIDDEN = ("key", "target", "told")
COLUMNS = tuple(Column(title, *STYLES[name], hidden=name in HIDDEN) for name, title in REVIEW.items())
VERDICT, KEY = REVIEW["verdict"], REVIEW["key"]


def review(sayings: Sequence[Saying]) -> Grid:
    return Grid(REVIEW_SHEET, COLUMNS, len(sayings))


def write_review(book: Book, sheet: Any, grid: Grid, sayings: Sequence[Saying]) -> None:
    book.table(sheet, grid, (_row(saying, number) for number, saying in enumerate(sayings, 1)), freeze=3)
    book.choices(sheet, grid, VERDICT, (*VERDICTS, WITHDRAWN))
    book.mark(sheet, grid, REVIEW["outcome"], ((CONFIRM, "bad"), (SUSPECT, "open")))
    book.mark(sheet, grid, VERDICT, tuple(zip(VERDICTS, ("bad", "void"), strict=True)))


def _row(said: Saying, number: int) -> Sequence[Value]:
    values: dict[str, Value] = {
        "number": number,
        "unit": said.target.unit,
        "name": said.target.name,
        "rule": said.rule.title,
        "item": said.item,
        "outcome": SUSPECT if said.doubtful else CONFIRM,
        "message": said.message,
        "quote": said.quote,
        "url": Link(said.url),
        "proof": Link(said.evidence, "查看") if said.evidence else None,
        "key": said.key,
        "target": said.target.id,
        "told": said.told,
    }
    if said.ruling:
        values |= {"verdict": said.ruling.verdict.label, "by": plain(said.ruling.by), "on": said.ruling.on}
        values["reason"] = plain(said.ruling.reason)
    return [values.get(name) for name in REVIEW]
