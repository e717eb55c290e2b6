"""The circular (通报) as a Word document, from the shipped template or one of the client's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands import arguments
from commands.demanded import demands_in
from commands.inputs import Refused, result_in, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.rows import Rows
    from scoring.comparison import Comparison
    from scoring.demands import Demand

CIRCULAR = "通报.docx"


def options(added: argparse.ArgumentParser) -> None:
    added.add_argument("dir", metavar="DIR", type=Path, nargs="?", help="评估目录")
    added.add_argument("--template", type=Path, metavar="FILE.docx", help="自己的模板（默认用随程序提供的）")
    added.add_argument("--previous", type=Path, metavar="OLD", help="上一轮的评估目录，用来写合格率升降和整改复查")
    added.add_argument(
        "--return-by", type=arguments.day, default="", metavar="YYYY-MM-DD", help="要求反馈整改情况的日期；不给则留空"
    )
    added.add_argument(
        "--registered",
        type=arguments.registered,
        action="append",
        default=[],
        metavar="网站=908",
        help="名单是抽样时，该类在册的总数，作抽查比例的分母；可重复（如再加 新媒体=3086）",
    )
    added.add_argument("--out", type=Path, metavar="FILE.docx", help=f"写入的文件（默认 DIR/reports/{CIRCULAR}）")
    added.add_argument("--export-template", type=Path, metavar="FILE.docx", help="写出随程序提供的模板，供修改")


def circular(args: argparse.Namespace) -> int:
    from reports.word import lacking

    if args.dir is None and args.export_template is None:
        raise Refused("请给出评估目录 DIR，或用 --export-template FILE.docx 写出模板。")
    if reason := lacking():
        raise Refused(reason)
    if args.export_template:
        _new(args.export_template)
        _write(args.export_template, _shipped())
        print(f"通报模板：{args.export_template}。用 Word 或 WPS 修改后，以 --template 使用。")
    return _circular(args) if args.dir else 0


def _circular(args: argparse.Namespace) -> int:
    from reports.circular import circular as fields
    from reports.rows import lay_out
    from reports.word import TemplateError, filled

    out = args.out or args.dir / "reports" / CIRCULAR
    result, _, comparison, demands, _, registered = together(
        lambda: result_in(args.dir),
        lambda: _template(args.template),
        lambda: _compared(args.previous, args.dir),
        lambda: _demands(args.previous),
        lambda: _new(out, made=args.out is None),
        lambda: dict(args.registered),
    )
    rows = lay_out(result)
    _check(rows, args.return_by, registered)
    context = fields(rows, comparison, demands, args.return_by, registered)
    try:
        document = filled(args.template or _shipped(), context)
    except TemplateError as fault:
        raise Refused(str(fault)) from fault
    _write(out, document)
    print(f"通报：{out}。印发前请核对内容，补上发文机关和日期。")
    return 0


def _shipped() -> bytes:
    from reports.circular_template import shipped_template

    return shipped_template()


def _template(path: Path | None) -> None:
    if path and not path.is_file():
        raise Refused(f"没有模板文件 {path}。可用 --export-template 写出一份再修改。")


def _compared(old: Path | None, new: Path) -> Comparison | None:
    from commands.compare import compared

    return compared(old, new) if old else None


def _demands(old: Path | None) -> Sequence[Demand]:
    return demands_in(old) if old else []


def _check(rows: Rows, return_by: str, registered: dict[str, int]) -> None:
    """The day and the counts that were given must agree with the round."""
    from reports.statistics import standings

    problems = []
    judged = rows.result.run.get("评判日", "")
    if return_by and judged and return_by <= judged:
        problems.append(f"反馈日期 {return_by} 不在评判日 {judged} 之后，请核对 --return-by。")
    listed = {row.title: row.listed for row in standings(rows)}
    for title, count in registered.items():
        if title not in listed:
            problems.append(f"--registered 中的“{title}”不在本轮，本轮有：{'、'.join(listed)}。")
        elif count < listed[title]:
            problems.append(f"--registered 中{title}在册 {count} 个，少于名单所列的 {listed[title]} 个，请核对。")
    if problems:
        raise Refused(*problems)


def _new(path: Path, made: bool = False) -> None:
    """Nothing is written over: a circular and a template are edited by people. `made`: its folder is made if need be."""
    if path.suffix.lower() != ".docx":
        raise Refused(f"“{path}”不是 docx 文件名，请写成 通报.docx 的形式。")
    if not path.parent.is_dir() and not made:
        raise Refused(f"没有文件夹“{path.parent}”，请先建立，或换一个位置。")
    if path.exists():
        raise Refused(f"{path} 已存在，可能已经过人工修改，不覆盖。请换一个文件名，或先把它移走。")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)
