"""Schemes of weights: listed, shown, written out as a workbook, taken back from one, compared."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands.inputs import Refused, scheme_called, together

if TYPE_CHECKING:
    from scoring.scheme import Scheme


def options(added: argparse.ArgumentParser) -> None:
    added.add_argument("name", nargs="?", default="", metavar="NAME", help="方案名，或方案文件（toml）")
    added.add_argument("--scheme", default="", metavar="NAME", help="与 NAME 相同；读回时是拿来对照的原方案")
    way = added.add_mutually_exclusive_group()
    way.add_argument("--export", type=Path, metavar="FILE.xlsx", help="导出为工作簿，供修改分值和指标")
    way.add_argument("--import", type=Path, dest="import_", metavar="FILE.xlsx", help="读回改好的工作簿，写成 toml")
    way.add_argument("--diff", nargs=2, metavar=("A", "B"), help="说明两个方案的差别")
    added.add_argument("--out", type=Path, metavar="FILE.toml", help="读回时写入的文件（默认与工作簿同名）")


def schemes(args: argparse.Namespace) -> int:
    from scoring.show import scheme_page, scheme_table

    name = args.scheme or args.name
    if args.export:
        return _export(scheme_called(name), args.export)
    if args.import_:
        return _import(args.import_, args.out or args.import_.with_suffix(".toml"), name)
    if args.diff:
        before, after = together(*(lambda one=one: scheme_called(one) for one in args.diff))
        _tell(before, after)
        return 0
    print(scheme_page(scheme_called(name)) if name else scheme_table())
    return 0


def _export(scheme: Scheme, path: Path) -> int:
    from checks.rule import load_rules
    from reports.scheme_sheets import write_scheme

    if path.suffix.lower() != ".xlsx" or not path.parent.is_dir():
        raise Refused(f"“{path}”不能写入：须为已有文件夹中的 xlsx 文件名，如 方案.xlsx。")
    write_scheme(scheme, load_rules(), path)
    print(
        f"评分方案“{scheme.title}”（{len(scheme.indicators)} 个指标）：{path}。改好后用 schemes --import {path} 读回。"
    )
    return 0


def _import(path: Path, target: Path, name: str) -> int:
    from checks.rule import load_rules
    from scoring.scheme import SchemeError
    from scoring.scheme_toml import as_toml
    from scoring.scheme_workbook import read_scheme_workbook

    if target.suffix.lower() != ".toml" or not target.parent.is_dir():
        raise Refused(f"“{target}”不能写入：须为已有文件夹中的 toml 文件名。")
    try:
        after = read_scheme_workbook(path, load_rules())
    except SchemeError as error:
        raise Refused(*error.problems) from error
    before = scheme_called(name) if name else _original(after, target)
    target.write_text(as_toml(after), encoding="utf-8", newline="\n")
    if before:
        _tell(before, after)
    print(f"评分方案（{len(after.indicators)} 个指标）：{target}。用 score DIR --scheme {target} 重新评分。")
    return 0


def _original(scheme: Scheme, target: Path) -> Scheme | None:
    """What the workbook was made from, as far as can be known: the file it was read into before, else the shipped
    scheme of the same id."""
    from scoring.scheme import list_schemes

    if target.is_file():
        try:
            return scheme_called(str(target))
        except Refused:
            return None
    return scheme_called(scheme.id) if scheme.id in list_schemes() else None


def _tell(before: Scheme, after: Scheme) -> None:
    from scoring.scheme_diff import changes

    lines = changes(before, after)
    print(f"与方案 {before.id}（{before.version}）相比，{f'有 {len(lines)} 处不同：' if lines else '没有差别。'}")
    for line in lines:
        print(f"  {line}")
