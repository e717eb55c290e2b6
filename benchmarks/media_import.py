"""How long a province's accounts take: 3,086 accounts with 300,000 posts, imported, kept, measured.

    python benchmarks/media_import.py [ACCOUNTS [POSTS]]

One csv an account, as weibo-crawler writes it, and the same posts in one file that all accounts share. Prints the
seconds of each step and the highest resident memory.
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

HEADER = ("id", "bid", "正文", "日期", "工具", "点赞数", "评论数", "转发数", "完整日期", "是否原创")
TEXT = "本机关依法主动公开政府信息，方便公民、法人和其他组织获取和使用。" * 4
END = datetime(2026, 3, 31, 9, 30)


def _timed(what: str, does: Callable[[], object]) -> object:
    began = time.monotonic()
    came = does()
    print(f"{what}: {time.monotonic() - began:.1f} s", flush=True)
    return came


def make(folder: Path, accounts: int, posts: int, *, shared: bool) -> Path:
    """Files and roster; the roster's path."""
    each = posts // accounts
    rows = []
    whole = [("账号", "标题", "链接", "发布时间", "阅读", "点赞", "评论", "转发", "是否原创")]
    for account in range(accounts):
        name = f"账号{account:05}"
        lines = []
        for number in range(each):
            when = END - timedelta(hours=8 * number + account % 7)
            post = f"{account:05}{number:05}"
            if shared:
                told = (f"{number}{TEXT}", f"https://mp.weixin.qq.com/s/{post}", f"{when:%Y-%m-%d %H:%M:%S}")
                whole.append((name, *told, "10万+", "3", "2", "1", "原创"))
            else:
                said = (f"{when:%Y-%m-%dT%H:%M:%S}", "网页", "3", "2", "1", f"{when:%Y-%m-%d %H:%M:%S}", "True")
                lines.append((post, f"b{post}", f"{number}{TEXT}", *said))
        if not shared:
            _write(folder / f"{account}.csv", [HEADER, *lines])
        rows.append((f"单位{account}", name, "微博", "all.csv" if shared else f"{account}.csv"))
    if shared:
        _write(folder / "all.csv", whole)
    _write(folder / "名册.csv", [("单位名称", "账号", "类型", "数据文件"), *rows])
    return folder / "名册.csv"


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)


def main(accounts: int = 3086, posts: int = 300_000) -> None:
    from checks.around import Around
    from checks.facts.posts import accounts as measured
    from checks.site import Site
    from crawler.ledgers import keep_ledgers
    from crawler.rounds import ARCHIVES, archive_of
    from crawler.targets import read_roster

    for shared in (False, True):
        print("one file for all" if shared else "one file an account")
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            path = make(folder, accounts, posts, shared=shared)
            roster = _timed("  read", lambda path=path: read_roster(path))  # type: ignore[misc]
            print("  " + roster.counted)  # type: ignore[attr-defined]
            targets = roster.targets  # type: ignore[attr-defined]
            _timed("  keep", lambda: keep_ledgers(folder, folder / ARCHIVES, targets, {}))  # noqa: B023
            around = Around(date(2026, 3, 31))
            sites = (Site(target, archive_of(folder, target), around) for target in targets)
            found = _timed("  measure", lambda: sum(len(measured(site)) for site in sites))  # noqa: B023
            print(f"  accounts measured: {found}")
        print(f"  highest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
