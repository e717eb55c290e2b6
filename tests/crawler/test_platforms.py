"""Lists of site builders, read from what they send."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.platforms import Item, listing, listings
from crawler.platforms.jcms import MORE_LIMIT

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
    assert found.more == tuple(f"http://www.a.gov.cn/col/col7/index_{n}.html" for n in (1, 2, 3))
    assert (found.items, found.total) == ((), None)
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


@given(st.text(alphabet="<>[]!/CDATA\"'recordset数=# .", max_size=120))
def test_nothing_breaks_it(rest: str) -> None:
    assert isinstance(listings("<datastore><record>" + rest, URL), list)
    assert isinstance(listings(block("1", rest, rest) + "createPageHTML(" + rest, URL), list)
