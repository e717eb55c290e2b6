"""The arithmetic of accuracy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.finding import Finding, Outcome
from crawler.targets import Kind, Target
from demo.measure import Place, format_table, measure, read_places

HOST = "www.chenghu-demo.gov.cn"
TARGETS = [
    Target("s1", "澄湖县人民政府", Kind.PORTAL, "县政府办", f"http://{HOST}:18080/"),
    Target("a1", "澄湖教育", Kind.WECHAT, "县教育局", account="澄湖教育"),
]


def finding(
    path: str = "/a", outcome: Outcome = Outcome.FAIL, rule: str = "link_broken", item: str = "inner"
) -> Finding:
    url = f"http://{HOST}:40123{path}"
    return Finding("k", rule, "s1", "县政府办", item, outcome, "坏。", url, "", "", "", "", True)


def place(path: str = "/a", *, tempting: bool = False, item: str = "inner", **more: object) -> Place:
    return Place("link_broken", HOST, item, path, "因为", tempting, **more)  # type: ignore[arg-type]


def test_found_missed_and_false() -> None:
    places = [place("/a"), place("/b"), place("/c", tempting=True), place("/d", tempting=True)]
    findings = [finding("/a"), finding("/a"), finding("/c"), finding("/e", Outcome.UNSURE), finding("/f", Outcome.PASS)]
    (one,) = measure(findings, places, TARGETS)
    assert (one.seeded, one.found, one.tempting) == (2, 1, 2)
    assert [p.path for p in one.missed] == ["/b"]
    assert [f.url.rpartition("/")[2] for f in one.false] == ["c", "e"]
    assert [p.path for p in one.broken] == ["/c"]
    assert one.precision == pytest.approx(1 / 3) and one.recall == 0.5


def test_a_fault_called_by_the_wrong_outcome_is_missed_and_false() -> None:
    (one,) = measure([finding()], [place(outcome=Outcome.UNSURE)], TARGETS)
    assert (one.found, len(one.missed), len(one.false)) == (0, 1, 1)


def test_left_out_item_and_path_mean_any() -> None:
    (one,) = measure([finding("/x", item="home")], [place("", item="")], TARGETS)
    assert (one.found, one.false) == (1, ())


def test_another_item_or_target_is_not_the_fault() -> None:
    other = [TARGETS[1], Target("s1", "别的网站", Kind.DEPARTMENT, "某局", "http://other.gov.cn/")]
    assert measure([finding(item="home")], [place()], TARGETS)[0].found == 0
    assert measure([finding()], [place()], other)[0].found == 0


def test_where_a_person_may_be_asked_only_a_fail_breaks_silence() -> None:
    allowed = [place(tempting=True, unsure_allowed=True)]
    (quiet,) = measure([finding(outcome=Outcome.UNSURE)], allowed, TARGETS)
    (loud,) = measure([finding()], allowed, TARGETS)
    assert (quiet.false, quiet.broken) == ((), ())
    assert len(loud.false) == len(loud.broken) == 1


def test_accounts_are_matched_by_name() -> None:
    fault = Place("post_stale", "澄湖教育", "", "", "因为", False, Outcome.UNSURE)
    said = Finding("k", "post_stale", "a1", "县教育局", "", Outcome.UNSURE, "旧。", "", "", "", "", "", True)
    assert measure([said], [fault], TARGETS)[0].found == 1


def test_only_the_rules_asked_for_are_counted() -> None:
    assert measure([finding(rule="wrong_word")], [place()], TARGETS)[0].false == ()
    (one,) = measure([finding(rule="wrong_word")], [place()], TARGETS, {"wrong_word"})
    assert (one.rule, one.seeded, len(one.false), one.recall) == ("wrong_word", 0, 1, None)


def test_nothing_said_has_no_precision() -> None:
    (one,) = measure([], [place()], TARGETS)
    assert one.precision is None and one.recall == 0.0
    assert "—" in format_table([one]) and "漏报 link_broken" in format_table([one])


@given(st.sets(st.integers(0, 12)), st.sets(st.integers(0, 12)))
def test_counts_agree_with_sets(seeded: set[int], said: set[int]) -> None:
    (one,) = measure([finding(f"/{n}") for n in said], [place(f"/{n}") for n in seeded], TARGETS, {"link_broken"})
    assert (one.found, len(one.missed), len(one.false)) == (len(seeded & said), len(seeded - said), len(said - seeded))


def test_without_ipv6_its_faults_are_not_asked_for() -> None:
    lost = {p.rule for p in read_places()} - {p.rule for p in read_places(ipv6=False) if not p.tempting}
    assert lost == {
        "ipv6_claim_false", "ipv6_content_differs", "ipv6_link_unsupported", "ipv6_slow", "ipv6_unreachable",
        "ipv6_unstable", "tls_outdated",
    }  # fmt: skip
