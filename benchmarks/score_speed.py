"""How long `score` takes for a province: 645 sites and 3,086 accounts with some 300,000 findings, made up.

    python benchmarks/score_speed.py [SCHEME]

Writes the round into a temporary folder, scores it as a user would, and prints seconds, memory and the result's size.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checks.check import FINDINGS
from checks.content.catalogue import load_catalogue
from checks.finding import Finding, Outcome, finding_key, findings_text
from checks.rule import ACCOUNTS, SITES, load_rules
from crawler.rounds import Round, write_round
from crawler.targets import Kind, Target

SITE_COUNT, ACCOUNT_COUNT, FINDING_COUNT = 645, 3086, 300_000
ITEMS = [content.id for content in load_catalogue()]


def targets() -> Iterator[Target]:
    for n in range(SITE_COUNT):
        kind = Kind.PORTAL if n % 6 == 0 else Kind.DEPARTMENT
        level = "县" if kind is Kind.PORTAL else "部门"
        yield Target(f"32{n:08}", f"网站{n}", kind, f"单位{n}", url=f"http://s{n}.gov.cn/", level=level)
    for n in range(ACCOUNT_COUNT):
        kind = ACCOUNTS[n % 3]
        yield Target(f"{kind}-{n:08x}", f"账号{n}", kind, f"单位{n % SITE_COUNT}", account=f"账号{n}", platform="微信")


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


def write(folder: Path) -> int:
    listed, lot = list(targets()), random.Random(1)
    of_account = 10
    of_site = (FINDING_COUNT - of_account * ACCOUNT_COUNT) // SITE_COUNT
    write_round(folder, Round("名册.xlsx", "2026-11-20T08:00:00+00:00", "0", tuple(listed), as_of="2026-11-20"))
    written = 0
    with (folder / FINDINGS).open("w", encoding="utf-8") as out:
        for target in sorted(listed, key=lambda one: one.id):
            said = findings(target, of_site if target.kind in SITES else of_account, lot)
            written += len(said)
            out.write(findings_text(said))
    return written


def main(scheme: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = write(folder)
        audit = Path(__file__).resolve().parents[1] / "audit.py"
        began = time.perf_counter()
        subprocess.run([sys.executable, str(audit), "score", name, "--scheme", scheme], check=True)
        took = time.perf_counter() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = (folder / "result.json").stat().st_size / 1e6
    print(
        f"{SITE_COUNT} sites, {ACCOUNT_COUNT} accounts, {count} findings: {took:.1f} s ({used.ru_utime:.1f} s of CPU), "
        f"{used.ru_maxrss / 1024:.0f} MiB at most, result.json {size:.0f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "jiangsu_2020")
