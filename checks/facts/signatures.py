"""Who signed a document and when: an organ's name, and under it a line that is only a date with its 年.

A date in digits and dashes under an organ's name is the head of an article, not the foot of a document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.facts.dates import Dated, only_date
from checks.facts.documents import Document

_ORGAN = re.compile(
    r"[\u4e00-\u9fa5()\uff08\uff09、\s]{2,40}(?:政府|办公厅|办公室|委员会|[厅局署院会社]|部|中心|支队|大队|银行|公司|领导小组|指挥部|街道办事处|委)"
    r"(?:\s*[(\uff08]\s*(?:代章|盖章|章)\s*[)\uff09])?"
)
_LABELLED = re.compile(r"(?:时间|日期)\s*[:\uff1a]")


@dataclass(frozen=True, slots=True)
class Signature:
    organ: str
    dated: Dated


def signatures(document: Document) -> list[Signature]:
    """In page order. An organ and its date may share one line: 江苏省人民政府办公厅 2020年8月8日."""
    found = []
    listed = {link.text for link in document.links if link.dated}
    for above, line in zip(("", *document.lines), document.lines, strict=False):
        dated = only_date(line)
        if dated and "年" in line and not _LABELLED.search(line):
            if _ORGAN.fullmatch(above.strip()) and above not in listed:
                found.append(Signature(above.strip(), dated))
        elif dated is None and (one := _one_line(line)):
            found.append(one)
    return found


def _one_line(line: str) -> Signature | None:
    organ, _, day = line.rpartition(" ")
    dated = only_date(day) if organ and len(line) < 60 else None
    return Signature(organ, dated) if dated and "年" in day and _ORGAN.fullmatch(organ) else None
