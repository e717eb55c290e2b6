"""How long a province's accounts take: 3,086 accounts with 300,000 posts, imported, judged, weighed, reported.

    python benchmarks/media_import.py [ACCOUNTS [POSTS]]

One csv an account, as weibo-crawler writes it, and the same posts in one file that all accounts share; each by the
commands crawl, check --workers 2, score, report. Prints the seconds of each, those of CPU, and the highest resident
memory of its processes together (Linux).
"""

from __future__ import annotations

import csv
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.usage import MIB, audit

HEADER = ("id", "bid", "正文", "日期", "工具", "点赞数", "评论数", "转发数", "完整日期", "是否原创")
TEXT = "本机关依法主动公开政府信息，方便公民、法人和其他组织获取和使用。" * 4
END = datetime(2026, 3, 31, 9, 30)


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


def stage(*words: str) -> tuple[float, int]:
    """Seconds and highest memory, in bytes, of one command."""
    used = audit(*words)
    print(f"  {words[0]}: {used.seconds:.1f} s, {used.cpu:.1f} s of CPU, {used.together / MIB:.0f} MB", flush=True)
    return used.seconds, used.together


def main(accounts: int = 3086, posts: int = 300_000) -> None:
    for shared in (False, True):
        print("one file for all" if shared else "one file an account")
        with tempfile.TemporaryDirectory() as place:
            path = make(Path(place), accounts, posts, shared=shared)
            run = str(Path(place) / "run")
            taken = [
                stage("crawl", run, "--roster", str(path), "--as-of", "2026-03-31"),
                stage("check", run, "--workers", "2"),
                stage("score", run, "--scheme", "media_2019"),
                stage("report", run),
            ]
        print(f"  all: {sum(took for took, _ in taken):.1f} s, {max(highest for _, highest in taken) / MIB:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
