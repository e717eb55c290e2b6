"""How a site is reached over both families, measured against real servers on loopback."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from loopback import FAST, Answer, Site, crawled, html, naming, serving

from crawler.archive import Archive, Page
from crawler.reach.certificates import inspect, trusting_context
from crawler.reach.choice import parts
from crawler.reach.dialling import dial

pytestmark = pytest.mark.ipv6
RECORDS = {("www.city.test", "A"): ["127.0.0.1"], ("www.city.test", "AAAA"): ["::1"]}


def measured(
    tmp_path: Path, over4: dict[str, Any], over6: dict[str, Any] | None, **more: Any
) -> tuple[list[Page], dict[str, Any]]:
    """The visits of `www.city.test`, and its `reach` record; without `over6`, nobody listens on ::1."""
    with serving(Site(over4)) as four, naming(more.pop("records", RECORDS)) as (server, _):
        port = int(four.url.split(":")[2].strip("/"))
        options = {"nameserver": server, "reach": True, "reach_rounds": 2} | more
        if over6 is None:
            pages = crawled({"s": f"http://www.city.test:{port}/"}, tmp_path, FAST, **options)["s"]
        else:
            with serving(Site(over6), "::1", port):
                pages = crawled({"s": f"http://www.city.test:{port}/"}, tmp_path, FAST, **options)["s"]
    (record,) = [page for page in pages if page.purpose == "reach"]
    found: dict[str, Any] = json.loads(record.detail)
    assert json.loads(Archive(tmp_path / "archive" / "s").body(record)) == found
    return pages, found


def of(pages: list[Page], purpose: str) -> list[tuple[str, int | str]]:
    return [(page.url.rpartition("/")[2], page.status or page.error) for page in pages if page.purpose == purpose]


def test_both_families_in_turns_and_links_of_two_levels(tmp_path: Path) -> None:
    site = {
        "/": html("/a.html", "/b.html"),
        "/a.html": html("/c.html", "/b.html"),
        "/b.html": html(),
        "/c.html": html(),
    }
    pages, found = measured(tmp_path, site, {**site, "/b.html": Answer(b"", 502), "/c.html": Answer(b"", 404)})
    turns = [page.purpose for page in pages if page.purpose in ("ipv4", "ipv6")]
    assert turns == ["ipv4", "ipv6"] * 2
    assert {(page.ip, page.family) for page in pages if page.purpose == "ipv6"} == {("::1", 6)}
    assert all(set(json.loads(page.detail)) == {"connect", "first"} for page in pages if page.purpose == "ipv4")
    links = [page for page in pages if page.purpose.endswith("-link")]
    told = [(page.url.rpartition("/")[2], page.purpose[:4], page.depth, page.status) for page in links]
    assert told == [
        ("a.html", "ipv6", 1, 200),
        ("b.html", "ipv6", 1, 502),
        ("b.html", "ipv4", 1, 200),
        ("c.html", "ipv6", 2, 404),
        ("c.html", "ipv4", 2, 200),
    ]
    assert {page.via.rpartition("/")[2] for page in links if page.depth == 2} == {"a.html"}
    assert found["links"] == {"seed": 0, "second": {"all": 2, "asked": 2}, "third": {"all": 1, "asked": 1}}
    assert found["route"] and abs(found["clock"]) < 5
    dialled = {(one["address"], one["port"]): bool(one["tcp"]) for one in found["dials"]}
    assert len(dialled) == 6 and sum(dialled.values()) == 2
    assert {one["error"] for one in found["dials"] if one["tcp"] is None} == {"refused"}


def test_nobody_listens_over_ipv6(tmp_path: Path) -> None:
    pages, found = measured(tmp_path, {"/": html("/a.html"), "/a.html": html()}, None)
    assert of(pages, "ipv6") == [("", "refused")] * 2 and of(pages, "ipv4") == [("", 200)] * 2
    assert not of(pages, "ipv6-link") and not of(pages, "ipv4-link")
    assert found["links"]["second"] == {"all": 1, "asked": 0}


def test_without_an_ipv6_address_nothing_is_asked_over_ipv6(tmp_path: Path) -> None:
    records = {("www.city.test", "A"): ["127.0.0.1"]}
    pages, found = measured(tmp_path, {"/": html("/a.html"), "/a.html": html()}, None, records=records)
    assert not [page for page in pages if page.purpose in ("ipv6", "ipv6-link", "ipv4-link")]
    assert found["links"]["second"] == {"all": 1, "asked": 0} and not found["route"]


@pytest.mark.parametrize("address", ["::ffff:127.0.0.1", "fe80::1", "2001:db8::1"])
def test_unusable_addresses_are_not_dialled(tmp_path: Path, address: str) -> None:
    records = RECORDS | {("www.city.test", "AAAA"): [address]}
    _, found = measured(tmp_path, {"/": html()}, None, records=records)
    assert {one["family"] for one in found["dials"]} == {4}


def test_a_level_is_sampled_by_seed(tmp_path: Path) -> None:
    names = [f"/{number}.html" for number in range(12)]
    site: dict[str, Any] = {"/": html(*names)} | {name: html() for name in names}
    chosen = []
    for number, seed in enumerate((0, 0, 1)):
        pages, found = measured(tmp_path / str(number), site, site, reach_links=4, seed=seed)
        chosen.append(of(pages, "ipv6-link"))
        assert found["links"]["second"] == {"all": 12, "asked": 4}
    assert chosen[0] == chosen[1] != chosen[2]


def test_what_robots_txt_forbids_is_no_link(tmp_path: Path) -> None:
    robots = Answer(b"User-agent: *\nDisallow: /secret/", content_type="text/plain")
    site = {"/": html("/secret/a.html", "/b.html"), "/b.html": html(), "/robots.txt": robots}
    pages, found = measured(tmp_path, site, site)
    assert of(pages, "ipv6-link") == [("b.html", 200)] and found["links"]["second"]["all"] == 1


def test_parts_on_other_hosts() -> None:
    page = (
        '<img src="/own.png"><img src="//cdn.far.test/a.png"><script src="http://cdn.far.test/b.js"></script>'
        '<link rel="stylesheet" href="http://css.test/x.css"><link rel="canonical" href="http://other.test/">'
        '<a href="http://linked.test/">x</a>'
    )
    found = parts(page, "http://www.city.test/")
    assert found == {
        "cdn.far.test": ["http://cdn.far.test/a.png", "http://cdn.far.test/b.js"],
        "css.test": ["http://css.test/x.css"],
    }


def authority(folder: Path, name: str, *, days: int = 30) -> tuple[Path, Path]:
    """A self-signed certificate and its key, in one file; its root alone in another."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "root.pem").write_bytes(public)
    (folder / "both.pem").write_bytes(public + private)
    return folder / "root.pem", folder / "both.pem"


@contextmanager
def secured(both: Path, host: str = "::1", newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        address_family = __import__("socket").AF_INET6 if ":" in host else __import__("socket").AF_INET

        def handle_error(self, *_: Any) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, newest
    context.load_cert_chain(both)
    server = Server((host, 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def inspected(folder: Path, name: str, *, trusted: bool = True, days: int = 30, **more: Any) -> dict[str, Any]:
    import asyncio

    root, both = authority(folder, "www.city.test", days=days)
    with secured(both, **more) as port:
        return asyncio.run(inspect("::1", port, name, trusting_context(str(root) if trusted else "")))


def test_a_good_certificate(tmp_path: Path) -> None:
    found = inspected(tmp_path, "www.city.test")
    assert (found["error"], found["verify_code"], found["protocol"], found["names"]) == (
        "",
        0,
        "TLSv1.3",
        ["www.city.test"],
    )
    assert found["roots"] == 1 and datetime.fromisoformat(found["not_after"]) > datetime.now(UTC) + timedelta(29)


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("other.city.test", {}, 62),
        ("www.city.test", {"days": -1}, 10),
        ("www.city.test", {"trusted": False}, 18),
    ],
)
def test_certificates_that_a_browser_refuses(tmp_path: Path, name: str, more: dict[str, Any], code: int) -> None:
    found = inspected(tmp_path, name, **more)
    assert found["verify_code"] == code and found["verify"] and found["names"] == ["www.city.test"]


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
def test_old_protocols_are_seen(tmp_path: Path) -> None:
    found = inspected(tmp_path, "www.city.test", newest=ssl.TLSVersion.TLSv1_1)
    assert found["protocol"] == "TLSv1.1" and found["verify_code"] is None and not found["error"]


def test_who_speaks_no_tls(tmp_path: Path) -> None:
    import asyncio

    with serving(Site({"/": html()}), "::1") as plain:
        port = int(plain.url.rpartition(":")[2].strip("/"))
        found = asyncio.run(inspect("::1", port, "www.city.test", trusting_context()))
        taken = asyncio.run(dial("::1", port))
    assert found["error"] and taken.tcp is not None
    gone = asyncio.run(dial("::1", port))
    assert (gone.tcp, gone.error, gone.family) == (None, "refused", 6)


def test_a_home_page_on_another_host_is_asked_for_at_that_host_s_addresses(tmp_path: Path) -> None:
    """The target's own host has no IPv6 address and only leads on; the one it leads to has one."""
    records = {
        ("www.city.test", "A"): ["127.0.0.1"],
        ("portal.city.test", "A"): ["127.0.0.1"],
        ("portal.city.test", "AAAA"): ["::1"],
    }
    site = Site({"/portal/": html()})
    with serving(site), naming(records) as (server, _):
        port = int(site.url.split(":")[2].strip("/"))
        site.pages["/"] = Answer(status=302, headers={"Location": f"http://portal.city.test:{port}/portal/"})
        with serving(Site({"/portal/": html()}), "::1", port):
            options = {"nameserver": server, "reach": True, "reach_rounds": 2}
            pages = crawled({"s": f"http://www.city.test:{port}/"}, tmp_path, FAST, **options)["s"]
    (record,) = [page for page in pages if page.purpose == "reach"]
    found = json.loads(record.detail)
    assert found["host"] == found["facts"]["host"] == "portal.city.test" and found["facts"]["aaaa"] == ["::1"]
    assert [(page.ip, page.status) for page in pages if page.purpose == "ipv6"] == [("::1", 200)] * 2
