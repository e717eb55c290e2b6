"""A workbook of ours that somebody has worked in since: put aside before a new one takes its place."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

ASIDE = "上次"


def set_aside(path: Path) -> Path | None:
    """Where it was moved to: 上次/, under a name that nothing there has. None when it is as it was written, or is not.

    It may hold verdicts and scores that have not been read back."""
    if not path.is_file() or _untouched(path):
        return None
    folder = path.parent / ASIDE
    folder.mkdir(exist_ok=True)
    number, target = 1, folder / path.name
    while target.exists():
        number += 1
        target = folder / f"{path.stem}({number}){path.suffix}"
    return path.replace(target)


def _untouched(path: Path) -> bool:
    """Our files are modified when they are created; every program that saves one writes a later time."""
    try:
        with zipfile.ZipFile(path) as file:
            told = file.read("docProps/core.xml").decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError):
        return False
    created, modified = (re.findall(rf"<dcterms:{word}[^>]*>([^<]+)<", told) for word in ("created", "modified"))
    return bool(created) and created == modified
