"""依申请公开渠道缺失: entries that open, online or by mail; dead ones; and where the machine cannot tell."""

from pathlib import Path

import pytest
from sites import Given, answer, failure, findings, page, said, site

RULE = "request_channel_missing"
FORM = '<form>姓名<input name="a">证件<input name="b">所需信息<textarea name="c"></textarea></form>'
BY_MAIL = '<p>当面提交或邮寄至人民路1号。</p><a href="/f/sqb.docx">申请表</a>'


def judged(tmp_path: Path, link: str, **pages: Given) -> set[str]:
    whole = {"/": page(f'{link}<a href="/gk/">主动公开</a>'), "/gk/": page("<p>公开</p>", title="主动公开"), **pages}
    return said(RULE, site(tmp_path, whole))


@pytest.mark.parametrize("name", ["依申请公开", "申请公开", "信息公开申请", "我要申请", "政府信息依申请公开"])
@pytest.mark.parametrize(
    ("body", "outcome"), [(FORM, "pass"), (BY_MAIL, "pass"), ("<p>公民可以依法申请。</p>", "unsure")]
)
def test_entries(tmp_path: Path, name: str, body: str, outcome: str) -> None:
    assert judged(tmp_path, f'<a href="/ysq/">{name}</a>', **{"/ysq/": page(body, title=name)}) == {outcome}


@pytest.mark.parametrize(
    ("given", "outcome"),
    [(page("<p>政府信息公开申请系统，请登录后填写。</p>"), "pass"), (answer(404), "fail"), (answer(410), "fail"), (answer(502), "fail"), (failure("dns"), "fail"),
     (answer(403), "not_measured"), (answer(412), "not_measured"), (failure("timeout"), "not_measured"), (failure("robots"), "not_measured"),
     ([answer(500), answer(200, page("<p>系统</p>"))], "pass"), ([answer(500)], "not_measured")],
)  # fmt: skip
def test_a_system_elsewhere(tmp_path: Path, given: Given, outcome: str) -> None:
    url = "http://ysq.example.gov.cn/apply"
    assert judged(tmp_path, f'<a href="{url}">依申请公开</a>', **{url: given}) == {outcome}


def test_no_entry(tmp_path: Path) -> None:
    pages = {"/": page('<a href="/gk/">主动公开</a><a href="/tj/">依申请公开统计</a>'), "/gk/": page(), "/tj/": page()}
    (found,) = findings(RULE, site(tmp_path, pages))
    assert found.outcome == "fail" and found.certain and "主动公开" in found.quote


def test_the_form_that_is_gone_is_no_form(tmp_path: Path) -> None:
    body = page(BY_MAIL, title="依申请公开")
    pages: dict[str, Given] = {"/ysq/": body, "/f/sqb.docx": answer(404)}
    assert judged(tmp_path, '<a href="/ysq/">依申请公开</a>', **pages) == {"unsure"}


def test_a_guide_with_address_and_form_is_a_channel(tmp_path: Path) -> None:
    guide = page(f"<h2>依申请公开</h2><p>申请人填写申请表。</p>{BY_MAIL}", title="政府信息公开指南")
    assert judged(tmp_path, '<a href="/zn/">政府信息公开指南</a>', **{"/zn/": guide}) == {"pass"}


@pytest.mark.parametrize(
    "link",
    [
        '<a href="javascript:a()">依申请公开</a>',
        '<a href="http://gk.example.gov.cn/">政府信息公开</a>',
        '<a href="/x/">专栏专题</a>',
    ],
)
def test_what_cannot_be_told(tmp_path: Path, link: str) -> None:
    assert judged(tmp_path, link) == {"not_measured"}


def test_an_entry_drawn_by_script(tmp_path: Path) -> None:
    drawn = page('<div id="app"></div><script src="/ysq.js"></script>', title="依申请公开")
    assert judged(tmp_path, '<a href="/ysq/">依申请公开</a>', **{"/ysq/": drawn}) == {"not_measured"}


def test_a_picture_without_a_name_may_be_the_entry(tmp_path: Path) -> None:
    assert judged(tmp_path, '<a href="http://x.example/"><img src="/a.png"></a>') == {"unsure"}
