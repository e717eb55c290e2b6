"""What the title of a yearly report says: of which year it is, and whose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.targets import Kind, Target

_OPEN = r"(?:政府信息公开|政务公开|信息公开)"
_CORE = re.compile(
    rf"{_OPEN}(?:工作)?(?:情况)?的?(?:年度报告|年报|年度工作报告|工作年度报告|工作报告|报告|年度情况报告)"
    r"(?:[(（【\[].{0,12}[)）】\]]|全文|正文|文本|PDF版|[.]?(?:pdf|docx?|ofd))*[》\s]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(20\d\d)\s*年?度?(?!\d)")
_HAN_YEAR = re.compile(r"二[〇○零O0]([一二三四五六七八九])([〇○零O0一二三四五六七八九])年")
_HAN = {**dict(zip("一二三四五六七八九", "123456789", strict=True)), **dict.fromkeys("〇○零O0", "0")}
_NOT_IT = re.compile(r"季度|半年|月份|阶段性|第三方|评估|解读|一图|图解|图说|数说|速览|漫画")
"""Reports of parts of a year or by others, and what only tells of the report."""
_OTHERS = re.compile(
    r"(?:局|委|委员会|厅|办|办公室|中心|院|处|队|会|署|部|所|站|街道|[乡镇]|办事处|[乡镇]人民政府|[乡镇]政府|管委会|学校"
    r"|医院|公司|集团|大学|学院|园区|开发区|银行)$"
)
_OFFICE = re.compile(r"府办公?[室厅]?$")
"""The government's office, which writes the government's report too and at times signs it."""
_GOVERNMENT = re.compile(r"(?:人民)?政府$|门户网站$")
_BEFORE_ORGAN = re.compile(r"^(?:关于|《|\s)+|^公布|[的《》\s]+$|[(（]\s*[)）]")


@dataclass(frozen=True, slots=True)
class Title:
    organ: str
    """As the title names it; '' when it names none."""
    year: int
    """0 when the title names none."""


def read_title(text: str) -> Title | None:
    """Of a report of one year; None for lists, notices, readings and reports of parts of a year."""
    bare = "".join(text.split())
    bare = _HAN_YEAR.sub(lambda found: f"20{_HAN[found[1]]}{_HAN[found[2]]}年", bare)
    if _NOT_IT.search(bare):
        return None
    years = _YEAR.findall(bare)
    rest = _YEAR.sub("", bare)
    core = _CORE.search(rest)
    if core is None or len(set(years)) > 1:
        return None
    organ = _BEFORE_ORGAN.sub("", rest[: core.start()])
    return Title(organ, int(years[0]) if years else 0) if len(organ) <= 24 else None


def whose(target: Target, organ: str) -> tuple[bool, bool]:
    """Is it surely the target's own, is it surely another's?"""
    if not organ:
        return True, False
    names = [name for name in (target.unit, target.name) if name]
    if target.kind is Kind.PORTAL:
        if _OTHERS.search(organ):
            return False, not _OFFICE.search(organ)
        place = _GOVERNMENT.sub("", organ)
        return not place or any(place in name for name in names), False
    short = re.sub(r"^.{2,6}?[省市县区州盟旗]", "", organ) or organ
    return any(organ in name or short in name or name in organ for name in names), False
