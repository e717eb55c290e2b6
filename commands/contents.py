"""The catalogue of mandatory content: shown, written out as a workbook, taken back from one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands.inputs import Refused, catalogue_at

if TYPE_CHECKING:
    from checks.content.catalogue import Catalogue


def options(catalogue: argparse.ArgumentParser) -> None:
    catalogue.add_argument("--content", default="", metavar="FILE", help="内容目录（toml；默认为随程序提供的目录）")
    way = catalogue.add_mutually_exclusive_group()
    way.add_argument("--export", type=Path, metavar="FILE.xlsx", help="导出为工作簿")
    way.add_argument("--import", type=Path, dest="import_", metavar="FILE.xlsx", help="读回改好的工作簿，写成 toml")
    catalogue.add_argument("--out", type=Path, metavar="FILE.toml", help="读回时写入的文件（默认与工作簿同名）")


def content(args: argparse.Namespace) -> int:
    catalogue = catalogue_at(args.content)
    if args.export:
        return _export(catalogue, args.export)
    if args.import_:
        return _import(catalogue, args.import_, args.out)
    for one in catalogue:
        print(f"{one.id:24}{one.duty}  {one.title}  —— {one.basis}（{'、'.join(one.levels)}）")
    print(f"共 {len(catalogue)} 项。--export FILE.xlsx 导出后可在表格里修改，再用 --import FILE.xlsx 读回。")
    return 0


def _export(catalogue: Catalogue, path: Path) -> int:
    from reports.catalogue_sheet import write_catalogue

    if path.suffix.lower() != ".xlsx":
        raise Refused(f"“{path}”不是 xlsx 文件名，请写成 内容目录.xlsx 的形式。")
    if not path.parent.is_dir():
        raise Refused(f"没有文件夹“{path.parent}”，请先建立，或换一个位置。")
    write_catalogue(catalogue, path)
    print(f"内容目录（{len(catalogue)} 项）：{path}")
    return 0


def _import(before: Catalogue, path: Path, out: Path | None) -> int:
    from checks.content.catalogue import CatalogueError
    from checks.content.workbook import as_toml, changes, read_workbook

    try:
        after = read_workbook(path)
    except CatalogueError as error:
        raise Refused(*error.problems) from error
    target = out or path.with_suffix(".toml")
    if target.suffix.lower() != ".toml" or not target.parent.is_dir():
        raise Refused(f"“{target}”不能写入：须为已有文件夹中的 toml 文件名。")
    target.write_text(as_toml(after), encoding="utf-8")
    lines = changes(before, after)
    for line in lines:
        print(line)
    print(f"内容目录（{len(after)} 项，改动 {len(lines)} 处）：{target}。用 run 或 check 的 --content {target} 评判。")
    return 0
