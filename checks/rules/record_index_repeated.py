"""One 索引号 stands on two documents.

An index that names two documents names neither.

Fails          when pages with different titles and different texts carry the same 索引号. One finding a page, each naming
               the other.
Unsure         when one title holds the other (a document and its 解读 or 附件), or a title cannot be read; when more
               than MOST pages share one number: it is then more likely the number of a template or a column.
Not applicable when no page shows a 索引号 with a serial.
Blind spots    the same document at two addresses (same title or same text) is one document.
Item           the field's label as the page writes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checks.facts.documents import Document
from checks.facts.index_numbers import index_number
from checks.facts.records import Field, is_readable
from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site

MOST = 5
"""Documents at most that one number is taken for a slip on (our default)."""
FEWEST = 3
"""Pages needed to tell what they all share (our default)."""
SHORT = 12
"""Characters of a line at most that are left out when texts are compared: labels, days, buttons (our default)."""
_SERIAL = re.compile(r"[1-9]")
_TAIL = re.compile(r"\D(\d+)$")
_BARE = re.compile(r"[\W_]+")
_SITE_SUFFIX = re.compile(r"[-_|—–]")

Placed = tuple[Document, Field]


@rule(
    title="索引号重复",
    basis="《政府信息公开目录系统实施指引》核心元数据“索引号”：唯一标识，不因发布机构变化而改变",
    fix="核对两份文件的索引号，为其中一份重新编号，并在目录系统中设置唯一性校验。",
)
def record_index_repeated(site: Site) -> Iterator[Verdict]:
    by_number: dict[str, list[Placed]] = defaultdict(list)
    for document in site.records:
        field = document.record.get("index") if document.record else None
        if field and is_readable(field.value) and _has_serial(number := index_number(field.value).text):
            by_number[number].append((document, field))
    if not by_number:
        yield not_applicable("没有读到填有索引号的元数据表头。", site.home)
    frame = _frame([document for placed in by_number.values() for document, _ in placed])
    for _, placed in sorted(by_number.items()):
        yield from _judged(placed, frame)


def _has_serial(number: str) -> bool:
    """An organ's code alone, or zeros alone, are the number of nothing."""
    tail = _TAIL.search(number)
    return bool(tail and _SERIAL.search(tail[1])) if "/" in number or "-" in number else bool(_SERIAL.search(number))


def _judged(placed: Sequence[Placed], frame: frozenset[str]) -> Iterator[Verdict]:
    different = _different(placed, frame)
    if len(different) > MOST:
        document, field = different[0]
        said = f"{field.label}“{field.value}”出现在 {len(different)} 份不同的文件上，像是模板或栏目的编号，须人工核实。"
        yield unsure(said, document.page, quote=f"{field.label}：{field.value}", item=field.label)
        return
    if len(different) == 1:
        for document, field in placed:
            yield passed(f"{field.label}“{field.value}”没有用在别的文件上。", document.page, item=field.label)
        return
    for (document, field), (other, _) in pairwise([*different, different[0]]):
        title, others = _title(document), _title(other)
        near = not _bare(title) or not _bare(others) or _bare(title) in _bare(others) or _bare(others) in _bare(title)
        judge = unsure if near else failed
        why = "，两者或有附属关系，须人工核实。" if near else "。"
        said = f"{field.label}“{field.value}”同时用于“{title}”和“{others}”（{other.page.url}）{why}"
        yield judge(said, document.page, quote=f"{field.label}：{field.value}", item=field.label)


def _different(placed: Sequence[Placed], frame: frozenset[str]) -> list[Placed]:
    """One page for each document, in order of address."""
    if len(placed) == 1:
        return list(placed)
    kept: list[Placed] = []
    titles, texts = set[str](), set[str]()
    for document, field in placed:
        title, text = _bare(_title(document)), _text(document, frame)
        if (title and title in titles) or (text and text in texts):
            continue
        titles.add(title)
        texts.add(text)
        kept.append((document, field))
    return kept


def _frame(documents: Sequence[Document]) -> frozenset[str]:
    """Lines that all pages share: menus and footers, where there are enough pages to tell."""
    lines = [frozenset(map(_bare, document.lines)) for document in documents]
    return frozenset.intersection(*lines) if len(lines) >= FEWEST else frozenset()


def _text(document: Document, frame: frozenset[str]) -> str:
    """What stands below the header and the title."""
    values = {_bare(field.value) for field in document.record.fields} if document.record else set()
    titles = {_bare(one) for one in (*document.heads, document.title, _title(document))}
    lines = (_bare(line) for line in document.lines)
    return "\n".join(line for line in lines if len(line) > SHORT and line not in values | titles | frame)


def _title(document: Document) -> str:
    record = document.record
    named = record.value("title") if record else ""
    head = document.tags.value("ArticleTitle") or named or next(iter(document.heads), "")
    return (head or _SITE_SUFFIX.split(document.title)[0]).strip()


def _bare(text: str) -> str:
    return _BARE.sub("", text)
