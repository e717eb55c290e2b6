"""The newcomer's first run: serve the county, audit it, say where the reports are and how right the audit was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from checks.check import FINDINGS
from checks.finding import read_findings
from checks.rule import load_rules
from crawler.rounds import RUN, Round, read_round
from demo.county import HOSTS
from demo.measure import format_table, measure, read_places
from demo.serve import serve

RATE = 200
"""Requests a second and host: the county is served for this run alone."""


def run_demo(out: Path, audit: Callable[[list[str]], int]) -> int:
    """Exit status of the audit; `audit` is the command line itself. An earlier demo's folder is replaced, no other."""
    if (out / RUN).exists() and _is_demo(read_round(out)):
        shutil.rmtree(out)
    with serve() as county:
        print(f"示范县已在本机搭起：网页端口 {county.ports.web}，域名服务器 {county.nameserver}")
        options = ["--nameserver", county.nameserver, "--as-of", county.as_of.isoformat(), "--rate", str(RATE)]
        status = audit(["run", str(county.roster), "--out", str(out), *options])
    if status in (0, 3) and (out / FINDINGS).exists():  # an interrupted crawl leaves none
        measures = measure(
            read_findings(out / FINDINGS), read_places(ipv6=county.ipv6), read_round(out).targets, set(load_rules())
        )
        print(f"\n与缺陷清单对照（demo/faults/）：\n{format_table(measures)}")
    return status


def _is_demo(kept: Round) -> bool:
    sites = {urlsplit(target.url).hostname for target in kept.targets if target.kind.is_site}
    return bool(sites) and sites <= set(HOSTS)
