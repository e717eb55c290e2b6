"""A word in a document's metadata header is none of the controlled list.

Catalogues are searched by subject, genre and validity; a word of one's own is found by nobody.

Fails          when a value of 主题, 体裁, 效力状况, 公开方式, 公开时限 or 公开范围 is outside the field's list
               (`checks/headers/terms.toml`) and shares no word with it.
Unsure         when it shares a word with the list, so that it may be a local name; when most of the site's values of a
               field are outside, so that the site has a list of its own (said once); when 主题(二) does not belong
               under 主题(一).
Not applicable when no header shows any of these fields with a value.
Blind spots    公开形式 and 公开程序 are free; 分类 and 组配分类 are the platform's own tree; a province's tree of subjects
               may split otherwise.
Item           the field's label as the page writes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checks.facts.dates import field_date
from checks.facts.documents import Document
from checks.facts.records import Field, is_readable
from checks.headers.terms import LISTS, TOPICS, Known, plain
from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site

SAME = 3
"""Values outside a list that may make a list of the site's own (our default)."""
MOST = 0.6
"""Their share of the site's values of the field (our default)."""
_FIRST, _SECOND = ("主题(一)", "主题(一级)"), ("主题(二)", "主题(二级)")

Placed = tuple[Document, Field]


@rule(
    title="元数据用词不在规定词表",
    basis="《政府信息公开目录系统实施指引》核心元数据（主题分类、体裁分类）；《党政机关公文处理工作条例》第八条（文种）",
    fix="从规定词表中选用主题、体裁、效力状况等字段的取值；本地另有词表的，请提供词表。",
    certain=False,
)
def record_term_unknown(site: Site) -> Iterator[Verdict]:
    by_label: dict[str, list[Placed]] = defaultdict(list)
    for document in site.records:
        for field in document.record.fields if document.record else ():
            if field.label in LISTS and is_readable(field.value) and not field_date(field.value):
                by_label[field.label].append((document, field))
    if not by_label:
        yield not_applicable("没有读到填有主题、体裁、效力等受控字段的元数据表头。", site.home)
        return
    faults = [fault for _, placed in sorted(by_label.items()) for fault in _outside(placed)]
    faults += [fault for document in site.records for fault in _displaced(document)]
    yield from faults
    wrong = {fault.page.url for fault in faults if fault.page}
    for document in {one.page.url: one for placed in by_label.values() for one, _ in placed}.values():
        if document.page.url not in wrong:
            yield passed("主题、体裁、效力等字段的用词都在规定词表内。", document.page)


def _outside(placed: Sequence[Placed]) -> Iterator[Verdict]:
    """Values of one label that its list does not have."""
    terms = LISTS[placed[0][1].label]
    outside = [(one, known) for one in placed if (known := terms.knows(one[1].value)) is not Known.LISTED]
    if len(outside) >= max(SAME, MOST * len(placed)):
        words = "、".join(sorted({field.value for (_, field), _ in outside})[:5])
        document, field = outside[0][0]
        said = f"{len(placed)} 个表头中有 {len(outside)} 个的{field.label}不在词表（{terms.source}）内（{words}），或许本站另有词表，须人工核实。"
        yield unsure(said, document.page, quote=f"{field.label}：{field.value}", item=field.label, place="词表")
        return
    for (document, field), known in outside:
        alike = known is Known.ALIKE
        why = "，与词表中的用词相近，或许是本地的叫法，须人工核实。" if alike else "。"
        said = f"{field.label}“{field.value}”不在词表（{terms.source}）内{why}"
        judge = unsure if alike else failed
        yield judge(said, document.page, quote=f"{field.label}：{field.value}", item=field.label, place="词表")


def _displaced(document: Document) -> Iterator[Verdict]:
    """主题(二) that is a subject, but not one under 主题(一)."""
    fields = {field.label: field for field in document.record.fields} if document.record else {}
    first = next((fields[label] for label in _FIRST if label in fields), None)
    second = next((fields[label] for label in _SECOND if label in fields), None)
    if first is None or second is None:
        return
    above, below = plain(first.value), plain(second.value)
    if above in TOPICS and below not in TOPICS[above] and any(below in others for others in TOPICS.values()):
        said = f"{second.label}“{second.value}”不属于{first.label}“{first.value}”，须人工核实。"
        yield unsure(said, document.page, quote=f"{first.label}：{first.value}；{second.label}：{second.value}",
                     item=second.label, place="上下级")  # fmt: skip
