"""The audit on a network of its own: real addresses, real ports, real misfortunes, in two network namespaces.

One namespace is the world (tests/network/world.py), the other the auditor's machine, joined by a wire. Nothing of it
reaches this machine's own network. Needs root and `ip netns`.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.network.world import AUDITOR_FOUR, AUDITOR_SIX, FOUR, HOSTS, NAMES_FOUR, NAMES_SIX, SIX

pytestmark = pytest.mark.netns
ROOT = Path(__file__).parents[2]
WORLD, SEEING, BLIND = "gongkai-world", "gongkai-dual", "gongkai-four"
RULES = (
    "ipv6_address_missing", "ipv6_ns_missing", "ipv6_unreachable", "ipv6_unstable", "ipv6_content_differs",
    "ipv6_link_unsupported", "ipv6_slow", "certificate_invalid", "https_missing",
)  # fmt: skip

Verdicts = dict[tuple[str, str], set[str]]
"""(host's name, rule) → outcomes."""


def ip(*words: str, inside: str = "") -> None:
    command = ["ip", "netns", "exec", inside] if inside else []
    subprocess.run([*command, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    clear()
    for name in (WORLD, SEEING, BLIND):
        ip("ip", "netns", "add", name)
        ip("ip", "link", "set", "lo", "up", inside=name)
    ip("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", inside=BLIND)
    ip("ip", "link", "add", "bridge0", "type", "bridge", inside=WORLD)
    ip("ip", "link", "set", "bridge0", "up", inside=WORLD)
    wire(SEEING, "wire1", AUDITOR_FOUR, AUDITOR_SIX)
    wire(BLIND, "wire2", "198.18.0.251", "")
    for address in [NAMES_FOUR, *(FOUR.format(host.number) for host in HOSTS)]:
        ip("ip", "addr", "add", f"{address}/24", "dev", "bridge0", inside=WORLD)
    for address in [NAMES_SIX, *(SIX.format(host.number) for host in HOSTS)]:
        ip("ip", "-6", "addr", "add", f"{address}/64", "dev", "bridge0", "nodad", inside=WORLD)
    misfortunes()
    serving = subprocess.Popen(
        ["ip", "netns", "exec", WORLD, sys.executable, "-m", "tests.network.world", str(tmp_path_factory.mktemp("tls"))],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert serving.stdout is not None and serving.stdout.readline() == "ready\n"
        yield
    finally:
        serving.kill()
        serving.communicate()
        clear()


def wire(auditor: str, name: str, four: str, six: str) -> None:
    ip("ip", "link", "add", f"{name}a", "netns", auditor, "type", "veth", "peer", f"{name}w", "netns", WORLD)
    ip("ip", "link", "set", f"{name}w", "master", "bridge0", "up", inside=WORLD)
    ip("ip", "addr", "add", f"{four}/24", "dev", f"{name}a", inside=auditor)
    ip("ip", "link", "set", f"{name}a", "up", inside=auditor)
    if six:
        ip("ip", "-6", "addr", "add", f"{six}/64", "dev", f"{name}a", "nodad", inside=auditor)


def misfortunes() -> None:
    """Replies of `filtered` vanish on their way."""
    for host in HOSTS:
        if host.six == "filtered":
            ip("ip", "-6", "rule", "add", "from", SIX.format(host.number), "lookup", "77", inside=WORLD)
            ip("ip", "-6", "route", "add", "blackhole", "default", "table", "77", inside=WORLD)


def clear() -> None:
    for name in (WORLD, SEEING, BLIND):
        with suppress(subprocess.CalledProcessError):
            ip("ip", "netns", "del", name)


def audited(folder: Path, auditor: str) -> Verdicts:
    """Outcomes of the rules by host and rule, from a whole run in the auditor's namespace."""
    roster = folder / "roster.csv"
    with roster.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["单位名称", "网址", "网站名称", "类型"])
        for host in HOSTS:
            rows.writerow(
                [f"{host.name}县", f"{'https' if host.https else 'http'}://{host.host}/", host.name, "门户网站"]
            )
    command = ["run", str(roster), "--out", str(folder / "out"), "--nameserver", NAMES_FOUR, "--rate", "200"]
    command += ["--max-pages", "40"]
    done = subprocess.run(
        ["ip", "netns", "exec", auditor, sys.executable, "audit.py", *command],
        cwd=ROOT, capture_output=True, text=True, timeout=540, env=os.environ | {"PYTHONWARNINGS": ""},
    )  # fmt: skip
    assert done.returncode in (0, 3), done.stderr
    names = {
        target["id"]: target["name"] for target in json.loads((folder / "out" / "run.json").read_text())["targets"]
    }
    told: Verdicts = {}
    for line in (folder / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines():
        finding = json.loads(line)
        if finding["rule"] in RULES:
            told.setdefault((names[finding["target"]], finding["rule"]), set()).add(finding["outcome"])
    return told


EXPECTED: dict[str, dict[str, set[str]]] = {
    "v4only": {"ipv6_address_missing": {"fail"}, "ipv6_unreachable": {"not_applicable"}, "ipv6_link_unsupported": {"not_applicable"}},
    "v6only": {"ipv6_address_missing": {"pass"}, "ipv6_unreachable": {"pass"}, "ipv6_unstable": {"pass"}},
    "dual": {
        "ipv6_address_missing": {"pass"}, "ipv6_ns_missing": {"pass"}, "ipv6_unreachable": {"pass"}, "ipv6_unstable": {"pass"},
        "ipv6_content_differs": {"pass"}, "ipv6_slow": {"pass"}, "https_missing": {"fail"},
    },
    "filtered": {"ipv6_address_missing": {"pass"}, "ipv6_unreachable": {"fail"}, "ipv6_content_differs": {"not_applicable"}},
    "refused": {"ipv6_unreachable": {"fail"}, "ipv6_unstable": {"not_applicable"}},
    "large": {"ipv6_unreachable": {"fail"}},
    "slow": {"ipv6_unreachable": {"pass"}, "ipv6_slow": {"fail"}, "ipv6_content_differs": {"pass"}},
    "shadow": {"ipv6_unreachable": {"pass"}, "ipv6_content_differs": {"fail"}},
    "worn": {"ipv6_unreachable": {"pass"}, "certificate_invalid": {"fail"}, "https_missing": {"pass"}},
    "oldzone": {"ipv6_ns_missing": {"fail"}, "ipv6_unreachable": {"pass"}},
}  # fmt: skip


def test_every_misfortune_is_told_for_what_it_is(world: None, tmp_path: Path) -> None:
    told = audited(tmp_path, SEEING)
    wrong = {
        (name, rule): (told.get((name, rule)), outcomes)
        for name, rules in EXPECTED.items()
        for rule, outcomes in rules.items()
        if told.get((name, rule)) != outcomes
    }
    assert not wrong
    accused = {
        (name, rule) for (name, rule), outcomes in told.items() if "fail" in outcomes and rule.startswith("ipv6")
    }
    expected = {
        (name, rule) for name, rules in EXPECTED.items() for rule, outcomes in rules.items() if outcomes == {"fail"}
    }
    assert accused <= expected, accused - expected


def test_a_machine_without_ipv6_accuses_nobody_but_by_names(world: None, tmp_path: Path) -> None:
    told = audited(tmp_path, BLIND)
    accused = {
        (name, rule)
        for (name, rule), outcomes in told.items()
        if {"fail", "unsure"} & outcomes and rule.startswith("ipv6")
    }
    assert accused == {("v4only", "ipv6_address_missing"), ("oldzone", "ipv6_ns_missing")}
    measured = {rule for (name, rule), outcomes in told.items() if name == "dual" and outcomes == {"not_measured"}}
    assert {"ipv6_unreachable", "ipv6_unstable", "ipv6_content_differs", "ipv6_link_unsupported"} <= measured
