"""The government-information disclosure platform is a separate site, or lacks one of its four parts.

One platform of one form on the organ's own site is what makes disclosure findable for everyone.

Fails          when the home page's only 政府信息公开 leads to the front of another host (a suspicion where that host's
               name stands below the organ's own); when the platform's page was read and the site has nothing that goes
               by the name of the guide, the rules, the statutory content or the annual reports.
Unsure         when it leads to a page inside another host, which may be a shared platform; when the home page links no
               platform by that name; when a part is blank, dead, or only a heading, or when the platform's page may be
               drawn by a script.
Not measured   when the platform's page or a column was not read.
Blind spots    a department's platform on its government's portal is proper and passes without being read.
Item           off-site, guide, system, content, report.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from checks.facts.holdings import Holding, holdings
from checks.facts.names import names
from checks.facts.openings import State, may_draw, menus_drawn
from checks.facts.platforms import Platform, elsewhere, is_proper, platforms
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.archive import Page
from crawler.links import host_of
from crawler.targets import Kind

PARTS = ("guide", "system", "content", "report")
_UNSEEN = (State.UNREAD, State.UNASKED, State.ODD)

_LABELS = 3
"""Dots of a host's name that stands below an organ's own: xxgk.chenghu.gov.cn."""


@rule(
    title="政府信息公开平台不规范",
    basis="国办公开办函〔2019〕61号：依托本机关网站“政府信息公开”栏目建设，不单独建设网站，设指南、制度、法定主动公开内容、年报",
    fix="在本机关网站设置“政府信息公开”栏目，配齐政府信息公开指南、制度、法定主动公开内容和年报。",
)
def platform_off_site(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    if reason := site.fact(menus_drawn):
        yield not_measured(f"{reason}，不评判平台。", home.page)
        return
    yield _place(site, home.page)
    for part in PARTS:
        yield _part(site, part, home.page)


def _place(site: Site, home: Page) -> Verdict:
    found = [one for one in site.fact(platforms) if is_proper(one)]
    inside = [one for one in found if _host(site, one) == host_of(home.url)]
    if inside:
        entry = inside[0].entry
        return passed(f"“{entry.text}”在本网站（{entry.url}）。", home, quote=entry.text, item="off-site")
    if not found:
        return _nameless(site, home)
    entry, host = found[0].entry, _host(site, found[0])
    said = f"首页“{entry.text}”链接到另一网站 {host}（{entry.url}）"
    if site.target.kind is Kind.DEPARTMENT and host.endswith((".gov.cn", "gov.cn")):
        return passed(f"{said}，由统一平台承载。", home, quote=entry.text, item="off-site")
    if urlsplit(_end(site, found[0])).path.strip("/") in ("", "index.html", "index.htm", "index.shtml", "index"):
        # A name below the organ's own may be one of the site's channels.
        sure = not f".{host.partition(':')[0]}".endswith(f".{_zone(home.url)}")
        return failed(f"{said}，政府信息公开单独建站。", home, quote=entry.text, item="off-site", certain=sure)
    return unsure(f"{said}，可能是上级的统一平台，须人工核实。", home, quote=entry.text, item="off-site")


def _zone(url: str) -> str:
    """The organ's own part of a host's name: `chenghu.gov.cn` of `www.chenghu.gov.cn` and of `jyj.chenghu.gov.cn`."""
    host = host_of(url).partition(":")[0]
    return host if host.count(".") < _LABELS else host.partition(".")[2]


def _nameless(site: Site, home: Page) -> Verdict:
    """No entry called 政府信息公开 on the home page."""
    deep = [name for name in site.fact(names) if name.bare == "政府信息公开"]
    if own := next((name for name in deep if host_of(name.url) == host_of(home.url)), None):
        return passed(f"“{own.text}”在本网站（{own.url}）。", home, quote=own.text, item="off-site")
    others = site.fact(platforms)
    if site.unread:
        return not_measured(f"{site.unread}，不评判有无“政府信息公开”。", home, item="off-site")
    seen = f"，只有“{others[0].entry.text}”" if others else ""
    seen = f"，只有链接到另一网站的（{deep[0].url}）" if deep else seen
    return unsure(f"首页和各栏目没有名为“政府信息公开”的入口{seen}，须人工核实。", home, item="off-site")


def _end(site: Site, platform: Platform) -> str:
    """Where the entry's address leads to."""
    answer = site.answers.of(platform.entry.url)
    return answer.page.url if answer else platform.entry.url


def _host(site: Site, platform: Platform) -> str:
    return host_of(_end(site, platform))


def _part(site: Site, part: str, home: Page) -> Verdict:
    holding = site.fact(holdings)[f"platform-{part}"]
    title = holding.content.title
    if holding.held:
        name = holding.held[0].name
        return passed(f"有“{title}”：“{name.text}”（{name.url}）。", home, quote=name.text, item=part)
    platform = next((one for one in site.fact(platforms) if one.document), None)
    reason = site.unread or site.fact(elsewhere) or ("" if platform else "没有读到政府信息公开平台的页面")
    if unseen := holding.among(*_UNSEEN):
        reason = f"“{unseen[0].name.text}”（{unseen[0].name.url}）{unseen[0].state.value}"
    if reason or platform is None or platform.document is None:
        return not_measured(f"{reason}，不评判平台有无“{title}”。", home, item=part)
    doubt = _doubt(site, holding, platform)
    document, entry = platform.document, platform.entry
    sought = "、".join(holding.content.names[:4])
    said = f"“{entry.text}”（{entry.url}）和本网站各栏目没有“{title}”：查找“{sought}”等名称"
    if doubt:
        return unsure(f"{said}，{doubt}，须人工核实。", document.page, quote=entry.text, item=part)
    return failed(f"{said}，均无。", document.page, quote=document.title or entry.text, item=part)


def _doubt(site: Site, holding: Holding, platform: Platform) -> str:
    assert platform.document is not None
    if holding.near:
        return f"只见到《{holding.near[0].text}》"
    if lacking := holding.among(State.BLANK, State.DEAD, State.HOMEWARD, State.HEADING):
        return f"“{lacking[0].name.text}”（{lacking[0].name.url}）{lacking[0].state.value}"
    return "该页的内容可能由脚本绘制" if may_draw(site, platform.document) else ""
