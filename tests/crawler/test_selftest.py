"""This machine's own word: an inventing resolver is found out, a canary proves the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from loopback import Site, html, naming, serving

from crawler.doctor import examine
from crawler.rounds import read_selftest
from crawler.selftest import NOBODY, keep_selftest, tried

HONEST = {("www.city.test", "A"): ["127.0.0.1"]}
INVENTING = HONEST | {(name, "A"): ["127.0.0.9"] for name in NOBODY}


def test_an_honest_resolver_and_an_inventing_one(tmp_path: Path) -> None:
    for records, invents in ((HONEST, False), (INVENTING, True)):
        with naming(records) as (server, _):
            keep_selftest(tmp_path, server, [])
        assert read_selftest(tmp_path) == {"invents": invents, "canaries": []}


def test_a_round_without_a_selftest_has_nothing_against_it(tmp_path: Path) -> None:
    assert read_selftest(tmp_path) == {"invents": False, "canaries": []}


@pytest.mark.ipv6
def test_canaries(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Site({"/": html()}), "::1") as site:
        monkeypatch.setattr("crawler.selftest._PORTS", (int(site.url.rpartition(":")[2].strip("/")),))
        records = {("six.test", "AAAA"): ["::1"], ("four.test", "A"): ["127.0.0.1"]}
        with naming(records) as (server, _):
            told = asyncio.run(tried(server, ["six.test", "four.test", "gone.test"]))
            lines = "\n".join(examine(server, ["six.test", "four.test"]))
    assert [(one["host"], one["answered"]) for one in told["canaries"]] == [
        ("six.test", True), ("four.test", False), ("gone.test", False),
    ]  # fmt: skip
    assert "six.test 可由IPv6连接" in lines and "four.test 没有IPv6地址" in lines and "解析可信　是" in lines
