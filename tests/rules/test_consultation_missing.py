"""无网上咨询建言渠道: what works, what does not, what does not count, and what cannot be told."""

from pathlib import Path

import pytest
from sites import Given, answer, failure, findings, page, said, site

RULE = "consultation_missing"
FORM = '<form method="post">姓名<input name="a">标题<input name="b">内容<textarea name="c"></textarea></form>'


def judged(tmp_path: Path, link: str, **pages: Given) -> set[str]:
    return said(
        RULE, site(tmp_path, {"/": page(f'{link}<a href="/gk/">信息公开</a>'), "/gk/": page(title="信息公开"), **pages})
    )


def at(name: str, body: str) -> str:
    return page(body, title=name)


@pytest.mark.parametrize(
    "name",
    ["县长信箱", "我要写信", "在线咨询", "网上留言", "网络问政", "建言献策", "领导信箱", "咨询投诉", "12345在线受理"],
)
def test_a_form_under_the_names_of_channels(tmp_path: Path, name: str) -> None:
    link = f'<a href="/xx/">{name}</a>'
    assert judged(tmp_path, link, **{"/xx/": at(name, FORM)}) == {"pass"}
    assert judged(tmp_path, link, **{"/xx/": at(name, "<p>建设中</p>")}) == {"fail"}


@pytest.mark.parametrize(
    "name", ["网上信访", "纪检举报", "举报信箱信访", "在线访谈", "意见征集", "网上调查", "依申请公开", "我要纠错"]
)
def test_channels_of_another_kind(tmp_path: Path, name: str) -> None:
    assert judged(tmp_path, f'<a href="/xx/">{name}</a>', **{"/xx/": at(name, FORM)}) == {"fail"}


@pytest.mark.parametrize(
    ("given", "outcome"),
    [(page("<p>统一互动平台，请登录后提交诉求。</p>"), "pass"), (answer(404), "fail"), (answer(500), "fail"), (answer(403), "not_measured"),
     (answer(412, "<script>$_ts</script>"), "not_measured"), (failure("timeout"), "not_measured"), (failure("robots"), "not_measured")],
)  # fmt: skip
def test_a_linked_system(tmp_path: Path, given: Given, outcome: str) -> None:
    url = "http://hd.jszwfw.gov.cn/"
    assert judged(tmp_path, f'<a href="{url}">县长信箱</a>', **{url: given}) == {outcome}


def test_a_linked_system_that_was_not_asked(tmp_path: Path) -> None:
    assert judged(tmp_path, '<a href="http://12345.gov.cn/">12345热线</a>') == {"not_measured"}


def test_one_that_works_is_enough(tmp_path: Path) -> None:
    links = '<a href="/a/">局长信箱</a><a href="/b/">在线咨询</a>'
    assert judged(tmp_path, links, **{"/a/": answer(404), "/b/": at("在线咨询", FORM)}) == {"pass"}


def test_a_form_on_the_home_page(tmp_path: Path) -> None:
    assert judged(tmp_path, f"<h3>我要留言</h3>{FORM.replace('内容', '留言内容')}") == {"pass"}


@pytest.mark.parametrize("body", ["<script src='/xx.js'></script>", "<iframe src='http://x.example/f'></iframe>"])
def test_a_form_that_may_be_drawn(tmp_path: Path, body: str) -> None:
    assert judged(tmp_path, '<a href="/xx/">县长信箱</a>', **{"/xx/": at("县长信箱", body)}) == {"not_measured"}


def test_an_address_to_mail_to(tmp_path: Path) -> None:
    text = at("局长信箱", "<p>jz@chenghu.gov.cn</p>")
    assert judged(tmp_path, '<a href="/xx/">局长信箱</a>', **{"/xx/": text}) == {"unsure"}


def test_letters_that_came_in_somehow(tmp_path: Path) -> None:
    body = "<table><tr><td>标题</td><td>来信时间</td><td>状态</td></tr><tr><td>路灯</td><td>2026-10-06</td><td>已办结</td></tr></table>"
    assert judged(tmp_path, '<a href="/xx/">局长信箱</a>', **{"/xx/": at("局长信箱", body)}) == {"unsure"}


def test_absence_is_a_suspicion_with_the_home_page_as_proof(tmp_path: Path) -> None:
    pages = {"/": page('<a href="/gk/">信息公开</a>'), "/gk/": page(title="信息公开")}
    (found,) = findings(RULE, site(tmp_path, pages))
    assert found.outcome == "fail" and not found.certain and found.url.endswith("/") and "信息公开" in found.quote


def test_what_was_not_read(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page('<a href="/gk/">信息公开</a>')})) == {"not_measured"}
    assert said(RULE, site(tmp_path, {"/": page('<div id=app></div><script src="/a.js"></script>')})) == {
        "not_measured"
    }
