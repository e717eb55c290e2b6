"""IPv6访问缓慢: medians of visits in turns; small differences and few visits say nothing."""

from pathlib import Path
from typing import Any

import pytest
from families import CLOSED, HOME, NO_ADDRESS, UNMEASURED, reached
from sites import findings, said

RULE = "ipv6_slow"


@pytest.mark.parametrize(
    ("six", "four", "outcome"),
    [
        (1.0, 1.0, "pass"),
        (1.2, 1.0, "pass"),
        (1.21, 1.0, "fail"),
        (0.09, 0.01, "pass"),
        (0.12, 0.01, "fail"),
        (0.5, 2.0, "pass"),
        (3.0, 1.0, "fail"),
    ],
)
def test_the_ratio_and_what_a_visitor_notices(tmp_path: Path, six: float, four: float, outcome: str) -> None:
    (found,) = findings(RULE, reached(tmp_path, took=(six, four)))
    assert found.outcome == outcome and not (outcome == "fail" and found.certain)


def test_too_few_visits(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, (HOME, HOME, "timeout"), took=(9.0, 1.0))) == {"not_measured"}
    assert said(RULE, reached(tmp_path, (HOME,) * 3, (HOME,) * 2, took=(9.0, 1.0))) == {"not_measured"}
    assert said(RULE, reached(tmp_path, (HOME,) * 3, (HOME,) * 3, took=(9.0, 1.0))) == {"fail"}


@pytest.mark.parametrize("given", UNMEASURED)
def test_not_measured(tmp_path: Path, given: dict[str, Any]) -> None:
    assert said(RULE, reached(tmp_path, **given)) <= {"not_measured", "pass"}


def test_without_ipv6_it_does_not_apply(tmp_path: Path) -> None:
    assert said(RULE, reached(tmp_path, **NO_ADDRESS)) == {"not_applicable"}
    assert said(RULE, reached(tmp_path, **CLOSED)) == {"not_applicable"}
