"""Lists of site builders, read from what they send."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.platforms import MORE_LIMIT, Item, is_reply, listing, listings

URL = "http://www.a.gov.cn/col/col7/index.html"
PROXY = "http://www.a.gov.cn/module/web/jpage/dataproxy.jsp"


def record(number: int, inner: str = "") -> str:
    inner = (
        inner
        or f'<li><a href="/art/2026/1/2/art_7_{number}.html" title="关于第{number}号的通知">关于第..</a><span>2026-01-02</span></li>'
    )
    return f"<record><![CDATA[{inner}]]></record>"


def block(unit: str, records: str, group: str = "") -> str:
    group = f'<nextgroup><![CDATA[<a href="{group}"></a>]]></nextgroup>' if group else ""
    store = f"<datastore>{group}<recordset>{records}</recordset></datastore>"
    return f'<div id="{unit}"><script type="text/xml">{store}</script></div>'


def test_jcms_column() -> None:
    text = (
        block(
            "21",
            record(1) + record(2, '<a href="b.pdf">附件</a><b readlabel="x">2026年3月4日</b>'),
            "/module/web/jpage/dataproxy.jsp?page=1&amp;path=/&amp;columnid=7",
        )
        + block("33", record(9))
        + "<script>$('#21').jpage({totalRecord:3,perPage:1})</script>"
    )
    found = listing(text, URL)
    assert found is not None
    assert found.items == (
        Item("关于第1号的通知", "http://www.a.gov.cn/art/2026/1/2/art_7_1.html", "2026-01-02"),
        Item("附件", "http://www.a.gov.cn/col/col7/b.pdf", "2026年3月4日"),
    )
    assert (found.total, found.container) == (3, "21")
    assert found.more[0] == f"{PROXY}?page=1&path=/&columnid=7"
    assert found.more[1] == f"{PROXY}?page=2&path=/&columnid=7"
    assert [one.container for one in listings(text, URL)] == ["21", "33"]


def test_jcms_groups_by_record_number() -> None:
    text = block("2", record(1) + record(2), "/module/web/jpage/dataproxy.jsp?startrecord=3&endrecord=4&perpage=1")
    text += "<script>$('#2').jpage({totalRecord:'500'})</script>"
    found = listing(text, URL)
    assert found is not None
    assert found.more[:2] == (
        f"{PROXY}?startrecord=3&endrecord=4&perpage=1",
        f"{PROXY}?startrecord=5&endrecord=6&perpage=1",
    )
    assert len(found.more) == MORE_LIMIT


def test_jcms_reply_that_is_not_well_formed() -> None:
    text = (
        f"<datastore><totalrecord>756</totalrecord><recordset>{record(1)}<table>{record(2)}<ul>{record(3, 'no link')}"
    )
    found = listing(text, f"{PROXY}?page=2")
    assert found is not None
    assert [item.title for item in found.items] == ["关于第1号的通知", "关于第2号的通知"]
    assert (found.total, found.more) == (756, ())


def test_whole_list_needs_no_more() -> None:
    text = block("2", record(1), "/dataproxy.jsp?page=1") + "<script>$('#2').jpage({totalRecord:1})</script>"
    found = listing(text, URL)
    assert found is not None
    assert found.more == ()


def test_trs_pager_counts_from_zero() -> None:
    found = listing('<script>createPageHTML(4, 0, "index", "html");</script>', URL)
    assert found is not None
    assert found.more == tuple(f"http://www.a.gov.cn/col/col7/index_{n}.html" for n in (1, 2, 3, 4))
    assert (found.items, found.total, found.pages) == ((), None, 4)
    later = listing("createPageHTML(4, 2, 'index', 'html')", URL)
    assert later is not None
    assert later.more == ()


def test_ucap_pager_counts_from_one() -> None:
    found = listing("createPageHTML('page_div',3, 1,'zwgklist','shtml',58);", "http://a/xxgk/zwgklist.shtml")
    assert found is not None
    assert found.more == ("http://a/xxgk/zwgklist_2.shtml", "http://a/xxgk/zwgklist_3.shtml")
    assert (found.total, found.container) == (58, "page_div")


def test_ordinary_page_has_none() -> None:
    assert listing("<ul><li><a href=a.html>一</a></li></ul>", URL) is None
    assert listing("function createPageHTML(count, index, name, ext) {}", URL) is None


def test_call_that_does_not_page_a_column() -> None:
    assert (
        listing("<script>createPageHTML(3,0,'t20190918_693227','shtml')</script>", "http://a/t20190918_693227.shtml")
        is None
    )
    commented = "<!-- <script>createPageHTML('page_div',10,1,'list','shtml',200)</script> --><script>var a</script>"
    assert listing(commented, URL) is None


def test_channel_id_without_a_place_for_a_list_is_no_shell() -> None:
    meta = f'<meta name="channelId" content="{"ab" * 16}">'
    assert listing(meta + "<p>机构职能</p>", "http://a/jgzn/") is None
    assert listing(meta + '<ucaptitle>通知</ucaptitle><div id="page_div"></div>', "http://a/c1/202601/x.shtml") is None
    shown = '<div id="page_div"></div><script>$.get("/search/" + channelId)</script>'
    found = listing(meta + shown, "http://a/tz/")
    assert found is not None
    assert [address.partition("?")[0] for address in found.more] == [f"http://a/search/{'ab' * 16}"]


def test_neighbours_of_an_article_are_no_pager() -> None:
    text = '<a href="art_7_12.html">上一篇</a> <a href="art_7_14.html">下一篇</a> <a href="art_7_15.html">三号</a>'
    assert listing(text, "http://a/art/2026/1/2/art_7_13.html") is None
    odd = '<a href="?page=9">2</a><a href="?page=4">3</a>'
    assert listing(odd, "http://a/list/") is None


def test_plain_pager_of_a_later_page_names_what_follows() -> None:
    text = '<a href="/l/">1</a><a href="/l/index_1.html">2</a><b>3</b><a href="/l/index_3.html">4</a><a href="/l/index_8.html">尾页</a>'
    found = listing(text, "http://a/l/index_2.html")
    assert found is not None
    assert found.more == tuple(f"http://a/l/index_{n}.html" for n in range(3, 9))
    assert found.pages == 9


def test_what_is_data_and_what_is_a_page() -> None:
    assert all(map(is_reply, ('{"a":1}', " [1]", "<?xml version='1.0'?><datastore>", "var InitData=['']")))
    assert not any(map(is_reply, ("<html>", "", "<ul><li>", "varied", "欢迎")))


BASES = [
    URL,
    PROXY + "?page=1",
    "http://a/searchList/1?_isJson=true&page=1",
    "http://a/gkmlpt/api/all/0?page=1&sid=2",
    "http://a/gkmlpt/index",
    "http://a/site/label/8888?pageIndex=1",
    "http://a/eportal/ui?x=queryList.portlet&pageNo=1",
    "http://a/tzgg/16.htm",
]
PIECES = [
    "<datastore><record>", "<nextgroup><![CDATA[<a href='", "$('#1').jpage({totalRecord:9,perPage:0,ajaxParam:{", "createPageHTML(",
    "window._CONFIG={SID:'1',TREE:", '{"data":{"results":[{"title":1,"url":"http://[/"}],"total":"x"}}', '{"articles":[1,{"url":[]}],"total":-1}',
    "<input name=article_paging_list_hidden totalpage=9 moduleid=1>", "labelName:'publicInfoList'", "/site/label/8888", "下页", "</script>",
    "<a href='list.jsp?totalpage=99999999999&PAGENUM=2'>", "<a href='?page=2'>2</a>", "{", "}", "'", "[", "\\", "\ud800",
]  # fmt: skip


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=9))
def test_no_family_breaks(url: str, pieces: list[str]) -> None:
    for one in listings("".join(pieces), url):
        assert all(address.startswith("http") for address in one.more)
        assert one.total is None or one.total >= 0


@given(st.text(alphabet="<>[]!/CDATA\"'recordset数=# .", max_size=120))
def test_nothing_breaks_it(rest: str) -> None:
    assert isinstance(listings("<datastore><record>" + rest, URL), list)
    assert isinstance(listings(block("1", rest, rest) + "createPageHTML(" + rest, URL), list)


@pytest.mark.parametrize(
    "piece",
    ["<meta ", "<a href='1.htm", "<input name=", "<nextgroup>", "共 < ", "('#1').jpage({", "createPageHTML(", "href='x.jsp?", "<div id=1 ", "{labelName:'publicInfoList',", "tagname='/1"],
)  # fmt: skip
def test_no_pattern_runs_away(piece: str) -> None:
    """What is never closed, over and over, does not keep a crawl."""
    began = time.process_time()
    listings(piece * 8000 + "/site/label/8888 下页 <datastore", URL)
    assert time.process_time() - began < 3


def test_jcms_without_a_next_group_takes_no_record_for_one() -> None:
    """An empty `nextgroup` stands before the first record, whose link is an article and no further page of the list."""
    store = block("7", record(1) + record(2)).replace("<recordset>", "<nextgroup></nextgroup><recordset>")
    (one,) = listings(store, URL)
    assert [item.url for item in one.items] == [f"http://www.a.gov.cn/art/2026/1/2/art_7_{n}.html" for n in (1, 2)]
    assert one.more == ()
