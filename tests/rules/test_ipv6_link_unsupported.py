"""内链不支持IPv6: shares of both levels, with what fails over both left out."""

from pathlib import Path
from typing import Any

import pytest
from families import CLOSED, NO_ADDRESS, reached
from sites import answer, failure, findings, outcomes

RULE = "ipv6_link_unsupported"


def links(
    opened: int, shut: int, *, depth: int = 1, both: int = 0, refused: int = 0, error: str = ""
) -> dict[str, Any]:
    def six(number: int, one: Any) -> Any:
        return {f"/{depth}/{number}.html": one}

    good = [answer(200, purpose="ipv6-link", ip="::1", depth=depth, via="/")]
    gone = {"purpose": "ipv6-link", "depth": depth, "via": "/"}
    bad = [
        failure(error, **gone) if error else answer(502, ip="::1", **gone),
        answer(200, purpose="ipv4-link", depth=depth, via="/"),
    ]
    down = [
        answer(502, ip="::1", **gone),
        answer(404, purpose="ipv4-link", depth=depth, via="/"),
    ]
    wall = [
        answer(403, purpose="ipv6-link", ip="::1", depth=depth, via="/"),
        answer(200, purpose="ipv4-link", depth=depth, via="/"),
    ]
    tries = [good] * opened + [bad] * shut + [down] * both + [wall] * refused
    return {path: one for number, given in enumerate(tries) for path, one in six(number, given).items()}


def judge(tmp_path: Path, pages: dict[str, Any], asked: int, all_: int = 0, level: str = "second") -> str:
    counts = {"second": {"all": 0, "asked": 0}, "third": {"all": 0, "asked": 0}, "seed": 0}
    counts[level] = {"all": all_ or asked, "asked": asked}
    found = [one for one in findings(RULE, reached(tmp_path, pages=pages, links=counts)) if one.item == level]
    return found[0].outcome.value


@pytest.mark.parametrize(
    ("opened", "shut", "outcome"),
    [(20, 0, "pass"), (17, 3, "pass"), (16, 3, "fail"), (0, 5, "fail"), (84, 16, "fail"), (85, 15, "pass")],
)
def test_the_share_of_all_links(tmp_path: Path, opened: int, shut: int, outcome: str) -> None:
    assert judge(tmp_path, links(opened, shut), opened + shut) == outcome
    assert judge(tmp_path, links(opened, shut, depth=2), opened + shut, level="third") == outcome


@pytest.mark.parametrize(("opened", "shut", "outcome"), [(24, 6, "unsure"), (10, 20, "fail"), (26, 4, "pass")])
def test_a_sample_has_an_interval(tmp_path: Path, opened: int, shut: int, outcome: str) -> None:
    assert judge(tmp_path, links(opened, shut), 30, 400) == outcome


def test_silence_from_some_moment_on_may_be_meant_for_this_machine(tmp_path: Path) -> None:
    silent = links(10, 10, error="timeout")
    assert judge(tmp_path, silent, 20) == "unsure"
    assert judge(tmp_path, {**silent, "/9.html": [answer(200, purpose="ipv6-link", ip="::1", via="/")]}, 21) == "fail"
    assert judge(tmp_path, links(0, 5, error="reset"), 5) == "unsure"


def test_what_fails_over_both_counts_for_neither(tmp_path: Path) -> None:
    assert judge(tmp_path, links(9, 1, both=10), 20) == "pass"
    assert judge(tmp_path, links(0, 0, both=4), 4) == "not_measured"


def test_a_firewall_counts_for_neither(tmp_path: Path) -> None:
    assert judge(tmp_path, links(10, 1, refused=9), 20) == "pass"


def test_the_message_names_them(tmp_path: Path) -> None:
    counts = {"second": {"all": 3, "asked": 3}, "third": {"all": 0, "asked": 0}, "seed": 0}
    found = findings(RULE, reached(tmp_path, pages=links(1, 2), links=counts))
    (fail,) = [one for one in found if one.outcome == "fail"]
    assert "33.3%" in fail.message and "/1/1.html" in fail.message and "3 个中通过IPv6打开 1 个" in fail.message


def test_redirects_are_one_link(tmp_path: Path) -> None:
    hop = [answer(302, purpose="ipv6-link", ip="::1", via="/", location="/1/end.html")]
    end = [failure("timeout", purpose="ipv6-link", via="/1/0.html"), answer(200, purpose="ipv4-link", via="/")]
    found = judge(tmp_path, {"/1/0.html": hop, "/1/end.html": [end[0]], "/1/9.html": [end[1]]}, 1)
    assert found == "not_measured"  # it failed over IPv6 and nobody asked over IPv4


def test_without_ipv6_it_does_not_apply(tmp_path: Path) -> None:
    for given in (NO_ADDRESS, CLOSED):
        assert outcomes(RULE, reached(tmp_path, **given)) == [("not_applicable", "second"), ("not_applicable", "third")]
