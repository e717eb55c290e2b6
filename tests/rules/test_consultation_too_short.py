"""征求意见期限不足三十日: the many ways of writing the time, both sides of thirty days, and what is no draft."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sites import Given, article, column, entry, findings, page, said, site

from checks.facts.periods import period

RULE = "consultation_too_short"
TITLE = "关于公开征求《澄湖市停车管理办法（征求意见稿）》意见的公告"


def county(body: str, title: str = TITLE, day: str = "2026-03-01") -> Mapping[str, Given]:
    return {
        "/": page("<a href='/zj/'>意见征集</a>"),
        "/zj/": column("意见征集", f"<ul>{entry(title, day, '/zj/1.html')}</ul>"),
        "/zj/1.html": article(title, day, f"<p>{body}</p>"),
    }


@pytest.mark.parametrize(
    ("body", "outcome", "days"),
    [
        ("征求意见时间：2026年3月1日至3月30日。", "pass", 30),
        ("征求意见时间：2026年3月1日至3月29日。", "pass", 29),  # one day is let pass
        ("征求意见时间：2026年3月1日至3月28日。", "fail", 28),
        ("征求意见期限为30日。", "pass", 30),
        ("征求意见期限为29日。", "fail", 29),  # stated so, nothing to be lenient about
        ("公开征求意见时间为一个月。", "pass", 30),
        ("请于2026年3月12日前将意见反馈至邮箱。", "fail", 12),
        ("即日起至3月20日，向社会公开征求意见。", "fail", 20),
        ("公开征求意见的时间：自公告之日起七日。", "fail", 7),
        ("意见征集期限为10个工作日。", "fail", 12),  # over on 13 March
        ("征集时间：2026-03-01 00:00 至 2026-04-02 23:59", "pass", 33),
    ],
)
def test_both_sides_of_the_term(tmp_path: Path, body: str, outcome: str, days: int) -> None:
    (found,) = findings(RULE, site(tmp_path, county(body)))
    assert (found.outcome, found.url[-10:]) == (outcome, "/zj/1.html"), found.message
    assert f" {days} 天" in found.message


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("因情况紧急，本次征求意见期限为10日。", "pass"),
        ("鉴于上级时限要求，征求意见的时间缩短为10天。", "pass"),
        ("突发事件紧急处置是本办法的重点。征求意见期限为10日。", "fail"),  # 紧急 of something else
        ("具体时间见附件。", "not_measured"),
    ],
)
def test_reasons(tmp_path: Path, body: str, outcome: str) -> None:
    assert said(RULE, site(tmp_path, county(body))) == {outcome}


@pytest.mark.parametrize(
    ("title", "certain"),
    [
        (TITLE, True),
        ("关于公开征求《澄湖市综合交通规划（征求意见稿）》意见的公告", False),
        ("关于《澄湖市停车管理办法（征求意见稿）》再次公开征求意见的公告", False),
    ],
)
def test_other_terms_are_a_suspicion(tmp_path: Path, title: str, certain: bool) -> None:
    (found,) = findings(RULE, site(tmp_path, county("征求意见期限为10日。", title)))
    assert (found.outcome, found.certain) == ("fail", certain)


@pytest.mark.parametrize(
    "title",
    [
        "2026年度先进个人拟表彰名单公示",
        "关于征集环境违法线索的公告",
        "关于公开征求《停车管理办法》意见采纳情况的公告",
        "《澄湖市停车管理办法（征求意见稿）》起草说明",
        "关于印发公开征求意见工作规定的通知",
        "市人大常委会关于《澄湖市养犬条例（草案）》征求意见的公告",
        "司法部关于《行政复议法实施条例（征求意见稿）》公开征求意见的通知",
    ],
)
def test_no_draft_of_this_organ(tmp_path: Path, title: str) -> None:
    assert said(RULE, site(tmp_path, county("公示期为5日，如有意见请反馈。", title))) == {"not_applicable"}


def test_before_the_clause(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, county("征求意见期限为10日。", day="2019-08-31"))) == {"not_applicable"}
    assert said(RULE, site(tmp_path, county("征求意见期限为10日。", day="2019-09-01"))) == {"fail"}


@pytest.mark.parametrize(
    "line",
    [
        "申请人应当自2026年3月1日至3月15日提交申请",
        "自收到之日起10个工作日内反馈办理意见",
        "本办法有效期5年",
        "对2026年1月1日至2026年1月15日期间购车的给予补贴，申报时间另行公布",
        "电话：0510-8099-12-30",
    ],
)
def test_other_times_of_a_notice(line: str) -> None:
    assert period([line], date(2026, 3, 1)) is None


def test_the_draft_s_own_text_is_left_out() -> None:
    lines = ["意见请于2026年3月31日前反馈", "澄湖市停车管理办法", "第一条 为规范停车", "公示期为7个工作日"]
    found = period(lines, date(2026, 3, 1))
    assert found and found.closes == date(2026, 3, 31)
