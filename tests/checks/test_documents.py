"""A page as it can be read: what stands in it, and that nothing in it breaks the reading."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import HOME, TODAY, page, read

from checks.facts.documents import read_document
from checks.facts.signatures import signatures
from crawler.archive import Page
from crawler.text import decode

AT = Page(HOME, "page", 1, datetime(2026, 11, 20, 4, 0, tzinfo=UTC), 0.1, status=200)


@given(st.binary(max_size=400))
def test_no_bytes_break_it(body: bytes) -> None:
    document = read_document(AT, decode(body)[0])
    signatures(document)
    assert document.page is AT


PIECES = ["<table>", "<tr>", "<td>", "</td>", "</table>", "<a href='/x'>", "</a>", "<ul><li>", "2026-11-20", "索引号：", "发布时间：二〇二六年十月三十一日",
          "<script>", "</script>", "<!--", "-->", "<meta name=PubDate content=x>", "<base href='//['>", "<a href='http://['>甲</a>", "<iframe src>", "&#0;",
          "<img alt>", "<h1>", "<body>", "<frameset>", "</html>", "澄湖市人民政府", "\x00", "\ud7ff", "<template>", "<svg><a href=x>", "<noscript>"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_soup_breaks_it(pieces: list[str]) -> None:
    document = read("".join(pieces))
    signatures(document)
    assert all(line.strip() for line in document.lines)


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "纯文本",
        "<frameset><frame src='/a.html'></frameset>",
        "<html></html>",
        "<?xml version='1.0'?><a/>",
        "\ufeff<p>甲",
    ],
)
def test_odd_pages(body: str) -> None:
    assert read(body).title == ""


def test_tables_nested_fifty_deep() -> None:
    deep = "<table><tr><td>索引号</td><td>" * 50 + "底" + "</td></tr></table>" * 50
    began = time.process_time()
    document = read(page(deep))
    assert time.process_time() - began < 1 and any("底" in line for line in document.lines)


def test_a_page_of_five_megabytes() -> None:
    """Time grows with the page and no faster; a tenth of it is the yardstick, because machines differ."""
    row = "<tr><td>序号</td><td><a href='/a/{0}.html'>澄湖市第{0}号行政许可决定书公示信息</a></td><td>2026-11-20</td></tr>"
    took = {}
    for rows in (4200, 42000):
        body = page("<table>" + "".join(row.format(n) for n in range(rows)) + "</table>")
        began = time.process_time()
        document = read(body)
        took[rows] = time.process_time() - began
        assert len(document.links) == rows and document.links[-1].dated
    assert len(body.encode()) > 5_000_000 and took[42000] < 25 * took[4200]


@pytest.mark.parametrize(
    "filler",
    [
        "<div>" * 20000,
        "<a href='/x'>" * 5000,
        "2026-" * 50000,
        "<li>" * 20000,
        "：" * 100000,
        "(" * 100000,
        " " * 300000,
        "<script>var a='location" + "=" * 50000,
    ],
)
def test_pages_made_to_hang(filler: str) -> None:
    began = time.process_time()
    read(page(filler))
    assert time.process_time() - began < 3


def test_lines_are_blocks() -> None:
    document = read(page("<div>甲<span>乙</span></div><p>丙<br>丁</p><table><tr><td>戊</td><td>己</td></tr></table>"))
    assert document.lines == ("甲乙", "丙", "丁", "戊", "己")


def test_what_no_visitor_reads_is_no_text() -> None:
    hidden = "<script>var a='暂无信息'</script><style>.b{content:'暂无信息'}</style><!-- 暂无信息 --><template>暂无信息</template><noscript>暂无信息</noscript>"
    assert "暂无信息" not in read(page(hidden + "正文")).text


def test_links_of_a_list_inside_a_script_are_links() -> None:
    block = "<div id='7'><script type='text/xml'><datastore><recordset><record><![CDATA[<li><a href='/art/2026/11/9/art_1_2.html' title='关于防汛的通知'>…</a><span>2026-11-09</span></li>]]></record></recordset></datastore></script></div>"
    (link,) = read(page(block)).links
    assert link.text == "关于防汛的通知" and link.dated and link.url.endswith("/art/2026/11/9/art_1_2.html")


@pytest.mark.parametrize(
    ("head", "body", "moves"),
    [
        ("<meta http-equiv='refresh' content='0;url=/a/'>", "", True),
        ("<META HTTP-EQUIV='Refresh' CONTENT='3; URL=/a/'>", "正在跳转", True),
        ("", "<script>window.location.href='/a/'</script>", True),
        ("", "<script>location.replace('/a/')</script>", True),
        ("", "<script>function go(){location.href='/search'}</script>" + "正文" * 60, False),
        ("<meta http-equiv='Content-Type' content='text/html'>", "", False),
    ],
)
def test_pages_that_send_the_visitor_on(head: str, body: str, moves: bool) -> None:
    assert read(page(body, head=head)).moves is moves


def test_a_script_that_writes_a_value_leaves_a_mark() -> None:
    document = read(page("<p>有效性：<span><script>document.write(s==1?'有效':'废止')</script></span></p>"))
    assert document.lines == ("有效性：[脚本]",)
    assert read(page("<p><script>document.write('<script src=a.js><\\/script>')</script></p>")).lines == ()


def test_the_day_of_the_capture_is_china_s() -> None:
    late = Page(HOME, "page", 1, datetime(2026, 11, 19, 16, 30, tzinfo=UTC), 0.1, status=200)
    (link,) = read_document(late, page("<li><a href='/a.html'>会议召开</a><span>11-20</span></li>")).links
    assert link.yearless and link.yearless.day == TODAY
