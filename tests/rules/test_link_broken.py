"""链接不可用: twice asked and twice failed; never what a firewall, a time-out or robots.txt said."""

from pathlib import Path

import pytest
from sites import Answer, answer, fails, failure, file, findings, outcomes, page, redirect, said, site

RULE = "link_broken"
CHALLENGE = "<html><script>var arg1='A1';setCookie('acw_sc__v2',x);location.reload()</script></html>"


def judge(tmp_path: Path, target: str, given: object, *, base: str = "/") -> list[tuple[str, str]]:
    pages = {
        "/": page("<a href='/x.html'>下一页面</a>"),
        "/x.html": page("正文"),
        target: given,
        "http://b.gov.cn/": "有应答",
    }
    pages[base] = page(f"<a href='/x.html'>下一页面</a><a href='{target}'>有关链接</a>")
    return outcomes(RULE, site(tmp_path, pages))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given", [answer(404), answer(410), answer(500), answer(502), failure("refused"), failure("dns")]
)
@pytest.mark.parametrize(
    ("target", "base", "item"),
    [
        ("/gone.html", "/", "home"),
        ("/gone.html", "/x.html", "inner"),
        ("http://old.gov.cn/a.html", "/", "external"),
        ("/f.pdf", "/x.html", "attachment"),
    ],
)
def test_what_failed_twice(tmp_path: Path, given: Answer, target: str, base: str, item: str) -> None:
    assert judge(tmp_path, target, given, base=base) == [("fail", item)]


@pytest.mark.parametrize(
    "given",
    [answer(200, "正文"), answer(403), answer(401), answer(429), answer(405), answer(412), answer(521), answer(400), failure("timeout"), failure("reset"),
     failure("tls"), failure("robots"), failure("too_large"), answer(304), answer(206, "x"), answer(451), answer(999), failure("failed")],
)  # fmt: skip
@pytest.mark.parametrize("target", ["/a.html", "http://bank.example.com/"])
def test_what_proves_nothing(tmp_path: Path, given: Answer, target: str) -> None:
    assert judge(tmp_path, target, given) == [("pass", "")]


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize(
    "body", [CHALLENGE, "<script>$_ts=window['$_ts']</script>", "<title>网站防火墙</title>您的请求已被拦截"]
)
def test_a_firewall_that_calls_itself_a_server_error(tmp_path: Path, status: int, body: str) -> None:
    assert judge(tmp_path, "http://x.gov.cn/", answer(status, body)) == [("pass", "")]


@pytest.mark.parametrize("given", [[answer(404), answer(200, "x")], [failure("dns"), answer(200, "x")]])
def test_a_second_attempt_that_opens(tmp_path: Path, given: object) -> None:
    assert judge(tmp_path, "/a.html", given) == [("pass", "")]


@pytest.mark.parametrize(
    "given",
    [
        [answer(404)],
        [failure("refused")],
        [answer(500), answer(404)],
        [answer(200, "x"), answer(404)],
        [failure("timeout"), answer(404)],
    ],
)
def test_one_attempt_or_two_that_differ_are_for_a_person(tmp_path: Path, given: object) -> None:
    assert judge(tmp_path, "/a.html", given) == [("unsure", "home")]


def test_a_redirect_that_ends_nowhere(tmp_path: Path) -> None:
    pages = {"/": page("<a href='/old.html'>旧版</a>"), "/old.html": redirect("/new.html"), "/new.html": answer(404)}
    (found,) = findings(RULE, site(tmp_path, pages))
    assert found.outcome == "fail" and found.place.endswith("/old.html") and "404" in found.message


def test_http_and_https_of_one_page(tmp_path: Path) -> None:
    pages = {"/": page("<a href='/a.html'>有关链接</a>"), "/a.html": redirect("https://www.chenghu.gov.cn/a.html", 301),
             "https://www.chenghu.gov.cn/a.html": page("正文")}  # fmt: skip
    assert outcomes(RULE, site(tmp_path, pages)) == [("pass", "")]


def test_a_loop_of_redirects_proves_nothing(tmp_path: Path) -> None:
    pages = {
        "/": page("<a href='/a.html'>有关链接</a>"),
        "/a.html": redirect("/b.html"),
        "/b.html": redirect("/a.html"),
    }
    assert outcomes(RULE, site(tmp_path, pages)) == [("pass", "")]


ZIP, OLE, PDF = b"PK\x03\x04" + b"0" * 40, b"\xd0\xcf\x11\xe0" + b"0" * 40, b"%PDF-1.7\n" + b"0" * 40


@pytest.mark.parametrize(
    ("target", "body", "outcome"),
    [
        ("/f.pdf", PDF, "pass"),
        ("/f.pdf", b"\n\n" + PDF, "pass"),
        ("/f.pdf", b"", "fail"),
        ("/f.pdf", "<html><body>抱歉，您访问的文件不存在</body></html>".encode(), "fail"),
        ("/f.docx", ZIP, "pass"),
        ("/f.docx", b"", "fail"),
        ("/f.xlsx", OLE, "fail"),
        ("/f.doc", OLE, "pass"),
        ("/f.doc", b"{\\rtf1 text}", "pass"),
        ("/f.doc", ZIP, "pass"),
        ("/f.xls", b"<html><table><tr><td>1</td></tr></table></html>", "pass"),
        ("/f.doc", b"<!DOCTYPE html><html><body>404</body></html>", "fail"),
        ("/f.zip", ZIP, "pass"),
        ("/f.rar", b"Rar!\x1a\x07", "pass"),
        ("/f.PDF", PDF, "pass"),
        ("/f.txt", "文本".encode("gb18030"), "pass"),
        ("/f.ofd", ZIP, "pass"),
        ("/f.jpg", b"", "pass"),
    ],
)
def test_what_an_attachment_holds(tmp_path: Path, target: str, body: bytes, outcome: str) -> None:
    assert judge(tmp_path, target, file(body)) == [(outcome, "attachment" if outcome == "fail" else "")]


def test_an_attachment_that_leads_to_a_web_page_may_ask_for_a_login(tmp_path: Path) -> None:
    pages = {
        "/": page("<a href='/f.xls'>表.xls</a>"),
        "/f.xls": redirect("/sso/login"),
        "/sso/login": page("<p>请登录</p>"),
    }
    found = [one for one in findings(RULE, site(tmp_path, pages)) if one.item == "attachment"]
    assert [one.outcome for one in found] == ["unsure"] and "/sso/login" in found[0].message


def test_a_challenge_in_place_of_an_attachment_proves_nothing(tmp_path: Path) -> None:
    assert judge(tmp_path, "/f.pdf", answer(200, CHALLENGE)) == [("pass", "")]


def test_an_attachment_packed_for_the_way(tmp_path: Path) -> None:
    import gzip

    packed = Answer(gzip.compress(PDF), content_type="application/pdf", headers=(("Content-Encoding", "gzip"),))
    assert judge(tmp_path, "/f.pdf", packed) == [("pass", "")]


def test_the_message_names_link_address_and_how_often(tmp_path: Path) -> None:
    link = "<a href='/gone.html'>办事指南</a>"
    pages = {"/": page(link + "<a href='/b.html'>子页</a>"), "/b.html": page(link), "/gone.html": answer(404)}
    (found,) = findings(RULE, site(tmp_path, pages))
    assert all(word in found.message for word in ("办事指南", "/gone.html", "404", "另有 1 个页面"))
    assert found.url == "http://www.chenghu.gov.cn/" and found.place.endswith("/gone.html") and found.sha256


def test_links_that_ask_for_nothing(tmp_path: Path) -> None:
    body = "<a href='javascript:void(0)'>收藏</a><a href='#top'>顶部</a><a href='mailto:a@b.cn'>邮箱</a><a href='tel:110'>电话</a><a>无</a>"
    assert fails(RULE, site(tmp_path, {"/": page(body)})) == []


def test_nothing_asked_is_nothing_measured(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page("<a href='/a.html'>有关链接</a>")})) == {"not_measured"}


def test_no_other_host_at_all_may_be_the_line_here(tmp_path: Path) -> None:
    links = "<a href='http://a.gov.cn/'>甲部门</a><a href='http://b.gov.cn/'>乙部门</a><a href='/c.html'>丙</a>"
    links += "<a href='http://d.gov.cn/'>丁部门</a>"
    pages = {
        "/": page(links),
        "http://a.gov.cn/": failure("dns"),
        "http://b.gov.cn/": failure("dns"),
        "http://d.gov.cn/": failure("refused"),
        "/c.html": answer(404),
    }
    assert outcomes(RULE, site(tmp_path, pages)) == [("fail", "home"), *[("unsure", "external")] * 3]
    heard = pages | {"http://b.gov.cn/": answer(200, "有应答")}
    assert outcomes(RULE, site(tmp_path, heard)) == [("fail", "external"), ("fail", "external"), ("fail", "home")]
    few = {url: given for url, given in pages.items() if url != "http://d.gov.cn/"}
    assert fails(RULE, site(tmp_path, few)) == ["external", "external", "home"]
