from __future__ import annotations

from datetime import UTC, datetime

from crawler.archive import Page
from crawler.plan import Ask
from crawler.revisit import NEW_PAGES, Errand, Revisit
from crawler.targets import Kind, Target

HOME = "http://s.gov.cn/"
TARGET = Target("s", "某网站", Kind.PORTAL, "某单位", HOME)


def plan(errand: Errand) -> Revisit:
    return Revisit(0, TARGET, errand, 100)


def learn(plan: Revisit, ask: Ask, body: str, *, status: int = 200, location: str = "") -> list[Ask]:
    page = Page(
        ask.url, ask.purpose, ask.depth, datetime(2026, 11, 20, tzinfo=UTC), 0.1, status=status, location=location
    )
    return plan.learn(ask, page, lambda: body)


def asked(asks: list[Ask]) -> list[tuple[str, str]]:
    return [(ask.url.removeprefix(HOME), ask.purpose) for ask in asks]


def test_it_asks_for_the_home_page_and_what_is_wanted() -> None:
    errand = Errand((HOME + "a.html", HOME), ("http://other.cn/x.pdf",))
    assert asked(plan(errand).begin()) == [("", "home"), ("a.html", "page"), ("http://other.cn/x.pdf", "link")]


def test_links_of_what_it_reads_are_left_alone() -> None:
    revisit = plan(Errand((HOME + "a.html",)))
    home, page = revisit.begin()
    links = '<a href="/b.html">乙</a><a href="/new/">新栏目</a><a href="http://other.cn/">外</a>'
    assert [ask.purpose for ask in learn(revisit, home, links)] == ["probe"]
    assert learn(revisit, page, links) == []


def test_where_it_grows_only_what_is_new_and_the_sites_own_is_read() -> None:
    revisit = plan(Errand(known=frozenset({HOME + "b.html"}), grows=True))
    (home,) = revisit.begin()
    links = '<a href="/b.html">乙</a><a href="/new/">新栏目</a><a href="/n.pdf">文</a><a href="http://other.cn/">外</a>'
    assert asked(learn(revisit, home, links))[:2] == [("new/", "page"), ("n.pdf", "link")]


def test_it_grows_no_further_than_its_budget() -> None:
    revisit = plan(Errand(grows=True))
    (home,) = revisit.begin()
    found = learn(revisit, home, "".join(f'<a href="/{n}.html">新{n}</a>' for n in range(3 * NEW_PAGES)))
    assert sum(ask.purpose == "page" for ask in found) == NEW_PAGES


def test_redirects_and_frames_are_parts_of_a_page() -> None:
    revisit = plan(Errand((HOME + "a.html",), known=frozenset({HOME + "f.html"})))
    _, page = revisit.begin()
    (moved,) = learn(revisit, page, "", status=302, location=HOME + "moved.html")
    assert asked([moved]) == [("moved.html", "page")]
    assert asked(learn(revisit, moved, '<iframe src="/f.html"></iframe>')) == [("f.html", "page")]


def test_what_failed_is_asked_again() -> None:
    revisit = plan(Errand((HOME + "a.html",)))
    _, page = revisit.begin()
    (again,) = learn(revisit, page, "", status=503)
    assert again.attempt == 2 and again.url == page.url
