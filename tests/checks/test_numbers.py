"""No full number of a person survives; whatever else looks like a number stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.facts.numbers import cards, cover, identities, is_card, is_identity, mobiles

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(region: str, day: str, serial: int) -> str:
    first = f"{region}{day}{serial:03}"
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, _WEIGHTS, strict=True)) % 11]


def card(first: str) -> str:
    return next(first + last for last in "0123456789" if is_card(first + last))


REGIONS = st.sampled_from(["110101", "320298", "440106", "650102", "340881"])
DAYS = st.dates().map(lambda day: f"{1900 + day.year % 120}{day.month:02}{min(day.day, 28):02}")
IDENTITIES = st.builds(identity, REGIONS, DAYS, st.integers(0, 999))
MOBILES = st.integers(13_000_000_000, 19_999_999_999).map(str)
CARDS = st.integers(6_200_000_000_000_000, 6_299_999_999_999_999).map(lambda n: card(f"62{n % 10**15:015}"))
WORDS = st.text(alphabet="张三李四电话：，。 （）\n年月日元、abcXYZ|/-", max_size=12)


@given(WORDS, IDENTITIES, WORDS, st.sampled_from(["", " "]))
def test_no_identity_survives(before: str, number: str, after: str, gap: str) -> None:
    shown = number if not gap else f"{number[:6]} {number[6:14]} {number[14:]}"
    text = f"{before}{shown}{after}"
    covered = cover(text)
    assert shown not in covered and number not in covered.replace(" ", "")
    assert covered.startswith(before) and covered.endswith(after) and not list(identities(covered))


@given(WORDS, st.lists(IDENTITIES, min_size=1, max_size=4), st.lists(MOBILES, max_size=4))
def test_no_number_of_a_list_survives(before: str, numbers: list[str], telephones: list[str]) -> None:
    covered = cover(f"{before} " + "、".join([*numbers, *telephones]))
    assert not any(number in covered for number in (*numbers, *telephones))


@given(WORDS, MOBILES, st.sampled_from([" ", "：", "，", "张三", "、"]))
def test_no_mobile_survives(before: str, number: str, left: str) -> None:
    covered = cover(f"{before}{left}{number}。")
    assert number not in covered and covered == f"{before}{left}{number[:3]}****{number[7:]}。"


@given(CARDS, st.sampled_from(["银行卡号：", "账号 ", "一卡通账号："]))
def test_no_card_survives(number: str, label: str) -> None:
    grouped = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    for shown in (number, grouped):
        covered = cover(f"{label}{shown}，金额 500 元")
        assert shown not in covered and covered.startswith(label) and covered.endswith("，金额 500 元")


@given(st.text(alphabet="0123456789-（）()〔〕年月日元号第条款号. 张李政办发", max_size=40))
def test_whatever_is_no_such_number_stays(text: str) -> None:
    found = [*identities(text), *mobiles(text), *cards(text)]
    covered = cover(text)
    assert len(covered) <= len(text)
    if not found:
        assert covered == text


@given(IDENTITIES, MOBILES)
def test_covering_twice_is_covering_once(number: str, telephone: str) -> None:
    once = cover(f"张三，{number}，{telephone}")
    assert cover(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0510-80990030", "0510-80990030转8012", "热线 12345", "咨询电话：13851230001", "举报电话（工作时间）：13851230001", "400-820-8820",
        "索引号 014046317/2026-00012", "澄政办发〔2026〕12号", "统一社会信用代码 91320298MA1X4R2K7X", "统一社会信用代码 113202980140463171",
        "苏公网安备 32029802000123号", "苏ICP备20269802号", "项目代码 2609-320298-04-01-123456", "320298202611200012", "http://a.gov.cn/art/13851230001.html",
        "http://a.gov.cn/art?id=320298197805123011", "/art/2026/11/9/art_13851230001.html", "金额 13851230001.50 元", "SF13851230001", "2026-11-20 10:30:00",
        "320298********301X", "138****0001", "户名：澄湖县慈善总会 账号：6222021302001122331", "商品条码 6222021302001122331", "", "11010519491231002X",
    ],
)  # fmt: skip
def test_what_must_survive(text: str) -> None:
    assert cover(text) == text


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("张三 32029819780512301X", "张三 320*************1X"),
        ("32029819780512301x", "320*************1X"),
        ("１３８５１２３０００１", "138****0001"),
        ("服务对象张三 13851230001", "服务对象张三 138****0001"),
        ("业务员李四：13851230001", "业务员李四：138****0001"),
        ("ID３２０２９８１９６９０３０８００２０号", "ID320*************20号"),
        ("身份证号320298780512301", "身份证号320**********01"),
        ("张三（13851230001）", "张三（138****0001）"),
        ("+8613851230001", "+86138****0001"),
        ("138 5123 0001", "138****0001"),
        ("13851230001/13951230002", "138****0001/139****0002"),
        ("开户行：澄湖农村商业银行股份有限公司 卡号：6228480410123456718", "开户行：澄湖农村商业银行股份有限公司 卡号：6228************718"),
    ],
)  # fmt: skip
def test_what_is_covered(text: str, covered: str) -> None:
    assert cover(text) == covered


def test_check_digits() -> None:
    assert is_identity("32029819780512301X") and not is_identity("320298197805123010")
    assert not is_identity("99029819780512301X") and not is_identity(identity("320298", "19781332", 1))
    assert is_card("6228480410123456718") and not is_card("6228480410123456719")
