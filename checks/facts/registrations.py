"""The numbers at the foot of a home page: site code, ICP record, police record, as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.site import Site

PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘陇青宁新"
"""What stands before ICP备 and 公网安备, with the two names that some provinces have."""
PROVINCE_CODES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
    for code in range(first, last + 1)
)
"""First two digits of GB/T 2260 codes of the mainland."""

_CODE = re.compile(r"标识(?:编)?码[^0-9a-z\u4e00-\u9fa5]{0,4}([0-9a-z][0-9a-z*?-]*)", re.IGNORECASE)
_LABEL = r"(?:案)?\s*(?:号|编号|序号)?\s*:?\s*"
_TAIL = rf"{_LABEL}(?P<digits>[0-9*x]+)\s*(?P<end>号?)"
_RECORD = re.compile(rf"(?P<place>[{PROVINCES}]?)\s*\)?\s*ICP\s*备{_TAIL}", re.IGNORECASE)
_POLICE = re.compile(rf"(?P<place>[{PROVINCES}]?)\s*公网安备{_TAIL}", re.IGNORECASE)
_DASHES = re.compile(r"[‐‑‒–—―－]")


@dataclass(frozen=True, slots=True)
class Number:
    """One number as it stands there; `place` and `end` are '' where the province or 号 is left out."""

    quote: str
    digits: str
    place: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Registrations:
    """Each without repetition: as written, in page order, then read over spaces."""

    codes: tuple[Number, ...]
    records: tuple[Number, ...]
    police: tuple[Number, ...]


def registrations(site: Site) -> Registrations:
    """Of the home page: its text, and what its pictures and links are called."""
    home = site.home_document
    if home is None:
        return Registrations((), (), ())
    named = [image.alt for image in home.images] + [link.text for link in home.links]
    spaced = [" ".join(_DASHES.sub("-", unicodedata.normalize("NFKC", line)).split()) for line in (*home.lines, *named)]
    # Spaces may stand inside a number or between it and the next: only one of the two readings can be whole.
    lines = [*spaced, *("".join(line.split()) for line in spaced)]
    return Registrations(
        _each(Number(m[0], m[1]) for line in lines for m in _CODE.finditer(line)),
        _numbers(_RECORD, lines),
        _numbers(_POLICE, lines),
    )


def _numbers(form: re.Pattern[str], lines: list[str]) -> tuple[Number, ...]:
    return _each(Number(m[0], m["digits"], m["place"], m["end"]) for line in lines for m in form.finditer(line))


def _each(numbers: Iterable[Number]) -> tuple[Number, ...]:
    return tuple(dict.fromkeys(numbers))
