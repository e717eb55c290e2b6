"""What became of an address: its visits in order, its redirects, and whether a firewall answered for the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from checks.facts.dates import dates
from crawler.archive import Page
from crawler.links import host_of

_MAX_HOPS = 10
SLOW = 15.0
"""Seconds from which a page counts as not to be opened (国办秘函〔2019〕19号 单项否决“站点无法访问”)."""
_SCRIPTED = re.compile(r"\$_ts\b|FSSBBIl1UgzbN7N80|__jsl_clearance|acw_sc__v2|_cf_chl")
"""What only a challenge's own script says."""
_CHECKED = re.compile(
    r"(?:请|需|需要|正在|进行|完成|通过)[^。]{0,8}(?:人机|安全|访问|滑动|身份)?验证|验证(?:后|通过)[^。]{0,6}(?:继续)?访问"
    r"|正在(?:检查|检测)[^。]{0,8}浏览器|浏览器安全检查"
)
"""What a challenge asks of its visitor."""
_WALL = re.compile(
    r"(?:Web应用防火墙|网站防火墙|WAF|云防护|访问(?:被|已被|请求被)?(?:拦截|阻断|禁止)|请求(?:被|已被)拦截|违规访问|拦截提示)"
)
_MARKUP = re.compile(r"<script\b.*?(?:</script>|\Z)|<style\b.*?(?:</style>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_UPKEEP = re.compile(
    r"(?:系统|网站|平台|服务器?)(?:正在|正|处于)?(?:进行)?(?:升级|维护|检修)(?:维护|升级|改造)?(?:中|，|。|,|期间)"
)
_WALLED = frozenset({401, 403, 405, 406, 418, 429, 440, 449, 452, 454, 458})
"""Refusals; those above 431 stand in no standard and are firewalls' own."""
_SMALL, _NOTICE = 4000, 600
"""Characters at most of a firewall's page and of its words (our default); a longer one that speaks of 验证 is about it."""
_LINKS = 2
"""Links at most of such a page (our default)."""


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
    SOFT = "soft"
    """200, but with what the host says of an address that cannot exist: nothing can be concluded of the page."""
    UPKEEP = "upkeep"
    """A notice that the site is being maintained."""
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
    Reach.SOFT: "以正常状态返回“页面不存在”",
    Reach.UPKEEP: "返回维护公告",
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
    "private": "地址在内网，未予访问",
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

    @property
    def slow(self) -> bool:
        """Did it answer, but late?"""
        return self.page.answered and self.page.elapsed >= SLOW

    @property
    def permanent(self) -> bool:
        """Would asking again surely give the same? No silence, refusal, or server error is so."""
        return self.reach in (Reach.OK, Reach.GONE, Reach.SOFT) or self.page.error == "dns"


def reach(page: Page, text: str = "") -> Reach:
    """Of one visit; `text` is the decoded body where one is at hand."""
    if page.status is None:
        return {
            "dns": Reach.DEAD,
            "refused": Reach.DEAD,
            "robots": Reach.BLOCKED,
            "too_large": Reach.ODD,
            "private": Reach.ODD,
        }.get(page.error, Reach.SILENT)
    short = text if len(text) < _SMALL else ""
    notice = _notice(short, page.status)
    if page.status in (412, 521) or _SCRIPTED.search(short) or (page.status == 202 and "<script" in short.lower()):
        return Reach.CHALLENGE
    if _CHECKED.search(notice):
        return Reach.CHALLENGE
    if page.status in _WALLED or (page.status != 404 and _WALL.search(notice)):
        return Reach.BLOCKED
    if page.status in (200, 503) and _UPKEEP.search(short) and "<a " not in short.lower():
        return Reach.UPKEEP
    if page.status in (404, 410):
        return Reach.GONE
    if 500 <= page.status < 600:
        return Reach.BROKEN
    return Reach.OK if page.status in (200, 203, 204, 206, 304) else Reach.ODD


def _notice(text: str, status: int) -> str:
    """What a short answer says, where it may be a notice to this visitor: a page with links or a date is a page."""
    if 200 <= status < 300 and text.lower().count("<a ") > _LINKS:
        return ""
    said = _MARKUP.sub(" ", text)
    return "" if len(said) > _NOTICE or (status < 300 and next(dates(said), None)) else said


class Answers:
    """All visits of a target (purpose `ipv6`, `dns` and `robots` left out), by address."""

    def __init__(self, visits: list[Page], text: Callable[[Page], str]) -> None:
        """`text` gives the decoded body of a visit; asked for where a firewall may have answered with an error."""
        self._text = text
        self._visits: dict[str, list[Page]] = {}
        for page in visits:
            self._visits.setdefault(page.url, []).append(page)
        self._soft = {host_of(one.url): end for one in visits if one.purpose == "probe" and (end := self._end(one))}

    def _end(self, probe: Page) -> Page | None:
        """What a host answers with 200 to an address that cannot exist; None when it rightly does not."""
        end = self.chain(probe.url)[-1]
        return end if end.status == 200 else None

    def is_soft(self, page: Page) -> bool:
        """Is it what the host answers to an address that cannot exist, but for the address itself?"""
        nothing = self._soft.get(host_of(page.url))
        if nothing is None or page.status != 200 or page.purpose in ("home", "probe"):
            return False
        if page.sha256 == nothing.sha256:
            return True
        near = abs(page.size - nothing.size) <= nothing.size // 20 + 200
        return near and _anonymous(page.url, self._text(page)) == _anonymous(nothing.url, self._text(nothing))

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
        if found is Reach.OK and self.is_soft(page):
            return Reach.SOFT
        return reach(page, self._text(page)) if found is Reach.BROKEN and page.size else found


def _anonymous(url: str, text: str) -> str:
    """The text without its own address."""
    parts = urlsplit(url)
    for own in (url, parts.path, parts.path.rpartition("/")[2]):
        text = text.replace(own, "") if len(own) > 1 else text
    return text
