"""The publisher that a document's header names is no organ.

Disclosure is an organ's duty; a website discloses nothing, and nobody can be asked of it.

Fails          when 发布机构 (发文机关) names a website or platform, the site by its own name, or nobody (本站原创, 转载), instead of an organ.
Unsure         when the name is drawn by a script or stands in a picture.
Not applicable when no header names a publisher.
Blind spots    an organ whose own name ends like a website's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.records import UNREAD, is_readable
from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site

_NOBODY = re.compile(r"(?:本站|本网|原创|转载|网络|互联网|未知|不详|无|匿名)+(?:原创|转载|整理|编辑|发布)?")
_ORGAN = re.compile(r"(?:政府|办公[厅室]|委员会|[厅局署院部委办会所馆站社队校行组处科室]|中心|集团|公司|街道|[镇乡])$")
_WEBSITE = re.compile(
    r"^中国[·•・]|(?:网站|门户网?|网站群|官网|政府网|信息网|(?:新华|人民|央视|光明)网|政务网|公众网|政务服务网|信息公开网|在线|网络平台|公开平台|发布平台|公众号|客户端|管理员|admin)$",
    re.IGNORECASE,
)


@rule(
    title="发布机构不规范",
    basis="《政府信息公开条例》第十条：制作或者保存信息的行政机关负责公开",
    fix="发布机构填写制作该信息的行政机关的规范名称。",
)
def record_publisher_improper(site: Site) -> Iterator[Verdict]:
    named = [
        (document, field)
        for document in site.records
        if document.record and (field := document.record.get("publisher"))
    ]
    if not any(
        _NOBODY.fullmatch(field.value) or field.value in UNREAD or is_readable(field.value) for _, field in named
    ):
        yield not_applicable("没有读到载明发布机构的元数据表头。", site.home)
    for document, field in named:
        value = "".join(field.value.split())
        if value in UNREAD:
            yield unsure(f"{field.label}的内容由脚本或图片显示，没有读到。", document.page, item=field.label)
        elif is_readable(field.value) or _NOBODY.fullmatch(value):
            named_site = value == "".join(document.tags.value("SiteName").split()) and not _ORGAN.search(value)
            improper = named_site or _WEBSITE.search(value) or _NOBODY.fullmatch(value)
            judge = failed if improper else passed
            said = f"{field.label}为“{value}”" + ("，不是行政机关的名称。" if improper else "。")
            yield judge(said, document.page, quote=f"{field.label}：{value}", item=field.label)
