"""The site offers no services: no 办事服务 column and no link to the service platform.

People come to a government site to get something done.

Fails          when no column, link or page of a portal is called 办事服务, 政务服务, 网上办事 or the like, or all that are so
               called are dead or blank.
Unsure         for a department, which may have no services to offer; when only 便民服务 or 公共服务 is found, or the home page leads
               elsewhere by pictures without a name.
Not measured   when not all that menus lead to was read, or menus may be drawn by script.
Blind spots    whether what is offered can be done online is not tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts.channels import Reading
from checks.facts.entrances import Entrance, Fate, entrances, has_unnamed, is_called, why_unread
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.links import host_of
from crawler.targets import Kind

_SERVICE = re.compile(
    r"^服务$|全程网办|办事(?:服务|指南|大厅|流程)?|政务服务(?:网|平台|中心|大厅|旗舰店|一张网)?|(?:网上|在线|掌上|我要|马上)办(?:事|理)?(?:大厅|服务)?|(?:网上|在线|政府)服务|服务大厅|办事平台"
    r"|一网通办|一件事(?:一次办)?|(?:个人|法人|企业)(?:办事|服务)|服务事项|行政审批(?:服务)?|网上审批|权责清单与服务|审批服务|服务指南|不见面审批|苏服办|浙里办|粤省事"
)
_WEAK = re.compile(r"便民(?:服务|利民|查询)|公共服务|民生服务")
_NOT = re.compile(r"局|办公室|管理|条例|动态|新闻|要闻|通知|信箱|投诉|志愿|法律服务|改革|专项|行动|报告|文件|电话")
_AROUND = 8
"""Characters that a menu's name may have around the name of services."""
_AT = re.compile(r"(?:^|\.)(?:[a-z]*zwfw|[a-z]*ywtb|wsbs|banshi|wssp|bsdt)[a-z]*\.", re.IGNORECASE)
"""Hosts of service platforms."""


@rule(
    title="无办事服务",
    basis="国办秘函〔2019〕19号 单项否决“服务不实用”：未提供办事服务（无对外服务职能的部门除外）",
    fix="在网站开设办事服务栏目，或在显著位置链接到政务服务平台。",
)
def service_missing(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    ways = entrances(site, is_service)
    good = next((one for one in ways if not _fault(site, one)), None)
    if good:
        yield passed(f"有{good.told}。", good.carrier.page, quote=good.text)
        return
    if told := _by_tag_or_host(site):
        yield passed(told, home.page)
        return
    unread = why_unread(site)
    if unread or (not ways and is_called(site, is_service)):
        yield not_measured(f"{unread or '办事服务的菜单由脚本打开'}，不评判有无办事服务。", home.page)
        return
    yield _missing(site, ways)


def is_service(name: str) -> bool:
    match = _SERVICE.search(name)
    return match is not None and len(name) - len(match[0]) <= _AROUND and not _NOT.search(name)


def _missing(site: Site, ways: list[Entrance]) -> Verdict:
    home = site.home_document
    assert home is not None
    weak = next(iter(entrances(site, lambda name: len(name) <= _AROUND and bool(_WEAK.search(name)))), None)
    shown = " ".join(link.text for link in home.links if link.text)[:200]
    if ways:
        way, page = ways[0], ways[0].carrier.page
        said, quote = f"未提供办事服务：{way.told}{_fault(site, way)}，此外没有办事服务的栏目或链接", way.text
    else:
        page, quote = home.page, shown
        said = f"未提供办事服务：在 {len(site.documents)} 个页面中没有办事服务、政务服务一类的栏目或链接"
    if site.target.kind is Kind.DEPARTMENT:
        return unsure(f"{said}，该部门有无对外服务职能须人工核实。", page, quote=quote)
    if weak and not ways:
        return unsure(f"{said}，只有{weak.told}，是否提供办事服务须人工核实。", weak.carrier.page, quote=weak.text)
    if has_unnamed(site):
        return unsure(f"{said}，但首页有未注明名称的图片链接，须人工核实。", page, quote=quote)
    return failed(f"{said}。", page, quote=quote)


def _fault(site: Site, way: Entrance) -> str:
    """Why what was found there offers nothing, or ''; what could not be asked is taken for good."""
    if way.fate is Fate.DEAD:
        return "打不开"
    url = way.document.page.url if way.document else way.url
    channel = next((one for one in site.channels if one.document.page.url == url), None)
    return "栏目空白" if channel and channel.reading is Reading.EMPTY else ""


def _by_tag_or_host(site: Site) -> str:
    for url, document in site.documents.items():
        if document.tags.value("ColumnType") in ("办事服务", "网上办事"):
            return f"有栏目类型为办事服务的页面（{url}）。"
    linked = next((url for url in site.carriers if _AT.search(host_of(url)) and _is_alive(site, url)), "")
    return f"链接到政务服务平台（{linked}）。" if linked else ""


def _is_alive(site: Site, url: str) -> bool:
    answer = site.answers.of(url)
    return answer is None or answer.page.status is None or answer.page.status < 400 or answer.page.status in (401, 403)
