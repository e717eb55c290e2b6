"""The accounts' data files put into the archive."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crawler.archive import Archive, ArchiveWriter, Page
from crawler.datafiles import made_at
from crawler.extracts import extract_bytes
from crawler.ledger import Ledger
from crawler.media import read_posts
from crawler.targets import Target

SHARED = "ledgers"


def keep_ledgers(folder: Path, archives: Path, targets: tuple[Target, ...], about: dict[str, str]) -> None:
    """Put the accounts' files into their archives as they are; each counts as captured when the file was made.

    A file that several accounts share is kept once in DIR/ledgers, and each account's archive has its own part.
    A file that the archive already holds with the same bytes is not kept twice.
    """
    uses = Counter(name for target in targets for name in target.data_files)
    shared = {name: _Shared(folder / SHARED, Path(name)) for name, count in uses.items() if count > 1}
    for target in targets:
        if not target.data_files:
            continue
        held = {page.sha256 for page in Archive(archives / target.id).pages() if page.purpose == "ledger"}
        with ArchiveWriter(archives / target.id, about) as archive:
            for page, data in _files(target, shared):
                if hashlib.sha256(data).hexdigest() not in held:
                    archive.write(page, data)


def _files(target: Target, shared: dict[str, _Shared]) -> Iterator[tuple[Page, bytes]]:
    for name in target.data_files:
        path = Path(name)
        data = shared[name].part(target.account) if name in shared else path.read_bytes()
        yield Page(f"ledger:{path.name}", "ledger", 0, made_at(path), 0.0, detail=path.name), data


class _Shared:
    """One file of many accounts, read once."""

    def __init__(self, folder: Path, path: Path) -> None:
        self.folder = folder
        self.path = path
        self._parts: dict[str, Ledger] | None = None

    def part(self, account: str) -> bytes:
        if self._parts is None:
            data = self.path.read_bytes()
            self.sha256 = hashlib.sha256(data).hexdigest()
            self.folder.mkdir(exist_ok=True)
            (self.folder / f"{self.sha256[:16]}-{self.path.name}").write_bytes(data)
            self.whole = read_posts(self.path.name, data, made_at(self.path))
            self._parts = self.whole.split()
            self.many = len(self.whole.accounts) > 1
        none = replace(self.whole, posts=(), totals=(), counts=replace(
            self.whole.counts, used=0, others=self.whole.counts.others + self.whole.counts.used))  # fmt: skip
        found = self._parts.get(account, none) if self.many else self.whole
        return extract_bytes(found, self.sha256)
