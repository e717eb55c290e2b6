"""暗链: by each property, just inside and just outside; and silent where something may bring the link into sight."""

from pathlib import Path

import pytest
from sites import findings, page, said, site

RULE = "hidden_link"
LINK = "<a href='http://www.stranger-shop.com/'>商品</a>"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("position:absolute;left:-999px", "fail"), ("position:absolute;left:-998px", "pass"), ("left:-5000px", "pass"), ("position:fixed;top:-99em", "fail"),
        ("margin-left:-9999px", "fail"), ("margin:-2000px 0 0 0", "fail"), ("text-indent:-9999px", "fail"), ("text-indent:-20px", "pass"),
        ("text-indent:-9999px;background:url(a.png)", "pass"), ("position:absolute;left:-1190px;width:5950px", "pass"),
        ("width:1px;height:1px;overflow:hidden", "fail"), ("width:2px;height:2px;overflow:hidden", "pass"), ("height:0;overflow:hidden", "fail"), ("height:0", "pass"),
        ("display:none", "fail"), ("DISPLAY: NONE !important", "fail"), ("display:block", "pass"), ("visibility:hidden", "fail"), ("opacity:0", "fail"), ("opacity:0.0", "fail"),
        ("opacity:0.1", "pass"), ("left:-50%;position:absolute", "pass"),
    ],
)  # fmt: skip
def test_box(tmp_path: Path, style: str, expected: str) -> None:
    assert said(RULE, site(tmp_path, {"/": page(f"<div style='{style}'>{LINK}</div>")})) == {expected}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("<a style='font-size:0' href='http://x-shop.com/'>商品</a>", "fail"), ("<a style='font-size:2px' href='http://x-shop.com/'>商品</a>", "pass"),
        ("<a style='font-size:0' href='http://x-shop.com/'><img src='a.png'></a>", "pass"), ("<a style='color:#fff' href='http://x-shop.com/'>商品</a>", "fail"),
        ("<a style='color:#fefefe' href='http://x-shop.com/'>商品</a>", "pass"), ("<td bgcolor='#000'><a style='color:black' href='http://x-shop.com/'>商品</a></td>", "fail"),
        ("<p style='background:#00f'><a style='color:#fff' href='http://x-shop.com/'>商品</a></p>", "pass"), ("<a hidden href='http://x-shop.com/'>商品</a>", "fail"),
        ("<marquee height=1 width=4><a href='http://x-shop.com/'>商品</a></marquee>", "fail"), ("<marquee height=200><a href='http://x-shop.com/'>商品</a></marquee>", "pass"),
        ("<span style='display:none'><a href='http://jyj.chenghu.gov.cn/'>教育局</a></span>", "pass"), ("<span style='display:none'><a href='/a'>甲</a></span>", "pass"),
        ("<span style='display:none'><a href='https://weibo.com/x'>微博</a></span>", "pass"), ("<span style='display:none'><a href='http://203.0.113.9/'>系统</a></span>", "pass"),
    ],
)  # fmt: skip
def test_link(tmp_path: Path, link: str, expected: str) -> None:
    body = f"<table><tr>{link}</tr></table>" if link.startswith("<td") else link
    assert said(RULE, site(tmp_path, {"/": page(body)})) == {expected}


@pytest.mark.parametrize(
    ("head", "around", "expected"),
    [
        ("<style>.h{display:none}</style>", "<div class='h'>{}</div>", "fail"),
        ("<style>.h{display:none}.n:hover .h{display:block}</style>", "<div class='n'><div class='h'>{}</div></div>", "pass"),
        ("<style>.h{display:none}@media print{.h{display:block}}</style>", "<div class='h'>{}</div>", "pass"),
        ("<style>#h{position:absolute;left:-2000px}</style>", "<div id='h'>{}</div>", "fail"),
        ("<style>#h{position:absolute;left:-2000px}</style><script>$('#h').show()</script>", "<div id='h'>{}</div>", "pass"),
        ("", "<div id='h' style='display:none'>{}</div><script>toggle('h')</script>", "pass"),
        ("", "<div id='h' style='display:none'>{}</div><a href='#h' data-target='#h'>开</a>", "pass"),
        ("<script src='/jquery.js'></script>", "<div style='display:none'>{}</div>", "fail"),
        ("<script src='/jquery.js'></script>", "<div class='tabs'><div style='display:none'>{}</div></div>", "pass"),
        ("<script src='/jquery.js'></script>", "<div class='zoom'><p style='display:none'>{}</p></div>", "unsure"),
        ("<script src='/jquery.js'></script>", "<div id='qrcode-pop' style='display:none'>{}</div>", "pass"),
        ("<script src='/jquery.js'></script>", "<div id='zz81' style='display:none'>{}</div>", "unsure"),
        ("<script src='https://hm.baidu.com/hm.js'></script>", "<div id='zz81' style='display:none'>{}</div>", "fail"),
        ("<link rel=stylesheet href=a.css><style>.h{display:none}</style>", "<div class='h'>{}</div>", "pass"),
    ],
)  # fmt: skip
def test_what_may_bring_it_into_sight(tmp_path: Path, head: str, around: str, expected: str) -> None:
    assert said(RULE, site(tmp_path, {"/": page(around.format(LINK), head=head)})) == {expected}


def test_reason_and_element_are_told_once(tmp_path: Path) -> None:
    body = page(f"<a href='/b.html'>乙</a><div class='k' style='text-indent:-9999px'>{LINK}</div>")
    (one,) = findings(RULE, site(tmp_path, {"/": body, "/b.html": body}))
    assert "<div.k> 的 text-indent:-9999px" in one.message and "另有 1 个页面" in one.message
    assert "text-indent:-9999px" in one.quote and one.place == "http://www.stranger-shop.com/"


def test_in_sight_elsewhere_on_the_page(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page(f"{LINK}<div style='display:none'>{LINK}</div>")})) == {"pass"}


JQUERY, SHEET = "<script src='/js/jquery.min.js'></script>", "<link rel='stylesheet' href='/a.css'>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (JQUERY, "<dl class='friend'><dt>媒体</dt><dd style='display:none'>{}</dd></dl>"),
        (JQUERY, "<div class='menu'><ul><li><span>甲</span><p style='display:none'>{}</p></li></ul></div>"),
        (SHEET, "<ul id='nav'><li><a href='/'>甲</a><ul style='display:none'><li>{}</li></ul></li></ul>"),
        ("<style>ul li ul{display:none}ul li:hover ul{display:block}</style>", "<ul><li>甲<ul style='display:none'><li>{}</li></ul></li></ul>"),
        ("<style>#t:checked~div{display:block}</style>", "<input type='checkbox' id='t'><div style='display:none'>{}</div>"),
        (JQUERY, "<div style='display:none'><div class='popup'><p>{}</p></div></div>"),
        (JQUERY, "<div style='display:none' role='dialog'>{}</div>"),
        (JQUERY, "<div id='app'><p v-show='a' style='display:none'>{}</p></div>"),
        ("", "<div style='position:absolute;left:-1100px;margin-left:1100px'>{}</div>"),
        ("", "<div style='height:1px;overflow:hidden;clear:both'></div>{}"),
        ("<style>a{color:#fff} .wrap .top{background:#c00}</style>", "<div class='wrap'><div class='top'>{}</div></div>"),
        ("<style>a{color:#fff} .hd{background:url(x.jpg)}</style>", "<div class='hd'>{}</div>"),
        ("<style>a{font-size:0} a span{font-size:14px}</style>", "<a href='http://www.stranger-shop.com/'><span>商品</span></a>"),
        ("<style>.ico{font-size:0;background:url(a.png)}</style>", "<a class='ico' href='http://www.stranger-shop.com/'>商品</a>"),
        ("<style>.logo{text-indent:-9999px}</style>" + SHEET, "<h1 class='logo'>{}</h1>"),
        ("", "<!--[if lt IE 9]><div style='display:none'>{}</div><![endif]-->"),
    ],
)  # fmt: skip
def test_honest_ways_of_keeping_things_out_of_sight(tmp_path: Path, head: str, body: str) -> None:
    assert said(RULE, site(tmp_path, {"/": page(body.format(LINK), head=head)})) == {"pass"}
