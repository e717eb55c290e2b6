"""The round's accounts in new media: their posts' public links, and what people found when they tried them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from commands.inputs import Refused, round_in

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.rounds import Round
    from crawler.targets import Target


def tell_rows(asked: Round) -> None:
    """What becomes of the data files' rows, where a round is taken up without its roster. Raises Refused."""
    from crawler.datafiles import glance, rows_told
    from crawler.ledgers import present

    named = {name for target in asked.targets for name in target.data_files}
    paths = sorted({path for target in asked.targets for path in present(target)})
    if problems := [problem for path in paths if (problem := glance(path).problem)]:
        raise Refused(*problems)
    if told := rows_told(paths):
        print(told)
    if gone := len(named) - len(paths):
        print(f"提示：{gone} 个数据文件已不在原处，沿用评估目录中已保存的内容。", file=sys.stderr)


def check_post_links(folder: Path, asked: Round, args: argparse.Namespace) -> None:
    """Where `--check-posts` was given: ask for the newest links of every account."""
    from dataclasses import replace

    from commands.progress import counting
    from crawler.archive import Archive
    from crawler.crawl import ABOUT
    from crawler.post_links import PostOptions, check_posts, links_of
    from crawler.rounds import archive_of, write_round

    if not args.check_posts:
        return
    write_round(folder, replace(asked, post_interval=args.post_interval))
    options = PostOptions(asked.nameserver, interval=args.post_interval)
    accounts = [target for target in asked.targets if not target.kind.is_site]
    archives: dict[str, Archive] = {target.id: archive_of(folder, target) for target in accounts}
    total = sum(len(links_of(target, archives[target.id], options.most)) for target in accounts)
    with counting("推文链接", total, "条") as said:
        done = check_posts(accounts, folder, options, ABOUT, said)
    print(f"推文链接：打开 {done.asked} 条。")
    if done.left:
        print(f"提示：平台要求验证或拒绝访问，尚有 {done.left} 条推文链接没有打开（不计为问题）。", file=sys.stderr)


def links_told(folder: Path, asked: Round) -> dict[str, str]:
    """What the public links of posts came to, as a fact of the round; nothing where none was asked for."""
    from collections import Counter

    from checks.accounts import read_accounts
    from crawler.rounds import beijing_time

    checked = [one for one in read_accounts(folder) if one.links]
    if not checked:
        return {}
    states = sum((Counter(one.links) for one in checked), Counter[str]())
    first, last = min(one.links_from for one in checked), max(one.links_to for one in checked)
    pace = f"，同一平台间隔不少于 {asked.post_interval:g} 秒" if asked.post_interval else ""
    told = "、".join(
        f"{state} {count}" for state, count in sorted(states.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    when = f"{beijing_time(first)} 至 {beijing_time(last)}"
    return {"推文链接": f"检查 {states.total()} 条（{len(checked)} 个账号，{when}{pace}）：{told}"}


def send(folder: Path, path: Path) -> int:
    """Write the sheet for people's checks of interaction."""
    from reports.task_sheet import write_sheet

    accounts = _accounts(folder)
    write_sheet(path, accounts)
    print(f"核查表：{path}（{len(accounts)} 个账号），填好后用 --receive 读回。")
    return 0


def receive(folder: Path, path: Path) -> int:
    """Read the sheet's answers back into the round."""
    from datetime import UTC, datetime

    from checks.task_sheets import TASKS, TaskError, keep_tasks, read_answers
    from crawler.crawl import ABOUT

    try:
        tasks, blank = read_answers(path, _accounts(folder))
    except TaskError as error:
        raise Refused(*error.problems) from error
    keep_tasks(folder, path.name, tasks, datetime.now(UTC).replace(microsecond=0), ABOUT)
    print(f"读回 {len(tasks)} 项核查结果，{blank} 项没有填写：{folder / TASKS}。用 check 命令评判。")
    return 0


def _accounts(folder: Path) -> list[Target]:
    accounts = [target for target in round_in(folder).targets if not target.kind.is_site]
    if not accounts:
        raise Refused("评估名单中没有新媒体账号，不需要核查表。")
    return accounts
