"""Tables as grids: the short way for tables without merged cells gives what the long way gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.facts.grids import _laid_out, grid

CELLS = st.sampled_from(
    ["", "甲", " 乙 丙 ", "<b>丁</b>戊", "<p>己</p><p>庚</p>", "&nbsp;", "a&lt;b", "<a href='/x'>辛</a> 壬"]
)
ROWS = st.lists(st.lists(st.tuples(st.sampled_from(["td", "th"]), CELLS), max_size=5), max_size=6)


def written(rows: list[list[tuple[str, str]]], inner: str = "") -> str:
    body = "".join("<tr>" + "".join(f"<{tag}>{text}</{tag}>" for tag, text in row) + "</tr>" for row in rows)
    return f"<table><tbody>{inner}{body}</tbody></table>"


@given(ROWS)
def test_both_ways_agree(rows: list[list[tuple[str, str]]]) -> None:
    html = written(rows)
    assert grid(html) == _laid_out(html, lambda cell: " ".join(cell.get_text(" ", strip=True).split()), "")


def test_merged_cells_stand_in_every_place_they_cover() -> None:
    html = written([[("td", "乙"), ("td", "丙")]], '<tr><td rowspan="2">甲</td><td colspan="2">丁</td></tr>')
    assert grid(html) == [["甲", "丁", "丁"], ["甲", "乙", "丙"]]


def test_no_table_and_an_empty_one() -> None:
    assert grid("<p>甲</p>") == [] and grid("<table></table>") == []
