"""The accounts' data files put into the archive."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from crawler.archive import Archive, ArchiveWriter, Page
from crawler.datafiles import glance, made_at
from crawler.targets import Target

SHARED = "ledgers"


def keep_ledgers(folder: Path, archives: Path, targets: tuple[Target, ...], about: dict[str, str]) -> None:
    """Put the accounts' files into their archives as they are; each counts as captured when the file was made.

    A file of several accounts that several targets share is kept once in DIR/ledgers, and each account's archive has
    its own part. A file that the archive already holds with the same bytes is not kept twice; one that is gone from
    its place is passed over.
    """
    uses = Counter(path for target in targets for path in present(target))
    shared = {path for path, count in uses.items() if count > 1 and glance(path).parts}
    for path in sorted(shared):
        (folder / SHARED).mkdir(exist_ok=True)
        (folder / SHARED / f"{glance(path).sha256[:16]}-{path.name}").write_bytes(path.read_bytes())
    for target in targets:
        if not (paths := present(target)):
            continue
        held = {page.sha256 for page in Archive(archives / target.id).pages() if page.purpose == "ledger"}
        with ArchiveWriter(archives / target.id, about) as archive:
            for path in paths:
                data = glance(path).part(target.account) if path in shared else path.read_bytes()
                if hashlib.sha256(data).hexdigest() not in held:
                    archive.write(Page(f"ledger:{path.name}", "ledger", 0, made_at(path), 0.0, detail=path.name), data)


def present(target: Target) -> list[Path]:
    """Its files that are still where the roster found them: a round may be taken up on another machine."""
    return [path for path in map(Path, target.data_files) if path.is_file()]
