"""Every written form of a date comes back; what is no date stays none."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.dates import (
    date_fault,
    dates,
    field_date,
    local_day,
    months_before,
    only_date,
    split_date,
    url_date,
    yearless_date,
)

DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))
HAN = "〇一二三四五六七八九"


def han_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


def han(day: date, zero: str = "〇") -> str:
    year = "".join(HAN[int(digit)] for digit in str(day.year)).replace("〇", zero)
    return f"{year}年{han_number(day.month)}月{han_number(day.day)}日"


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


FORMS = [
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.year}-{d.month}-{d.day}",
    lambda d: f"{d:%Y/%m/%d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d:%Y} 年 {d:%m} 月 {d:%d} 日",
    lambda d: f"{d:%Y}年{d:%m}月{d:%d}日",
    lambda d: wide(f"{d:%Y-%m-%d}"),
    lambda d: wide(f"{d.year}年{d.month}月{d.day}日"),
    lambda d: han(d),
    lambda d: han(d, "○"),
    lambda d: han(d, "零"),
    lambda d: han(d, "О"),
    lambda d: han(d, "Ｏ"),
    lambda d: han(d, "o"),
    lambda d: han(d).replace("二十", "廿").replace("三十", "卅"),
    lambda d: han(d).replace("年一月", "年元月"),
    lambda d: f"{d.year}年{han(d).partition('年')[2]}",
    lambda d: f"{han(d).partition('年')[0]}年{d.month}月{d.day}日",
    lambda d: f"{han(d).partition('年')[0]}年{d:%m}月{d:%d}日",
    lambda d: f"{d.year}年{d.month}月{han_number(d.day)}日",
    lambda d: " ".join(han(d)),
    lambda d: f"{d:%Y—%m—%d}",
    lambda d: f"{d:%Y–%m–%d}",
]


@given(DAYS, st.sampled_from(FORMS))
def test_every_form_comes_back(day: date, form: object) -> None:
    text = form(day)  # type: ignore[operator]
    assert [found.day for found in dates(f"江苏省人民政府{text}印发")] == [day]
    for shown in (text, f"[{text}]", f"（{text}）", f"发布时间：{text}", f" {text} "):
        found = only_date(shown)
        assert found and found.day == day, shown
    assert field_date(text).day == day  # type: ignore[union-attr]


@given(DAYS)
def test_with_a_clock(day: date) -> None:
    for clock in ("09:30", "9:05:59", "T09:30:00"):
        joined = f"{day}{clock}" if clock.startswith("T") else f"{day} {clock}"
        assert only_date(joined) and next(dates(joined)).day == day


@given(st.text(max_size=60))
def test_no_text_breaks_them(text: str) -> None:
    today = date(2026, 11, 20)
    for found in dates(text):
        assert 1949 <= found.day.year <= 2099
    for read in (only_date(text), field_date(text), yearless_date(text, today), split_date(text, text)):
        assert read is None or read.day
    url_date(text)


@given(st.text("一二三四五六七八九十〇○零O0年月日 廿", max_size=24))
def test_no_row_of_numerals_breaks_them(text: str) -> None:
    list(dates(text))
    list(dates(f"二〇二〇年{text}"))
    list(dates(f"二〇二〇年八月{text}"))


@pytest.mark.parametrize(
    "text",
    [
        "二〇二〇年一二月三日",
        "二〇二〇年十十月三日",
        "二〇二〇年八月十十日",
        "二〇二〇年八月一二日",
        "二〇二〇年十三月一日",
    ],
)
def test_numerals_that_name_no_day(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "二○二○年 八月 八日",
        "二〇二〇 年八月八 日",
        "2020 年8 月8 日",
        "二O二O年八月八日",
        "２０２０年８月８日",
        "2020年8月 8日",
    ],
)
def test_blanks_inside(text: str) -> None:
    assert [found.day for found in dates(text)] == [date(2020, 8, 8)]


@pytest.mark.parametrize(
    "text",
    ["2026-13-01", "2026-02-30", "2026年2月30日", "014046317/2020-04965", "0510-2020813", "2026-11", "2026年", "12:30", "1940-01-01",
     "2100-01-01", "电话：051020201110", "第12026-11-2号"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2026年11月20日停水公告",
        "关于2026-11-20",
        "2020年8月10日印发",
        "有效期至2026-11-20",
        "2026-11-20至2026-11-30",
        "2026-11-20 2026-11-21",
        "",
    ],
)
def test_text_that_is_more_than_a_date(text: str) -> None:
    assert only_date(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("20201110", date(2020, 11, 10)), ("2020-11-10 00:00:00", date(2020, 11, 10)), ("2020年11月10日", date(2020, 11, 10)),
     ("２０２０１１１０", date(2020, 11, 10)), ("长期", None), ("", None), ("20201310", None), ("32028120201110001", None)],
)  # fmt: skip
def test_fields(text: str, day: date | None) -> None:
    found = field_date(text)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("text", "seen", "day"),
    [
        ("11-20", date(2026, 11, 20), date(2026, 11, 20)),
        ("11-21", date(2026, 11, 20), date(2025, 11, 21)),
        ("[01-05]", date(2026, 1, 4), date(2025, 1, 5)),
        ("11月20日", date(2026, 11, 20), date(2026, 11, 20)),
        ("02-29", date(2026, 11, 20), None),
        ("13-01", date(2026, 11, 20), None),
        ("11-20 更新", date(2026, 11, 20), None),
    ],
)
def test_year_less_days(text: str, seen: date, day: date | None) -> None:
    found = yearless_date(text, seen)
    assert (found.day if found else None) == day


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)), st.integers(0, 364))
def test_a_year_less_day_is_never_later_than_the_capture(day: date, later: int) -> None:
    seen = day + timedelta(days=later)
    found = yearless_date(f"{day:%m-%d}", seen)
    assert found is None or (found.day <= seen and (seen - found.day).days < 366)


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [("18", "2026-11", date(2026, 11, 18)), ("2026-11", "18", date(2026, 11, 18)), ("2026.11", "8日", date(2026, 11, 8)),
     ("2026年11月", "18日", date(2026, 11, 18)), ("18", "11", None), ("2026-11", "31", None), ("", "2026-11", None)],
)  # fmt: skip
def test_a_date_in_two_pieces(first: str, second: str, day: date | None) -> None:
    found = split_date(first, second)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://x.gov.cn/art/2026/11/9/art_1_2.html", date(2026, 11, 9)),
        ("http://x.gov.cn/xw/202611/t20261109_123.html", date(2026, 11, 9)),
        ("http://x.gov.cn/xwfb/20220322/b5bf11c3ef.html", date(2022, 3, 22)),
        ("http://x.gov.cn/zhengce/content/2019-02/15/content_5365945.htm", date(2019, 2, 15)),
        ("http://x.gov.cn/202305/36796cdc82d04268.shtml", None),
        ("http://x.gov.cn/col/col20261109/index.html", None),
        ("http://x.gov.cn/content/post_20261109.html", None),
        ("http://x.gov.cn/20261340/a.html", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert url_date(url) == day


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [(date(2026, 11, 20), 6, date(2026, 5, 20)), (date(2026, 8, 31), 6, date(2026, 2, 28)), (date(2024, 8, 30), 6, date(2024, 2, 29)),
     (date(2026, 3, 31), 1, date(2026, 2, 28)), (date(2026, 1, 15), 12, date(2025, 1, 15)), (date(2026, 12, 31), 6, date(2026, 6, 30))],
)  # fmt: skip
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@given(DAYS, st.integers(0, 120))
def test_months_before_never_leaves_the_month(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == months
    assert before.day <= day.day


def test_the_day_is_china_s() -> None:
    assert local_day(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert local_day(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == date(2026, 11, 21)


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_in_any_form_has_no_fault(day: date, form: object) -> None:
    assert date_fault(form(day)) == ""  # type: ignore[operator]


@given(
    st.integers(1949, 2099),
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from(["{}-{}-{}", "{}年{}月{}日", "{}/{}/{}"]),
)
def test_any_three_numbers_are_a_day_or_a_fault(year: int, month: int, day: int, form: str) -> None:
    try:
        date(year, month, day)
    except ValueError:
        assert date_fault(form.format(year, month, day)) == "不是日历上的日子"
    else:
        assert date_fault(form.format(year, month, day)) == ""


@given(st.text(max_size=40))
def test_no_field_breaks_it(text: str) -> None:
    assert date_fault(text) is None or isinstance(date_fault(text), str)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二〇年八月八日", date(2020, 8, 8)),
        ("二零二零年八月八日", date(2020, 8, 8)),
        ("二〇二〇年十二月三十一日", date(2020, 12, 31)),
        ("二〇二〇年十二月卅一日", date(2020, 12, 31)),
        ("二〇二〇年九月三十日", date(2020, 9, 30)),
        ("二〇二〇年九月卅日", date(2020, 9, 30)),
        ("二〇二〇年九月廿日", date(2020, 9, 20)),
        ("二〇二〇年九月廿一日", date(2020, 9, 21)),
        ("二〇二〇年元月初", None),
        ("二〇二〇年零八月零八日", date(2020, 8, 8)),
        ("二〇二〇年二月三十日", None),
        ("二〇二〇年四月卅一日", None),
        ("二〇二〇年2月30日", None),
        ("2020年13月1日", None),
    ],
)
def test_chinese_numerals(text: str, day: date | None) -> None:
    assert [found.day for found in dates(f"江苏省人民政府\u3000{text}")] == ([day] if day else [])
