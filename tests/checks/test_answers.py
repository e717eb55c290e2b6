"""What an address came to, and when that says nothing of it."""

from pathlib import Path

import pytest
from sites import HOME, answer, failure, home_of, page, redirect, site

from checks.facts.answers import Reach


@pytest.mark.parametrize(
    ("given", "reach"),
    [
        (answer(200, "x"), Reach.OK), (answer(404), Reach.GONE), (answer(410), Reach.GONE), (answer(500), Reach.BROKEN), (answer(503), Reach.BROKEN),
        (failure("dns"), Reach.DEAD), (failure("refused"), Reach.DEAD), (failure("timeout"), Reach.SILENT), (failure("reset"), Reach.SILENT),
        (failure("tls"), Reach.SILENT), (failure("failed"), Reach.SILENT), (failure("too_large"), Reach.ODD), (failure("robots"), Reach.BLOCKED),
        (answer(401), Reach.BLOCKED), (answer(403), Reach.BLOCKED), (answer(429), Reach.BLOCKED), (answer(412), Reach.CHALLENGE),
        (answer(521), Reach.CHALLENGE), (answer(400), Reach.ODD), (answer(999), Reach.ODD), (answer(503, "var $_ts={}"), Reach.CHALLENGE),
        (answer(502, "网站防火墙拦截"), Reach.BLOCKED), (answer(404, "网站防火墙"), Reach.GONE),
    ],
)  # fmt: skip
def test_reach(tmp_path: Path, given: object, reach: Reach) -> None:
    found = site(tmp_path, {"/": page(), "/a.html": given}).answers.of(HOME + "a.html")  # type: ignore[dict-item]
    assert found and found.reach is reach and found.reach.label


def test_never_asked(tmp_path: Path) -> None:
    answers = site(tmp_path, {"/": page()}).answers
    assert answers.of(HOME + "a.html") is None and HOME in answers and HOME + "a.html" not in answers


def test_attempts_and_agreement(tmp_path: Path) -> None:
    pages = {"/": page(), "/a": answer(404), "/b": [answer(404), answer(500)], "/c": [answer(404)]}
    answers = site(tmp_path, pages).answers
    assert [(a.attempts, a.agreed) for a in (answers.of(HOME + name) for name in "abc") if a] == [
        (2, True),
        (2, False),
        (1, True),
    ]


def test_a_chain_of_redirects(tmp_path: Path) -> None:
    pages = {"/": page(), "/a": redirect("/b", 301), "/b": redirect("/c"), "/c": page("终")}
    answers = site(tmp_path, pages).answers
    assert [one.url for one in answers.chain(HOME + "a")] == [HOME + "a", HOME + "b", HOME + "c"]
    assert answers.of(HOME + "a").reach is Reach.OK  # type: ignore[union-attr]


def test_a_redirect_to_what_was_not_asked(tmp_path: Path) -> None:
    found = site(tmp_path, {"/": page(), "/a": redirect("http://x.gov.cn/")}).answers.of(HOME + "a")
    assert found and found.reach is Reach.ODD


def test_circles_end(tmp_path: Path) -> None:
    pages = {"/": page(), "/a": redirect("/b"), "/b": redirect("/a"), "/c": redirect("/c")}
    answers = site(tmp_path, pages).answers
    assert len(answers.chain(HOME + "a")) == 2 and len(answers.chain(HOME + "c")) == 1


def test_the_home_page_is_where_its_visitors_end(tmp_path: Path) -> None:
    moved = page("<script>location.href='/web/index.html'</script>")
    pages = {
        "/": redirect("/index.html"),
        "/index.html": home_of(moved, "/"),
        "/web/index.html": home_of(page("欢迎"), "/index.html"),
    }
    assert site(tmp_path, pages).home.url == HOME + "web/index.html"  # type: ignore[union-attr]


def test_two_home_pages_that_send_to_each_other(tmp_path: Path) -> None:
    pages = {
        "/": page("<script>location.href='/a.html'</script>"),
        "/a.html": home_of(page("<script>location.href='/'</script>"), "/"),
    }
    assert site(tmp_path, pages).home.url == HOME + "a.html"  # type: ignore[union-attr]
