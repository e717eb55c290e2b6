"""页脚标识不规范: forms of the site code, the ICP record and the police record."""

from dataclasses import replace
from pathlib import Path

import pytest
from sites import TAGS, findings, news, outcomes, page, site

from checks.site import Site

RULE = "mark_malformed"
FOOT = {
    "site-code": "<p>政府网站标识码：3299990001</p>",
    "icp": "<a href='https://beian.miit.gov.cn/'>苏ICP备05003616号-1</a>",
    "police": "<a href='http://www.beian.gov.cn/'>苏公网安备 32028202000123号</a>",
}


def home(tags: dict[str, str] | None = None, **changed: str) -> str:
    marks = FOOT | {name.replace("_", "-"): html for name, html in changed.items()}
    return page(news("2026-11-19") + "".join(marks.values()), tags=TAGS if tags is None else tags)


def failing(judged: Site) -> list[tuple[str, bool]]:
    return [(one.item, one.certain) for one in findings(RULE, judged) if one.outcome == "fail"]


def test_three_numbers_as_they_should_be(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, {"/": home()})) == [("pass", "icp"), ("pass", "police"), ("pass", "site-code")]


def test_what_is_not_there_as_text_is_not_judged(tmp_path: Path) -> None:
    judged = site(tmp_path, {"/": home(site_code="", icp="<img src='/icp.png'>", police="")})
    assert {outcome for outcome, _ in outcomes(RULE, judged)} == {"not_measured"}


@pytest.mark.parametrize(
    ("item", "html"),
    [
        ("site_code", "网站标识码 bm01000001"),
        ("site_code", "<td>标识码：</td><td>3299990001</td> 标识码：3299990001"),
        ("site_code", "<img src='/bs.png' alt='网站标识码：3299990001'>"),
        ("site_code", "标识码：3299990001 Copyright 2020-2026"),
        ("site_code", "标识码：3299 9900 01"),
        ("icp", "苏ICP备05003616号 2020年版"),
        ("icp", "苏ICP备0500 3616号"),
        ("police", "苏公网安备 320282 02000123 号"),
        ("site_code", "政府网站标识码：３２９９９９０００１"),
        ("icp", "苏ICP备2021000001号"),
        ("icp", "备案序号：苏 ICP 备 05003616 号 － 1"),
        ("icp", "(苏)ICP备05003616号"),
        ("icp", "<p>苏icp备05003616号</p>"),
        ("icp", "蜀ICP备05003616号"),
        ("icp", "京ICP证010042号"),
        ("icp", "ICP备案编号：苏ICP备05003616号"),
        ("police", "苏公网安备32028202000123号"),
        ("police", "苏公网安备<span>32028202000123</span>号"),
    ],
)
def test_ways_to_write_them_right(tmp_path: Path, item: str, html: str) -> None:
    own = {**TAGS, "SiteIDCode": "bm01000001"} if "bm" in html else TAGS
    assert failing(site(tmp_path, {"/": home(own, **{item: html})})) == []


@pytest.mark.parametrize(
    ("item", "html", "certain"),
    [
        ("site_code", "网站标识码：329999001", True),
        ("site_code", "网站标识码：32999900011", True),
        ("site_code", "网站标识码：0299990001", True),
        ("site_code", "网站标识码：bm0100001", True),
        ("site_code", "网站标识码：28", True),
        ("icp", "苏ICP备0500361号", True),
        ("icp", "苏ICP备05003616123号", True),
        ("icp", "苏ICP备xxxxxxxx号", True),
        ("icp", "苏ICP备05003616", False),
        ("icp", "苏ICP备05003616 2020", False),
        ("icp", "ICP备05003616号", False),
        ("police", "苏公网安备3202820200012345号", True),
        ("police", "苏公网安备320282020001号", False),
        ("police", "苏公网安备320282号", True),
        ("police", "公网安备 32028202000123号", False),
        ("police", "苏公网安备99028202000123号", False),
    ],
)
def test_ways_to_write_them_wrong(tmp_path: Path, item: str, html: str, certain: bool) -> None:
    tags = {name: value for name, value in TAGS.items() if name != "SiteIDCode"}
    judged = site(tmp_path, {"/": home(tags, **{item: f"<p>{html}</p>"})})
    assert failing(judged) == [(item.replace("_", "-"), certain)]


def test_a_code_that_the_tag_contradicts(tmp_path: Path) -> None:
    judged = site(tmp_path, {"/": home({**TAGS, "SiteIDCode": "3299990002"})})
    (found,) = [one for one in findings(RULE, judged) if one.outcome == "fail"]
    assert found.item == "site-code" and "3299990001" in found.message and "3299990002" in found.message
    assert "3299990001" in found.quote


def test_a_code_that_the_roster_contradicts(tmp_path: Path) -> None:
    judged = site(tmp_path, {"/": home()})
    for code, expected in (("3299990003", [("site-code", True)]), ("3299990001", []), ("", [])):
        other = Site(replace(judged.target, site_code=code), judged.archive, judged.around)
        assert failing(other) == expected


def test_a_malformed_tag_contradicts_nothing(tmp_path: Path) -> None:
    assert failing(site(tmp_path, {"/": home({**TAGS, "SiteIDCode": "28"})})) == []


def test_one_whole_writing_will_do(tmp_path: Path) -> None:
    assert failing(site(tmp_path, {"/": home(icp="<p>ICP备05003616</p><p>苏ICP备05003616号</p>")})) == []


def test_a_code_of_no_province_is_doubted(tmp_path: Path) -> None:
    tags = {**TAGS, "SiteIDCode": "9999990001"}
    assert failing(site(tmp_path, {"/": home(tags, site_code="<p>标识码：9999990001</p>")})) == [("site-code", False)]
