"""The accounts' data files as a roster names them: each read once, what is wrong with it told once."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from crawler.exporters import MediaError
from crawler.extracts import extract_bytes
from crawler.ledger import Counts, Ledger
from crawler.media import read_posts

SUFFIXES = frozenset((".xlsx", ".csv", ".json", ".xml", ".rss", ".atom", ".db", ".sqlite", ".sqlite3"))
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Glance:
    """What is kept of a file while the roster is read: its posts would fill the memory."""

    accounts: tuple[str, ...] = ()
    counts: Counts = field(default_factory=Counts)
    remarks: tuple[str, ...] = ()
    """Chinese sentences, without the file's place in the roster."""
    problem: str = ""
    """Why it cannot be used at all."""
    sha256: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """Of a file of several accounts: account → its own part (`crawler.extracts`), compressed; "" for any other's."""

    def part(self, account: str) -> bytes:
        """What a file of several accounts holds of one."""
        return zlib.decompress(self.parts.get(account) or self.parts[""])


def made_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)


class DataFiles:
    def __init__(self) -> None:
        self._seen: dict[Path, Glance] = {}

    def first(self, path: Path) -> bool:
        """Has it not been read yet?"""
        return path not in self._seen

    def glance(self, path: Path) -> Glance:
        if path not in self._seen:
            self._seen[path] = glance(path)
        return self._seen[path]

    def sums(self, roster: Path, named: set[str]) -> Iterator[str]:
        """What can only be said of all files together; `named` are the roster's accounts."""
        for path, glance in self._seen.items():
            strange = [account for account in glance.accounts if account not in named]
            if strange and len(glance.accounts) > 1:
                yield f"“{path.name}”里有 {len(strange)} 个账号不在名册中（{_few(strange)}），它们的发文不会使用。"
        folders = {path.resolve().parent for path in self._seen} - {roster.resolve().parent}
        known = {path.resolve() for path in self._seen}
        beside = sorted(one for folder in folders for one in folder.iterdir() if one.suffix.lower() in SUFFIXES)
        if unnamed := [one.name for one in beside if one.resolve() not in known]:
            yield f"数据文件所在的文件夹里有 {len(unnamed)} 个文件没有账号使用（{_few(unnamed)}），请核对名册。"

    @property
    def counted(self) -> str:
        """What became of all rows; "" without a file."""
        return rows_told(self._seen)


def rows_told(paths: Iterable[Path]) -> str:
    """What became of all rows of some files, in Chinese; "" without a file."""
    counts = [glance(path).counts for path in paths]
    total = sum(counts, Counts())
    told = (
        f"数据文件 {len(counts)} 个，共 {total.rows} 行：采用 {total.used} 行，未能采用 {total.refused} 行，"
        f"重复 {total.repeated} 行。"
    )
    return told if counts else ""


def glance(path: Path) -> Glance:
    """Reads each state of a file once in a process: the roster asks for it, and so does the import."""
    state = path.stat()
    return _glance(path.resolve(), state.st_mtime_ns, state.st_size)


@cache
def _glance(path: Path, *_: int) -> Glance:
    data = path.read_bytes()
    try:
        ledger = read_posts(path.name, data, made_at(path))
    except MediaError as problem:
        return Glance(problem=str(problem))
    sha256 = hashlib.sha256(data).hexdigest()
    parts = _parts(ledger, sha256) if len(ledger.accounts) > 1 else {}
    return Glance(ledger.accounts, ledger.counts, _remarks(path, ledger), sha256=sha256, parts=parts)


def _parts(whole: Ledger, sha256: str) -> dict[str, bytes]:
    others = replace(whole.counts, used=0, others=whole.counts.others + whole.counts.used)
    none = replace(whole, posts=(), totals=(), counts=others)
    return {name: zlib.compress(extract_bytes(one, sha256), 1) for name, one in (whole.split() | {"": none}).items()}


def _remarks(path: Path, ledger: Ledger) -> tuple[str, ...]:
    remarks = []
    if ledger.counts.refused:
        remarks.append(f"“{path.name}”有 {ledger.counts.refused} 行没有计入，例如：{ledger.refused[0]}")
    if ledger.notes:
        remarks.append(f"“{path.name}”有 {len(ledger.notes)} 处数字读不出，例如：{ledger.notes[0]}")
    if ledger.ignored:
        remarks.append(f"“{path.name}”有 {len(ledger.ignored)} 列用不上（{_few(ledger.ignored)}），已略过。")
    return tuple(remarks)


def _few(names: list[str] | tuple[str, ...]) -> str:
    return "、".join(names[:SHOWN]) + ("等" if len(names) > SHOWN else "")
