"""What a crawl leaves behind, against real servers on loopback."""

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Answer, Site, archive, crawled, html, naming, serving, visits

from crawler.addresses import no_such_page
from crawler.archive import Page
from crawler.links import links
from crawler.text import decode

needs_ipv6 = pytest.mark.ipv6


def first(pages: list[Page], url: str) -> Page:
    return next(page for page in pages if page.url == url)


def test_site_is_read_breadth_first_and_evidence_is_whole(tmp_path: Path) -> None:
    packed = gzip.compress("<a href='/deep.html'>深</a>".encode())
    old = '<meta charset="gb2312"><a href="/镕.html" title="镕">镕</a>'.encode("gb18030")
    site = Site(
        {
            "/": html(
                "/a.html",
                "/old.html",
                "mailto:a@b",
                "javascript:void(0)",
                "#top",
                "/a.html#part",
                "/file.pdf",
                "/film.mp4",
            ),
            "/a.html": Answer(packed, headers={"Content-Encoding": "gzip"}),
            "/old.html": Answer(old, content_type="text/html"),
            "/%E9%95%95.html": html(),
            "/deep.html": html("/"),
            "/film.mp4": Answer(b"x" * 450000, content_type="video/mp4"),
            "/file.pdf": Answer(b"%PDF-1.4 " * 50000, content_type="application/pdf"),
        }
    )
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    kept = archive(tmp_path, "s")
    home = first(pages, site.url)
    assert (home.purpose, home.depth, home.status, home.ip, home.family) == ("home", 0, 200, "127.0.0.1", 4)
    assert [page.purpose for page in pages if page.url.endswith("/a.html")] == ["page"]
    assert kept.body(first(pages, site.url + "a.html")) == gzip.decompress(packed)
    assert kept.raw(first(pages, site.url + "a.html")) == packed
    assert first(pages, site.url + "deep.html").depth == 2
    assert first(pages, site.url + "deep.html").via == site.url + "a.html"
    assert first(pages, site.url + "%E9%95%95.html").status == 200
    file = first(pages, site.url + "file.pdf")
    assert (file.purpose, file.status, file.size) == ("link", 200, 450000)
    video = first(pages, site.url + "film.mp4")
    assert 256 * 1024 <= video.size < 450000
    assert all(agent.isascii() and "gongkai-audit" in agent for agent in site.agents)
    summary = json.loads((tmp_path / "archive/s/summary.json").read_text())
    assert (summary["pages"], summary["links"], summary["finished"], summary["budget_hit"]) == (5, 2, True, False)


def test_redirects_are_visits_and_widen_the_scope(tmp_path: Path) -> None:
    other = Site({"/portal/": html("/own.html"), "/own.html": html()})
    loop = Answer(status=302, headers={"Location": "/loop"})
    with serving(other), serving(Site({"/": Answer(status=301, headers={"Location": other.url + "portal/"})})) as site:
        other.pages["/own.html"] = html("/loop")
        other.pages["/loop"] = loop
        pages = crawled({"s": site.url}, tmp_path)["s"]
    seen = [(page.purpose, page.url, page.status) for page in pages if page.purpose != "dns"]
    assert seen == [
        ("home", site.url, 301),
        ("home", other.url + "portal/", 200),
        ("page", other.url + "own.html", 200),
        ("page", other.url + "loop", 302),
    ]
    assert first(pages, site.url).location == other.url + "portal/"
    assert first(pages, other.url + "portal/").depth == 0


def test_home_page_that_only_moves_on_is_followed_as_home(tmp_path: Path) -> None:
    site = Site(
        {"/": html(more='<script>window.location.href="/cn/index.html";</script>'), "/cn/index.html": html("/x")}
    )
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    assert first(pages, site.url + "cn/index.html").purpose == "home"
    assert first(pages, site.url + "x").depth == 1


def test_robots_are_obeyed_and_the_refusal_is_kept(tmp_path: Path) -> None:
    rules = Answer(b"User-agent: *\nDisallow: /private/\n", content_type="text/plain")
    site = Site({"/robots.txt": rules, "/": html("/private/a.html", "/b.html"), "/b.html": html()})
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    refused = first(pages, site.url + "private/a.html")
    assert (refused.status, refused.error) == (None, "robots")
    assert "/private/a.html" not in site.asked
    assert [page.url for page in pages].count(refused.url) == 1


def test_rate_and_crawl_delay_are_kept(tmp_path: Path) -> None:
    slow = Site(
        {"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 0.5\n"), "/": html("/a", "/b"), "/a": html(), "/b": html()}
    )
    with serving(slow):
        crawled({"s": slow.url}, tmp_path)
    gaps = [later - sooner for sooner, later in zip(slow.times[1:], slow.times[2:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) > 0.45


@pytest.fixture(scope="module")
def mute() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(scope="module")
def closed() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def garbled() -> Iterator[int]:
    """A port that answers a TLS greeting with something else."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                with client:
                    client.recv(4096)
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def test_every_failure_has_its_word_and_a_second_attempt(tmp_path: Path, mute: int, closed: int, garbled: int) -> None:
    broken = Answer(gzip.compress(b"x" * 5000)[:-9], headers={"Content-Encoding": "gzip"})
    far = [
        f"http://127.0.0.1:{mute}/",
        f"http://127.0.0.1:{closed}/",
        f"https://127.0.0.1:{garbled}/",
        "http://a.invalid/",
        "http://b.invalid/",
    ]
    site = Site(
        {
            "/": html("/gone", "/down", "/reset", "/broken", "/huge", *far),
            "/down": lambda before: Answer(b"busy", 503) if before == 0 else html(),
            "/reset": lambda before: None,
            "/broken": broken,
            "/huge": Answer(b"x" * (20 * 1024 * 1024 + 1)),
        }
    )
    with serving(site), naming({}, frozenset({"b.invalid"})) as (server, _):
        pages = crawled({"s": site.url}, tmp_path, nameserver=server)["s"]
    words = {url: [page.error or page.status for page in pages if page.url == url] for url in {p.url for p in pages}}
    assert words[site.url + "gone"] == [404, 404]
    assert words[site.url + "down"] == [503, 200]
    assert words[site.url + "reset"] == ["reset", "reset"]
    assert words[site.url + "broken"] == ["encoding"]
    assert words[site.url + "huge"] == ["too_large"]
    assert [words[url] for url in far] == [["timeout"] * 2, ["refused"] * 2, ["tls"] * 2, ["dns"] * 2, ["failed"] * 2]
    assert all(page.detail for page in pages if page.error)
    assert first(pages, site.url + "broken").status == 200


def test_home_page_gets_three_spaced_attempts(tmp_path: Path) -> None:
    site = Site({"/": Answer(b"no", 403)})
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    assert [page.status for page in pages if page.purpose == "home"] == [403] * 3
    assert min(b - a for a, b in zip(site.times[1:], site.times[2:], strict=False)) >= 0.2


def test_budget_holds_and_is_told(tmp_path: Path) -> None:
    site = Site({"/": html(*(f"/{n}.html" for n in range(30)))} | {f"/{n}.html": html() for n in range(30)})
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path, max_pages=7)["s"]
    assert len([page for page in pages if page.purpose != "dns"]) == 7
    assert json.loads((tmp_path / "archive/s/summary.json").read_text())["budget_hit"] is True


def test_external_link_is_asked_once_in_a_round_and_kept_by_every_site(tmp_path: Path) -> None:
    far = Site({"/x": Answer(status=302, headers={"Location": "/y"}), "/y": html("/never")})
    with (
        serving(far),
        serving(Site({"/": html(far.url + "x")})) as one,
        serving(Site({"/": html(far.url + "x")})) as two,
    ):
        found = crawled({"one": one.url, "two": two.url}, tmp_path)
    assert [path for path in far.asked if path != "/robots.txt"] == ["/x", "/y"]
    for name, site in (("one", one), ("two", two)):
        kept = [page for page in found[name] if page.purpose == "link"]
        assert [(page.url, page.status, page.via) for page in kept] == [
            (far.url + "x", 302, site.url),
            (far.url + "y", 200, far.url + "x"),
        ]
        assert b"/never" in archive(tmp_path, name).body(kept[1])


def test_names_are_asked_of_the_given_server_only(tmp_path: Path) -> None:
    site = Site({"/": html("/a.html"), "/a.html": html()})
    with (
        serving(site),
        naming({("www.city.test", "A"): ["127.0.0.1"], ("city.test", "NS"): ["ns.city.test."]}) as (server, asked),
    ):
        port = site.url.split(":")[2]
        pages = crawled({"s": f"http://www.city.test:{port}"}, tmp_path, nameserver=server)["s"]
    facts = json.loads(pages[0].detail)
    assert pages[0].url == "dns:www.city.test"
    assert (facts["a"], facts["aaaa"], facts["zone"], facts["status"]["AAAA"]) == (
        ["127.0.0.1"],
        [],
        "city.test",
        "nodata",
    )
    assert first(pages, f"http://www.city.test:{port}a.html").status == 200
    assert asked.count(("www.city.test", "A")) <= 2


def test_lists_drawn_by_script_are_read_and_followed(tmp_path: Path) -> None:
    def record(number: int) -> str:
        return f'<record><![CDATA[<li><a href="/art/{number}.html" title="文件{number}">文..</a><span>2026-01-02</span></li>]]></record>'

    group = '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=7"></a>]]></nextgroup>'
    column = f'<div id="9"><script type="text/xml"><datastore>{group}<recordset>{record(1)}{record(2)}</recordset></datastore></script></div>'
    pager = "<script>$('#9').jpage({totalRecord:5,perPage:2})</script>"
    proxy = "/module/web/jpage/dataproxy.jsp?page={}&columnid=7"
    site = Site(
        {
            "/": html("/col/col7/index.html", "/list/index.html"),
            "/col/col7/index.html": html(more=column + pager),
            proxy.format(1): Answer(
                f"<datastore><recordset>{record(3)}<table>{record(4)}".encode(), content_type="text/xml"
            ),
            proxy.format(2): Answer(f"<datastore><recordset>{record(5)}".encode(), content_type="text/html"),
            "/list/index.html": html(more='<script>createPageHTML(3, 0, "index", "html");</script>'),
            "/list/index_1.html": html("/t1.html"),
        }
        | {f"/art/{number}.html": html() for number in range(1, 6)}
        | {"/t1.html": html()}
    )
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    asked = {page.url.removeprefix(site.url.rstrip("/")): page for page in pages}
    assert {f"/art/{number}.html" for number in range(1, 6)} | {"/t1.html"} <= asked.keys()
    lists = {path: page.status for path, page in asked.items() if page.purpose == "list"}
    assert lists == {
        proxy.format(1): 200,
        proxy.format(2): 200,
        "/list/index_1.html": 200,
        "/list/index_2.html": 404,
        "/list/index_3.html": 404,
    }


def test_archive_reads_to_the_same_links(tmp_path: Path) -> None:
    site = Site({"/": html("/a b.html", "\\c\\d.html"), "/a%20b.html": html(), "/c/d.html": html()})
    with serving(site):
        crawled({"s": site.url}, tmp_path)
    home, *others = [page for page in visits(tmp_path, "s") if page.purpose != "dns"]
    text, charset = decode(archive(tmp_path, "s").body(home), home.content_type)
    assert charset == "utf-8"
    # Two are asked for at once: either may answer first.
    assert sorted(link.url for link in links(text, home.url)) == sorted(page.url for page in others)
    assert all(page.status == 200 for page in others)


def test_robots_and_the_page_that_cannot_exist_are_kept_beside(tmp_path: Path) -> None:
    rules = b"User-agent: *\nDisallow: /x/\n"
    site = Site({"/": html("/a"), "/a": html(), "/robots.txt": Answer(rules, content_type="text/plain")})
    with serving(site):
        crawled({"s": site.url}, tmp_path)
    kept = archive(tmp_path, "s")
    beside = {page.purpose: page for page in visits(tmp_path, "s", aside=True)}
    assert kept.body(beside["robots"]) == rules
    assert (beside["probe"].status, beside["probe"].url) == (404, no_such_page(site.url))
    assert json.loads((tmp_path / "archive/s/summary.json").read_text())["pages"] == 2


def test_a_page_does_not_lead_into_the_auditors_own_network(tmp_path: Path) -> None:
    """Neither by an address nor by a name; the roster's own hosts may be wherever they are."""
    with serving(Site({"/": html()}), "127.0.0.2") as inner, serving(Site({})) as outer:
        port = inner.url.rpartition(":")[2]
        outer.pages["/"] = html(inner.url, f"http://router.test:{port}", f"{outer.url}a.html")
        outer.pages["/a.html"] = html()
        records = {("router.test", "A"): ["127.0.0.2"], ("www.city.test", "A"): ["127.0.0.1"]}
        with naming(records) as (server, _):
            home = f"http://www.city.test:{outer.url.rpartition(':')[2]}"
            pages = crawled({"s": home}, tmp_path / "one", nameserver=server)["s"]
        assert inner.asked == []
        told = {page.url: page.error for page in pages if page.purpose == "link" and page.error}
        assert told == {inner.url: "private", f"http://router.test:{port}": "private"}
        assert crawled({"s": inner.url}, tmp_path / "two")["s"][-1].status == 200
