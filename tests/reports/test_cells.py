from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.cells import CELL_LIMIT, address, beijing, file_names, plain


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "＝HYPERLINK(1)", "\u200b=1"]
)
def test_what_begins_like_a_formula_becomes_text(text: str) -> None:
    assert plain(text).startswith("'")


@pytest.mark.parametrize("text", ["-", "链接打不开", "2026-03-15", "a=b", ""])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


def test_what_cannot_be_seen_or_stored_is_taken_out() -> None:
    assert plain("甲\x00乙\x0b丙\ud800丁\u202e戊\ufffe") == "甲 乙 丙 丁 戊"
    assert plain("第一行\n第二行") == "第一行\n第二行"


def test_long_text_is_cut_before_excel_refuses_it() -> None:
    assert len(plain("字" * 40_000)) == CELL_LIMIT + 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("身份证320999199001011234。", "身份证320999********1234。"),
        ("32099919900101123X", "320999********123X"),
        ("电话13812345678", "电话138****5678"),
        ("138 1234 5678", "138****5678"),
        ("电话+8613812345678，请联系", "电话+86138****5678，请联系"),
    ],
)
def test_personal_numbers_are_masked(text: str, told: str) -> None:
    assert plain(text) == told


@pytest.mark.parametrize("text", ["2020年第1381234567号", "9f86d13812345678a08", "010-13812345", "20201112345678901"])
def test_other_numbers_are_left(text: str) -> None:
    assert plain(text) == text


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    once.encode()


def test_an_address_stays_openable() -> None:
    assert address("https://a.gov.cn/?t=13812345678\n") == "https://a.gov.cn/?t=13812345678"


def test_times_are_told_in_china() -> None:
    assert beijing("2026-03-15T18:30:00+00:00") == "2026-03-16 02:30"
    assert beijing("2026-03-15T18:30:00") == "2026-03-16 02:30"
    assert beijing("") == ""


def test_file_names_are_names_of_files() -> None:
    titles = ["市教育局", "a/b", "a:b", "CON", "..", " ", "A/B", "x" * 200, "x" * 199]
    names = file_names(titles)
    assert names["市教育局"] == "市教育局"
    assert [names[t] for t in ("a/b", "a:b", "A/B")] == ["a_b", "a_b(2)", "A_B(3)"]
    assert names["CON"] == "_CON"
    assert names[".."] == "未命名单位"
    assert names[" "] == "未命名单位(2)"


@given(st.lists(st.text(max_size=90), unique=True, max_size=8))
def test_no_two_titles_share_a_file(titles: list[str]) -> None:
    names = file_names(titles)
    assert len({name.casefold() for name in names.values()}) == len(titles)
    for name in names.values():
        assert name
        assert not set(name) & set('\\/:*?"<>|\n\0')
        assert not name.endswith((".", " "))
        assert len(name.encode()) < 250
