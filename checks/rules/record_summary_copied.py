"""The summary of a document only repeats its title.

A summary that says nothing new helps nobody to decide whether to open the document.

Fails          when 内容概况 (内容概述) equals the document's title, punctuation apart; or the title without the organ
               before 关于; or its beginning, cut off with dots.
Not applicable when no header has a summary.
Blind spots    a title that the page shows only in a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.documents import Document
from checks.rule import Verdict, failed, not_applicable, passed, rule
from checks.site import Site

LONG = 10
"""Characters of a part of the title from which it is taken for the title (our default)."""
_CUT = re.compile(r"(?:…|\.{2,}|。{2,})\s*$")
_SITE_SUFFIX = re.compile(r"[-_|—–]")
_PUNCTUATION = re.compile(r"[\W_]+")


@rule(
    title="内容概述照抄标题",
    basis="《政府信息公开条例》第十二条：目录应包括信息内容的概述；地方目录编制规范：内容概述不得仅重复标题",
    fix="用一两句话概述文件的主要内容，不要照抄标题。",
)
def record_summary_copied(site: Site) -> Iterator[Verdict]:
    found = [
        (document, field) for document in site.records if document.record and (field := document.record.get("summary"))
    ]
    if not any(field.value for _, field in found):
        yield not_applicable("没有读到填有内容概述的元数据表头。", site.home)
    for document, field in found:
        if not field.value:
            continue
        copied = any(_copies(field.value, title) for title in _titles(document))
        judge = failed if copied else passed
        said = f"{field.label}只是照抄标题，没有概述内容。" if copied else f"{field.label}不是标题的重复。"
        yield judge(said, document.page, quote=f"{field.label}：{field.value}", item=field.label)


def _titles(document: Document) -> Iterator[str]:
    assert document.record is not None
    yield from document.heads
    for title in (document.tags.value("ArticleTitle"), document.record.value("title"), document.title):
        if title:
            yield title
    yield _SITE_SUFFIX.split(document.title)[0]


def _copies(summary: str, title: str) -> bool:
    said, whole = _bare(summary), _bare(title)
    if not said or not whole:
        return False
    cut = _CUT.search(summary) is not None and len(said) >= LONG and whole.startswith(said)
    return said == whole or cut or (said.startswith("关于") and len(said) >= LONG and whole.endswith(said))


def _bare(text: str) -> str:
    return _PUNCTUATION.sub("", text)
