"""Addresses as people type them: what is accepted, what is refused and why, what they are called on disk."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import AddressError, address_key, address_slug, home_page


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.x.gov.cn", "http://www.x.gov.cn/"),
        (" HTTPS://WWW.X.gov.cn:443/Index.html#top ", "https://www.x.gov.cn/Index.html"),
        ("//x.gov.cn/a?b=c", "http://x.gov.cn/a?b=c"),
        ("x.gov.cn/go?to=http://y", "http://x.gov.cn/go?to=http://y"),
        ("中文.政务", "http://xn--fiq228c.xn--zfr164b/"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("localhost:8000/a", "http://localhost:8000/a"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
        ("http://[2001:DB8:0::1]", "http://[2001:db8::1]/"),
        ("http://oa", "http://oa/"),
        ("www.x.gov.cn\u200b", "http://www.x.gov.cn/"),
    ],
)
def test_accepted(text: str, url: str) -> None:
    assert home_page(text) == url
    assert home_page(url) == url


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("www.a.gov.cn www.b.gov.cn", "中间有空格或换行，一行只能写一个网址，请去掉多余的内容"),
        ("www。a.gov.cn", "含有中文标点“。”，请改成英文标点或删掉"),
        ("http：//a.gov.cn", "含有中文标点“：”，请改成英文标点或删掉"),
        ("ftp://a.gov.cn", "不能采集 ftp 地址，只支持 http 和 https"),
        ("http:www.a.gov.cn", "“http:”后面应是“//”和域名，应形如 http://www.example.gov.cn"),
        ("http://", "没有域名，应形如 http://www.example.gov.cn"),
        ("http:///a", "没有域名，应形如 http://www.example.gov.cn"),
        ("暂无", "不是网址，应形如 http://www.example.gov.cn；没有网址请留空"),
        ("http://a.gov.cn:99999", "主机名或端口写错了，应形如 http://www.example.gov.cn"),
        ("http://a.gov.cn:0", "端口写错了，应为 1 到 65535"),
        ("http://[::1", "主机名或端口写错了，应形如 http://www.example.gov.cn"),
        ("http://a:b@c.gov.cn", "带有用户名或密码，请删去“@”及其前面的部分"),
        ("http://a..gov.cn", "域名写错了（有空的或过长的一段），请核对"),
        ("192.168.1.999", "域名或 IP 地址写错了，请核对"),
        ("http://a_-.gov.cn", "域名或 IP 地址写错了，请核对"),
    ],
)
def test_refused(text: str, why: str) -> None:
    with pytest.raises(AddressError) as caught:
        home_page(text)
    assert str(caught.value) == why


def test_two_spellings_of_one_home_page_have_one_key() -> None:
    same = ("http://a.gov.cn", "https://A.gov.cn/", "a.gov.cn/index.html", "http://a.gov.cn:80/index.jsp#x")
    assert len({address_key(home_page(text)) for text in same}) == 1
    other = ("http://a.gov.cn:81", "http://a.gov.cn/b", "http://a.gov.cn/?id=1", "http://www.a.gov.cn")
    assert len({address_key(home_page(text)) for text in (*other, same[0])}) == 5


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("http://127.0.0.1:8000/", "127.0.0.1_8000"),
        ("http://[::1]:8000/a/b.html", "1_8000_a_b.html"),
        ("http://aux.gov.cn/", "site_aux.gov.cn"),
        ("http://a.gov.cn/../../etc", "a.gov.cn_etc"),
    ],
)
def test_slugs(url: str, slug: str) -> None:
    assert address_slug(url) == slug


@given(st.text(max_size=30), st.text(max_size=120))
def test_any_text_is_an_address_or_an_address_error(host: str, path: str) -> None:
    for text in (host, f"http://{host}/{path}", f"a.gov.cn/{path}"):
        try:
            url = home_page(text)
        except AddressError as told:
            assert not str(told).endswith("。")
            continue
        assert home_page(url) == url
        slug = address_slug(url)
        assert re.fullmatch(r"[a-z0-9_-][a-z0-9._-]{0,79}", slug)
        assert ".." not in slug
