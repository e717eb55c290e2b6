"""公开超过法定期限: the twentieth working day is in time, the next is not, holidays and make-up days counted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sites import findings, header, outcomes, page, record, said, site

from checks.site import Site

RULE = "record_late"


def judge(tmp_path: Path, made: str, opened: str) -> tuple[str, str]:
    (found,) = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(生成日期=made, 公开日期=opened))}))
    return found.outcome.value, found.message


@pytest.mark.parametrize(
    ("made", "opened", "days", "outcome"),
    [
        ("2026-11-02", "2026-11-30", 20, "pass"),
        ("2026-11-02", "2026-12-01", 21, "fail"),
        ("2020-09-25", "2020-10-29", 20, "pass"),  # 1-8 Oct off, 27 Sep and 10 Oct made up
        ("2020-09-25", "2020-10-30", 21, "fail"),
        ("2026-11-02", "2026-11-29", 19, "pass"),  # a Sunday adds nothing
        ("2026-11-02", "2026-11-02", 0, "pass"),
        ("2020-08-08", "2020-11-10", 63, "fail"),
    ],
)
def test_both_sides_of_twenty(tmp_path: Path, made: str, opened: str, days: int, outcome: str) -> None:
    said_, message = judge(tmp_path, made, opened)
    assert said_ == outcome
    assert made in message and opened in message and f"{days} 个工作日" in message


def test_a_calendar_not_yet_announced_is_for_a_person(tmp_path: Path) -> None:
    outcome, message = judge(tmp_path, "2090-01-02", "2090-06-02")
    assert outcome == "unsure" and "调休" in message
    assert judge(tmp_path, "2090-01-02", "2090-01-09")[0] == "pass"


def test_the_user_s_calendar_decides_what_is_not_announced(tmp_path: Path) -> None:
    pages = {"/": page(), "/a.html": record(header(生成日期="2090-01-02", 公开日期="2090-01-31"))}
    judged = site(tmp_path, pages)
    assert outcomes(RULE, judged) == [("unsure", "公开日期")]
    told = {date(2090, 1, 3): False}
    judged = Site(judged.target, judged.archive, replace(judged.around, workdays=told))
    assert outcomes(RULE, judged) == [("pass", "公开日期")]
    judged = Site(judged.target, judged.archive, replace(judged.around, workdays={date(2090, 1, 7): True}))
    assert outcomes(RULE, judged) == [("fail", "公开日期")]
    assert "推算" not in findings(RULE, judged)[0].message


@pytest.mark.parametrize("organ", ["江苏省人民政府办公厅", "国务院办公厅", "无锡市人民政府", "省教育厅"])
def test_another_organ_s_document_reposted(tmp_path: Path, organ: str) -> None:
    head = header(发布机构=organ, 生成日期="2026-08-03")
    (found,) = findings(RULE, site(tmp_path, {"/": page(), "/a.html": record(head)}))
    assert found.outcome == "unsure" and organ in found.message and "64 个工作日" in found.message


def bulk(count: int, day: str = "2026-10-12", years: int = 1) -> dict[str, str]:
    return {f"/{n}.html": record(header(生成日期=f"{2025 - n * years}-03-04", 公开日期=day)) for n in range(count)}


def test_a_site_moved_in_bulk_is_one_question(tmp_path: Path) -> None:
    assert outcomes(RULE, site(tmp_path, {"/": page()} | bulk(5))) == [("unsure", "公开日期")]
    assert outcomes(RULE, site(tmp_path, {"/": page()} | bulk(4))) == [("fail", "公开日期")] * 4
    assert outcomes(RULE, site(tmp_path, {"/": page()} | bulk(5, years=0))) == [("fail", "公开日期")] * 5


def test_opened_before_made_is_another_rule_s_matter(tmp_path: Path) -> None:
    assert judge(tmp_path, "2026-11-20", "2026-11-02")[0] == "pass"


def test_older_than_the_law(tmp_path: Path) -> None:
    assert judge(tmp_path, "2005-03-01", "2026-11-02")[0] == "not_applicable"


SIGNED = "<p>{}</p><p>{}</p>"


def test_the_signed_day_where_the_header_has_none(tmp_path: Path) -> None:
    body = SIGNED.format("澄湖市人民政府办公室", "2026年8月3日")
    pages = {"/": page(), "/a.html": record(header(生成日期=None), body=body)}  # type: ignore[arg-type]
    assert outcomes(RULE, site(tmp_path, pages)) == [("fail", "公开日期")]


def test_two_signed_days_decide_nothing(tmp_path: Path) -> None:
    body = SIGNED.format("江苏省人民政府办公厅", "2026年3月3日") + SIGNED.format(
        "澄湖市人民政府办公室", "2026年11月3日"
    )
    pages = {"/": page(), "/a.html": record(header(生成日期=None), body=body)}  # type: ignore[arg-type]
    assert "fail" not in said(RULE, site(tmp_path, pages))


@pytest.mark.parametrize("changed", [{"公开日期": ""}, {"生成日期": "不详"}, {"公开日期": None}])
def test_without_both_days(tmp_path: Path, changed: dict[str, str]) -> None:
    assert said(RULE, site(tmp_path, {"/": page(), "/a.html": record(header(**changed))})) == {"not_applicable"}


def test_without_any_header(tmp_path: Path) -> None:
    assert said(RULE, site(tmp_path, {"/": page()})) == {"not_applicable"}
