"""Letters of the public in lists: rows of tables whose head tells what stands in them, and entries with links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from checks.facts.dates import Dated, split_date, yearless_date
from checks.facts.documents import Document
from checks.facts.entries import Entry
from checks.facts.letters import (
    ANSWERED,
    ANSWERED_AT,
    ASKED_AT,
    EMPTY,
    LONG,
    PENDING,
    QUOTE,
    REFERRED,
    SOME_DAY,
    STATE,
    STATE_WORDS,
    TITLE,
    Letter,
    Standing,
    first_day,
    standing,
)  # fmt: skip
from crawler.links import absolute

_ALONE = re.compile(
    rf"[\W_]*(?:\w{{0,4}}(?:状态|进度|情况|结果)\s*[:：])?[\W_]*((?:{PENDING.pattern}|{REFERRED.pattern}|{ANSWERED.pattern})(?:[，,、]?\w{{0,4}}))[\W_]*"
)
_BRACKETED = re.compile(r"[【\[（(](\w{2,6})[】\]）)]")


_REPLY = re.compile(r"(?:答复|回复|办理|处理)(?:内容|意见|结果)")


def bare_standing(text: str) -> Standing:
    """Of a piece of a list's entry, which may as well be words of the letter: it must say a state and nothing else."""
    match = _ALONE.fullmatch(text.strip())
    return standing(match[1]) if match else Standing.UNKNOWN


def table_letters(document: Document) -> Iterator[Letter]:
    """Rows of tables whose head tells what stands in them."""
    for table in document.tables:
        if not (ASKED_AT.search(table.html) or SOME_DAY.search(table.html)) or "<tr" not in table.html.lower():
            continue
        rows = table.grid
        heads = next((place for place, row in enumerate(rows[:3]) if _is_head(row)), None)
        if heads is None:
            continue
        columns = _columns(rows[heads])
        for row, links in zip(rows[heads + 1 :], table.links[heads + 1 :], strict=False):
            if letter := _row(document, columns, row, [href for cell in links for href in cell]):
                yield letter


def _is_head(row: Sequence[str]) -> bool:
    columns = _columns(row)
    return "title" in columns and ("asked" in columns or "day" in columns) and not any(map(first_day, row))


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    forms = (
        ("answered", ANSWERED_AT),
        ("asked", ASKED_AT),
        ("reply", _REPLY),
        ("state", STATE),
        ("day", SOME_DAY),
        ("title", TITLE),
    )
    for place, cell in enumerate(row):
        bare = "".join(cell.split())
        if kind := next((kind for kind, form in forms if form.fullmatch(bare)), ""):
            found.setdefault(kind, place)
    return found


def _row(document: Document, columns: dict[str, int], row: Sequence[str], hrefs: list[str]) -> Letter | None:
    cells = {kind: row[place] for kind, place in columns.items()}
    title = cells["title"]
    if not title or len(set(row)) < 2:
        return None
    answered = first_day(cells.get("answered", ""))
    asked = first_day(cells.get("asked") or ("" if "asked" in cells else cells.get("day", "")))
    url = next((url for href in hrefs if (url := absolute(document.page.url, href))), "")
    state = Standing.ANSWERED if answered else _row_standing(cells)
    return Letter(title, asked, answered, state, " ".join(filter(None, row))[:QUOTE], url)


def _row_standing(cells: Mapping[str, str]) -> Standing:
    """By the row's state, else by what stands in the places for an answer and its day."""
    state = standing(cells.get("state", ""))
    if not EMPTY.fullmatch(cells.get("state", "")):
        return state
    for kind in ("reply", "answered"):
        if state is Standing.UNKNOWN and kind in cells:
            text = cells[kind]
            state = Standing.UNANSWERED if EMPTY.fullmatch(text) else standing(text[: STATE_WORDS + 1])
            if kind == "reply" and (state is Standing.UNKNOWN or len(text) > STATE_WORDS):
                state = Standing.ANSWERED
    return state


def entry_letter(entry: Entry, seen: date) -> Letter | None:
    """None for an entry with neither a state nor a day: it may be anything. `seen`: the day of capture."""
    asked, answered, bare = _days(entry.pieces)
    found = _entry_standing(entry)
    bare = bare or ([] if asked else list(_drawn_days(entry.pieces, seen)))
    if not asked and bare:
        asked = min(bare, key=lambda one: one.day)
    if answered or (len({one.day for one in bare}) > 1 and found is not Standing.PENDING):
        found = Standing.ANSWERED
    if not entry.text or (found is Standing.UNKNOWN and not (asked and entry.url)):
        return None
    return Letter(_title_of(entry), asked, answered, found, " ".join(entry.pieces)[:QUOTE], entry.url)


def _days(pieces: Sequence[str]) -> tuple[Dated | None, Dated | None, list[Dated]]:
    """Of asking and of answering, where a label says so, and those without a label."""
    asked, answered, bare = None, None, []
    for label, piece in pairwise(("", *pieces)):
        day = first_day(piece) if len(piece) <= LONG else None
        if day is None:
            continue
        name = piece if re.search(r"[^\W\d]{2}", piece.replace(day.quote, "")) else label
        if ANSWERED_AT.search(name):
            answered = day
        elif ASKED_AT.search(name):
            asked = day
        else:
            bare.append(day)
    return asked, answered, bare


def _entry_standing(entry: Entry) -> Standing:
    """By the first piece that is no part of the title and says a state, else by what the title has in brackets."""
    own = (one for one in entry.pieces if not entry.text.startswith(one.rstrip(".… ")) and not ANSWERED_AT.search(one))
    states = map(bare_standing, (*own, *_BRACKETED.findall(entry.text)))
    return next((one for one in states if one is not Standing.UNKNOWN), Standing.UNKNOWN)


def _drawn_days(pieces: Sequence[str], seen: date) -> Iterator[Dated]:
    """Days in two pieces, or without their year."""
    for first, second in pairwise(pieces):
        if day := split_date(first, second):
            yield day
            return
    yield from (day for piece in pieces if (day := yearless_date(piece, seen)))


def _title_of(entry: Entry) -> str:
    return entry.text if bare_standing(entry.text) is Standing.UNKNOWN else max(entry.pieces, key=len)
