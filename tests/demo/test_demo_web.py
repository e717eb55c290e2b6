"""The county's web servers: families, hosts, encodings, the paging endpoint, shy pages."""

from __future__ import annotations

import re
import socket
from xml.etree import ElementTree

import pytest

from demo.county import home_url
from demo.jpage import PATH
from demo.odd import CHALLENGED
from demo.serve import Served, serve
from tests.demo.conftest import Ask

PORTAL = "www.chenghu-demo.gov.cn"
EDUCATION = "jyj.chenghu-demo.gov.cn"


def test_the_portal_answers_over_both_families(county: Served, ask: Ask) -> None:
    url = home_url(PORTAL, county.ports)
    _, over_v4 = ask(url)
    assert "澄湖县人民政府" in over_v4.decode("utf-8")
    if not county.ipv6:
        pytest.skip("本机没有 ::1")
    assert ask(url, address="::1")[1] == over_v4


def test_education_listens_on_ipv4_alone(county: Served, ask: Ask) -> None:
    url = home_url(EDUCATION, county.ports)
    assert ask(url)[0].status == 200
    with pytest.raises(OSError):
        ask(url, address="::1")


def test_education_sends_gb18030_and_says_gb2312(county: Served, ask: Ask) -> None:
    answer, body = ask(home_url(EDUCATION, county.ports) + "jydt/202610/t20261030_12358.html")
    assert answer.getheader("Content-Type") == "text/html"
    assert b'charset="gb2312"' in body
    assert "李镕" in body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")


def test_a_second_list_page_goes_on_where_the_first_ends(county: Served, ask: Ask) -> None:
    url = home_url(EDUCATION, county.ports) + "jydt/"
    first, second = (
        re.findall(r"t\d+_\d+\.html", ask(url + name)[1].decode("gb18030")) for name in ("", "index_1.html")
    )
    assert (len(first), len(second)) == (8, 3)
    assert not set(first) & set(second)


def test_hosts_do_not_share_pages(county: Served, ask: Ask) -> None:
    assert ask(home_url(PORTAL, county.ports) + "jydt/")[0].status == 404
    answer, _ = ask(f"http://unknown.example:{county.ports.web}/")
    assert answer.status == 404


def test_the_challenged_host_never_lets_a_program_in(county: Served, ask: Ask) -> None:
    for path in ("", "robots.txt", "index.html"):
        answer, body = ask(f"http://{CHALLENGED}:{county.ports.web}/{path}")
        assert answer.status == 412 and b"$_ts" in body


def test_nobody_listens_on_the_dead_port(county: Served) -> None:
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", county.ports.dead)) != 0


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_paging_endpoint_gives_the_records_asked_for(county: Served, ask: Ask, method: str) -> None:
    url = home_url(PORTAL, county.ports) + PATH.lstrip("/")
    words = "columnid=1001&unitid=21001&startrecord=19&endrecord=36&perpage=6"
    _, body = ask(f"{url}?{words}") if method == "GET" else ask(url, "POST", words)
    assert not body.startswith(b"<?xml")
    store = ElementTree.fromstring(body)
    assert store.findtext("totalrecord") == "21" and store.findtext("totalpage") == "4"
    assert len(store.findall(".//record")) == 3


def test_the_next_group_follows_the_one_inline(county: Served, ask: Ask) -> None:
    page = ask(home_url(PORTAL, county.ports) + "col/col1001/index.html")[1].decode()
    inline = re.findall(r"art_1001_\d+", page)
    _, body = ask(home_url(PORTAL, county.ports).rstrip("/") + f"{PATH}?page=1&columnid=1001")
    further = re.findall(r"art_1001_\d+", body.decode())
    assert len(inline) == 18 and len(set(inline + further)) == 21


def test_one_column_replies_what_is_no_xml(county: Served, ask: Ask) -> None:
    _, body = ask(home_url(PORTAL, county.ports).rstrip("/") + f"{PATH}?page=1&columnid=1002")
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(body)
    assert body.count(b"<record>") == 2


def test_shy_pages(ask: Ask) -> None:
    """Asked of a county of its own: the first answer is given once."""
    with serve() as fresh:
        home = home_url(PORTAL, fresh.ports)
        assert [ask(home + "zt/gongnuan/anpai.html")[0].status for _ in range(2)] == [503, 200]
        assert [ask(home + "zt/duijie/ziliao.html", method)[0].status for method in ("HEAD", "GET")] == [405, 200]
        assert ask(home + "zt/zhishu/shuoming.html")[0].status == 403
        assert ask(home + "attach/0/sdyy2026.pdf")[0].getheader("Content-Length") == "0"


def test_a_redirect_chain_ends_well(county: Served, ask: Ask) -> None:
    path, seen = "jump/ymjz", []
    while True:
        answer, _ = ask(home_url(PORTAL, county.ports) + path)
        seen.append(answer.status)
        if answer.status == 200:
            break
        path = (answer.getheader("Location") or "").lstrip("/")
    assert seen == [301, 302, 200]


def test_two_counties_stand_side_by_side(county: Served, ask: Ask) -> None:
    with serve() as second:
        assert not {second.ports.web, second.ports.v4_only} & {county.ports.web, county.ports.v4_only}
        assert second.nameserver != county.nameserver
        assert ask(home_url(PORTAL, second.ports))[0].status == 200
