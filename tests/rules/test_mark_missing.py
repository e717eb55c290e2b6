"""页脚标识缺失: eight marks, each in the ways that sites show it."""

from pathlib import Path

import pytest
from sites import fails, findings, outcomes, page, said, site

from checks.facts.marks import NAMES

RULE = "mark_missing"
FOOT = {
    "party-mark": "<script src='https://dcs.conac.cn/js/32/000/0000/60501/CA320000000605010001.js'></script>",
    "site-code": "<p>网站标识码：3299990001</p>",
    "icp": "<a href='https://beian.miit.gov.cn'>苏ICP备05003616号-1</a>",
    "police": "<a href='http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=32028202000123'>苏公网安备 32028202000123号</a>",
    "sponsor": "<p>主办单位：澄湖市人民政府办公室</p>",
    "contact": "<p>联系电话：0510-80000000</p>",
    "error-report": "<script src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>",
    "sitemap": "<a href='/wzdt/'>网站地图</a>",
}


def home(**changed: str) -> str:
    return page(
        "<h1>澄湖市人民政府</h1>"
        + "".join((FOOT | {name.replace("_", "-"): html for name, html in changed.items()}).values())
    )


def test_a_whole_foot(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, {"/": home()})) == sorted(("pass", name) for name in NAMES)


@pytest.mark.parametrize("name", list(NAMES))
def test_each_that_is_absent_is_told_alone(tmp_path: Path, name: str) -> None:
    (found,) = [one for one in findings(RULE, site(tmp_path, {"/": home(**{name: ""})})) if one.outcome == "fail"]
    assert found.item == name and NAMES[name] in found.message and found.sha256


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("party-mark", "<a href='http://bszs.conac.cn/sitename?method=show&id=0A1B'><img src='/red.png'></a>"),
        ("party-mark", "<script>document.write(unescape(\"%3Cspan id='_ideConac'%3E%3C/span%3E\"))</script>"),
        ("party-mark", "<img src='/images/dzjg.png' alt='党政机关网站标识'>"),
        ("party-mark", "<img src='/foot_img_01.png' alt='崇明门户·党政机关'>"),
        ("site-code", "<span>政府网站标识码</span> <span>3299990001</span>"),
        ("site-code", "网站标识码:bm01000001"),
        ("site-code", "<td>标识码：</td><td>3299990001</td>"),
        ("icp", "备案号：苏ICP备 05003616号"),
        ("icp", "ICP备案编号：苏ICP备05003616"),
        ("icp", "京ICP证010042号"),
        ("police", "苏公网安备<img src='/ghs.png'>32028202000123号"),
        ("police", "<a href='https://beian.mps.gov.cn/#/query/webSearch?code=32028202000123'><img src='/ghs.png'></a>"),
        ("sponsor", "主办：澄湖市人民政府　承办：市大数据局"),
        ("sponsor", "主 办 单 位 ：澄湖市人民政府"),
        ("sponsor", "中共澄湖市委、澄湖市人民政府主办、澄湖市信息办承办"),
        ("sponsor", "澄湖市人民政府主办"),
        ("contact", "<a href='/lxwm/'>联系我们</a>"),
        ("contact", "技术支持：0510-80000000"),
        ("contact", "<a href='http://wpa.qq.com/msgrd'>QQ及时咨询 (251380770)</a>"),
        ("error-report", "<img src='/jc.png' alt='我为政府网站找错'>"),
        (
            "error-report",
            "<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3299990001'><img src='/jc.png'></a>",
        ),
        ("sitemap", "<a href='/sitemap.html'><img src='/map.png'></a>"),
        ("sitemap", "<a href='/x/'>站点地图</a>"),
    ],
)
def test_other_ways_of_showing_it(tmp_path: Path, name: str, html: str) -> None:
    assert fails(RULE, site(tmp_path, {"/": home(**{name: html})})) == []


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("icp", "网站备案号：05003616"),
        ("police", "公安机关"),
        ("site-code", "请填写标识码"),
        ("party-mark", "党政机关"),
        ("sponsor", "主办了第七届文化节"),
        ("sponsor", "由市政府主办的第七届文化节"),
        ("party-mark", "<a href='/dzjg/'>党政机关</a>"),
        ("contact", "密切联系群众"),
        ("error-report", "有错必纠"),
        ("sitemap", "地图"),
    ],
)
def test_words_that_only_resemble_it(tmp_path: Path, name: str, html: str) -> None:
    assert fails(RULE, site(tmp_path, {"/": home(**{name: html})})) == [name]


@pytest.mark.parametrize(
    "drawn",
    [
        "<iframe src='/foot.html'></iframe>",
        "<div id='foot'></div><script>$('#foot').load('/foot.html')</script>",
        "<script src='/js/foot.js'></script>",
    ],
)
@pytest.mark.parametrize(
    "seen",
    ["", "<a href='/lxwm/'>联系我们</a><a href='/wzdt/'>网站地图</a>", "<a href='/n/1.html'>我为政府网站找错活动</a>"],
)
def test_a_foot_that_is_drawn_is_for_a_person(tmp_path: Path, drawn: str, seen: str) -> None:
    found = outcomes(RULE, site(tmp_path, {"/": page(f"<h1>澄湖市人民政府</h1>{seen}{drawn}")}))
    assert {outcome for outcome, _ in found} <= {"unsure", "pass"} and ("unsure", "icp") in found


def test_a_bare_page_has_none(tmp_path: Path) -> None:
    assert fails(RULE, site(tmp_path, {"/": page("欢迎")})) == sorted(NAMES)


@pytest.mark.parametrize(
    "moved",
    [
        "<script>location.href='/index.html'</script>",
        "<meta http-equiv='refresh' content='0;url=/index.html'>",
        "<iframe src='/index.html' width='100%'></iframe>",
    ],
)
def test_a_home_page_that_sends_the_visitor_on_is_judged_where_it_leads(tmp_path: Path, moved: str) -> None:
    from sites import home_of

    assert fails(RULE, site(tmp_path, {"/": page(moved), "/index.html": home_of(home(), "/")})) == []


def test_a_home_page_in_gb2312(tmp_path: Path) -> None:
    body = home().replace("<head>", "<head><meta charset='gb2312'>").encode("gb18030")
    from sites import answer

    assert fails(RULE, site(tmp_path, {"/": answer(200, body, content_type="text/html")})) == []


def test_a_home_page_that_was_not_read(tmp_path: Path) -> None:
    from sites import answer

    assert said(RULE, site(tmp_path, {"/": answer(403)})) == {"not_measured"}


@pytest.mark.parametrize("words", ["版权所有：澄湖市教育局", "承办：澄湖市大数据管理中心", "版权归澄湖市人民政府所有"])
def test_who_owns_a_site_may_be_meant_for_its_sponsor(tmp_path: Path, words: str) -> None:
    judged = site(tmp_path, {"/": home(sponsor=f"<p>{words}</p>")})
    (found,) = [one for one in findings(RULE, judged) if one.outcome == "fail"]
    assert (found.item, found.certain) == ("sponsor", False) and words in found.message


def test_a_number_too_short_is_malformed_and_not_missing(tmp_path: Path) -> None:
    judged = site(tmp_path, {"/": home(icp="<p>苏ICP备123号</p>", police="<p>苏公网安备320号</p>")})
    assert not [one.item for one in findings(RULE, judged) if one.outcome == "fail"]


def test_a_hotline_is_a_way_to_get_in_touch(tmp_path: Path) -> None:
    judged = site(tmp_path, {"/": home(contact="<p>客服热线 12345</p>")})
    assert not [one.item for one in findings(RULE, judged) if one.outcome == "fail"]


def test_no_word_of_an_owner_is_certain(tmp_path: Path) -> None:
    (found,) = [one for one in findings(RULE, site(tmp_path, {"/": home(sponsor="")})) if one.outcome == "fail"]
    assert found.certain
