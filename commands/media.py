"""New media: the table that people fill in, and the titles that every account had to repost."""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.accounts import receive, send
from commands.inputs import Refused


def options(accounts: argparse.ArgumentParser) -> None:
    accounts.add_argument("--template", type=Path, metavar="FILE.xlsx", help="写出发文填报表")
    accounts.add_argument("--reposts", type=Path, metavar="FILE", help="要求转发的标题（xlsx 或 csv，列为“标题”）")
    accounts.add_argument("dir", metavar="DIR", type=Path, nargs="?", help="评估目录")
    accounts.add_argument("--tasks", type=Path, metavar="DIR", help="评估目录：生成或读回其账号的互动核查表")
    accounts.add_argument("--out", type=Path, metavar="FILE.xlsx", help="与 --tasks 连用：生成互动核查表")
    accounts.add_argument("--receive", type=Path, metavar="FILE.xlsx", help="与 --tasks 连用：读回填好的互动核查表")


def media(args: argparse.Namespace) -> int:
    if args.template:
        return _template(args.template)
    if args.reposts and args.dir:
        return _reposts(args.reposts, args.dir)
    if args.tasks and bool(args.out) is not bool(args.receive):
        return send(args.tasks, args.out) if args.out else receive(args.tasks, args.receive)
    raise Refused(
        "请写明要做什么：--template FILE.xlsx 写出填报表，或 --reposts FILE DIR 给出要求转发的标题，"
        "或 --tasks DIR 加 --out FILE.xlsx 生成、--receive FILE.xlsx 读回互动核查表。"
    )


def _template(path: Path) -> int:
    from reports.media_template import write_template

    if path.suffix.lower() != ".xlsx":
        raise Refused(f"“{path}”不是 xlsx 文件名，请写成 发文填报表.xlsx 的形式。")
    if not path.parent.is_dir():
        raise Refused(f"没有文件夹“{path.parent}”，请先建立，或换一个位置。")
    write_template(path)
    print(f"新媒体发文填报表：{path}。填好后在名册的“数据文件”列写上它的文件名。")
    return 0


def _reposts(path: Path, folder: Path) -> int:
    from checks.tasks import TasksError, keep_tasks, read_tasks
    from commands.inputs import round_in

    round_in(folder)
    try:
        titles = read_tasks(path)
    except TasksError as error:
        raise Refused(str(error)) from error
    print(f"要求转发的文章 {len(titles)} 篇：{keep_tasks(folder, titles)}。用 check、report 命令重新评判并出报告。")
    return 0
