"""政府信息公开平台不规范: where the entry leads, and whether the four parts are anywhere."""

from pathlib import Path

import pytest
from sites import TAGS, answer, column, findings, outcomes, page, redirect, site

from checks.site import Site
from crawler.targets import Kind

RULE = "platform_off_site"
PARTS = {"zn": "政府信息公开指南", "zd": "政府信息公开制度", "fd": "法定主动公开内容", "nb": "政府信息公开年报"}
FILL = "".join(f"<a href='/f{n}.html'>栏目{n}</a>" for n in range(8))


def portal(
    tmp_path: Path,
    parts: dict[str, str] = PARTS,
    entry: str = "<a href='/gk.html'>政府信息公开</a>",
    kind: Kind = Kind.PORTAL,
    **more: object,
) -> Site:
    pages: dict[str, object] = {f"/f{n}.html": page(f"<p>第{n}栏。</p>") for n in range(8)}
    pages |= {f"/{key}.html": page(f"<p>{name}共{len(key)}节，详见下文各条。</p>") for key, name in parts.items()}
    pages["/gk.html"] = page("".join(f"<li><a href='/{key}.html'>{name}</a></li>" for key, name in parts.items()))
    return site(tmp_path, {"/": page(entry + FILL)} | pages | more, kind=kind)  # type: ignore[arg-type]


def said(judged: Site, item: str) -> str:
    return next(outcome for outcome, of in outcomes(RULE, judged) if of == item)


def test_all_is_there(tmp_path: Path) -> None:
    items = ["content", "guide", "off-site", "report", "system"]
    assert outcomes(RULE, portal(tmp_path)) == [("pass", item) for item in items]


@pytest.mark.parametrize(("key", "item"), [("zn", "guide"), ("zd", "system"), ("fd", "content"), ("nb", "report")])
def test_each_part_is_missed_alone(tmp_path: Path, key: str, item: str) -> None:
    rest = {other: name for other, name in PARTS.items() if other != key}
    (found,) = [one for one in findings(RULE, portal(tmp_path, rest)) if one.outcome != "pass"]
    assert (found.item, found.outcome, found.certain) == (item, "fail", True)
    assert PARTS[key] in found.message and found.url.endswith("/gk.html") and found.quote


def test_a_part_elsewhere_on_the_site_is_there(tmp_path: Path) -> None:
    rest = {key: name for key, name in PARTS.items() if key != "nb"}
    more = {"/f1.html": page("<a href='/nb.html'>信息公开年度报告</a>"), "/nb.html": page("<p>历年报告。</p>")}
    assert said(portal(tmp_path, rest, **more), "report") == "pass"


@pytest.mark.parametrize(
    ("entry", "kind", "outcome"),
    [
        ("<a href='http://xxgk.chenghu.gov.cn/'>政府信息公开</a>", Kind.PORTAL, "fail"),
        ("<a href='http://xxgk.chenghu.gov.cn/index.html'>政府信息公开网</a>", Kind.PORTAL, "fail"),
        ("<a href='http://www.binhe.gov.cn/gk/chenghu/'>政府信息公开</a>", Kind.PORTAL, "unsure"),
        ("<a href='http://www.binhe.gov.cn/'>政府信息公开</a>", Kind.DEPARTMENT, "pass"),
        ("<a href='http://chenghu.gov.cn/gk.html'>政府信息公开</a>", Kind.PORTAL, "pass"),
        ("<a href='http://x.gov.cn/'>政府信息公开</a><a href='/gk.html'>政府信息公开</a>", Kind.PORTAL, "pass"),
        (
            "<a href='http://www.jiangsu.gov.cn/'>省政府信息公开</a><a href='/gk.html'>信息公开</a>",
            Kind.PORTAL,
            "unsure",
        ),
    ],
)
def test_where_it_stands(tmp_path: Path, entry: str, kind: Kind, outcome: str) -> None:
    assert said(portal(tmp_path, entry=entry, kind=kind), "off-site") == outcome


def test_an_address_that_comes_back(tmp_path: Path) -> None:
    entry = "<a href='http://gk.chenghu.gov.cn/'>政府信息公开</a>"
    back = {"http://gk.chenghu.gov.cn/": redirect("http://www.chenghu.gov.cn/gk.html")}
    assert said(portal(tmp_path, entry=entry, **back), "off-site") == "pass"
    away = {"/gk.html": redirect("http://gk.chenghu.gov.cn/"), "http://gk.chenghu.gov.cn/": answer(200, page("平台"))}
    assert said(portal(tmp_path, **away), "off-site") == "fail"


def test_a_separate_platform_s_parts_were_not_read(tmp_path: Path) -> None:
    judged = portal(tmp_path, {}, "<a href='http://xxgk.chenghu.gov.cn/'>政府信息公开</a>")
    assert {said(judged, item) for item in ("guide", "system", "content", "report")} == {"not_measured"}


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<p>暂无信息</p>", "空白"),
        (None, "打不开"),
    ],
)
def test_a_part_with_nothing_in_it_is_doubtful(tmp_path: Path, body: str | None, word: str) -> None:
    given = column("政府信息公开制度", body) if body else answer(404)
    (found,) = [one for one in findings(RULE, portal(tmp_path, **{"/zd.html": given})) if one.item == "system"]
    assert found.outcome == "unsure" and word in found.message


def test_a_page_that_a_script_draws(tmp_path: Path) -> None:
    drawn = page("<div id='t'></div><script>$.getJSON('/api/tree',draw)</script>", tags=TAGS)
    assert said(portal(tmp_path, {}, **{"/gk.html": drawn}), "guide") == "unsure"


def test_what_was_not_read(tmp_path: Path) -> None:
    hidden = page("<div id='app'></div><script src='/app.js'></script>")
    assert outcomes(RULE, portal(tmp_path, **{"/": hidden})) == [("not_measured", "")]
    judged = portal(tmp_path, {}, "<a href='/gk.html'>政府信息公开</a><a href='/unread.html'>政务公开</a>")
    assert said(judged, "guide") == "not_measured"


def test_no_entry_of_that_name(tmp_path: Path) -> None:
    assert said(portal(tmp_path, entry="<a href='/gk.html'>政务公开</a>"), "off-site") == "unsure"
    below = {"/f1.html": page("<a href='/gk.html'>政府信息公开</a>")}
    assert said(portal(tmp_path, entry="", **below), "off-site") == "pass"
