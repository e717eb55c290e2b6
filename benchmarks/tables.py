"""A result as a table of docs/performance.md, in place of the one that stands between its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path


def put_table(path: Path, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """`name`: of the marks `<!-- name: begin -->` and `<!-- name: end -->`, which must be there."""
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{path} has no marks of {name}.")
    lines = [" | ".join(row) for row in (head, ["---"] * len(head), *rows)]
    table = "".join(f"| {line} |\n" for line in lines)
    path.write_text(before + begin + table + end + after, encoding="utf-8")
