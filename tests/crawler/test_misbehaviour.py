"""Servers that break every promise of HTTP: each ends as a typed answer in time, and stops no other site."""

import gzip
import json
import socket
import socketserver
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
from loopback import Answer, Site, archive, crawled, html, serving, target

from crawler.addresses import digest
from crawler.archive import Page
from crawler.targets import Kind

Talk = Callable[[socket.socket], object]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def said(*parts: bytes, hang: bool = False) -> Talk:
    def talk(client: socket.socket) -> None:
        client.sendall(b"".join(parts))
        if hang:
            time.sleep(5)

    return talk


def drip(client: socket.socket) -> None:
    """A byte now and then: no single read takes long, the whole takes for ever."""
    client.sendall(OK + b"Content-Length: 1000\r\n\r\n")
    for _ in range(60):
        client.sendall(b"x")
        time.sleep(0.1)


def drip_headers(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(60):
        client.sendall(b"X-%d: y\r\n" % number)
        time.sleep(0.1)


def flood(head: bytes) -> Talk:
    def talk(client: socket.socket) -> None:
        client.sendall(OK + head)
        for _ in range(1024):
            client.sendall(b"x" * (1 << 20))

    return talk


def reset(client: socket.socket) -> None:
    client.sendall(OK + b"Content-Length: 1000\r\n\r\nhalf")
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BOMB = gzip.compress(b"\0" * (100 << 20), 9)
CASES: dict[str, tuple[Talk, set[object]]] = {
    "no-answer": (said(hang=True), {"timeout"}),
    "hang-after-headers": (said(OK, b"Content-Length: 9\r\n\r\n", hang=True), {"timeout"}),
    "partial-body": (said(OK, b"Content-Length: 1000\r\n\r\n<p>half"), {200}),
    "broken-chunks": (said(CHUNKED, b"3\r\n<p>\r\nzz\r\nno number\r\n"), {200}),
    "cut-chunks": (said(CHUNKED, b"400\r\n<p>half"), {200}),
    "reset-midway": (reset, {"reset", 200}),
    "closed-at-once": (said(), {"reset"}),
    "not-http": (said(b"\x16\x03\x01 what is this\r\n\r\n"), {"reset", "failed"}),
    "bad-length": (said(OK, b"Content-Length: many\r\n\r\n<p>"), {"reset", "failed"}),
    "two-lengths": (said(OK, b"Content-Length: 3\r\nContent-Length: 4\r\n\r\n<p>x"), {"reset", "failed", 200}),
    "no-status": (said(b"HTTP/1.1\r\n\r\n"), {"reset", "failed"}),
    "odd-status": (said(b"HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n"), {999}),
    "empty-location": (said(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), {302}),
    "bad-location": (said(b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n"), {302}),
    "bomb": (said(OK, b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB), BOMB), {"encoding"}),
    "gigabyte": (flood(b"Content-Length: %d\r\n\r\n" % (1 << 30)), {"too_large"}),
    "gigabyte-untold": (flood(b"\r\n"), {"too_large", "timeout"}),
    "many-headers": (said(OK, *(b"X-%d: y\r\n" % n for n in range(10000)), b"Content-Length: 3\r\n\r\n<p>"), {200}),
    "huge-header": (said(OK, b"X: ", b"y" * (1 << 20), b"\r\nContent-Length: 3\r\n\r\n<p>"), {"reset", "failed", 200}),
    "drip": (drip, {"timeout"}),
    "drip-headers": (drip_headers, {"timeout"}),
    "continue": (said(b"HTTP/1.1 100 Continue\r\n\r\n" * 3, OK, b"Content-Length: 3\r\n\r\n<p>"), {200}),
    "nul": (said(OK, b"Content-Length: 5\r\n\r\n<p>\0\0"), {200}),
}


@contextmanager
def misbehaving(talk: Talk) -> Iterator[str]:
    """A port of its own, which says no more to `/robots.txt` than that there is none."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                asked = self.request.recv(65536)
                if b"/robots.txt" in asked:
                    self.request.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                else:
                    talk(self.request)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, list[Page]], Path, float]]:
    """All of them as sites of one round, beside one that behaves."""
    from contextlib import ExitStack

    out = tmp_path_factory.mktemp("round")
    with ExitStack() as stack:
        sites = {name: stack.enter_context(misbehaving(talk)) for name, (talk, _) in CASES.items()}
        well = stack.enter_context(
            serving(Site({"/": html(*map(str, range(50)))} | {f"/{n}": html() for n in range(50)}))
        )
        began = time.monotonic()
        pages = crawled(sites | {"well": well.url}, out, timeout=2.5)
        yield pages, out, time.monotonic() - began


@pytest.mark.parametrize("name", CASES)
def test_misbehaviour_is_typed(name: str, visited: tuple[dict[str, list[Page]], Path, float]) -> None:
    pages, out, _ = visited
    attempts = [page for page in pages[name] if page.purpose == "home"]
    assert attempts
    for page in attempts:
        assert (page.error or page.status) in CASES[name][1], page
        assert page.elapsed < 25  # 2.5 s, on an idle machine
        assert page.detail or not page.error
    assert json.loads((out / "archive" / name / "summary.json").read_text())["finished"]


def test_no_other_site_is_stopped(visited: tuple[dict[str, list[Page]], Path, float]) -> None:
    pages, _, seconds = visited
    assert sum(page.status == 200 for page in pages["well"]) == 51
    assert seconds < 40


@pytest.mark.parametrize("name", ["partial-body", "broken-chunks", "cut-chunks", "reset-midway"])
def test_partial_body_is_kept_and_told(name: str, visited: tuple[dict[str, list[Page]], Path, float]) -> None:
    pages, _, _ = visited
    last = [page for page in pages[name] if page.purpose == "home"][-1]
    if last.answered:
        assert (last.error, last.detail, last.size > 0) == ("", "应答不完整，连接提前结束", True)


def test_bomb_unfolds_no_further_than_the_limit(visited: tuple[dict[str, list[Page]], Path, float]) -> None:
    pages, out, _ = visited
    bomb = next(page for page in pages["bomb"] if page.purpose == "home")
    assert bomb.detail == "解压后超过大小上限"
    assert len(archive(out, "bomb").body(bomb)) == 20 << 20


def test_endless_redirects_end(tmp_path: Path) -> None:
    site = Site({"/": html("/r0")})
    site.pages |= {f"/r{n}": Answer(status=302, headers={"Location": f"/r{n + 1}"}) for n in range(100)}
    with serving(site):
        pages = crawled({"s": site.url}, tmp_path)["s"]
    assert sum(page.status == 302 for page in pages) == 6


SEEDS = {
    "pdf": Answer(b"%PDF-1.4", content_type="application/pdf"),
    "image": Answer(b"\x89PNG\r\n", content_type="image/png"),
    "empty": Answer(b""),
    "one-page": html(),
    "nothing": Answer(b"\0\1\2" * 999, content_type="text/html; charset=no-such"),
}


def test_seeds_that_are_no_site_finish(tmp_path: Path) -> None:
    from contextlib import ExitStack

    with ExitStack() as stack:
        sites = {name: stack.enter_context(serving(Site({"/": seed}))).url for name, seed in SEEDS.items()}
        pages = crawled(sites | {"nowhere": "http://nowhere.invalid/"}, tmp_path)
    assert [page.error for page in pages["nowhere"] if page.purpose == "home"][-1] in ("dns", "failed")
    for name in pages:
        assert json.loads((tmp_path / "archive" / name / "summary.json").read_text())["finished"]
    assert all([page.status for page in pages[name] if page.purpose == "home"] == [200] for name in SEEDS)


def everything(_: int) -> Answer:
    return html("/tzgg/", "/zwdt/", "/a.html", more="<h1>欢迎访问</h1>")


ODD = {
    "pdf": ({"/": SEEDS["pdf"]}, "首页应答的内容不是网页"),
    "empty": ({"/": SEEDS["empty"]}, ""),
    "one-page": ({"/": html(more="<p>本县人民政府网站正在建设，敬请期待。</p>")}, ""),
    "all-200": ({f"/{path}": everything for path in ("", "tzgg/", "zwdt/", "a.html")}, ""),
    "many": ({"/": html(*(f"/n{n}.html" for n in range(60_000)))}, ""),
}


def test_odd_sites_are_told_of_and_accused_of_nothing_that_was_not_seen(tmp_path: Path) -> None:
    """Of every rule a sentence; no rule breaks; nobody's columns are called blank or stale."""
    from contextlib import ExitStack

    from checks.around import Around
    from checks.finding import Outcome
    from checks.rule import load_rules
    from checks.run import observe, run
    from checks.site import Site as Facts

    with ExitStack() as stack:
        served = {name: stack.enter_context(serving(Site(dict(pages)))) for name, (pages, _) in ODD.items()}
        nothing = f"/gongkai-audit-{digest(served['all-200'].url.split('/')[2], 16)}.html"
        served["all-200"].pages[nothing] = everything
        sites = {name: site.url for name, site in served.items()} | {"nowhere": "http://nowhere.invalid/"}
        crawled(sites, tmp_path, max_pages=20, timeout=10.0)
    for name, url in sites.items():
        facts = Facts(target(url), archive(tmp_path, name), Around())
        said = list(run(facts, load_rules().values()))
        assert facts.archive.finished and {one.rule for one in said} == {
            rule.id for rule in load_rules().values() if Kind.PORTAL in rule.kinds
        }
        assert all(one.message.endswith("。") and one.outcome is not Outcome.ERROR for one in said)
        faults = {one.rule for one in said if one.outcome is Outcome.FAIL}
        assert not faults & {"channel_blank", "channel_stale", "home_stale", "content_missing"}, (name, faults)
        assert any(ODD.get(name, ((), "首页"))[1] in one.message for one in said)
        assert observe(facts) == [] or name == "all-200"
    assert archive(tmp_path, "many").budget_hit
