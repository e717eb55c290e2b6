"""IPv6访问不稳定: a share with its interval, beside IPv4's in the same minutes."""

from pathlib import Path
from typing import Any

import pytest
from families import CLOSED, HOME, NO_ADDRESS, UNMEASURED, reached
from sites import findings, said

RULE = "ipv6_unstable"


@pytest.mark.parametrize(
    ("good", "bad", "outcome"),
    [
        (5, 0, "pass"),
        (4, 1, "unsure"),
        (3, 2, "fail"),
        (95, 5, "pass"),
        (94, 6, "unsure"),
        (89, 11, "fail"),
        (1, 4, "fail"),
    ],
)
def test_the_share_and_its_interval(tmp_path: Path, good: int, bad: int, outcome: str) -> None:
    tries: tuple[Any, ...] = (*(HOME,) * good, *("timeout",) * bad)
    (found,) = findings(RULE, reached(tmp_path, tries, (HOME,) * (good + bad)))
    assert found.outcome == outcome and f"成功 {good} 次" in found.message


def test_what_fails_over_both_is_no_matter_of_ipv6(tmp_path: Path) -> None:
    mixed = (HOME, "timeout", HOME, "timeout", "timeout")
    assert said(RULE, reached(tmp_path, mixed, mixed)) == {"not_measured"}
    assert said(RULE, reached(tmp_path, mixed, (HOME, "timeout", "timeout", "timeout", "timeout"))) == {"not_measured"}


def test_a_firewall_counts_for_nothing(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, (HOME, 403, 403, HOME, HOME))) == {"pass"}


@pytest.mark.parametrize("given", UNMEASURED)
def test_not_measured(tmp_path: Path, given: dict[str, Any]) -> None:
    assert said(RULE, reached(tmp_path, **given)) <= {"not_measured", "pass"}


def test_without_ipv6_it_does_not_apply(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, **NO_ADDRESS)) == {"not_applicable"}
    assert said(RULE, reached(tmp_path, **CLOSED)) == {"not_applicable"}
