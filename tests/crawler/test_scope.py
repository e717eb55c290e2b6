"""What is a site's own when others live on its host, and where endless addresses end."""

import json
from pathlib import Path

import pytest
from loopback import Answer, Site, crawled, html, serving

from crawler.links import absolute
from crawler.scope import QUERIES_A_PATH, Scope, Traps

ROOT = "http://www.a.gov.cn/"


@pytest.mark.parametrize(
    ("home", "url", "own"),
    [
        (ROOT, "x.html", True),
        (ROOT, "jyj/x.html", False),
        (ROOT, "jyjx/x.html", True),
        (ROOT + "jyj/index.html", "jyj/a/x.html", True),
        (ROOT + "jyj/index.html", "x.html", False),
        (ROOT + "jyj/index.html", "wjw/x.html", False),
        (ROOT + "jyj/index.html", "http://xxgk.a.gov.cn/jyj/", False),
    ],
)
def test_targets_of_one_host_are_told_by_their_folders(home: str, url: str, own: bool) -> None:
    scope = Scope(home, [ROOT, ROOT + "jyj/index.html", ROOT + "wjw/", "http://b.gov.cn/zzz/"])
    assert scope.owns(absolute(ROOT, url) or "") is own


def test_target_alone_on_its_host_has_all_of_it() -> None:
    scope = Scope(ROOT + "portal/index.html", [ROOT + "portal/index.html", "http://b.gov.cn/"])
    assert scope.owns(ROOT + "zwgk/")
    scope.widen("http://c.gov.cn/")
    assert scope.owns("http://c.gov.cn/x")


@pytest.mark.parametrize(
    ("url", "sprung"),
    [
        ("2031/05/", True), ("cal?date=2031-05", True), ("cal?x=1&year=2029", True), ("2027/05/", False),
        ("art/2025/1/2/x.html", False), ("a/b/a/b/a/b/a/b/", True), ("a/b/a/b/x.html", False), ("i?n=20310501", False),
    ],
)  # fmt: skip
def test_far_years_and_circles_are_traps(url: str, sprung: bool) -> None:
    assert Traps().springs(ROOT + url, 2026) is sprung


@pytest.mark.parametrize("shape", ["list.jsp?v={}", "cal/{:04}/3/"])
def test_ever_new_values_end(shape: str) -> None:
    traps, let = Traps(), 0
    for number in range(1900, 2100):
        if not traps.springs(ROOT + shape.format(number), 9999):
            traps.passed(ROOT + shape.format(number))
            let += 1
    assert let == QUERIES_A_PATH
    assert not traps.springs(ROOT + "other.jsp?v=1", 2026)


def test_session_ids_are_no_part_of_an_address() -> None:
    for href in ("/a?JSESSIONID=1F&x=1", "/a?x=1&phpsessid=9", "/a;jsessionid=7?x=1"):
        assert absolute(ROOT, href) == ROOT + "a?x=1"
    assert absolute(ROOT, "/a?jsessionid=1") == ROOT + "a"


def test_endless_site_is_finished(tmp_path: Path) -> None:
    """Every address leads to ever new ones: the budget is not spent on them, and the crawl ends."""
    site = Site({"/": html("/cal?n=0", "/real.html"), "/real.html": html()})
    site.pages |= {f"/cal?n={n}": html(f"/cal?n={n + 1}", f"/cal?n={n + 2}") for n in range(300)}
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path, max_pages=250)["s"]
    summary = json.loads((tmp_path / "archive/s/summary.json").read_text())
    assert (summary["finished"], summary["budget_hit"]) == (True, False)
    assert sum(page.status == 200 for page in pages) == QUERIES_A_PATH + 2


def test_page_of_very_many_links_is_no_burden(tmp_path: Path) -> None:
    links = b"".join(b'<a href="/%d.html">%d</a>' % (n, n) for n in range(200_000))
    site = Site({"/": Answer(links)})
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path, max_pages=10)["s"]
    assert len({page.url for page in pages if page.purpose != "dns"}) == 10
