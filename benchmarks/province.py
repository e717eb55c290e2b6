"""What a province's round costs: 645 sites and 3,086 accounts of 700 units with some 300,000 findings, made up.

    python benchmarks/province.py [--findings 300000] [--scheme NAME] [--folder DIR] [--write docs/performance.md]

Writes the round into a temporary folder, scores it and reports it as a user would. Seconds, processor time, memory and sizes; and how
long Chromium takes to open the scorecard, an empty page taken off.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.tables import options, tell
from benchmarks.usage import MIB, Used, audit
from checks.content.catalogue import load_catalogue
from checks.finding import FINDINGS, Finding, Outcome, finding_key, findings_text
from checks.rule import ACCOUNTS, SITES, load_rules
from crawler.rounds import Round, write_round
from crawler.targets import Kind, Target

SITES_OF, ACCOUNTS_OF, UNITS_OF, FINDINGS_OF = 645, 3086, 700, 300_000
ITEMS = [content.id for content in load_catalogue()]


def targets() -> Iterator[Target]:
    for n in range(SITES_OF):
        kind = Kind.PORTAL if n % 6 == 0 else Kind.DEPARTMENT
        level = "县" if kind is Kind.PORTAL else "部门"
        yield Target(f"32{n:08}", f"网站{n}", kind, f"单位{n}", url=f"http://s{n}.gov.cn/", level=level)
    for n in range(ACCOUNTS_OF):
        kind = ACCOUNTS[n % 3]
        yield Target(f"{kind}-{n:08x}", f"账号{n}", kind, f"单位{n % UNITS_OF}", account=f"账号{n}", platform="微信")


def findings(target: Target, count: int, lot: random.Random) -> list[Finding]:
    """Each rule says something, and some say much more, until there are so many."""
    rules = [rule for rule in load_rules().values() if target.kind in rule.kinds]
    asked = rules + lot.choices(rules, k=max(0, count - len(rules)))
    return [_finding(target, rule.id, rule.certain, number, lot) for number, rule in enumerate(asked)]


def _finding(target: Target, rule: str, certain: bool, number: int, lot: random.Random) -> Finding:
    item = lot.choice(ITEMS) if rule.startswith("content") else ""
    outcome = lot.choices([*Outcome], [70, 15, 6, 5, 4, 0])[0]
    url = f"{target.url or 'http://mp.weixin.qq.com/s/'}art/2026/11/{number}/art_{number}.html"
    message = f"栏目“通知公告”中《关于印发某项工作实施方案的通知》第 {number} 处与要求不符，请核对后改正。"
    seen, digest = "2026-11-20T08:00:00+00:00", f"{number:064x}"
    key = finding_key(rule, target.id, item, url, str(number))
    day = "2026-11-01" if number % 2 else ""
    quote = "关于印发某项工作实施方案的通知" * 3
    return Finding(
        key, rule, target.id, target.unit, item, outcome, message, url, str(number), quote, seen, digest, certain, day
    )


def write(folder: Path, count: int = FINDINGS_OF) -> int:
    """The round, as after `check`; how many findings it has."""
    listed, lot = list(targets()), random.Random(1)
    of_account = 10
    of_site = (count - of_account * ACCOUNTS_OF) // SITES_OF
    write_round(folder, Round("名册.xlsx", "2026-11-20T08:00:00+00:00", "0", tuple(listed), as_of="2026-11-20"))
    written = 0
    with (folder / FINDINGS).open("w", encoding="utf-8") as out:
        for target in sorted(listed, key=lambda one: one.id):
            said = findings(target, of_site if target.kind in SITES else of_account, lot)
            written += len(said)
            out.write(findings_text(said))
    return written


PATIENCE = 30
"""Seconds that the browser is waited for."""
HEAD = ("步骤", "历时秒", "CPU 秒", "内存 MB", "结果")


def rows(given: argparse.Namespace, folder: Path) -> Iterator[list[str]]:
    count = write(folder, given.findings)
    scored = audit("score", folder, "--scheme", given.scheme, ends=(0, 1, 3))
    size = (folder / "result.json").stat().st_size / 1e6
    yield _row(
        f"评分（{SITES_OF} 个网站、{ACCOUNTS_OF} 个账号、{count} 条检查结果）", scored, f"result.json {size:.0f} MB"
    )
    reported = audit("report", folder, ends=(0, 1, 3))
    reports = folder / "reports"
    books = [path for path in reports.rglob("*.xlsx") if path.parent != reports]
    yield _row("全部报告", reported, f"{len(books)} 个单位的清单，共 {_size(reports):.0f} MB")
    card = reports / "记分卡.html"
    told = f"{card.stat().st_size / 1e6:.1f} MB"
    if shutil.which("chromium"):
        empty = reports / "空.html"
        empty.write_text("", encoding="utf-8")
        took = _opened(card) - _opened(empty)
        yield [
            "记分卡在 Chromium 中打开",
            f"{took:.1f}" if took < PATIENCE - 5 else f"> {PATIENCE - 5}",
            "—",
            "—",
            told,
        ]


def _row(name: str, used: Used, result: str) -> list[str]:
    return [name, f"{used.seconds:.1f}", f"{used.cpu:.1f}", f"{used.together / MIB:.0f}", result]


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _opened(page: Path) -> float:
    """Seconds until the page stands, its scripts run; no longer than PATIENCE."""
    began = time.perf_counter()
    line = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()]
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE)
    return time.perf_counter() - began


def main(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        tell("province", HEAD, rows(given, given.folder or Path(name)), given.write)


if __name__ == "__main__":
    asked = options(__doc__)
    asked.add_argument("--findings", type=int, default=FINDINGS_OF)
    asked.add_argument("--scheme", default="jiangsu_2020")
    asked.add_argument("--folder", type=Path, help="kept there, to look at; default: a temporary one")
    main(asked.parse_args())
