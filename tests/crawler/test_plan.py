"""What is asked for next: breadth first, in scope, within the budget, failures once more."""

from datetime import UTC, datetime

import pytest
from loopback import target

from crawler.addresses import no_such_page
from crawler.archive import Page
from crawler.plan import DOCUMENTS_KEPT, MAX_HOPS, Ask, Plan
from crawler.shells import DRAWN_A_SITE

HOME = "http://www.a.gov.cn/"
WHEN = datetime(2026, 3, 2, tzinfo=UTC)


def plan(pages: int = 50, links: int = 50) -> Plan:
    return Plan(0, target(HOME), pages, links)


def learn(
    one: Plan, ask: Ask, text: str = "", status: int | None = 200, error: str = "", location: str = ""
) -> list[Ask]:
    page = Page(ask.url, ask.purpose, ask.depth, WHEN, 0.1, status=status, error=error, location=location)
    return [further for further in one.learn(ask, page, lambda: text) if further.purpose != "probe"]


def hrefs(*urls: str) -> str:
    return "".join(f'<a href="{url}">x</a>' for url in urls)


def brief(asks: list[Ask]) -> list[tuple[str, str, int]]:
    return [(ask.url.removeprefix(HOME), ask.purpose, ask.depth) for ask in asks]


def test_scope_is_the_host_with_and_without_www_and_tls() -> None:
    one = plan()
    [home] = one.begin()
    text = hrefs("/a", "https://a.gov.cn/b", "http://www.a.gov.cn:8080/c", "http://b.gov.cn/", "/d.PDF", "/", "/a")
    assert brief(learn(one, home, text)) == [
        ("a", "page", 1),
        ("https://a.gov.cn/b", "page", 1),
        ("http://www.a.gov.cn:8080/c", "link", 1),
        ("http://b.gov.cn/", "link", 1),
        ("d.PDF", "link", 1),
    ]


def test_links_of_links_are_not_followed() -> None:
    one = plan()
    one.begin()
    assert learn(one, Ask(0, "http://b.gov.cn/", "link", 1), hrefs("/c", HOME + "x")) == []
    moved = learn(one, Ask(0, "http://b.gov.cn/", "link", 1), status=301, location="http://b.gov.cn/in")
    assert brief(moved) == [("http://b.gov.cn/in", "link", 1)]


def test_budgets() -> None:
    one = plan(pages=3, links=1)
    [home] = one.begin()
    asks = learn(one, home, hrefs("/1", "http://x.cn/", "/2", "http://y.cn/", "/3"))
    assert brief(asks) == [("1", "page", 1), ("http://x.cn/", "link", 1), ("2", "page", 1)]
    assert one.budget_hit


def test_redirects_end() -> None:
    one = plan()
    [ask] = one.begin()
    hops = 0
    while asks := learn(one, ask, status=302, location=f"{HOME}{hops}"):
        [ask] = asks
        hops += 1
    assert hops == MAX_HOPS
    again = plan()
    [home] = again.begin()
    assert learn(again, home, status=302, location=HOME) == []


def test_what_a_page_sends_off_the_site_is_not_asked_for() -> None:
    one = plan()
    [home] = one.begin()
    page, file, far = learn(one, home, hrefs("/a", "/d.pdf", "http://b.gov.cn/"))
    assert learn(one, page, status=302, location="http://c.gov.cn/x") == []
    assert learn(one, file, status=302, location="http://c.gov.cn/d.pdf") == []
    # Whether a link of the page leads anywhere shows at its end.
    assert brief(learn(one, far, status=301, location="https://b.gov.cn/")) == [("https://b.gov.cn/", "link", 1)]
    list_ = plan()
    [home] = list_.begin()
    second = learn(list_, home, hrefs("/1") + PAGER.replace("/l/", "/"))[-1]
    assert brief(learn(list_, second, status=302, location="http://c.gov.cn/?page=2")) == [("?page=3", "list", 1)]


MENU = hrefs("/", *(f"/c{n}/" for n in range(30)))


def drawn(one: Plan, page: str) -> list[str]:
    """What of thirty like columns is to be drawn, in the order asked for."""
    [home] = one.begin()
    line, found = learn(one, home, MENU), []
    while line:
        ask = line.pop(0)
        found += [ask.url.removeprefix(HOME)] * (ask.purpose == "rendered")
        line += learn(one, ask, page.format(n=ask.url.rpartition("/c")[2].rstrip("/")))
    return found


def test_shells_are_drawn_within_bounds_and_only_with_a_browser() -> None:
    page = MENU + "<ul id=l></ul><script>$.getJSON('/q')</script>"
    with_one = Plan(0, target(HOME), 50, 50, browser=True)
    assert drawn(with_one, page) == [f"c{n}/" for n in range(DRAWN_A_SITE)]
    assert drawn(plan(), page) == []


@pytest.mark.parametrize(
    "page",
    [
        MENU + "<p>没有脚本</p>",
        MENU + hrefs("/c{n}/1", "/c{n}/2", "/c{n}/3") + "<script>$.getJSON('/q')</script>",
        "<script>$_ts=1;</script>",
    ],
)
def test_what_lists_something_or_runs_no_script_or_is_a_challenge_is_not_drawn(page: str) -> None:
    assert drawn(Plan(0, target(HOME), 50, 50, browser=True), page) == []


def test_likeliest_are_drawn_first() -> None:
    one = Plan(0, target(HOME), 50, 50, browser=True)
    [home] = one.begin()
    line, rendered = learn(one, home, MENU), []
    for ask in line:
        script = "$.getJSON('/q')" if "c7/" in ask.url or "c29/" in ask.url else "var x = 1;"
        rendered += [
            next_.url for next_ in learn(one, ask, f"{MENU}<script>{script}</script>") if next_.purpose == "rendered"
        ]
    assert rendered[:2] == [HOME + "c7/", HOME + "c29/"] and len(rendered) == DRAWN_A_SITE


def test_what_was_drawn_is_read_on() -> None:
    one = Plan(0, target(HOME), 50, 50, browser=True)
    [home] = one.begin()
    [column] = learn(one, home, hrefs("/", "/c/"))
    [ask] = learn(one, column, hrefs("/", "/c/") + "<script>fetch('/q')</script>")
    assert (ask.purpose, ask.url, ask.via, ask.depth) == ("rendered", HOME + "c/", HOME + "c/", 1)
    again = learn(one, ask, hrefs("/c/1.html", "/c/"))
    assert brief(again) == [("c/1.html", "page", 2)]
    assert learn(one, ask, status=None, error="timeout") == []


def test_failures_get_their_attempts() -> None:
    one = plan()
    [home] = one.begin()
    [second] = learn(one, home, status=403)
    [third] = learn(one, second, status=None, error="timeout")
    assert (second.attempt, third.attempt) == (2, 3)
    assert learn(one, third, status=500) == []
    for error in ("robots", "too_large"):
        assert learn(one, Ask(0, HOME + "a", "page", 1), status=None, error=error) == []
    assert learn(one, Ask(0, HOME + "a", "page", 1), status=403) == []
    for status in (404, 410, 500, 503):
        assert [ask.attempt for ask in learn(one, Ask(0, HOME + "a", "page", 1), status=status)] == [2]


def test_entry_page_widens_the_scope() -> None:
    one = plan()
    [home] = one.begin()
    [moved] = learn(one, home, '<meta http-equiv=refresh content="0;url=http://portal.b.cn/index.html">')
    assert (moved.purpose, moved.depth, moved.url) == ("home", 0, "http://portal.b.cn/index.html")
    assert brief(learn(one, moved, hrefs("http://portal.b.cn/a"))) == [("http://portal.b.cn/a", "page", 1)]


def test_frame_is_no_click() -> None:
    one = plan()
    [home] = one.begin()
    text = '<iframe src="/f.html"></iframe><iframe src="http://b.cn/f.html"></iframe>' + hrefs("/a")
    assert brief(learn(one, home, text)) == [("f.html", "page", 0), ("a", "page", 1)]


def test_same_visits_same_plan() -> None:
    def asks() -> list[Ask]:
        one = plan(pages=6)
        found, line = [], one.begin()
        while line:
            ask = line.pop(0)
            found.append(ask)
            line += learn(one, ask, hrefs(*(f"{ask.url}{n}" for n in range(3))))
        return found

    assert asks() == asks()


PAGER = '<a href="/l/?page=2">2</a><a href="/l/?page=3">3</a><a href="/l/?page=3">尾页</a>'


def test_pages_of_a_list_are_asked_for_one_after_the_other() -> None:
    one = plan()
    [home] = one.begin()
    [column] = learn(one, home, hrefs("/l/"))
    first = learn(one, column, hrefs("/1") + PAGER)
    assert brief(first) == [("1", "page", 2), ("l/?page=2", "list", 2)]
    assert first[1].via == HOME + "l/"
    [again] = learn(one, first[1], status=500)
    [third] = learn(one, again, status=500)
    assert (again.attempt, third.url, third.via) == (2, HOME + "l/?page=3", HOME + "l/")
    assert brief(learn(one, third, hrefs("/2"))) == [("2", "page", 3)]


def test_redirect_of_a_lists_page_is_followed_or_passed_over() -> None:
    one = plan()
    [home] = one.begin()
    asks = learn(one, home, hrefs("/1") + PAGER.replace("/l/", "/"))
    [moved] = learn(one, asks[-1], status=302, location=HOME + "x?page=2")
    assert brief([moved]) == [("x?page=2", "list", 1)]
    [third] = learn(one, moved, hrefs("/2"))[1:]
    assert brief([third]) == [("?page=3", "list", 1)]
    assert learn(one, third, status=302, location=HOME) == []


def test_some_documents_of_the_site_are_kept_whole() -> None:
    one = plan(links=100)
    [home] = one.begin()
    asks = learn(one, home, hrefs("/v.mp4", "http://b.gov.cn/x.pdf", *(f"/{n}.pdf" for n in range(30))))
    assert [ask.whole for ask in asks] == [False, False] + [True] * DOCUMENTS_KEPT + [False] * (30 - DOCUMENTS_KEPT)


def test_page_that_cannot_exist_is_asked_for_once_when_the_home_page_stands() -> None:
    one = plan()
    [home] = one.begin()
    page = Page(home.url, "home", 0, WHEN, 0.1, status=200)
    [probe] = [ask for ask in one.learn(home, page, lambda: hrefs("/a")) if ask.purpose == "probe"]
    assert probe.url == no_such_page(HOME)
    gone = Page(probe.url, "probe", 0, WHEN, 0.1, status=404)
    assert one.learn(probe, gone, lambda: "") == []
    moved = Page(probe.url, "probe", 0, WHEN, 0.1, status=302, location=HOME + "error.html")
    assert brief(one.learn(probe, moved, lambda: "")) == [("error.html", "probe", 0)]
