"""Whose document it is: an organ of the site's own unit, or of another place or level, whose document is reposted."""

from __future__ import annotations

import re

from checks.facts.dates import Dated
from checks.facts.documents import Document
from checks.facts.signatures import signatures

_NATION = re.compile(r"国务院|中共中央|中央|全国|国家(?!税务总局)|中华人民共和国|国办")
_PROVINCE = re.compile(
    r"(?:中共)?(?P<name>[\u4e00-\u9fa5]{2}[\u4e00-\u9fa5]?省|[\u4e00-\u9fa5]{2,5}自治区|省)(?=[\u4e00-\u9fa5])"
)
_PLACES = re.compile(r"(?P<first>[\u4e00-\u9fa5]{2,3}?[市县区])(?P<second>[\u4e00-\u9fa5]{2,3}?[市县区])?")


def issued_elsewhere(document: Document, made: Dated, unit: str) -> str:
    """The organ of another place or level that a document shows as its issuer; '' when none is seen."""
    assert document.record is not None
    signed = [one.organ for one in signatures(document) if one.dated.day == made.day]
    titles = [document.record.value("title"), *document.heads]
    organs = [document.record.value("publisher"), *signed, *(title.partition("关于")[0] for title in titles)]
    return next((organ for organ in organs if organ and _is_elsewhere(organ, unit)), "")


def _is_elsewhere(organ: str, unit: str) -> bool:
    """Where a name tells no place, it is taken for one of here."""
    if organ in unit or unit in organ or organ.startswith("本"):
        return False
    if _NATION.match(organ):
        return not _NATION.match(unit)
    above, here = _PROVINCE.match(organ), _PROVINCE.match(unit)
    first = _PLACES.match(organ[above.end() if above else 0 :])
    second = _PLACES.match(unit[here.end() if here else 0 :])
    if first is None:
        return above is not None and (here is None or second is not None)
    if second is None:
        return False
    higher = second["second"] is not None and first["second"] is None and first["first"] == second["first"]
    return higher or (first["first"].endswith("市") and first["first"] not in (second["first"], second["second"]))
