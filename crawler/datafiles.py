"""The accounts' data files as a roster names them: each read once, what is wrong with it told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from crawler.exporters import MediaError
from crawler.ledger import Counts
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
            self._seen[path] = _glance(path)
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
        if not self._seen:
            return ""
        total = sum((glance.counts for glance in self._seen.values()), Counts())
        return (
            f"数据文件 {len(self._seen)} 个，共 {total.rows} 行：采用 {total.used} 行，未能采用 {total.refused} 行，"
            f"重复 {total.repeated} 行。"
        )


def _glance(path: Path) -> Glance:
    try:
        ledger = read_posts(path.name, path.read_bytes(), made_at(path))
    except MediaError as problem:
        return Glance(problem=str(problem))
    remarks = []
    if ledger.counts.refused:
        remarks.append(f"“{path.name}”有 {ledger.counts.refused} 行没有计入，例如：{ledger.refused[0]}")
    if ledger.notes:
        remarks.append(f"“{path.name}”有 {len(ledger.notes)} 处数字读不出，例如：{ledger.notes[0]}")
    if ledger.ignored:
        remarks.append(f"“{path.name}”有 {len(ledger.ignored)} 列用不上（{_few(ledger.ignored)}），已略过。")
    return Glance(ledger.accounts, ledger.counts, tuple(remarks))


def _few(names: list[str] | tuple[str, ...]) -> str:
    return "、".join(names[:SHOWN]) + ("等" if len(names) > SHOWN else "")
