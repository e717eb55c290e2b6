"""What a benchmark found: a table on the screen, and in docs/performance.md in place of the one between its marks."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path


def options(doc: str | None) -> argparse.ArgumentParser:
    """What every benchmark takes."""
    given = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--write", type=Path, metavar="FILE.md", help="put the table there, between its marks")
    return given


def tell(name: str, head: Sequence[str], rows: Iterable[Sequence[str]], write: Path | None) -> None:
    """`name`: of the marks."""
    lines = [list(row) for row in rows]
    print("\n".join("  ".join(line) for line in (list(head), *lines)), flush=True)
    if write:
        put_table(write, name, head, lines)


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
