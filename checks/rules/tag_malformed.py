"""A page tag has a value that is not of its form.

A tag that says “null” or gives a day without its time fills the field and tells a machine nothing.

Fails          when PubDate is not YYYY-MM-DD HH:MM, SiteIDCode no site code, SiteDomain written with a scheme or a path,
               or any tag says null or still holds a template's variable. One finding a tag and page type, with the share.
               As a suspicion, when PubDate is right but for its seconds.
Unsure         when ColumnType is not in the list of the annex, which is open; when SiteDomain is no host name.
Not measured   for a tag that no page of the type carries with a value: `tag_missing` speaks of that.
Blind spots    whether the value is true is asked by `tag_conflict`.
Item           the tag's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from checks.facts.documents import Document
from checks.facts.page_types import PageType, page_types
from checks.finding import Outcome
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.targets import SITE_CODE

COLUMN_TYPES = frozenset(
    [
        "首页",
        "概况信息",
        "机构职能",
        "负责人信息",
        "工作动态",
        "政策文件",
        "信息公开指南",
        "信息公开目录",
        "信息公开年报",
        "依申请公开",
        "数据发布",
        "数据开放",
        "政策解读",
        "回应关切",
        "办事服务",
        "咨询投诉",
        "征集调查",
        "在线访谈",
        "政务动态",
        "领导信息",
    ]
)
"""国办发〔2017〕47号 annex; the last two are not in it, but so widely used that nobody need look at them."""
_EXAMPLES = 3
_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")
_SECONDS = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}):[0-5]\d(?:\.0+)?")
_DASHES = re.compile(r"[‐‑‒–—―－]+")
_NOTHING = re.compile(r"(?:null|undefined|none|nan)", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\{[^}]*\}|\{\{.*?\}\}|<%.*?%>|\{\$?\w+[.:][^}]*\}|\[!--.*?--\]|<#.*?>|\bN/A\b")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+(?::\d+)?/?")
_SEPARATORS = re.compile(r"[,，;；、|/\s]+")


class Fault(NamedTuple):
    """What is wrong with one value, in Chinese."""

    said: str
    outcome: Outcome = Outcome.FAIL
    certain: bool = True


@rule(
    title="页面标签格式不规范",
    basis="《政府网站发展指引》（国办发〔2017〕47号）附件 网页设计规范：网页标签",
    fix="按规范格式填写标签的值：PubDate 为“YYYY-MM-DD HH:MM”，SiteDomain 只写域名，SiteIDCode 写网站标识码。",
)
def tag_malformed(site: Site) -> Iterator[Verdict]:
    for kind in site.fact(page_types):
        if not kind.pages:
            yield not_measured(f"没有读到{kind.name}，不评判其标签。", site.home, item=kind.name)
        for name in kind.tags if kind.pages else ():
            yield _judge(kind, name)


def _judge(kind: PageType, name: str) -> Verdict:
    carried = [page for page in kind.pages if page.tags.value(name)]
    if not carried:
        return not_measured(f"{kind.name}都没有标签 {name} 的值，不评判其格式。", kind.pages[0].page, item=name)
    faults = [found for page in carried if (found := _worst(page, name))]
    if not faults:
        return passed(f"抽查的 {len(carried)} 个{kind.name}标签 {name} 格式正确。", carried[0].page, item=name)
    # The gravest first: a doubt about one page must not hide what is sure of another.
    page, value, fault = min(faults, key=_gravity)
    same = [one for one in faults if (one[2].outcome, one[2].certain) == (fault.outcome, fault.certain)]
    examples = "、".join(one.page.url for one, _, _ in same[:_EXAMPLES])
    said = f"抽查 {len(carried)} 个{kind.name}，{len(same)} 个的标签 {name} 不规范：写作“{value}”，{fault.said}，如：{examples}。"
    return _verdict(fault, said, page, f'<meta name="{name}" content="{value}">', name, kind.name)


def _worst(page: Document, name: str) -> tuple[Document, str, Fault] | None:
    """The gravest fault of a page's values of the tag, for it may stand there more than once."""
    values = page.tags.values.get(name, ())
    return min(((page, value, fault) for value in values if (fault := _fault(name, value))), key=_gravity, default=None)


def _gravity(found: tuple[Document, str, Fault]) -> tuple[bool, bool]:
    return found[2].outcome is not Outcome.FAIL, not found[2].certain


def _verdict(fault: Fault, said: str, page: Document, quote: str, name: str, place: str) -> Verdict:
    if fault.outcome is Outcome.UNSURE:
        return unsure(said, page.page, quote=quote, item=name, place=place)
    return failed(said, page.page, quote=quote, item=name, place=place, certain=fault.certain)


def _fault(name: str, value: str) -> Fault | None:
    if not value:
        return None
    if _NOTHING.fullmatch(value):
        return Fault("没有实际内容")
    if _VARIABLE.search(value):
        return Fault("留有模板变量")
    judge = _FORMS.get(name)
    return judge(value) if judge else None


def _time(value: str) -> Fault | None:
    plain = " ".join(_DASHES.sub("-", value).split())
    seconds = _SECONDS.fullmatch(plain)
    minutes = seconds[1] if seconds else plain
    if not _TIME.fullmatch(minutes) or not _is_moment(minutes):
        return Fault("应为“YYYY-MM-DD HH:MM”")
    return Fault("多写了秒，应为“YYYY-MM-DD HH:MM”", certain=False) if seconds else None


def _is_moment(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%d %H:%M")
    except ValueError:
        return False
    return True


def _domain(value: str) -> Fault | None:
    if "://" in value or value.startswith("//"):
        return Fault("应只写域名，不带协议")
    if "/" in value.rstrip("/"):
        return Fault("应只写域名，不带路径")
    return None if _HOST.fullmatch(value) else Fault("不像一个域名，须人工核实", Outcome.UNSURE)


def _code(value: str) -> Fault | None:
    return None if SITE_CODE.fullmatch(value.lower()) else Fault("应为10位数字或bm加8位数字")


def _type(value: str) -> Fault | None:
    unknown = [one for one in _SEPARATORS.split(value) if one and one not in COLUMN_TYPES]
    return Fault(f"“{unknown[0]}”不在规范所列的栏目类别中，须人工核实", Outcome.UNSURE) if unknown else None


_FORMS: dict[str, Callable[[str], Fault | None]] = {
    "PubDate": _time,
    "SiteDomain": _domain,
    "SiteIDCode": _code,
    "ColumnType": _type,
}
