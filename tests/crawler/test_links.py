"""Addresses come out comparable, and every way a page leads on is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from crawler.links import Found, absolute, host_of, is_attachment, links, moves

BASE = "http://www.a.gov.cn/zwgk/index.html"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("b.html#top", "http://www.a.gov.cn/zwgk/b.html"),
        ("../../x.html", "http://www.a.gov.cn/x.html"),
        ("//B.Gov.CN:80", "http://b.gov.cn/"),
        ("HTTPS://b.gov.cn:443/?a=1&amp=2", "https://b.gov.cn/?a=1&amp=2"),
        ("http://b.gov.cn/a/./b/../c.html", "http://b.gov.cn/a/c.html"),
        ("\\tzgg\\1.html?u=c:\\d", "http://www.a.gov.cn/tzgg/1.html?u=c:%5Cd"),
        (" /a\n/公开 指南.html ", "http://www.a.gov.cn/a/%E5%85%AC%E5%BC%80%20%E6%8C%87%E5%8D%97.html"),
        ("/a.jsp;jsessionid=0A1B?id=2", "http://www.a.gov.cn/a.jsp?id=2"),
        ("http://政府.政务/", "http://xn--mxtq1m.xn--zfr164b/"),
        ("?page=2", "http://www.a.gov.cn/zwgk/index.html?page=2"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("/50%.html", "http://www.a.gov.cn/50%.html"),
        ("", None),
        ("#a", None),
        ("javascript:void(0)", None),
        ("mailto:a@b.cn", None),
        ("tel:12345", None),
        ("data:text/html,x", None),
        ("http://", None),
        ("http://a:99999/", None),
        ("http://[bad/", None),
    ],
)
def test_address_of_a_link(href: str, url: str | None) -> None:
    assert absolute(BASE, href) == url


@given(st.text(max_size=60) | st.from_regex(r"(https?:)?//[a-z.]{1,9}(:\d{1,4})?/[ -~]{0,40}", fullmatch=True))
def test_address_is_stable_and_what_the_client_asks_for(href: str) -> None:
    url = absolute(BASE, href)
    if url is not None:
        assert absolute(url, url) == url
        assert url.isascii()
        assert "#" not in url
        assert Request(url).url == url


def test_all_ways_that_lead_on() -> None:
    page = """<base href="/root/"><meta http-equiv="Refresh" content="3; URL='next.html'">
      <a href=a.html>1</a><a href="a.html#x">2</a><area href="b.html"><iframe src="c.html"></iframe><a name=x>no</a>
      <li onclick="window.open('d.html')"><a href="javascript:jumpToDetail('./e.shtml', 1)">3</a>
      <script>if (x) { location.href = "f.html"; } location.href = "/search?q=" + q;</script>
      <script src="g.js"></script><img src="h.jpg"><a href="mailto:x@y">4</a>"""
    root = "http://www.a.gov.cn/root/"
    assert [Found(one.url, one.how) for one in links(page, BASE)] == [
        Found(root + "next.html", "refresh"),
        Found(root + "a.html", "a"),
        Found(root + "b.html", "a"),
        Found(root + "c.html", "frame"),
        Found(root + "d.html", "script"),
        Found(root + "e.shtml", "script"),
        Found(root + "f.html", "script"),
    ]


def test_home_page_that_moves_on() -> None:
    def led(page: str) -> tuple[str, ...]:
        return moves(links(page, BASE))

    there = "http://www.a.gov.cn/portal/index.html"
    for script in (
        "window.location='/portal/index.html'", "location.href = \"/portal/index.html\";", "top.location='/portal/index.html';",
        "self.location.replace('/portal/index.html')", "if(1){document.location.href='/portal/index.html'}",
        "location.assign('/portal/index.html')",
    ):  # fmt: skip
        assert led(f"<script>{script}</script>") == (there,), script
    assert led('<meta http-equiv="refresh" content="0;url=/portal/index.html"><a href="/x">x</a>') == (there,)
    assert (
        led('<noscript><meta http-equiv="refresh" content="0;url=/portal/index.html"></noscript><a href="/x">x</a>')
        == ()
    )
    assert led('<meta http-equiv="refresh" content="300"><a href="/x">x</a>') == ()
    assert led("<a href=/x>x</a><script>location.href='/portal/index.html'</script>") == ()


def test_whose_page_it_is() -> None:
    same = ("http://www.a.gov.cn/x", "https://a.gov.cn/", "http://A.gov.cn:80/")
    assert {host_of(url) for url in same} == {"a.gov.cn"}
    assert host_of("http://127.0.0.1:8080/") == "127.0.0.1:8080"
    assert host_of("http://b.a.gov.cn/") == "b.a.gov.cn"


def test_files_are_told_by_their_ending() -> None:
    assert is_attachment("http://a/b/%E8%A1%A8.XLSX?x=1")
    assert not is_attachment("http://a.pdf/")
    assert not is_attachment("http://a/down.jsp?f=a.pdf")
