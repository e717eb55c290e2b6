"""Pages of one list: which addresses are, and when the list is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.links import Found
from crawler.pagers import at_page, list_address, page_number, query_value, same_list, with_query
from crawler.paging import LIST_PAGES, MISSES, Paging
from crawler.platforms import Item, Listing

COLUMN = "http://a/tz/"


def found(*names: str) -> list[Found]:
    return [Found(f"http://a/{name}.html", "a") for name in names]


def listing(*names: str, total: int | None = None, more: tuple[str, ...] = (), pages: int | None = None) -> Listing:
    return Listing(tuple(Item(name, f"http://a/{name}", "") for name in names), total, more, "9", pages, drawn=True)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("http://a/l/index_3.html", 3),
        ("http://a/l/column-index-12.shtml", 12),
        ("http://a/l?x=1&page=4", 4),
        ("http://a/l?PAGENUM=5&wbtreeid=1029", 5),
        ("http://a/eportal/ui?pageId=7&currentPage=6", 6),
        ("http://a/l/", 0),
        ("http://a/t20260101_12345.html", 0),
        ("http://a/l?page=x", 0),
    ],
)
def test_page_number(url: str, number: int) -> None:
    assert page_number(url) == number


def test_pages_of_one_list_share_an_address() -> None:
    assert same_list("http://a/l/index_3.html", "http://a/l/")
    assert same_list("http://a/l.jsp?page=2&id=7", "http://a/l.jsp?id=7")
    assert same_list("http://a/l.jsp?totalpage=9&PAGENUM=2&id=7", "http://a/l.jsp?id=7")
    assert not same_list("http://a/l.jsp?page=2&id=8", "http://a/l.jsp?id=7")


@given(
    st.integers(1, 9999),
    st.sampled_from(["http://a/l/index_1.html", "http://a/l?x=%C4%E3&page=1&y=", "http://a/l-7.shtml"]),
)
def test_another_page_of_the_same_list(number: int, url: str) -> None:
    other = at_page(url, number)
    assert page_number(other) == number
    assert list_address(other) == list_address(url)


def test_other_parameters_stay_as_they_are() -> None:
    assert with_query("http://a/l?n=%C4%E3&page=1&e=", page="2", z="3") == "http://a/l?n=%C4%E3&page=2&e=&z=3"
    assert (query_value("http://a/l?n=1=2", "n"), query_value("http://a/l", "n")) == ("1=2", "")


def test_done_when_the_items_are_the_total() -> None:
    one = Paging(COLUMN, 1, listing("1", "2", total=4, more=("http://a/2", "http://a/3")), [])
    assert one.next == "http://a/2"
    one.learn([listing("3", "4")], [])
    assert one.next is None


def test_page_that_repeats_does_not_count() -> None:
    one = Paging(
        COLUMN, 1, Listing((), None, ("http://a/l_1", "http://a/l_2", "http://a/l_3"), "", pages=2), found("1", "2")
    )
    one.learn([], found("2", "1"))
    assert one.next == "http://a/l_2"
    one.learn([], found("3"))
    assert one.next is None


def test_misses_in_a_row_end_it() -> None:
    addresses = tuple(f"http://a/l_{number}" for number in range(20))
    one = Paging(COLUMN, 1, Listing((), None, addresses, ""), found("1"))
    for _ in range(MISSES):
        assert one.next
        one.learn([], [])
    assert one.next is None


def test_long_list_is_cut() -> None:
    one = Paging(COLUMN, 1, listing("0", total=900, more=tuple(f"http://a/{n}" for n in range(20))), [])
    asked = 0
    while one.next:
        asked += 1
        one.learn([listing(str(asked))], [])
    assert asked == LIST_PAGES


def test_what_a_reply_names_goes_first() -> None:
    one = Paging(COLUMN, 1, Listing((), None, ("http://a/x", "http://a/y"), "", drawn=True), [])
    one.learn([listing("1", total=2, more=("http://a/x2",))], [])
    assert one.next == "http://a/x2"


def test_error_page_is_no_reply() -> None:
    one = Paging(COLUMN, 1, listing("1", total=9, more=("http://a/x", "http://a/y")), [])
    one.learn([], found("home"))
    one.learn([listing("2")], [])
    assert one.next is None
