"""元数据字段格式错误: each field's forms, just right and just wrong; what a site does throughout is its own scheme."""

from pathlib import Path

import pytest
from sites import answer, findings, header, outcomes, page, record, rows, said, site

RULE = "record_field_malformed"


def judge(tmp_path: Path, *headers: str, url: str = "/{}.html") -> list[tuple[str, str]]:
    pages = {url.format(number): record(head) for number, head in enumerate(headers)}
    return outcomes(RULE, site(tmp_path, {"/": page()} | pages))


@pytest.mark.parametrize(
    ("index", "outcome"),
    [
        ("014046317/2026-04965", "pass"),
        ("014046318/2026-04965", "fail"),
        ("11341702486344515H/202611-00013", "pass"),
        ("11341702486344515J/202611-00013", "fail"),
        ("0142768-8/2026-00185", "pass"),
        ("2026-04965", "pass"),
        ("undefined", "fail"),
        ("014046317/2026-4965", "unsure"),
        ("", "pass"),
    ],
)
def test_the_index(tmp_path: Path, index: str, outcome: str) -> None:
    assert judge(tmp_path, header(索引号=index)) == [(outcome, "索引号" if outcome != "pass" else "")]


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        ("澄政办发〔2026〕12号", "pass"),
        ("澄政办发[2026]12号", "fail"),
        ("澄政办发（2026）12号", "fail"),
        ("澄政办发【2026】12号", "fail"),
        ("澄政办发〔2026〕第12号", "fail"),
        ("澄政令第12号", "pass"),
        ("无", "pass"),
        ("无文号", "pass"),
        ("—", "pass"),
        ("详见附件", "unsure"),
        ("澄政办发〔2025〕12号", "unsure"),
        ("澄政办发[2025]12号", "fail"),
    ],
)
def test_the_number(tmp_path: Path, number: str, outcome: str) -> None:
    assert outcome in {found[0] for found in judge(tmp_path, header(文号=number))}


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2026-11-31", "fail"),
        ("2026-02-29", "fail"),
        ("2024-02-29", "pass"),
        ("2026-13-40", "fail"),
        ("20261340", "fail"),
        ("2026年2月30日", "fail"),
        ("２０２６年２月３０日", "fail"),
        ("二〇二六年十三月四十日", "fail"),
        ("0000-00-00", "fail"),
        ("0001-01-01", "fail"),
        ("1605000000000", "fail"),
        ("NaN", "fail"),
        ("见正文", "fail"),
        ("2026-11", "unsure"),
        ("11月5日", "unsure"),
        ("1900-01-01", "unsure"),
        ("十一届三中全会期间", "unsure"),
        ("2026-11-05T10:00:00+08:00", "pass"),
        ("2026.11.05", "pass"),
        ("二〇二六年十一月三十日", "pass"),
        ("", "pass"),
        ("/", "pass"),
    ],
)
def test_the_day(tmp_path: Path, day: str, outcome: str) -> None:
    assert judge(tmp_path, header(公开日期=day)) == [(outcome, "公开日期" if outcome != "pass" else "")]


def test_the_message_shows_value_and_standard(tmp_path: Path) -> None:
    pages = {"/": page(), "/a.html": record(header(索引号="014046318/2026-00012", 文号="澄政发[2026]3号"))}
    found = {one.item: one for one in findings(RULE, site(tmp_path, pages))}
    assert "014046318" in found["索引号"].message and "“7”" in found["索引号"].message
    assert "〔〕" in found["文号"].message and all(one.certain and one.sha256 for one in found.values())


def test_three_of_one_unknown_form_are_a_scheme(tmp_path: Path) -> None:
    own = [header(索引号=f"CH010-02-26-{n}") for n in range(1, 4)]
    assert judge(tmp_path, *own) == [("pass", "")] * 3
    assert judge(tmp_path, *own[:2]) == [("unsure", "索引号")] * 2


def test_one_that_is_unlike_the_site_s_usual_form(tmp_path: Path) -> None:
    usual = [header(索引号=f"014046317/2026-0000{n}") for n in range(1, 4)]
    assert judge(tmp_path, *usual, header(索引号="014046317-2026-4"))[0] == ("fail", "索引号")
    assert judge(tmp_path, *usual[:2], header(索引号="014046317-2026-4"))[-1] == ("unsure", "索引号")


def test_codes_that_all_fail_the_check_may_be_no_codes(tmp_path: Path) -> None:
    heads = [header(索引号=f"{code}/2026-00001") for code in ("014046318", "100000001", "200000001")]
    assert judge(tmp_path, *heads) == [("pass", ""), ("pass", ""), ("unsure", "索引号")]
    right = header(索引号="014046317/2026-00001")
    assert [one[0] for one in judge(tmp_path, *heads, right)] == ["fail"] * 3 + ["pass"]
    assert [one[0] for one in judge(tmp_path, *heads[:2])] == ["fail"] * 2


def test_numbers_of_one_s_own_are_asked_of_once(tmp_path: Path) -> None:
    assert judge(tmp_path, *[header(文号=f"GK2026-{n}") for n in range(4)]) == [("pass", "")] * 3 + [("unsure", "文号")]


def test_a_validity_is_no_day(tmp_path: Path) -> None:
    for label, value in (("有效期", "长期"), ("失效日期", "未定"), ("施行日期", "自公布之日起")):
        assert judge(tmp_path, header(**{label: value})) == [("pass", "")]
    assert judge(tmp_path, header(失效日期="2026-02-30")) == [("fail", "失效日期")]


def test_nothing_to_judge(tmp_path: Path) -> None:
    blank = rows(
        ["索引号", ""], ["发布机构", "县府办"], ["主题分类", "综合政务"], ["体裁", "通知"], ["效力状况", "有效"]
    )
    assert said(RULE, site(tmp_path, {"/": page(), "/a.html": record(blank)})) == {"not_applicable"}
    assert said(RULE, site(tmp_path, {"/": page()})) == {"not_applicable"}
    assert said(RULE, site(tmp_path, {"/": answer(403)})) == {"not_measured"}
