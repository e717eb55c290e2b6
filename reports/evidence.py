"""The evidence pages: 证据/<对象编号>.html for each target with problems, one anchor for each finding."""

from __future__ import annotations

FOLDER = "证据"


def evidence_file(target: str) -> str:
    """Name of the page of a target, in 证据; a target's id is already what every file system takes."""
    return f"{target}.html"


def evidence_path(target: str, key: str) -> str:
    """From DIR/reports to the place of one finding: `证据/<对象编号>.html#<编号>`."""
    return f"{FOLDER}/{evidence_file(target)}#{key}"
