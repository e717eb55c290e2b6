"""索引号: the forms in force, and the check digits of the organ codes in them.

Two ranges: `前段码/后段码` by 国办秘书局《政府信息公开目录系统实施指引（试行）》 (organ code, year, five digits), with the
variants that provinces use; and two older local schemes. GB 11714 checks an organ's nine characters, GB 32100
the eighteen of a unified social credit code.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d\d"
_TAIL = rf"/{_YEAR}(?:0[1-9]|1[0-2])?-\d{{5}}"
_FORMS = {
    "机构代码": re.compile(rf"(?P<organ>[0-9A-Z]{{8}}-?[0-9X]){_TAIL}"),
    "统一社会信用代码": re.compile(rf"(?P<credit>[0-9A-Z]{{18}}){_TAIL}"),
    "八位代码": re.compile(rf"[0-9A-Z]{{7}}-[0-9X]/{_YEAR}-\d{{5}}"),
    "机构代码加部门字母": re.compile(rf"[0-9A-Z]{{8}}[0-9X][A-Z]/{_YEAR}-\d{{7}}"),
    "只显示后段码": re.compile(rf"{_YEAR}-\d{{5}}"),
    "连云港 2008": re.compile(rf"[A-Z]{{2}}\d{{3}}-\w+-{_YEAR}-\d+"),
    "宁波": re.compile(rf"\w+-\w+-\w+-\w+-{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d+"),
}
_ORGAN_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100 leaves out I, O, S, V and Z."""
_DASHES = re.compile(r"[-\u2010-\u2015\u2212]+")
_RUN = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class IndexNumber:
    text: str
    """Half-width, upper case, without white space."""
    form: str
    """Chinese name of the form it has; '' for none that is known."""
    code: str
    """The organ's code in it, where its form has one with a check digit."""
    expected: str
    """The character that the check digit should be; '' when it is right, or there is none."""

    @property
    def shape(self) -> str:
        """Alike for the numbers of one scheme, whatever their length."""
        return _LETTERS.sub("A", _RUN.sub("9", self.text))


def index_number(value: str) -> IndexNumber:
    text = _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", value).split()).upper())
    for form, pattern in _FORMS.items():
        if match := pattern.fullmatch(text):
            groups = match.groupdict()
            if organ := groups.get("organ", "").replace("-", ""):
                return IndexNumber(text, form, organ, _wrong(organ, organ_digit(organ[:8])))
            if credit := groups.get("credit", ""):
                return IndexNumber(text, form, credit, _wrong(credit, credit_digit(credit[:17])))
            return IndexNumber(text, form, "", "")
    return IndexNumber(text, "", "", "")


def _wrong(code: str, right: str) -> str:
    return "" if code[-1] == right else right


def organ_digit(first: str) -> str:
    """GB 11714: the ninth character after eight."""
    rest = 11 - sum(_ORGAN_ALPHABET.index(one) * by for one, by in zip(first, _ORGAN_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def credit_digit(first: str) -> str:
    """GB 32100: the eighteenth character after seventeen; `?` when a letter among them is none of its alphabet."""
    if not set(first) <= set(_CREDIT_ALPHABET):
        return "?"
    total = sum(_CREDIT_ALPHABET.index(one) * pow(3, place, 31) for place, one in enumerate(first))
    return _CREDIT_ALPHABET[-total % 31]
