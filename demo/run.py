"""The county served and audited: the newcomer's first run, and the account of how right every rule is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from sys import stderr
from urllib.parse import urlsplit

from checks.finding import FINDINGS, read_findings
from checks.rule import load_rules
from crawler.rounds import RUN, Round, read_round
from demo.accuracy import Account, account
from demo.county import HOSTS
from demo.labelled import judge_all, read_cases
from demo.measure import Measure, format_table, measure, read_places
from demo.mutations import mutations
from demo.serve import serve

RATE = 200
"""Requests a second and host: the county is served for this run alone."""
LABELLED = Path(__file__).resolve().parent.parent / "tests" / "labelled"

Audit = Callable[[list[str]], int]
"""The command line itself."""


def run_demo(out: Path, audit: Audit) -> int:
    """Exit status of the audit. An earlier demo's folder is replaced, no other."""
    if (out / RUN).exists() and _is_demo(read_round(out)):
        shutil.rmtree(out)
    status, measures = _audited(out, audit)
    if measures:  # an interrupted crawl leaves none
        print(f"\n与缺陷清单对照（demo/faults/）：\n{format_table(measures)}")
    return status


def all_accounts(audit: Audit, labelled: Path = LABELLED) -> list[Account]:
    """Of every rule, over the county, the labelled cases of a folder and the generated mutations."""
    with tempfile.TemporaryDirectory(prefix="accuracy-") as name:
        folder = Path(name)
        with redirect_stdout(stderr):
            _, measures = _audited(folder / "county", audit)
        cases = judge_all(read_cases(labelled), folder / "cases")
        return account(load_rules(), measures, cases, judge_all(list(mutations()), folder / "mutations"))


def _audited(out: Path, audit: Audit) -> tuple[int, list[Measure]]:
    with serve() as county:
        print(f"示范县已在本机搭起：网页端口 {county.ports.web}，域名服务器 {county.nameserver}")
        options = ["--nameserver", county.nameserver, "--as-of", county.as_of.isoformat(), "--rate", str(RATE)]
        options += ["--check-posts", "--post-interval", "0"]
        status = audit(["crawl", str(out), "--roster", str(county.roster), *options])
        after = (["media", "--receive", str(county.answers), "--tasks"], ["check"], ["score"], ["report"])
        for command in after if status in (0, 3) else ():
            status = max(status, audit([*command, str(out)]))
    if status not in (0, 3) or not (out / FINDINGS).exists():
        return status, []
    places = read_places(ipv6=county.ipv6)
    return status, measure(read_findings(out / FINDINGS), places, read_round(out).targets, set(load_rules()))


def _is_demo(kept: Round) -> bool:
    sites = {urlsplit(target.url).hostname for target in kept.targets if target.kind.is_site}
    return bool(sites) and sites <= set(HOSTS)
