"""Numbers that belong to a person: identity cards (GB 11643), mobile telephones, bank cards; and how they are covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_GAP = r"[ \u00a0\u3000-]?"
_IDENTITY = re.compile(rf"(?=(?<!\d)(\d(?:{_GAP}\d){{16}}{_GAP}[\dXxＸｘ])(?!\d))")
_RUN = re.compile(rf"\d(?:{_GAP}\d){{14}}")
"""What every identity or card number holds: most lines have no such run, and to find that out is cheap."""
_OLD_IDENTITY = re.compile(r"(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])")
_MOBILE = re.compile(
    r"(?<![\dA-Za-z_=.])(?<!\d-)(?:(?:\+|00)?86[ -]?)?([1１][3-9３-９]\d(?:[ \u00a0-]?\d{4}){2})(?!\d|\.[\da-z]|[A-Za-z_])"
)
_CARD = re.compile(rf"(?<![\dA-Za-z.])\d{{4}}(?:{_GAP}\d){{12,15}}(?!\d|\.\d|[A-Za-z])")
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)

IDENTITY_LABEL = re.compile(r"身份证|公民身份|身份号码|证件号|居民证")
CARD_LABEL = re.compile(r"银行卡|一卡通|社保卡|卡号|[账帐]号|[账帐]户|开户")
_CREDIT_LABEL = re.compile(r"信用代码|统一代码|机构代码")
_OFFICE_LABEL = re.compile(
    r"(?:(?:咨询|服务|监督|举报|投诉|值班|办公|业务|客服|受理|抢修|维修|预约|救援|反映|监管|报修)[^\d\s，。；,;、]{0,4}(?:电话|手机|号码|专线)|热线|传真)"
    r"(?:[（(][^（）()\d]{0,8}[）)])?[：:\s]{0,2}$"
)
_NEAR = 24
"""Characters before a number in which its label is looked for (our default)."""
_UNIT = re.compile(
    r"局|公司|委员会|中心|财政|协会|基金会|工会|慈善|红十字|学校|大学|中学|小学|医院|政府|办事处|机关|专户|村委|居委|合作社|人民法院"
)
"""What the holder of a unit's account is called."""
_BANK = re.compile(r"(?:银行|信用社|联社)(?:股份)?(?:有限)?(?:责任)?公司")
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SPECIMENS = frozenset({"11010519491231002X", "440524188001010014"})
"""Printed in GB 11643 as examples."""
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Kind(StrEnum):
    IDENTITY = "identity"
    MOBILE = "mobile"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Number:
    kind: Kind
    digits: str
    """Without gaps, ASCII."""
    start: int
    end: int

    @property
    def covered(self) -> str:
        """As it may be shown: enough of it to be found again on its page, too little to be used."""
        head, tail = {Kind.IDENTITY: (3, 2), Kind.MOBILE: (3, 4), Kind.CARD: (4, 3)}[self.kind]
        return self.digits[:head] + "*" * (len(self.digits) - head - tail) + self.digits[-tail:]


def identities(text: str) -> Iterator[Number]:
    """Numbers of 18 places whose province, date and check digit are right, and labelled ones of 15."""
    if not _RUN.search(text):
        return
    for match in _IDENTITY.finditer(text):
        digits = _plain(match[1])
        if is_identity(digits) and not _is_credit_code(digits, text[max(0, match.start() - _NEAR) : match.start()]):
            yield Number(Kind.IDENTITY, digits, match.start(1), match.end(1))
    for match in _OLD_IDENTITY.finditer(text):
        digits = _plain(match[0])
        labelled = IDENTITY_LABEL.search(text[max(0, match.start() - _NEAR) : match.start()])
        if labelled and digits[:2] in _PROVINCES and _birth("19" + digits[6:12]):
            yield Number(Kind.IDENTITY, digits, *match.span())


def is_identity(digits: str) -> bool:
    if digits[:2] not in _PROVINCES or _birth(digits[6:14]) is None:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return digits[17:] == _CHECKS[total % 11] and digits not in _SPECIMENS


def looks_like_identity(text: str) -> int:
    """How many numbers have the places of an identity card, whatever their check digit: serial numbers made of a
    region and a day have them too.
    """
    if not _RUN.search(text):
        return 0
    found = {_plain(match[1]) for match in _IDENTITY.finditer(text)}
    return sum(digits[:2] in _PROVINCES and _birth(digits[6:14]) is not None for digits in found)


def birth(digits: str) -> date | None:
    return _birth(digits[6:14] if len(digits) == 18 else "19" + digits[6:12])


def mobiles(text: str) -> Iterator[Number]:
    """Full mobile numbers; what stands in an address or goes on is none."""
    found = list(_MOBILE.finditer(text))
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if found else []
    for match in found:
        if not any(start <= match.start(1) < end for start, end in addresses):
            yield Number(Kind.MOBILE, _plain(match[1]), match.start(1), match.end(1))


def cards(text: str, label: str = "") -> Iterator[Number]:
    """Numbers that Luhn's formula proves, labelled as an account, whose holder is no unit. `label`: of the column."""
    for match in _CARD.finditer(text) if _RUN.search(text) else ():
        digits = _plain(match[0])
        before = label + text[max(0, match.start() - _NEAR) : match.start()]
        around = _BANK.sub("", text[max(0, match.start() - 60) : match.end() + 40])
        if is_card(digits) and CARD_LABEL.search(before) and not _UNIT.search(around):
            yield Number(Kind.CARD, digits, *match.span())


def is_card(digits: str) -> bool:
    if not (digits.startswith("62") or (len(digits) == 16 and digits[0] in "45")):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def cover(text: str) -> str:
    """The text without any full identity number, personal mobile number or card number; all else as it was.

    A mobile number right behind the label of an office telephone stays.
    """
    for number in sorted(_personal(text), key=lambda one: -one.start):
        text = text[: number.start] + number.covered + text[number.end :]
    return text


def veil(text: str) -> str:
    """As `cover`, but sign for sign, so that places in the text stay where they are."""
    signs = list(text)
    for number in _personal(text):
        places = (place for place in range(number.start, number.end) if text[place].isalnum())
        for place, shown in zip(places, number.covered, strict=False):
            signs[place] = shown if shown == "*" else signs[place]
    return "".join(signs)


def _personal(text: str) -> Iterator[Number]:
    """All but mobile numbers right behind the label of an office telephone."""
    mine = (one for one in mobiles(text) if not _OFFICE_LABEL.search(text[max(0, one.start - _NEAR) : one.start]))
    for number in (*identities(text), *mine, *cards(text)):
        if number.end <= len(text) and _plain(text[number.start : number.end]) == number.digits:
            yield number


def _plain(text: str) -> str:
    bare = text.replace(" ", "").replace("-", "")
    if bare.isascii() and bare.isalnum():  # nearly always
        return bare.upper()
    digits = (str(int(sign)) if sign.isdecimal() else sign for sign in text if sign.isalnum())
    return "".join(digits).replace("Ｘ", "X").replace("ｘ", "X").upper()


def _birth(digits: str) -> date | None:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2099 else None


def _is_credit_code(digits: str, before: str) -> bool:
    """A unit's code (GB 32100), labelled so and right by its own check sign."""
    if not _CREDIT_LABEL.search(before) or any(sign not in _CREDIT_SIGNS for sign in digits):
        return False
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(digits[:17]))
    return _CREDIT_SIGNS[(31 - total % 31) % 31] == digits[17]
