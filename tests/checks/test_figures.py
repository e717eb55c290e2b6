"""How a site is reached, in figures: each with what it is of, and nothing where nothing was measured."""

from __future__ import annotations

from pathlib import Path

from families import HOME, reached
from sites import answer, dns_facts, page, site

from checks.facts.measured import measured
from checks.figures import FIGURES, clock_ahead, figures_text, read_figures
from crawler.rounds import clock_told

SERVER = {"name": "ns1", "aaaa": ["fd00::53"], "status": "ok", "over_ipv6": {"fd00::53": "ok"}}
MUTE = SERVER | {"name": "ns2", "over_ipv6": {"fd00::53": "lame"}}
TLS = {"address": "192.0.2.1", "family": 4, "port": 443, "error": "", "not_after": "2026-12-01T04:00:00+00:00"}
DIAL = {"address": "::1", "family": 6, "port": 80, "tcp": 0.01, "error": ""}


def test_counts_of_both_families(tmp_path: Path) -> None:
    links = {"/a.html": [answer(200, purpose="ipv6-link", ip="::1", via="/")],
             "/b.html": [answer(502, purpose="ipv6-link", ip="::1", via="/"), answer(200, purpose="ipv4-link", via="/")]}  # fmt: skip
    seen = reached(
        tmp_path, (HOME, HOME, "timeout", HOME), dns=dns_facts("::1", ns=[SERVER, MUTE]), pages=links,
        took=(0.4, 0.2), tls=[TLS], dials=[DIAL, DIAL | {"port": 443, "tcp": None}],
        parts=[{"host": "x.cn", "urls": 1, "aaaa": [], "status": "nodata", "example": "http://x.cn/a.js"}],
    )  # fmt: skip
    found = seen.fact(measured)
    assert found is not None
    assert (found.tries_4, found.good_4, found.tries_6, found.good_6) == (5, 5, 4, 3)
    assert (found.seconds_4, found.seconds_6, found.likeness) == (0.2, 0.4, 1.0)
    assert (found.ns, found.ns_6, found.dials_6, found.open_6) == (2, 1, 2, 1)
    assert (found.second_good, found.second_of, found.third_of) == (1, 2, 0)
    assert (found.parts, found.parts_bare, found.tls_days) == (1, ["x.cn"], 11)
    (tmp_path / FIGURES).write_text(figures_text([found]), encoding="utf-8")
    assert list(read_figures(tmp_path)) == [found]


def test_nothing_measured(tmp_path: Path) -> None:
    assert site(tmp_path, {"/": page("欢迎")}).fact(measured) is None
    assert list(read_figures(tmp_path)) == [] and clock_ahead([]) == 0.0
    bare = reached(tmp_path, (), dns=dns_facts()).fact(measured)
    assert bare is not None and (bare.aaaa, bare.seconds_6, bare.likeness, bare.why) == ([], None, None, "")


def test_the_reason_is_this_machine_s(tmp_path: Path) -> None:
    blind = reached(tmp_path, (), dns=dns_facts("2408::1", route=False)).fact(measured)
    down = reached(tmp_path, ("timeout",) * 3, ("timeout",) * 5).fact(measured)
    assert blind and blind.blind and down and down.why and not down.blind


def test_a_clock_that_is_off_is_told_by_the_median(tmp_path: Path) -> None:
    clocks = [reached(tmp_path, clock=clock).fact(measured) for clock in (600.0, 610.0, 0.0, None)]
    ahead = clock_ahead(filter(None, clocks))
    assert ahead == 600.0 and "快约 10 分钟" in clock_told(ahead)
    assert "慢约 6 分钟" in clock_told(-360.0)
    assert clock_told(300.0) == clock_told(-300.0) == ""
