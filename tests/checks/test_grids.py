"""Tables as grids: a second parser sees the same cells in the same places."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.grids import Table, grid

CELLS = st.sampled_from(
    ["", "甲", " 乙 丙 ", "<b>丁</b>戊", "<p>己</p><p>庚</p>", "&nbsp;", "a&lt;b", "<a href='/x'>辛</a> 壬"]
)
SPANS = st.sampled_from(["", "", "", " rowspan=2", " colspan='3'", " rowspan=0 colspan=2", " rowspan=99"])
ROWS = st.lists(st.lists(st.tuples(st.sampled_from(["td", "th"]), SPANS, CELLS), max_size=5), max_size=6)


def written(rows: list[list[tuple[str, str, str]]]) -> str:
    body = ("".join(f"<{tag}{spans}>{text}</{tag}>" for tag, spans, text in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{cells}</tr>' for cells in body)}</tbody></table>"


@given(ROWS)
def test_a_second_parser_sees_the_same(rows: list[list[tuple[str, str, str]]]) -> None:
    """Every text is marked with its cell's number, so that places are compared and not only words."""
    numbered = [[(tag, spans, f"{number}{text}") for number, (tag, spans, text) in enumerate(row)] for row in rows]
    table, soup = Table(written(numbered)), BeautifulSoup(written(numbered), "html.parser")
    cells = {" ".join(cell.get_text(" ", strip=True).split()): cell for cell in soup.find_all(["td", "th"])}
    laid = {text for row in table.grid for text in row} - {""}
    assert laid == set(cells)
    assert [len(row) for row in table.grid] == [len(row) for row in table.links]
    for texts, links in zip(table.grid, table.links, strict=True):
        for text, hrefs in zip(texts, links, strict=True):
            assert bool(hrefs) == ("辛" in text)


def test_merged_cells_stand_in_every_place_they_cover() -> None:
    first = [("td", ' rowspan="2"', "甲"), ("td", ' colspan="2"', "丁")]
    html = written([first, [("td", "", "乙"), ("td", "", "丙")]])
    assert grid(html) == [["甲", "丁", "丁"], ["甲", "乙", "丙"]]


def test_a_span_over_the_table_s_end_is_cut() -> None:
    assert grid(written([[("td", " rowspan=9", "甲"), ("td", " colspan=1000", "乙")]]))[0][:3] == ["甲", "乙", "乙"]
    assert len(grid(written([[("td", " colspan=1000", "乙")]]))[0]) == 50


def test_no_table_and_an_empty_one() -> None:
    assert grid("<p>甲</p>") == [] and grid("<table></table>") == []
