"""Finding a quotation in a page's words, and only where it is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.passages import Match, Passages


def marked(texts: Sequence[str], quote: str) -> tuple[Match, list[str]]:
    match, spans = Passages(texts).find(quote)
    return match, [texts[span.text][span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("texts", "quote", "found"),
    [
        (["希望再接再励，支持服务"], "再接再励", ["再接再励"]),
        (["关于印发", "方 案\n的", "通知"], "印发方案的通", ["印发", "方 案\n的", "通"]),
        (["索引号", "014029816/2026-09004"], "索引号：014029816/2026-09004", ["索引号", "014029816/2026-09004"]),
        (["身份证 320102199003071234 号"], "身份证 320*************34", ["身份证 320102199003071234"]),
        (["身份证 320*************34 号"], "320*************34", ["320*************34"]),
        (["成文：2026年8月6日"], "成文 2026-08-06", ["成文：2026年8月6日"]),
        (["生成日期", "：2026-09-16"], "生成 2026-09-16", ["生成日期", "2026-09-16"]),
    ],
)
def test_a_whole_quotation_is_found_through_tags_spaces_masks_and_ways_of_dating(
    texts: list[str], quote: str, found: list[str]
) -> None:
    assert marked(texts, quote) == (Match.WHOLE, found)


def test_pieces_of_what_a_rule_put_together_are_found_each_in_its_place() -> None:
    texts = ["今天 2026-10-29", "县局开展夜间巡查", "　", "2026-10-29"]
    assert marked(texts, "县局开展夜间巡查 2026-10-29")[1] == ["县局开展夜间巡查", "2026-10-29"]
    assert marked(texts, "县局开展夜间巡查；另有一处不在这里")[0] is Match.PARTS


@pytest.mark.parametrize("quote", ["", "  ", "无 PubDate 标签", "41 + 1 ≠ 39 + 1", "2026-01-01", "没有的话"])
def test_what_is_not_there_is_not_marked(quote: str) -> None:
    assert marked(["首页", "41", "1", "39", "2026-01-02"], quote) == (Match.NONE, [])


def test_a_day_that_stands_in_many_places_is_not_guessed_at() -> None:
    assert marked(["甲 2026-10-29", "乙 2026-10-29"], "丙丁戊己；2026-10-29") == (Match.NONE, [])
    assert marked(["甲 2026-10-29"], "丙丁戊己；2026-10-29") == (Match.PARTS, ["2026-10-29"])


@given(st.lists(st.text(alphabet="ab 测试\n：*(", max_size=8), max_size=6), st.data())
def test_any_stretch_of_the_texts_is_found_and_spans_are_never_empty(texts: list[str], data: st.DataObject) -> None:
    whole = "".join(texts)
    start = data.draw(st.integers(0, len(whole)))
    quote = whole[start : data.draw(st.integers(start, len(whole)))]
    match, spans = Passages(texts).find(quote)
    bare = "".join(quote.split()).replace("：", "")
    assert (match is Match.WHOLE) == bool(bare)
    assert all(texts[span.text][span.start : span.end].strip("： \n") for span in spans)
