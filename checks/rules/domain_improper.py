"""The site, or a column of it, does not stand under a government domain.

Visitors tell a government's site from an imitation by its domain.

Fails          when the home page's host is neither under .gov.cn nor under .政务. As a suspicion, when the home page leads
               on to such a host from a proper one; when a link of the home page is named like a column that a government
               site must have, and leads to such a host.
Unsure         when the site's owner may be a public institution (事业单位), which in principle does not use .gov.cn.
Not applicable   for an address of a machine or of an inner network: loopback, IP literals, names without a dot.
Blind spots    a column on a foreign domain is told by the link's name; other links to foreign hosts may be friends'.
Item           `home`, else the column's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from checks.rule import Verdict, failed, not_applicable, passed, rule, unsure
from checks.site import Site
from crawler.targets import Kind

_CHINESE = "政务".encode("idna").decode()
_INNER = frozenset(
    {"local", "localhost", "lan", "internal", "intranet", "corp", "home", "test", "invalid", "localdomain", "arpa"}
)
_INSTITUTION = re.compile(
    r"学校|大学|学院|中学|小学|幼儿园|医院|卫生院|中心|研究[院所]|科学院|设计院|(?:[馆所社队团]|(?<!网)站)$|协会|学会|联合会|公司|集团|银行|园区"
)
_ADMINISTRATION = re.compile(
    r"(?:[局厅委办署]|委员会|管委会|办公[室厅]|办事处|人民政府)(?:办公[室厅])?(?:政府)?(?:信息公开)?(?:门户)?(?:网|网站)?$"
)
COLUMNS = re.compile(
    r"政府信息公开|信息公开|政务公开|政务信息|政务动态|工作动态|部门动态|通知公告|公示公告|政策文件|政策法规|政策解读|规范性文件|法定主动公开内容"
    r"|依申请公开|信息公开(?:指南|目录|年报|制度)|互动交流|政民互动|在线访谈|征集调查|民意征集|领导信息|领导之窗|机构职能|机构设置|财政信息"
)
"""Names of columns that only the government itself keeps; 办事服务 and news are left out, for other bodies offer them too."""


@rule(
    title="域名不规范",
    basis="国办函〔2018〕55号 政府网站域名：英文域名以 .gov.cn 为后缀，中文域名以 .政务 为后缀，不得使用其他后缀；栏目使用本级域名",
    fix="改用 .gov.cn 或 .政务 域名；把外部域名上的栏目迁回本站。",
)
def domain_improper(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    yield _home(site)
    if _is_inner(_host(home.page.url)):
        return
    told = set()
    for link in home.links:
        host = _host(link.url)
        foreign = not _is_proper(host) and host != _host(home.page.url) and not _is_inner(host)
        if foreign and COLUMNS.fullmatch(link.text) and link.text not in told:
            told.add(link.text)
            said = f"首页栏目“{link.text}”指向 {host}，不是 .gov.cn 或 .政务 域名。"
            yield failed(
                said, home.page, quote=f"{link.text} → {link.url}", item=link.text, place=link.url, certain=False
            )


def _home(site: Site) -> Verdict:
    assert site.home_document is not None
    page = site.home_document.page
    host, entry = _host(page.url), _host(site.target.url)
    if _is_inner(host) or _is_inner(entry):
        return not_applicable(f"{host} 是本机、内网或 IP 地址，不评判域名。", page, item="home")
    if _is_proper(host):
        return passed(f"网站域名 {host} 符合规定。", page, item="home")
    said = f"网站域名 {host} 不以 .gov.cn 或 .政务 结尾"
    quote = site.home_document.tags.value("SiteDomain") or site.home_document.title or page.url
    if _may_be_institution(site, host):
        return unsure(f"{said}，主办单位可能是事业单位，须人工核实。", page, quote=quote, item="home")
    if _is_proper(entry):
        return failed(
            f"{entry} 转到 {host}，后者不以 .gov.cn 或 .政务 结尾。", page, quote=quote, item="home", certain=False
        )
    return failed(f"{said}。", page, quote=quote, item="home")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").rstrip(".").lower()


def _is_proper(host: str) -> bool:
    labels = host.split(".")
    return labels[-2:] == ["gov", "cn"] or labels[-1] in (_CHINESE, "政务")


def _is_inner(host: str) -> bool:
    """A machine's own address, or a name that means nothing outside of one network."""
    try:
        ip_address(host)
        return True
    except ValueError:
        return "." not in host or host.rpartition(".")[2] in _INNER


def _may_be_institution(site: Site, host: str) -> bool:
    """Is it not surely an organ of administration? A portal is one, and so is who is called a bureau."""
    if site.target.kind is Kind.PORTAL:
        return False
    if host.endswith(".edu.cn"):
        return True
    names = [name for name in (site.target.unit, site.target.name) if name]
    return any(map(_INSTITUTION.search, names)) or not any(map(_ADMINISTRATION.search, names))
