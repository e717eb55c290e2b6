"""A field of a document's metadata header has not the form that it must have.

A number or a date that is written wrong finds nothing, and nobody can rely on it.

Fails          when 索引号 holds an organ code with a wrong check digit (GB 11714, GB 32100), or is unlike the known form that
               most of the site's numbers have; when 文号 is not X〔2020〕65号: GB/T 9704 wants the year in full between 〔〕,
               no 第, no leading zero, 号 at the end (so [2020], （2020） and 【2020】 are wrong); when a date is
               no day of the calendar or no date at all; when any of them is what a program left (null, undefined).
Unsure         when a value has a form that we do not know; when the year of 文号 is not that of 生成日期; when a date is
               incomplete or lies before 1949; when several organ codes of the site all fail the check, or begin like
               its region code: they may be numbers of its own.
Not applicable when no header shows any of these fields with a value.
Blind spots    an unknown form of 索引号 that SAME headers or more of the site share is taken for the site's own scheme and
               passes; 令 and 公告 are numbered their own way; documents older than 2000 may bear other brackets.
Item           the field's label as the page writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from checks.facts.dates import date_fault, field_date
from checks.facts.document_numbers import number_faults, number_year
from checks.facts.documents import Document
from checks.facts.index_numbers import IndexNumber, index_number
from checks.facts.records import Field, Record, is_readable
from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site

SAME = 3
"""Headers that make a scheme (our default)."""
MOST = 0.6
"""Share of the site's headers that makes a form the site's usual one (our default)."""
_LEFTOVER = re.compile(r"null|undefined|nan|none|\$?\{.*\}|<.*>|\[object object\]", re.IGNORECASE)
_DATES = ("made", "opened", "issued", "expiry")
_FREE = frozenset({"有效期"})
"""A span as often as a day."""

Placed = tuple[Document, Field]
Indexed = tuple[Placed, IndexNumber]
Judge = Callable[..., Verdict]


@rule(
    title="元数据字段格式错误",
    basis="《政府信息公开目录系统实施指引》核心元数据；GB 11714、GB 32100（代码校验位）；《党政机关公文格式》GB/T 9704（发文字号）",
    fix="按规定格式改正该字段：索引号用本机关的代码，文号年份用六角括号“〔〕”，日期写成 2026-11-20 的形式。",
)
def record_field_malformed(site: Site) -> Iterator[Verdict]:
    records = [(document, document.record) for document in site.records if document.record]
    placed = [(document, field) for document, record in records for field in record.fields if is_readable(field.value)]
    judged = [one for one in placed if one[1].name in ("index", "number", *_DATES) and one[1].label not in _FREE]
    if not judged:
        yield not_applicable("没有读到填有索引号、文号或日期的元数据表头。", site.home)
        return
    left = [one for one in judged if _LEFTOVER.fullmatch(one[1].value)]
    rest = [one for one in judged if one not in left]
    faults = [
        *(_said(failed, one, "是程序留下的空值") for one in left),
        *_indices(site, [(one, index_number(one[1].value)) for one in rest if one[1].name == "index"]),
        *_numbers([one for one in rest if one[1].name == "number"]),
        *_years(records),
        *_days([one for one in rest if one[1].name in _DATES]),
    ]
    yield from faults
    wrong = {fault.page.url for fault in faults if fault.page}
    for document in {document.page.url: document for document, _ in judged}.values():
        if document.page.url not in wrong:
            yield passed("索引号、文号和日期的格式正确。", document.page)


def _said(judge: Judge, one: Placed, what: str, place: str = "格式") -> Verdict:
    document, field = one
    said, quote = f"{field.label}“{field.value}”{what}。", f"{field.label}：{field.value}"
    return judge(said, document.page, quote=quote, item=field.label, place=place)


def _indices(site: Site, indexed: Sequence[Indexed]) -> Iterator[Verdict]:
    wrong = [(one, number) for one, number in indexed if number.expected]
    right = any(number.code and not number.expected for _, number in indexed)
    if not right and len({number.code for _, number in wrong}) >= SAME:
        codes = len({number.code for _, number in wrong})
        what = f"等 {len(wrong)} 个索引号中的 {codes} 个机构代码校验位都不对，或许是本站自编的代码，须人工核实"
        yield _said(unsure, wrong[0][0], what, "校验位")
        wrong = []
    for one, number in wrong:
        if _region(site, one[0]) == number.code[:6]:
            yield _said(unsure, one, "以本地行政区划代码开头，或许是自编的代码，须人工核实", "校验位")
        else:
            should = f"应为“{number.expected}”" if number.expected != "?" else "含有代码不用的字母"
            standard = "GB 11714" if len(number.code) == 9 else "GB 32100"
            yield _said(failed, one, f"中的机构代码 {number.code} 校验位不对（{standard}，{should}）", "校验位")
    shapes = Counter(number.shape for _, number in indexed)
    form, count = Counter(number.form for _, number in indexed).most_common(1)[0] if indexed else ("", 0)
    usual = form and count >= max(SAME, MOST * len(indexed))
    for one, number in indexed:
        if not number.form and shapes[number.shape] < SAME:
            if usual:
                yield _said(failed, one, f"与本站其他索引号的形式（{form}）不同，也不是其他规定形式")
            else:
                yield _said(unsure, one, "不是已知的索引号形式，须对照本地目录编制规范核实")


def _region(site: Site, document: Document) -> str:
    """The six digits of the region in the site's code; '' when it has none."""
    code = site.target.site_code or document.tags.value("SiteIDCode")
    return code[:6] if code.isdecimal() and len(code) == 10 else ""


def _numbers(numbered: Sequence[Placed]) -> Iterator[Verdict]:
    read = [(one, number_faults(one[1].value)) for one in numbered]
    odd = [one for one, faults in read if faults is None]
    if len(odd) >= max(SAME, MOST * len(read)):
        yield _said(
            unsure, odd[0], f"等 {len(odd)} 个文号不是“机关代字〔年份〕序号号”的形式，或许是本站另有编法，须人工核实"
        )
        odd = []
    for one in odd:
        yield _said(unsure, one, "不是已知的文号形式，须人工核实")
    for one, faults in read:
        if faults:
            yield _said(failed, one, f"不合发文字号的格式：{'；'.join(faults)}")


def _years(records: Sequence[tuple[Document, Record]]) -> Iterator[Verdict]:
    for document, record in records:
        field, made = record.get("number"), field_date(record.value("made"))
        year = number_year(field.value) if field else None
        if field and made and year and year != made.day.year:
            yield _said(unsure, (document, field), f"的年份与生成日期 {made.day} 不是同一年，须人工核实", "年份")


def _days(dated: Sequence[Placed]) -> Iterator[Verdict]:
    for one in dated:
        fault = date_fault(one[1].value)
        if fault and (one[1].name != "expiry" or "日历" in fault):
            yield _said(failed, one, fault)
        elif fault is None and one[1].name != "expiry":
            yield _said(unsure, one, "不是完整的日期，或早于 1949 年，须人工核实")
