"""The portal does not link its own accounts or the service platform.

The portal is the one address everybody knows: what it does not lead to, people do not find.

Fails          when no page that was read links or shows the portal's accounts (a matrix page, links, QR codes); when none
               links the service platform (政务服务网). Of accounts always a suspicion: whether there are any is not seen here.
Unsure         when only a script or the page's source speaks of them, or a script may draw the home page.
Not measured   when the home page shows few links, or the crawl did not read what it links.
Blind spots    pictures without alternative text under names that say nothing; whether an account or a platform is the right
               one; boxes for sharing count as none.
Item           accounts · service
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checks.facts.outlets import Outlet, outlet_sign, own_accounts, service_platform
from checks.rule import Verdict, failed, not_measured, passed, rule, unsure
from checks.site import Site
from crawler.targets import Kind

_FEW_LINKS = 8
"""A portal's home page with fewer links and some script draws its menus by it (our default)."""
_ITEMS: dict[str, tuple[str, Callable[[Site], Outlet | None]]] = {
    "accounts": ("本级政务新媒体账号（矩阵页、账号链接或二维码）", own_accounts),
    "service": ("政务服务网", service_platform),
}


@rule(
    title="未链接政务服务平台或政务新媒体",
    basis="国办发〔2017〕47号 政府网站与政务服务平台、政务新媒体的整合；国办发〔2018〕123号 政务新媒体与政府网站融合",
    fix="在门户网站醒目位置链接政务服务网和本级政务新媒体（矩阵页或二维码）。",
    kinds=(Kind.PORTAL,),
)
def platform_unlinked(site: Site) -> Iterator[Verdict]:
    for item in _ITEMS:
        yield _judge(site, item)


def _judge(site: Site, item: str) -> Verdict:
    home = site.home_document
    assert home is not None
    title, observe = _ITEMS[item]
    outlet = site.fact(observe)
    if outlet:
        return passed(f"有{title}的链接或标识。", outlet.document.page, quote=outlet.quote, item=item)
    sign = outlet_sign(site, service=item == "service")
    if sign:
        return unsure(
            f"链接和文字中未见{title}，但首页源码中有“{sign}”，须人工核实。", home.page, quote=sign, item=item
        )
    drawn = home.scripts or home.inline or home.frames or not home.links
    few = len(home.links) < _FEW_LINKS and drawn
    if few or site.unread:
        reason = site.unread or f"首页只读到 {len(home.links)} 个链接，可能由脚本绘制"
        return not_measured(f"{reason}，不评判是否链接{title}。", home.page, item=item)
    said = f"首页和已读取的 {len(site.documents)} 个页面都没有链接{title}"
    if home.draws or home.frames:
        return unsure(f"{said}，首页内容可能由脚本绘制，须人工核实。", home.page, item=item)
    quote = home.title or next(iter(home.lines), "")
    return failed(f"{said}。", home.page, quote=quote, item=item, certain=item == "service")
