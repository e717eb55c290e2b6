"""What became of an address: its visits in order, its redirects, and whether a firewall answered for the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from crawler.archive import Page

_MAX_HOPS = 10
_SCRIPTED = re.compile(
    r"\$_ts\b|FSSBBIl1UgzbN7N80|__jsl_clearance|__jsluid|acw_sc__v2|_cf_chl|人机验证|安全验证|访问验证|滑动验证|请完成验证|浏览器安全检查"
)
_WALL = re.compile(
    r"(?:Web应用防火墙|网站防火墙|WAF|安全防护|云防护|访问(?:被|已被)(?:拦截|阻断|禁止)|请求(?:被|已被)拦截|违规访问)"
)
_SMALL = 4000
"""Characters: a challenge or firewall page is short; a longer page that speaks of 安全验证 is about it."""


class Reach(StrEnum):
    """What an address gave."""

    OK = "ok"
    GONE = "gone"
    """404 or 410."""
    BROKEN = "broken"
    """A server error."""
    DEAD = "dead"
    """No such host, or nobody listens."""
    SILENT = "silent"
    """Time-out, reset or TLS failure: perhaps the way there."""
    CHALLENGE = "challenge"
    """A script or check that only a browser passes."""
    BLOCKED = "blocked"
    """Refused to this visitor: 401, 403, 429, a firewall's page, robots.txt."""
    ODD = "odd"
    """Any other answer, of which nothing can be concluded."""

    @property
    def label(self) -> str:
        return _TITLES[self]


_TITLES = {
    Reach.OK: "正常",
    Reach.GONE: "页面不存在",
    Reach.BROKEN: "服务器错误",
    Reach.DEAD: "域名无法解析或拒绝连接",
    Reach.SILENT: "超时或连接中断",
    Reach.CHALLENGE: "返回脚本验证页",
    Reach.BLOCKED: "拒绝本程序访问",
    Reach.ODD: "应答异常",
}


_ERRORS = {
    "dns": "域名无法解析",
    "refused": "连接被拒绝",
    "reset": "连接被中断",
    "timeout": "超时未应答",
    "tls": "加密连接失败",
    "too_large": "内容过大",
    "robots": "robots.txt 不许访问",
    "encoding": "内容无法解码",
}


def failure(page: Page) -> str:
    """What went wrong with one visit, in plain Chinese; `Page.detail` has the client's own words."""
    return f"状态码 {page.status}" if page.answered else _ERRORS.get(page.error, "连接失败")


@dataclass(frozen=True, slots=True)
class Answer:
    """The last word on one address. `page` is the visit that ended the chain of redirects."""

    reach: Reach
    page: Page
    attempts: int
    """How many times the address itself was asked."""
    agreed: bool
    """Every attempt ended the same way."""


def reach(page: Page, text: str = "") -> Reach:
    """Of one visit; `text` is the decoded body where one is at hand."""
    if page.status is None:
        return {"dns": Reach.DEAD, "refused": Reach.DEAD, "robots": Reach.BLOCKED, "too_large": Reach.ODD}.get(
            page.error, Reach.SILENT
        )
    if page.status in (412, 521) or (len(text) < _SMALL and _SCRIPTED.search(text)):
        return Reach.CHALLENGE
    if page.status in (401, 403, 405, 406, 429) or (len(text) < _SMALL and page.status != 404 and _WALL.search(text)):
        return Reach.BLOCKED
    if page.status in (404, 410):
        return Reach.GONE
    if 500 <= page.status < 600:
        return Reach.BROKEN
    return Reach.OK if page.status in (200, 203, 204, 206, 304) else Reach.ODD


class Answers:
    """All visits of a target (purpose `ipv6` and `dns` left out), by address."""

    def __init__(self, visits: list[Page], text: Callable[[Page], str]) -> None:
        """`text` gives the decoded body of a visit; asked for where a firewall may have answered with an error."""
        self._text = text
        self._visits: dict[str, list[Page]] = {}
        for page in visits:
            self._visits.setdefault(page.url, []).append(page)

    def __contains__(self, url: str) -> bool:
        return url in self._visits

    def attempts(self, url: str) -> list[Page]:
        return self._visits.get(url, [])

    def chain(self, url: str) -> list[Page]:
        """Last visit of the address and of each address it redirects to, in order."""
        pages: list[Page] = []
        while url in self._visits and len(pages) < _MAX_HOPS:
            page = self._visits[url][-1]
            if page in pages:
                break
            pages.append(page)
            url = page.location
        return pages

    def of(self, url: str) -> Answer | None:
        """None when the address was never asked for."""
        chain = self.chain(url)
        if not chain:
            return None
        end = chain[-1]
        tries = self._visits[end.url]
        reaches = {self._reach(page) for page in tries}
        return Answer(self._reach(end), end, len(tries), len(reaches) == 1)

    def _reach(self, page: Page) -> Reach:
        found = reach(page)
        return reach(page, self._text(page)) if found is Reach.BROKEN and page.size else found
