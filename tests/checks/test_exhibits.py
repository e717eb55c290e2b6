"""Whatever a page tries, what is shown of it is words and tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.exhibits import Exhibit, page_exhibit, text_exhibit
from checks.facts.harmless import Wanted
from checks.facts.passages import Match

URL = "http://www.chenghu.gov.cn/a/b.html"
SHOWN = """details summary p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th blockquote
pre hr br a span code mark"""
HOSTILE = """<html><head><title>标题</title><base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=//e/">
<style>mark, p { display: none !important } body::after { content: ""; position: fixed; inset: 0; z-index: 9 }</style></head>
<body onload="alert(1)" style="visibility:hidden"><script>alert('</iframe>')</script></iframe></script>
<div style="display:none"><p hidden>被藏<b onclick="x()">起来的</b>错字</p></div>
<a href="javascript:alert(1)">点我</a><a href="//evil.example/x" target="_top">外链</a><svg onload=alert(2)><text>图</text></svg>
<form action="http://evil.example/"><input name="q" value='"><script>alert(3)</script>'><button>送出</button></form>
<iframe src="http://evil.example/"></iframe><img src="http://evil.example/p.png" onerror="alert(4)" alt="<b>图">
<object data="x"></object><embed src="x"><video src="x"></video><link rel="stylesheet" href="http://evil.example/c.css">
<table background="http://evil.example/b"><tr><td colspan="2" rowspan="1e9" style="position:fixed">单元格</td></tr></table>
&lt;script&gt;alert(5)&lt;/script&gt;<noscript><p title="</noscript><img src=x onerror=alert(6)>">"></noscript>
<mark data-k="key1">假的标记</mark></body></html>"""


class Seen(HTMLParser):
    """Every element with its attributes, as a parser of another make sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def shown(text: str, *wanted: Wanted) -> Exhibit:
    return page_exhibit(text, URL, wanted)


def marks(exhibit: Exhibit, key: str) -> str:
    return "".join(re.findall(rf'<mark data-k="[^"]*\b{key}\b[^"]*">(.*?)</mark>', exhibit.html))


def is_harmless(exhibit: Exhibit) -> bool:
    body = exhibit.html.partition("<body>")[2]
    elements = Seen(body).elements
    allowed = {
        "a": {"title"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "mark": {"data-k"},
        "details": {"open"},
    }
    return all(tag in SHOWN.split() and set(names) <= allowed.get(tag, set()) for tag, names in elements)


def test_a_hostile_page_becomes_words_and_tables() -> None:
    exhibit = shown(HOSTILE, Wanted("key1", "被藏起来的错字"))
    assert is_harmless(exhibit)
    assert exhibit.found == {"key1": Match.WHOLE}
    assert marks(exhibit, "key1") == "被藏起来的错字"
    assert '<td colspan="2">单元格</td>' in exhibit.html
    assert "&lt;script&gt;alert(5)" in exhibit.html
    assert "假的标记" in exhibit.html


@given(st.text(alphabet="<>/ab\"'=!-&;; scriptsvgmh", max_size=80))
def test_no_soup_of_tags_gets_through(soup: str) -> None:
    assert is_harmless(shown(f"<p>{soup}</p>", Wanted("k", soup)))
    assert is_harmless(text_exhibit(soup, [Wanted("k", soup)]))


def test_findings_of_one_page_share_it_and_each_has_its_mark() -> None:
    exhibit = shown("<p>甲乙丙丁戊</p>", Wanted("k1", "乙丙丁"), Wanted("k2", "丙丁戊"), Wanted("k3", "没有的话"))
    assert (marks(exhibit, "k1"), marks(exhibit, "k2")) == ("乙丙丁", "丙丁戊")
    assert exhibit.found["k3"] is Match.NONE


@pytest.mark.parametrize("inner", ["坏链接", "", '<img src="x.png" alt="图标">'])
def test_the_link_itself_is_marked_whatever_stands_in_it(inner: str) -> None:
    text = f'<base href="http://www.chenghu.gov.cn/zt/"><a href="other.html">坏链接</a><p><a href="./gone.html#a">{inner}</a></p>'
    exhibit = shown(text, Wanted("k", "坏链接 → http://x/", "http://www.chenghu.gov.cn/zt/gone.html"))
    assert exhibit.found["k"] is Match.LINK
    assert re.search(r'gone.html"><mark data-k="k">[^<]+</mark></a>', exhibit.html)


def test_a_tag_of_the_head_is_shown_as_source_and_marked() -> None:
    text = '<head><title>题</title><meta name="PubDate" content="2025/11/3"></head><body><p>文</p>'
    exhibit = shown(text, Wanted("k", '<meta name="PubDate" content="2025/11/3">'))
    assert "<details open>" in exhibit.html
    assert marks(exhibit, "k") == '&lt;meta name="PubDate" content="2025/11/3"&gt;'
    assert "<details>" in shown(text, Wanted("k", "文")).html


def test_personal_numbers_are_masked_even_across_tags_and_the_masked_quotation_is_found() -> None:
    exhibit = shown(
        "<p>身份证号：<b>32010219</b>900307<i>451X</i>，电话</p>", Wanted("k", "身份证号：320*************1X")
    )
    bare = re.sub("<[^>]*>", "", exhibit.html)
    assert exhibit.covered and "320*************1X" in bare and "19900307" not in bare
    assert exhibit.found["k"] is Match.WHOLE
    assert not shown("<p>服务电话：13812345678</p>").covered


def test_a_page_too_long_is_cut_and_a_deep_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("harmless", "exhibits"):
        monkeypatch.setattr(f"checks.facts.{module}.LENGTH", 5_000)
    assert text_exhibit("字" * 5_001, []).cut
    long = shown("<p>头</p>" + "<p>字</p>" * 1_000 + "<p>尾巴在此</p>", Wanted("k", "头"), Wanted("l", "尾巴在此"))
    assert long.cut and long.found == {"k": Match.WHOLE, "l": Match.NONE} and is_harmless(long)
    assert not shown(f"<img src='data:{'A' * 5_000}'><p>字</p><script>{'a' * 5_000}</script>").cut


def test_whatever_the_page_is_built_of_its_words_are_found() -> None:
    deep = shown("<div>" * 3_000 + "深处在此", Wanted("k", "深处在此"))
    options = shown("<select><option>外部网站甲<option>外部网站乙</select>", Wanted("k", "外部网站乙"))
    assert deep.found["k"] is options.found["k"] is Match.WHOLE
    assert all(is_harmless(shown(text)) for text in ("<frameset><frame src=x></frameset>", "", "\0", "<table><a><tr>x"))
