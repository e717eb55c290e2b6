"""Rectification received: return forms read back, every row answered, blank or reported."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from commands import arguments
from commands.demanded import demands_in
from commands.inputs import Refused, round_in
from commands.rectify import today

if TYPE_CHECKING:
    from scoring.demands import Demand
    from scoring.receiving import Received
    from scoring.returns import Form

KEPT = "received"
TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"})
"""What is looked for in a folder; proofs and letters may lie beside it."""
MOST = 100 * 1024 * 1024
"""Bytes of a form, pictures pasted into it included. Our default."""


def options(command: argparse.ArgumentParser) -> None:
    command.add_argument("dir", metavar="DIR", type=Path, help="评估目录")
    command.add_argument("files", metavar="FILE", type=Path, nargs="+", help="回执表（xlsx），或其所在的文件夹")
    command.add_argument(
        "--received-on", type=arguments.day, default="", metavar="YYYY-MM-DD", help="收到日（默认今天）"
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    form: Form
    data: bytes
    kept: str
    """Name of its copy in DIR/received/."""


def receive(args: argparse.Namespace) -> int:
    from scoring.demands import write_demands
    from scoring.forms import round_mark
    from scoring.receiving import receive as settle

    mark = round_mark(round_in(args.dir))
    demands = demands_in(args.dir)
    if not demands:
        raise Refused(f"{args.dir} 中没有下发记录。请先用 rectify 命令下发整改回执表，再收回。")
    problems: list[str] = []
    opened = list(_opened(args.files, mark, demands, problems))
    if not opened:
        raise Refused(*(problems or ["给出的文件夹中没有表格文件。"]))
    opened.sort(key=lambda one: one.form.book.saved_at)  # the same moment: as they were given
    forms = [(one.form, one.kept) for one in opened]
    received = settle(demands, forms, today(args.received_on).isoformat())
    (args.dir / KEPT).mkdir(exist_ok=True)
    for one in opened:
        (args.dir / KEPT / one.kept).write_bytes(one.data)
    path = write_demands(args.dir, received.demands)
    _say(received, problems, len(opened))
    print(f"整改记录：{path}；收到的表：{args.dir / KEPT}")
    return 3 if problems or received.reports else 0


def _opened(paths: Sequence[Path], mark: str, demands: Sequence[Demand], problems: list[str]) -> Iterator[_Opened]:
    """The round's forms, in the order given; what is none is told in `problems`."""
    from crawler.sheets import SheetError
    from scoring.receiving import refusal
    from scoring.returns import read_form

    units, keys = {demand.unit for demand in demands}, {demand.key for demand in demands}
    seen: dict[str, Path] = {}
    for path in _files(paths):
        try:
            data = _bytes(path)
            digest = hashlib.sha256(data).hexdigest()
            if digest in seen:
                print(f"提示：“{path}”与“{seen[digest]}”是同一份文件，只收一次。", file=sys.stderr)
                continue
            seen[digest] = path
            form = read_form(str(path), data)
        except SheetError as error:
            problems.append(str(error))
            continue
        if why := refusal(form, mark, units, keys):
            problems.append(why)
        else:
            yield _Opened(form, data, _kept(path, digest))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(file for file in path.rglob("*") if file.is_file())
        own = [file for file in inside if not file.name.startswith(("~$", ".")) and file.suffix.lower() in TABLES]
        if len(own) < len(inside):
            print(f"提示：“{path}”中另有 {len(inside) - len(own)} 个不是表格的文件，没有读。", file=sys.stderr)
        yield from own


def _bytes(path: Path) -> bytes:
    from crawler.sheets import SheetError

    if not path.is_file():
        raise SheetError(f"找不到文件“{path}”，请核对路径和文件名。")
    if path.stat().st_size > MOST:
        raise SheetError(f"“{path}”超过 {MOST // 1024**2} MB，没有打开。请把佐证图片另放，只交回执表。")
    return path.read_bytes()


def _kept(path: Path, digest: str) -> str:
    """Names tell the content: the same file is kept once, two of one name both."""
    from reports.cells import file_names

    return f"{file_names([path.stem])[path.stem]}_{digest[:12]}.xlsx"


def _say(received: Received, problems: Sequence[str], forms: int) -> None:
    counts = received.counts
    for problem in (*problems, *received.reports):
        print(f"须核对：{problem}", file=sys.stderr)
    for remark in received.remarks:
        print(f"提示：{remark}", file=sys.stderr)
    print(f"收到回执表 {forms} 份，{len(received.units)} 个单位。")
    print(
        f"下发 {counts.sent} 行 = 已答复 {counts.answered} 行 + 未填 {counts.blank} 行 + 须核对 {counts.reported} 行。"
    )
    awaited = sorted({one.unit for one in received.demands if one.reply is None and one.state.value == "sent"})
    if lacking := [unit for unit in awaited if unit not in received.units]:
        print(f"尚未收到 {len(lacking)} 个单位的回执：{'、'.join(lacking[:10])}{'等' if len(lacking) > 10 else ''}。")
