"""Where a portal leads beside itself: to its accounts in new media, and to the service platform."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checks.facts.articles import is_article
from checks.facts.documents import Document
from crawler.links import host_of

if TYPE_CHECKING:
    from checks.site import Site

_ACCOUNT_HOSTS = re.compile(
    r"(?:^|\.)(?:weibo\.(?:com|cn)|mp\.weixin\.qq\.com|t\.qq\.com|douyin\.com|kuaishou\.com|toutiao\.com|bilibili\.com|xiaohongshu\.com)$"
)
_SHARES = re.compile(r"share|分享|转发", re.IGNORECASE)
_ACCOUNT_WORDS = re.compile(
    r"政务新媒体|新媒体矩阵|政务矩阵|[微公][信众](?:号|公众号|公众平台|矩阵|平台)|官方微[信博]|政务微[信博]|微[信博]|两微一端|移动客户端|政务客户端|手机客户端|客户端"
    r"|抖音号?|快手号?|头条号|视频号|APP|小程序|扫[一码][扫关]|二维码|关注我们",
    re.IGNORECASE,
)
_ACCOUNT_PICTURES = re.compile(
    r"qr_?code|ewm|erweima|erwei|weixin|wechat|weibo|gzh|(?:^|[/_-])(?:wx|wb|dy|ewm|qr)\d*\.\w+", re.IGNORECASE
)

_SERVICE_HOSTS = re.compile(r"zwfw|zwdt|zwfww|banshi|ywtb|(?:^|\.)zw\.|xzsp|ggfw", re.IGNORECASE)
_SERVICE_NAMES = re.compile(
    r"政务服务(?:网|平台|旗舰店|大厅)|一网通办?|网上(?:办事|政务|审批|服务)(?:大厅|服务|平台)|办事大厅|行政审批网"
)
_SERVICE_ENTRIES = re.compile(r"(?:政务服务|办事服务|在线办事|网上办事|网上服务|我要办|便民服务|公共服务)(?!.*局$)")
_NAME = 14
"""Characters at most of a link's name; longer ones are headlines about the thing."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A place that shows the outlet, and the words or the address that do."""

    document: Document
    quote: str


def own_accounts(site: Site) -> Outlet | None:
    """The portal's own accounts: links, names of links and pictures, QR codes; on the home page, else elsewhere."""
    return next((Outlet(one, quote) for one in _pages(site) if (quote := next(_accounts(one), ""))), None)


def service_platform(site: Site) -> Outlet | None:
    """A link to the service platform, on the home page, else elsewhere."""
    return next((Outlet(one, quote) for one in _pages(site) if (quote := next(_services(one), ""))), None)


def _pages(site: Site) -> list[Document]:
    """The home page first; items' pages only have boxes for sharing."""
    home = site.home_document
    others = [one for one in site.documents.values() if home and one.page.url != home.page.url and not is_article(one)]
    return [home, *others] if home else []


def _accounts(document: Document) -> Iterator[str]:
    for link in document.links:
        if _SHARES.search(link.url) or _SHARES.search(link.text):
            continue
        if _ACCOUNT_HOSTS.search(urlsplit(link.url).hostname or ""):
            yield f"{link.text} → {link.url}"
        if len(link.text) <= _NAME and (match := _ACCOUNT_WORDS.search(link.text)):
            yield f"{match[0]}（{link.text}）"
    for image in document.images:
        if not _SHARES.search(image.src + image.alt):
            if (match := _ACCOUNT_WORDS.search(image.alt)) or (match := _ACCOUNT_PICTURES.search(image.src)):
                yield match[0]
    shares = {link.text for link in document.links if _SHARES.search(link.url)}
    for line in document.lines:
        if (
            line not in shares
            and len(line) <= _NAME
            and not _SHARES.search(line)
            and (match := _ACCOUNT_WORDS.search(line))
        ):
            yield line


def _services(document: Document) -> Iterator[str]:
    here = host_of(document.page.url)
    pictures = [(image.alt, image.src) for image in document.images]
    for name, url in [(link.text, link.url) for link in document.links] + pictures:
        short = len(name) <= _NAME
        host = urlsplit(url).hostname or ""
        away = bool(host) and host_of(url) != here
        named = short and (_SERVICE_NAMES.search(name) or (away and _SERVICE_ENTRIES.search(name)))
        if named or (away and _SERVICE_HOSTS.search(host)) or re.search(r"zwfw", url, re.IGNORECASE):
            yield f"{name} → {url}"


def outlet_sign(site: Site, *, service: bool) -> str:
    """What in the home page's source alone, say in a script, speaks of the outlet; ''."""
    home = site.home_document
    text = site.text(home.page) if home else ""
    found = (
        re.search(r"zwfw|政务服务网|一网通办", text)
        if service
        else re.search(r"weibo\.com|weixin|wechat|微信|微博|公众号|新媒体|二维码|qrcode", text, re.IGNORECASE)
    )
    return found[0] if found else ""
