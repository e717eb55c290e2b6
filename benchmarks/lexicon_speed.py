"""What a lexicon of 20,000 terms costs `check`: the demo county judged with and without it, side by side in one run.

    python benchmarks/lexicon_speed.py [ROUNDS] [TERMS]

Crawls the county once, judges it by turns and prints the medians and their ratio; reading the list and building the
automaton happen once a process and are told apart.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checks.check import check
from checks.lexicon import read_lexicon
from checks.terms import terms_of
from crawler.crawl import crawl
from crawler.rounds import LEXICON, Round, archive_of, keep_lexicon
from crawler.settings import CrawlOptions
from crawler.targets import read_roster
from demo.serve import serve

_SIGNS = (
    "县政府公开信息工作会议领导干部安全生产项目建设发展改革教育医疗环境保护农业农村乡镇街道社区服务群众企业市场监管执法"
)


def write_terms(path: Path, count: int) -> None:
    """Made of signs that the county's pages are full of, so that the automaton is kept busy."""
    chance = random.Random(7)
    terms: dict[str, None] = {}
    while len(terms) < count:
        terms["".join(chance.choices(_SIGNS, k=chance.randint(3, 8)))] = None
    path.write_text("错误表述,建议\n" + "".join(f"{term},改正{n}\n" for n, term in enumerate(terms)), encoding="utf-8")


def main(rounds: int, count: int) -> None:
    with tempfile.TemporaryDirectory() as name, serve() as county:
        folder = Path(name)
        targets = read_roster(county.roster).targets
        options = CrawlOptions(rate=200, nameserver=county.nameserver, retry_wait=0.2)
        crawl(targets, folder, options, lambda progress: None)
        words = folder / "词库.csv"
        write_terms(words, count)
        keep_lexicon(folder, words)
        without = Round("demo", "", "", targets, as_of=county.as_of.isoformat())
        lexicon = read_lexicon(words)
        given = replace(without, lexicon=words.name, lexicon_terms=count, lexicon_digest=lexicon.digest)
        loading = _cpu(lambda: terms_of(folder / LEXICON / words.name))
        pages = sum(page.status == 200 for target in targets for page in archive_of(folder, target).pages())
        times: dict[bool, list[float]] = {False: [], True: []}
        for turn in range(2 * rounds):
            asked = given if turn % 2 else without
            times[bool(turn % 2)].append(_cpu(lambda asked=asked: check(folder, asked)))
        plain, listed = (statistics.median(times[key]) for key in (False, True))
        print(
            f"{pages} pages, {rounds} rounds each: {plain:.3f} s of CPU without, {listed:.3f} s with {count} terms: "
            f"{listed / plain - 1:+.1%}; read and built once a process in {loading:.2f} s"
        )


def _cpu(does: Callable[[], object]) -> float:
    began = time.process_time()
    does()
    return time.process_time() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5, int(sys.argv[2]) if sys.argv[2:] else 20_000)
