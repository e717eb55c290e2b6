"""People's words: what they are kept as, and which finding they fall on."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.finding import Finding, Outcome, finding_from, findings_text, listed
from checks.rulings import (
    Entry,
    Ruling,
    Verdict,
    read_entries,
    read_rulings,
    ruled,
    told_digest,
    write_entries,
    write_rulings,
)

FOUND = Finding(
    "k1", "r", "t1", "甲局", "", Outcome.UNSURE, "疑似空白。", "http://s/", "", "共 0 条", "", "", certain=True
)
RULED = Ruling("k1", "t1", Verdict.CONFIRMED, "张三", "2026-03-20", "已登录后台查看", told_digest(FOUND))
texts = st.text(st.characters(exclude_categories=["Cs"]))
entries = st.builds(
    Entry,
    target=texts,
    indicator=texts,
    points=st.none() | st.decimals(0, 100, places=2),
    counts=st.lists(st.tuples(texts, st.integers(0, 9999)), max_size=3).map(tuple),
    vetoed=st.none() | st.booleans(),
    by=texts,
    on=texts,
    reason=texts,
)
rulings = st.builds(Ruling, key=texts, target=texts, by=texts, on=texts, reason=texts, told=texts)


@settings(max_examples=60, deadline=None)
@given(st.lists(rulings, max_size=4), st.lists(entries, max_size=4))
def test_what_is_kept_is_read_back_and_the_order_given_does_not_matter(words, given_):
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = write_rulings(folder, words).read_bytes(), write_entries(folder, given_).read_bytes()
        assert sorted(map(repr, read_rulings(folder))) == sorted(map(repr, words))
        assert sorted(map(repr, read_entries(folder))) == sorted(map(repr, given_))
        back = read_rulings(folder), read_entries(folder)
        again = write_rulings(folder, back[0]).read_bytes(), write_entries(folder, back[1]).read_bytes()
        assert again == first


def test_a_round_nobody_ruled_on_has_no_words(tmp_path):
    assert read_rulings(tmp_path) == [] and read_entries(tmp_path) == []


def test_amounts_are_kept_as_text(tmp_path):
    write_entries(tmp_path, [Entry("t1", "7.1", Decimal("2.50"), (), None, "李四", "2026-03-20", "")])
    assert json.loads((tmp_path / "entries.jsonl").read_text("utf-8"))["points"] == "2.50"


def test_a_ruling_falls_only_on_what_it_was_given_for():
    assert ruled([FOUND], [RULED])[0].ruling == RULED
    for other in (
        replace(FOUND, message="疑似空白，栏目共 3 个。"),
        replace(FOUND, quote="共 1 条"),
        replace(FOUND, target="t2"),
        replace(FOUND, key="k2"),
        replace(FOUND, outcome=Outcome.PASS),
        replace(FOUND, outcome=Outcome.NOT_MEASURED),
    ):
        assert ruled([other], [RULED]) == [other]


def test_one_key_with_two_things_said_is_ruled_on_apart():
    other = replace(FOUND, message="疑似为广告。")
    words = [RULED, replace(RULED, verdict=Verdict.DISMISSED, told=told_digest(other))]
    assert [one.ruling.verdict for one in ruled([FOUND, other], words)] == [Verdict.CONFIRMED, Verdict.DISMISSED]


def test_the_findings_file_stays_as_the_rules_said_it_and_lists_tell_the_ruling():
    told = replace(FOUND, ruling=RULED)
    assert findings_text([told]) == findings_text([FOUND]) and "ruling" not in findings_text([told])
    assert finding_from(json.loads(findings_text([told]))) == FOUND
    row = listed(told)
    assert (row["ruling"], row["ruled_by"], row["ruled_on"], row["ruled_why"]) == (
        "confirmed", "张三", "2026-03-20", "已登录后台查看"
    )  # fmt: skip
    assert list(listed(FOUND)) == list(row) and listed(FOUND)["ruling"] == ""


def test_a_ruling_is_read_from_a_results_row_and_from_a_list():
    told = replace(FOUND, ruling=RULED)
    assert finding_from(asdict(told)) == told
    assert finding_from(listed(told)) == told and finding_from(listed(FOUND)) == FOUND
