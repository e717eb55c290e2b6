"""The account of how right the rules are: what counts as right, missed, false and held, and when a floor is missed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.finding import Finding, Outcome
from checks.rule import load_rules
from demo.accuracy import Account, account, markdown, rows
from demo.labelled import Case, Expected, Verdicts, judge, read_cases
from demo.measure import Measure, Place

RULES = load_rules()
HEAD = """
[[case]]
name = "a"
why = "样例"
pages."/" = "<ul><li><a href='/1.html'>县政府召开重点工作推进会</a><span>{day}</span></li></ul>"
[[case.expect]]
outcome = "{outcome}"
"""


def case_of(folder: Path, day: str, outcome: str) -> Case:
    (folder / "home_stale.toml").write_text(HEAD.format(day=day, outcome=outcome), encoding="utf-8")
    (case,) = read_cases(folder)
    return case


def counts(tmp_path: Path, day: str, outcome: str) -> tuple[int, ...]:
    verdicts = judge(case_of(tmp_path, day, outcome), tmp_path / "archive")
    (one,) = [one for one in account(RULES, [], [verdicts], []) if one.rule.id == "home_stale"]
    return one.right, one.missed, one.false, one.negatives, one.held


@pytest.mark.parametrize(
    ("day", "outcome", "counted"),
    [
        ("2026-11-01", "fail", (1, 0, 0, 0, 0)),
        ("2026-11-19", "fail", (0, 1, 0, 0, 0)),
        ("2026-11-19", "pass", (0, 0, 0, 1, 1)),
        ("2026-11-01", "pass", (0, 0, 1, 1, 0)),
        ("2026-11-01", "unsure", (0, 1, 1, 0, 0)),
        ("2026-11-01", "spoken", (1, 0, 0, 0, 0)),
    ],
)
def test_a_case_counts(tmp_path: Path, day: str, outcome: str, counted: tuple[int, ...]) -> None:
    assert counts(tmp_path, day, outcome) == counted


def test_one_place_accused_twice_counts_once(tmp_path: Path) -> None:
    case = case_of(tmp_path, "2026-11-19", "pass")
    finding = Finding("k", "home_stale", "t", "u", "", Outcome.FAIL, "旧。", "http://x/", "", "", "", "", True)
    accounts = account(RULES, [], [Verdicts(case, (finding, replace(finding, message="旧旧。")))], [])
    assert next(one for one in accounts if one.rule.id == "home_stale").false == 1


def test_the_county_and_the_mutations_count_too(tmp_path: Path) -> None:
    place = Place("home_stale", "h", "", "/", "旧", tempting=False)
    measure = Measure("home_stale", 2, 1, (place,), (), 3, ())
    unnoticed = Verdicts(case_of(tmp_path, "2026-11-19", "fail"), ())
    (one,) = [one for one in account(RULES, [measure], [], [unnoticed]) if one.rule.id == "home_stale"]
    assert (one.right, one.missed, one.negatives, one.held, one.mutations, one.noticed) == (1, 1, 3, 3, 1, 0)
    assert len(one.told) == 2 and "示范县漏报" in one.told[0]


@pytest.mark.parametrize(
    ("rule", "right", "missed", "false", "word"),
    [
        ("home_stale", 98, 0, 2, ""),
        ("home_stale", 97, 0, 3, "查准率"),
        ("home_stale", 95, 5, 0, ""),
        ("home_stale", 94, 6, 0, "查全率"),
        ("content_missing", 90, 50, 10, ""),
        ("content_missing", 89, 0, 11, "查准率"),
        ("home_stale", 0, 0, 0, ""),
    ],
)
def test_floors(rule: str, right: int, missed: int, false: int, word: str) -> None:
    below = Account(RULES[rule], right=right, missed=missed, false=false).below
    assert word in below and bool(below) == bool(word)


def test_every_mutation_of_a_certain_rule_must_be_noticed() -> None:
    assert "未发现 1 处" in Account(RULES["home_stale"], mutations=3, noticed=2).below
    assert not Account(RULES["content_missing"], mutations=3, noticed=2).below


def test_the_table() -> None:
    accounts = [Account(RULES["home_stale"], right=9, missed=1, negatives=4, held=4, mutations=2, noticed=2)]
    (row, total) = rows(accounts)
    assert row[:9] == ("home_stale", "确定", "10", "9", "1", "0", "4", "4", "2/2") and row[10] == "90.0%（60%–98%）"
    assert total[2:] == row[2:]
    lines = markdown(accounts).splitlines()
    assert len(lines) == 4 and len({line.count("|") for line in lines}) == 1


def test_an_expectation_covers_its_own_place_alone() -> None:
    finding = Finding("k", "r", "t", "u", "甲", Outcome.FAIL, "。", "http://x/1", "", "", "", "", True)
    assert Expected("r", "fail", "", "").covers(finding) and Expected("r", "spoken", "甲", "http://x/1").covers(finding)
    for other in (
        ("q", "fail", "", ""),
        ("r", "pass", "", ""),
        ("r", "fail", "乙", ""),
        ("r", "fail", "", "http://x/2"),
    ):
        assert not Expected(*other).covers(finding)
