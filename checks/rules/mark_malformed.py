"""A number at the foot of the home page is not of its form, or the site code is not the site's own.

A number that cannot be looked up proves nothing of who stands behind the site.

Fails          when the site code is neither ten digits nor bm and eight, or is another than the tag SiteIDCode or the
               roster says; when an ICP record has not eight to ten digits, or a police record not fourteen. One finding a mark.
               As a suspicion, when only the province's character or 号 is left out, when the number begins with no
               province's code, or a police record has ten to thirteen digits, as some of the oldest do.
Not measured   for a mark that is not there as text: `mark_missing` speaks of that.
Blind spots    numbers in pictures without alternative text; only the form is looked at, not the register.
Item           site-code · icp · police
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.facts.registrations import PROVINCE_CODES, Number, registrations
from checks.rule import Verdict, failed, not_measured, passed, rule
from checks.site import Site
from crawler.targets import SITE_CODE

RECORD = range(8, 11)
"""Digits of an ICP record: 苏ICP备05000001号, 苏ICP备2021000001号-1."""
POLICE, POLICE_OLD = 14, range(10, 14)
"""Digits of a police record, the first six a region's; and of those of the first years."""
_LABELS = {"icp": "ICP备案编号", "police": "公安机关备案号"}


@rule(
    title="页脚标识不规范",
    basis="《政府网站发展指引》（国办发〔2017〕47号）附件 网页设计规范：底部功能区；网站标识码、备案号的编码格式",
    fix="按核发的证书或备案信息改正编号，并使标识码与页面标签、报送系统一致。",
)
def mark_malformed(site: Site) -> Iterator[Verdict]:
    numbers = site.fact(registrations)
    yield _code(site, numbers.codes)
    yield _numbered(site, "icp", numbers.records)
    yield _numbered(site, "police", numbers.police)


def _code(site: Site, codes: tuple[Number, ...]) -> Verdict:
    home = site.home_document
    assert home is not None
    if not codes:
        return not_measured("首页未读到文字形式的网站标识码，不评判其格式。", home.page, item="site-code")
    formed = [one for one in codes if is_site_code(one.digits)]
    if not formed:
        one = codes[0]
        return _fail(site, "site-code", one, f"网站标识码写作“{one.digits}”，应为10位数字或bm加8位数字")
    shown = {one.digits.lower() for one in formed}
    for named, value in (("页面标签 SiteIDCode", home.tags.value("SiteIDCode")), ("评估名录", site.target.site_code)):
        if is_site_code(value) and value.lower() not in shown:
            return _fail(site, "site-code", formed[0], f"页脚的网站标识码为“{formed[0].digits}”，{named}为“{value}”")
    one = formed[0]
    if one.digits.isdigit() and one.digits[:2] not in PROVINCE_CODES:
        return _fail(site, "site-code", one, f"网站标识码“{one.digits}”的前两位不是省级行政区划代码", certain=False)
    return passed(f"网站标识码“{one.digits}”格式正确。", home.page, quote=one.quote, item="site-code")


def _numbered(site: Site, item: str, numbers: tuple[Number, ...]) -> Verdict:
    assert site.home_document is not None
    label, page = _LABELS[item], site.home_document.page
    if not numbers:
        return not_measured(f"首页未读到文字形式的{label}，不评判其格式。", page, item=item)
    judged = [(one, *_fault(item, one)) for one in numbers]
    # The foot may give the record twice; one whole writing of it will do.
    one, fault, certain = next((row for row in judged if not row[1]), judged[0])
    if fault:
        return _fail(site, item, one, f"{label}写作“{one.quote}”，{fault}", certain=certain)
    return passed(f"{label}“{one.quote}”格式正确。", page, quote=one.quote, item=item)


def _fault(item: str, one: Number) -> tuple[str, bool]:
    """What is wrong with a number, and whether that is certain."""
    length = len(one.digits)
    if not one.digits.isdigit():
        return "编号不是数字", True
    if item == "icp" and length not in RECORD:
        return f"编号有 {length} 位数字，应为8至10位", True
    if item == "police" and length != POLICE:
        return f"编号有 {length} 位数字，应为{POLICE}位", length not in POLICE_OLD
    if item == "police" and one.digits[:2] not in PROVINCE_CODES:
        return "编号前两位不是省级行政区划代码", False
    missing = [name for name, there in (("省份简称", one.place), ("“号”字", one.end)) if not there]
    return (f"缺少{'和'.join(missing)}", False) if missing else ("", True)


def is_site_code(text: str) -> bool:
    """Ten digits, or bm and eight, in either case."""
    return SITE_CODE.fullmatch(text.lower()) is not None


def _fail(site: Site, item: str, one: Number, said: str, *, certain: bool = True) -> Verdict:
    assert site.home_document is not None
    return failed(f"{said}。", site.home_document.page, quote=one.quote, item=item, certain=certain)
