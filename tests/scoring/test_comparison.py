from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_cases import (
    ERROR,
    FAIL,
    NOT_APPLICABLE,
    NOT_MEASURED,
    PASS,
    RULES,
    SITE,
    UNSURE,
    finding,
    indicator,
    scored,
)  # fmt: skip

from checks.finding import Finding, Outcome, finding_key
from checks.rulings import Ruling, Verdict
from crawler.addresses import page_key
from scoring import movement, silence
from scoring.comparison import Cause, Comparison, State, compare
from scoring.pairing import Pages
from scoring.result import Result

HOME = "http://s/"


@pytest.fixture(autouse=True, scope="module")
def _own_rules() -> Iterator[None]:
    """`r0` speaks only of what is wrong; the program knows no other rules than these."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(movement, "load_rules", lambda: RULES)
        patch.setattr(silence, "FAULTS_ONLY", frozenset({"r0"}))
        yield


def pages(*urls: str, links: dict[str, str] | None = None) -> Pages:
    linked = {("s1", page_key(page)): {page_key(link)} for page, link in (links or {}).items()}
    return Pages({"s1": {page_key(url) for url in urls}}, linked)


SITE_URL = replace(SITE, url=HOME)


def said(
    outcome: Outcome, rule: str = "r0", url: str = HOME, *, item: str = "", place: str = "", quote: str = "",
    certain: bool = True, target: str = "s1", ruling: Ruling | None = None,
) -> Finding:  # fmt: skip
    key = finding_key(rule, target, item, url, place)
    told = finding(outcome, rule, target=target, item=item, place=place, certain=certain)
    return replace(
        told, key=key, url=url, quote=quote, sha256="0" * 64, seen_at="2026-01-01T00:00:00+00:00", ruling=ruling
    )


def round_of(*findings: Finding, version: str = "v", **scheme: object) -> Result:
    result = scored(list(findings), indicator(points=Decimal(100), per_fail=Decimal(10), **scheme), target=SITE_URL)
    return replace(result, rules=tuple(replace(card, version=version) for card in result.rules))


def states(compared: Comparison) -> list[tuple[State, Cause]]:
    return [(one.state, one.cause) for one in compared.movements]


@pytest.mark.parametrize(
    ("then", "now", "state", "cause"),
    [
        (FAIL, FAIL, State.OPEN, Cause.SITES),
        (FAIL, UNSURE, State.OPEN, Cause.SITES),
        (FAIL, PASS, State.FIXED, Cause.SITES),
        (FAIL, NOT_APPLICABLE, State.UNMEASURED, Cause.READING),
        (FAIL, NOT_MEASURED, State.UNMEASURED, Cause.READING),
        (UNSURE, ERROR, State.UNMEASURED, Cause.READING),
        (PASS, FAIL, State.NEW, Cause.SITES),
        (NOT_MEASURED, FAIL, State.NEW, Cause.READING),
    ],
)
def test_one_place_in_both_rounds(then: Outcome, now: Outcome, state: State, cause: Cause) -> None:
    compared = compare(round_of(said(then)), round_of(said(now)))
    assert states(compared) == [(state, cause)]


def test_what_is_right_in_both_rounds_is_no_movement() -> None:
    assert compare(round_of(said(PASS)), round_of(said(PASS))).movements == ()


def test_a_page_not_read_again_is_never_mended() -> None:
    old = round_of(said(FAIL, url=HOME + "a.html"))
    new = round_of(said(PASS))
    assert states(compare(old, new)) == [(State.UNMEASURED, Cause.READING)]
    read = pages(HOME + "a.html")
    assert states(compare(old, new, new_pages=read)) == [(State.FIXED, Cause.SITES)]


def test_of_pages_that_a_rule_calls_right_one_by_one_silence_says_nothing() -> None:
    """The rule judges each page: of one that it does not name it has judged nothing, be it read or not."""
    b = said(PASS, "r1", HOME + "b.html")
    old = round_of(said(PASS), said(FAIL, "r1", HOME + "a.html", item="x"), b)
    read = pages(HOME + "a.html", HOME + "b.html")
    assert states(compare(old, round_of(said(PASS), b), new_pages=read)) == [(State.UNMEASURED, Cause.READING)]
    clean = round_of(said(PASS), said(PASS, "r1", HOME + "a.html"))
    assert states(compare(old, clean, new_pages=read)) == [(State.FIXED, Cause.SITES)]


def test_a_link_counts_as_mended_when_it_was_asked_again_or_is_gone_from_its_page() -> None:
    old = round_of(said(FAIL, place="http://s/dead.pdf"))
    new = round_of(said(PASS))
    dead, other = "http://s/dead.pdf", "http://s/other"
    assert states(compare(old, new, new_pages=pages(HOME))) == [(State.UNMEASURED, Cause.READING)]
    still = pages(HOME, links={HOME: dead})
    assert states(compare(old, new, new_pages=still)) == [(State.UNMEASURED, Cause.READING)]
    assert states(compare(old, new, new_pages=pages(HOME, dead))) == [(State.FIXED, Cause.SITES)]
    assert states(compare(old, new, new_pages=pages(HOME, links={HOME: other}))) == [(State.FIXED, Cause.SITES)]


@pytest.mark.parametrize("url", ["https://s/a.html", "http://s:8080/a.html"])
def test_scheme_and_port_make_no_other_page(url: str) -> None:
    old, new = round_of(said(FAIL, url="http://s/a.html")), round_of(said(FAIL, url=url))
    assert states(compare(old, new)) == [(State.OPEN, Cause.SITES)]


def test_a_page_that_moved_keeps_its_problem() -> None:
    old = round_of(said(FAIL, url=HOME + "a.html", item="x", quote="再接再励，一如既往"))
    new = round_of(said(FAIL, url=HOME + "news/a.html", item="x", quote="再接再励，一如既往"))
    assert states(compare(old, new)) == [(State.OPEN, Cause.SITES)]
    twice = round_of(*[said(FAIL, url=f"{HOME}{n}.html", item="x", quote="再接再励，一如既往") for n in "bc"])
    assert State.OPEN not in {one.state for one in compare(old, twice).movements}


def test_targets_that_joined_or_left_are_the_rosters_doing() -> None:
    other = replace(SITE_URL, id="s2", name="乙", url="http://t/", unit="乙市")
    old = replace(round_of(said(FAIL)), targets=(SITE_URL,))
    moved = scored([said(FAIL, target="s2")], indicator(points=Decimal(100)), target=other)
    compared = compare(old, moved)
    assert set(states(compared)) == {(State.NEW, Cause.ROSTER), (State.UNMEASURED, Cause.ROSTER)}
    assert [(one.old is None, one.new is None) for one in compared.targets] == [(True, False), (False, True)]
    assert compared.recheck.denominator == 0 and compared.recheck.share is None


def test_a_target_with_another_id_and_the_same_home_page_is_the_same() -> None:
    again = replace(SITE_URL, id="3202970012", url="https://s/index.html")
    new = scored([said(FAIL, target="3202970012")], indicator(points=Decimal(100)), target=again)
    assert states(compare(round_of(said(FAIL)), new)) == [(State.OPEN, Cause.SITES)]


def test_another_edition_of_the_rule_is_told_from_the_sites() -> None:
    old = round_of(said(FAIL), version="a")
    compared = compare(old, round_of(said(PASS), version="b"))
    assert states(compared) == [(State.FIXED, Cause.RULES)]
    assert compared.recheck.denominator == 0
    assert {change.rule for change in compared.rules} == {card.id for card in old.rules}


def test_reopened_is_what_was_open_before_or_was_closed_by_a_recheck() -> None:
    bad, good = round_of(said(FAIL)), round_of(said(PASS))
    assert states(compare(good, bad, [bad])) == [(State.REOPENED, Cause.SITES)]
    assert states(compare(good, bad, [good])) == [(State.NEW, Cause.SITES)]
    closed = {("s1", bad.findings[0].key)}
    compared = compare(bad, bad, closed=closed)
    assert states(compared) == [(State.REOPENED, Cause.SITES)]
    assert compared.recheck == compared.recheck.__class__(0, 1)


def test_what_a_person_dismissed_is_no_problem() -> None:
    no = Ruling("", "s1", Verdict.DISMISSED, "张三", "2026-01-01", "不成立", "")
    old = round_of(said(FAIL, ruling=no))
    assert states(compare(old, round_of(said(FAIL)))) == [(State.NEW, Cause.SITES)]
    assert compare(old, round_of(said(PASS))).movements == ()
    compared = compare(round_of(said(FAIL)), round_of(said(FAIL, ruling=no)))
    assert states(compared) == [(State.UNMEASURED, Cause.READING)]  # nobody mended anything


def test_the_pass_rate_counts_confirmed_faults_alone() -> None:
    old = round_of(
        said(FAIL, item="a"), said(FAIL, item="b"), said(FAIL, item="c"), said(FAIL, item="d", certain=False),
        said(UNSURE, item="e"),
    )  # fmt: skip
    new = round_of(
        said(PASS, item="a"), said(FAIL, item="b"), said(NOT_MEASURED, item="c"), said(PASS, item="d"), said(PASS, item="e"),
    )  # fmt: skip
    rate = compare(old, new).recheck
    assert (rate.numerator, rate.denominator, rate.share) == (1, 2, Decimal("0.5"))


def test_repeat_offenders_are_units_by_what_stands_again() -> None:
    old = round_of(said(FAIL, item="a"), said(FAIL, item="b"))
    (repeat,) = compare(old, old).repeats
    assert repeat.unit == "甲市" and len(repeat.movements) == 2


def test_a_suspicion_that_stands_again_is_held_against_nobody() -> None:
    doubtful = round_of(said(FAIL, item="a", certain=False), said(UNSURE, item="b"))
    confirmed = round_of(said(FAIL, item="a"), said(UNSURE, item="b"))
    assert compare(doubtful, doubtful).repeats == compare(doubtful, confirmed).repeats == ()


OUTCOMES = st.lists(st.sampled_from(list(Outcome)), min_size=1, max_size=6)


@given(OUTCOMES, OUTCOMES, st.sampled_from([Decimal(5), Decimal(10)]), st.sampled_from(["v", "w"]))
def test_what_moved_a_total_adds_up(then: list[Outcome], now: list[Outcome], cost: Decimal, version: str) -> None:
    old = round_of(*[said(outcome, item=str(n)) for n, outcome in enumerate(then)])
    weighed = scored(
        [said(outcome, item=str(n)) for n, outcome in enumerate(now)],
        indicator(points=Decimal(100), per_fail=cost),
        target=SITE_URL,
    )
    new = replace(weighed, rules=tuple(replace(card, version=version) for card in weighed.rules))
    (change,) = compare(old, new).targets
    if change.moved is not None and change.sites is not None:
        assert change.scheme is not None and change.rules is not None
        assert change.scheme + change.rules + change.sites == change.moved
        assert cost != Decimal(10) or change.scheme == 0
        assert version != "v" or change.rules == 0


@given(OUTCOMES, OUTCOMES)
def test_every_problem_of_either_round_is_told_once(then: list[Outcome], now: list[Outcome]) -> None:
    old, new = (round_of(*[said(o, item=str(n)) for n, o in enumerate(rows)]) for rows in (then, now))
    compared = compare(old, new)
    problems = (Outcome.FAIL, Outcome.UNSURE)
    olds = [one.old.key for one in compared.movements if one.old and one.old.outcome in problems]
    news = [one.new.key for one in compared.movements if one.new and one.new.outcome in problems]
    assert sorted(olds) == sorted(f.key for f in old.findings if f.outcome in problems)
    assert sorted(news) == sorted(f.key for f in new.findings if f.outcome in problems)
    for one in compared.movements:
        if one.state is State.FIXED:
            assert one.new is None or one.new.outcome is Outcome.PASS
