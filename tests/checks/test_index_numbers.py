"""索引号: codes that the standards make come back right, every other last character wrong; forms in force are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.index_numbers import credit_digit, index_number, organ_digit

ORGAN = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)
CREDIT = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17)


@pytest.mark.parametrize(
    "value",
    [
        "014046317/2020-04965",
        "014000319/2021-00026",
        "000014349/2017-00110",
        "11441700007280420Y/2021-00050",
        "113708280043326001/2024-02411",
        "11341702486344515H/202110-00013",
        " 014046317 / 2020-04965 ",
        "０１４０４６３１７／２０２０－０４９６５",
        "11441700007280420y/2021-00050",
        "01404631-7/2020-04965",
        "014046317/2020—04965",
    ],
)
def test_codes_seen_on_portals(value: str) -> None:
    number = index_number(value)
    assert number.form and number.code and not number.expected


@pytest.mark.parametrize(
    "value",
    [
        "0142768-8/2022-00185",
        "2020-04965",
        "GX012-03-2009-0017",
        "330281-001-02-03-20200808-012",
        "014742224A/2023-0043406",
    ],
)
def test_forms_without_a_check(value: str) -> None:
    number = index_number(value)
    assert number.form and not number.code and not number.expected


@pytest.mark.parametrize(
    "value",
    ["", "014046317", "014046317/2020-4965", "014046317/20-04965", "/2020-04965", "014046317/202013-00001", "通知12号"],
)
def test_what_has_no_known_form(value: str) -> None:
    assert index_number(value).form == ""


@given(ORGAN, st.sampled_from("0123456789X"))
def test_one_last_character_is_right(first: str, last: str) -> None:
    assert (index_number(f"{first}{last}/2020-00001").expected == "") == (last == organ_digit(first))


@given(CREDIT, st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_credit_character_is_right(first: str, last: str) -> None:
    assert (index_number(f"{first}{last}/2020-00001").expected == "") == (last == credit_digit(first))


@given(CREDIT, st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_one_slip_is_noticed(first: str, place: int, other: str) -> None:
    if first[place] != other:
        slipped = first[:place] + other + first[place + 1 :]
        assert credit_digit(slipped) != credit_digit(first)


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    assert index_number(text).shape is not None


def test_one_scheme_has_one_shape() -> None:
    assert index_number("CH010-02-26-1").shape == index_number("BX7-0105-25-0077").shape
    assert index_number("CH010-02-26-1").shape != index_number("CH010/02-26-1").shape
