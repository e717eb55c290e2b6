"""文号 against GB/T 9704: what is right, what is wrong and why, and what has a way of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.document_numbers import number_faults, number_year


@pytest.mark.parametrize(
    "value",
    [
        "苏政办发〔2020〕65号",
        "苏政办发﹝2020﹞65号",
        "苏政办发〔２０２０〕６５号",
        "苏政办发 〔2020〕 65号",
        "国办公开办函〔2021〕30号",
        "锡环许〔2020〕2-15号",
        "澄财（综）〔2020〕3号",
        "国务院令第711号",
        "江苏省人民政府令第130号",
        "商务部公告2020年第61号",
        "中国人民银行令〔2020〕第5号",
        "2020年第5号",
        "澄财〔2020〕3号、澄教〔2020〕12号",
        "澄财〔2020〕3号；澄教〔2020〕12号",
        "澄财〔2020〕3号 澄教〔2020〕12号",
        "澄环罚字〔2020〕12号",
        "国办发[1988]25号",
        "国办发(1999)25号",
    ],
)
def test_proper_numbers(value: str) -> None:
    assert number_faults(value) == []


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("苏政办发[2020]65号", "六角括号"),
        ("苏政办发［2020］65号", "六角括号"),
        ("苏政办发（2020）65号", "六角括号"),
        ("苏政办发【2020】65号", "六角括号"),
        ("苏政办发〈2020〉65号", "六角括号"),
        ("苏政办发〔2020]65号", "六角括号"),
        ("苏政办发〔20〕65号", "四位"),
        ("苏政办发〔2020〕第65号", "第"),
        ("苏政办发〔2020〕065号", "虚位"),
        ("苏政办发〔2020〕65", "号"),
        ("苏政办发〔2020〕号", "序号"),
        ("〔2020〕65号", "机关代字"),
        ("澄财〔2020〕3号、澄教[2020]12号", "六角括号"),
        ("国办发[2000]25号", "六角括号"),
    ],
)
def test_improper_numbers(value: str, word: str) -> None:
    faults = number_faults(value)
    assert faults and any(word in fault for fault in faults)


@pytest.mark.parametrize(
    "value",
    ["见附件", "GS2020-05", "（2020）苏0281行审5号", "苏（2020）无锡市不动产权第0012345号", "关于做好防汛工作的通知"],
)
def test_other_forms_are_left_open(value: str) -> None:
    assert number_faults(value) is None


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    number_faults(text)
    year = number_year(text)
    assert year is None or 0 <= year <= 9999


@given(st.sampled_from(["澄政发", "苏府办规字", "国函"]), st.integers(2000, 2099), st.integers(1, 9999))
def test_any_number_made_by_the_standard(head: str, year: int, serial: int) -> None:
    assert number_faults(f"{head}〔{year}〕{serial}号") == [] and number_year(f"{head}〔{year}〕{serial}号") == year
    for opening, closing in ("[]", "()", "【】"):
        assert number_faults(f"{head}{opening}{year}{closing}{serial}号")
