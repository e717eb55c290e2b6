"""How fast a host is asked, when it is let alone, when it is given up, and that it may come back."""

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Answer, Site, crawled, html, serving

from crawler.archive import Page
from crawler.breaker import REFUSALS, SILENCES, TRIALS, Breaker, Step
from crawler.pace import MAX_DELAY, MAX_RETRY_AFTER, Pace, retry_after
from crawler.plan import Ask
from crawler.politeness import ADDRESS_SHARE, Politeness
from crawler.scheduler import Frontier

WHEN = datetime(2026, 3, 2, tzinfo=UTC)


def page(status: int | None = 200, error: str = "", elapsed: float = 0.1) -> Page:
    return Page("http://a.gov.cn/", "page", 0, WHEN, elapsed, status=status, error=error)


TIMEOUT = page(None, "timeout", 30.0)
OUTCOMES = st.sampled_from(
    [page(), page(404), page(503), page(429), page(403), page(412), page(elapsed=9.0), TIMEOUT, page(None, "refused")]
)


@given(st.floats(0, 5), st.lists(OUTCOMES, max_size=60))
def test_pace_is_never_faster_than_agreed_nor_endless(agreed: float, heard: list[Page]) -> None:
    pace = Pace(agreed)
    for one in heard:
        pace.heard(one)
        assert agreed <= pace.delay <= MAX_DELAY
    for _ in range(40):
        pace.heard(page())
    assert pace.delay == pytest.approx(agreed, abs=0.02)


def test_pace_backs_off_when_the_host_struggles() -> None:
    for struggling in (page(503), page(429), TIMEOUT):
        pace = Pace(1.0)
        delays = []
        for _ in range(3):
            pace.heard(struggling)
            delays.append(pace.delay)
        assert delays == [2.0, 4.0, 8.0]
    slow = Pace(1.0)
    for _ in range(20):
        slow.heard(page(elapsed=6.0))
    assert slow.delay == pytest.approx(6.0, rel=0.25)
    unlimited = Pace(0.0)
    unlimited.heard(TIMEOUT)
    unlimited.heard(page(elapsed=6.0))
    assert unlimited.delay == 0


def test_retry_after_is_a_number_or_a_date() -> None:
    assert retry_after(" 120 ") == 120
    assert retry_after("Mon, 02 Mar 2026 00:01:30 GMT", WHEN) == 90
    assert retry_after("Mon, 02 Mar 2020 00:00:00 GMT", WHEN) == 0
    assert retry_after("9" * 400) == MAX_RETRY_AFTER
    assert [retry_after(text) for text in ("", "-5", "bald", "1.5", "٣")] == [0] * 5


@given(st.text(max_size=40))
def test_any_retry_after_is_in_bounds(text: str) -> None:
    assert 0 <= retry_after(text, WHEN) <= MAX_RETRY_AFTER


def test_silent_host_rests_is_tried_and_given_up() -> None:
    breaker = Breaker()
    assert breaker.heard(page()) is Step.GO_ON
    assert [breaker.heard(TIMEOUT) for _ in range(SILENCES)] == [Step.GO_ON] * (SILENCES - 1) + [Step.REST]
    assert breaker.heard(TIMEOUT) is Step.REST  # was under way
    for trial in range(TRIALS):
        breaker.resting = False
        assert breaker.heard(TIMEOUT) is (Step.GIVE_UP if trial == TRIALS - 1 else Step.REST)
    assert (breaker.given_up, breaker.why) == (True, "silent")


def test_one_answer_clears_the_count() -> None:
    breaker = Breaker()
    for _ in range(3):
        steps = [breaker.heard(TIMEOUT) for _ in range(SILENCES - 1)]
        assert steps == [Step.GO_ON] * (SILENCES - 1)
        breaker.heard(page(404))
    for _ in range(SILENCES):
        breaker.heard(TIMEOUT)
    breaker.resting = False
    assert breaker.heard(page()) is Step.GO_ON
    assert not breaker.on_trial


def test_host_that_never_answered_is_told_by_its_timeouts_only() -> None:
    breaker = Breaker()
    assert {breaker.heard(page(None, error)) for error in ("refused", "dns", "tls") * 5} == {Step.GO_ON}
    breaker.heard(page())
    assert [breaker.heard(page(None, "refused")) for _ in range(SILENCES)][-1] is Step.REST


@pytest.mark.parametrize(
    ("status", "why"), [(403, "blocked"), (429, "blocked"), (521, "challenge"), (503, "overloaded")]
)
def test_host_that_shuts_us_out_is_let_alone(status: int, why: str) -> None:
    breaker = Breaker()
    assert [breaker.heard(page(status)) for _ in range(REFUSALS)] == [Step.GO_ON] * (REFUSALS - 1) + [Step.REST]
    assert breaker.why == why


def portal(after: int, later: Callable[[int], Answer | None], pages: int = 40) -> Site:
    """Answers so many pages, then as told; the home page always."""
    site = Site({"/": html(*(f"/{n}.html" for n in range(pages)))})

    def answer(before: int) -> Answer | None:
        return html() if len(site.asked) <= after else later(len(site.asked))

    site.pages |= {f"/{n}.html": answer for n in range(pages)}
    return site


def hang(_: int) -> Answer | None:
    time.sleep(1.5)
    return None


def test_site_that_falls_silent_costs_little_and_stops_nobody(tmp_path: Path) -> None:
    began = time.monotonic()
    with serving(portal(10, hang)) as silent, serving(portal(999, hang)) as well:
        pages = crawled({"silent": silent.url, "well": well.url}, tmp_path)
    assert time.monotonic() - began < 25  # 30 pages and as many second attempts of a second each would be a minute
    failures = [page for page in pages["silent"] if page.error == "timeout"]
    assert SILENCES <= len(failures) <= SILENCES + 2 + TRIALS
    summary = json.loads((tmp_path / "archive/silent/summary.json").read_text())
    [given_up] = summary["given_up"]
    assert (given_up["host"], given_up["why"]) == (silent.url.split("/")[2], "silent")
    assert given_up["unasked"] >= 25
    assert not summary["finished"]
    whole = json.loads((tmp_path / "archive/well/summary.json").read_text())
    assert (whole["pages"], whole["finished"], whole["given_up"]) == (41, True, [])


def test_site_that_comes_back_is_read_whole(tmp_path: Path) -> None:
    with serving(portal(10, lambda asked: html() if asked > 14 else hang(0))) as site:
        pages = crawled({"s": site.url}, tmp_path)["s"]
    summary = json.loads((tmp_path / "archive/s/summary.json").read_text())
    assert (summary["finished"], summary["given_up"]) == (True, [])
    answered = {page.url for page in pages if page.status == 200}
    assert len(answered) == 41


def test_given_up_site_is_taken_up_by_a_resumed_crawl(tmp_path: Path) -> None:
    with serving(portal(10, hang)) as site:
        crawled({"s": site.url}, tmp_path)
        site.pages |= {path: html() for path in site.pages if path != "/"}
        pages = crawled({"s": site.url}, tmp_path)["s"]
    assert json.loads((tmp_path / "archive/s/summary.json").read_text())["finished"]
    assert len({page.url for page in pages if page.status == 200}) == 41


def test_what_failed_for_good_while_its_host_fell_silent_is_asked_again(tmp_path: Path) -> None:
    with serving(portal(3, hang, pages=7)) as site:
        pages = crawled({"s": site.url}, tmp_path, retry_wait=0.01)["s"]
        failures = Counter(page.url for page in pages if page.error)
        assert max(failures.values()) >= 2  # both attempts fell into the silence
        site.pages |= {path: html() for path in site.pages if path != "/"}
        pages = crawled({"s": site.url}, tmp_path)["s"]
        assert len({page.url for page in pages if page.status == 200}) == 8
        asked = len(site.asked)
        crawled({"s": site.url}, tmp_path)
        assert len(site.asked) == asked
    assert json.loads((tmp_path / "archive/s/summary.json").read_text())["finished"]


def test_retry_after_is_honoured(tmp_path: Path) -> None:
    site = Site({"/": html("/busy", "/b", "/c", "/d"), "/b": html(), "/c": html(), "/d": html()})
    site.pages["/busy"] = lambda before: Answer(b"", 429, {"Retry-After": "1"}) if before == 0 else html()
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path, rate=20)["s"]
    assert [page.status for page in pages if page.url == site.url + "busy"] == [429, 200]
    gaps = [b - a for a, b in zip(site.times, site.times[1:], strict=False)]
    assert max(gaps) > 0.9


def test_hosts_of_one_address_share_what_it_gets() -> None:
    hosts, downloader = [f"h{n}.test" for n in range(16)], SimpleNamespace(slots={}, per_slot_settings={})
    frontier = Frontier()
    for host in hosts:
        frontier.add(Ask(0, f"http://{host}/", "page"))
    polite = Politeness(frontier, cast(Any, downloader), 0.5, 60, lambda ask: None)
    for host in hosts:
        polite.lives_at(host, ["198.51.100.7"])
    assert downloader.per_slot_settings[hosts[-1]]["delay"] == 0.5 * len(hosts) / ADDRESS_SHARE
    polite.lives_at("here.test", ["127.0.0.1"])
    assert "here.test" not in downloader.per_slot_settings


def test_a_host_on_this_machine_is_asked_as_agreed_again_when_it_recovers() -> None:
    downloader = SimpleNamespace(slots={}, per_slot_settings={})
    polite = Politeness(Frontier(), cast(Any, downloader), 0.5, 60, lambda ask: None)
    ask = Ask(0, "http://here.test/", "page")
    polite.heard(ask, page(None, "timeout", 30.0), 0)
    assert downloader.per_slot_settings["here.test"]["delay"] == 1.0
    for _ in range(9):
        polite.heard(ask, replace(page(), ip="127.0.0.1"), 0)
    assert downloader.per_slot_settings["here.test"]["delay"] == 0.5
