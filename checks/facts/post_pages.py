"""What the public page of a post shows: the post, that it is gone, or that the platform let nobody in to see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.archive import Page
from crawler.beijing import BEIJING
from crawler.plan import MAX_HOPS

if TYPE_CHECKING:
    from checks.site import Site


class State(StrEnum):
    """What became of a post, by its public page."""

    OK = "ok"
    DELETED = "deleted"
    """The publisher took it away."""
    VIOLATING = "violating"
    """The platform took it away, or shut the account."""
    UNAVAILABLE = "unavailable"
    """It cannot be seen now, and the platform gives no reason or says that it is for a time."""
    CHALLENGE = "challenge"
    """The platform wants to know who asks; nothing is known of the post."""
    UNKNOWN = "unknown"
    """Any other answer, or none; nothing is known of the post."""

    @property
    def label(self) -> str:
        return _TITLES[self]


_TITLES = {
    State.OK: "正常",
    State.DELETED: "已删除",
    State.VIOLATING: "因违规等原因被平台屏蔽",
    State.UNAVAILABLE: "无法查看",
    State.CHALLENGE: "平台要求验证",
    State.UNKNOWN: "没有读到",
}
_CHALLENGES = re.compile(
    r"环境异常|完成验证后即可继续访问|访问过于频繁|操作频繁|请在微信客户端打开|Sina Visitor System|新浪访客系统|请输入验证码"
)
_GATES = re.compile(r"captcha|/visitor/|passport\.weibo|login\.sina|signin/login|verifycode", re.IGNORECASE)
"""Addresses that a platform sends doubtful visitors to."""
_NOTICES = (
    (State.DELETED, re.compile(r"(?:内容|文章|微博|作品|视频)已被(?:发布者|作者|博主|用户)?删除")),
    (
        State.VIOLATING,
        re.compile(
            r"违规[，,]?(?:无法查看|已?被?屏蔽|已?下架)|因违规|违反.{0,24}(?:无法查看|屏蔽|删除)|涉嫌侵权.{0,12}无法查看"
            r"|[帐账]号已?(?:被|因).{0,8}(?:屏蔽|封停|封禁).{0,12}(?:无法查看)?"
        ),
    ),
    (
        State.UNAVAILABLE,
        re.compile(
            r"内容暂时无法查看|此内容发送失败无法查看|[帐账]号已(?:自主)?(?:注销|冻结).{0,12}无法查看"
            r"|微博不存在或暂无查看权限|此微博不存在|该微博不存在|作品不存在|视频不存在"
        ),
    ),
)
_NOTICE = 400
"""Characters of text at most of a notice that stands for a post (our default); what says more is a post about such things."""
_CREATED = re.compile(r"\bvar\s+ct\s*=\s*[\"'](\d{10})[\"']")
_NICKNAME = re.compile(r"\bvar\s+nickname\s*=\s*(?:htmlDecode\()?[\"']([^\"']+)[\"']")
_RENDERED = re.compile(r"\$render_data\s*=\s*(?=\[)")
_BREAKS = "p,div,section,li,br,h1,h2,h3,h4,tr,blockquote"


@dataclass(frozen=True, slots=True)
class PostPage:
    """One public link, as it was last asked for."""

    page: Page
    """The visit that ended its redirects."""
    state: State
    words: str
    """The platform's own words, or the post's title."""
    title: str = ""
    account: str = ""
    published: datetime | None = None
    """Beijing time."""
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Address and words of the links in its body."""


def post_pages(site: Site) -> Mapping[str, PostPage]:
    """Of every link that was asked for, by the link as the ledger has it, sorted."""
    asked = {page.url: page for page in site.visits if page.purpose == "post"}
    found = {}
    for url, page in sorted(asked.items()):
        if not page.via:
            end = _end(page, asked)
            found[url] = read_post(end, site.text(end) if end.answered else "")
    return found


def _end(page: Page, asked: Mapping[str, Page]) -> Page:
    for _ in range(MAX_HOPS):
        if not page.location or page.location not in asked:
            break
        page = asked[page.location]
    return page


def read_post(page: Page, text: str) -> PostPage:
    """`text` is the decoded page. A notice is believed only where no post stands beside it."""
    if _GATES.search(page.url) or (page.location and _GATES.search(page.location)):
        return PostPage(page, State.CHALLENGE, page.location or page.url)
    if page.status in (404, 410):
        return PostPage(page, State.UNAVAILABLE, f"状态码 {page.status}")
    if page.status != 200:
        return PostPage(page, State.UNKNOWN, f"状态码 {page.status}" if page.status else page.detail or page.error)
    tree = LexborHTMLParser(text)
    for post in (_article(page, text, tree), _status(page, text)):
        if post.lines or post.title:
            return post
    return _notice(page, tree)


def _article(page: Page, text: str, tree: LexborHTMLParser) -> PostPage:
    """As an article's page of a WeChat account is built; with neither title nor lines where it is none."""
    created, nickname = _CREATED.search(text), _NICKNAME.search(text)
    title = _text(tree, "#activity-name")
    account = _text(tree, "#js_name") or (nickname[1] if nickname else "")
    body = tree.css_first("#js_content")
    when = datetime.fromtimestamp(int(created[1]), UTC).astimezone(BEIJING) if created else None
    if not title and body is not None:
        meta = tree.css_first("meta[property='og:title']")
        title = (meta.attributes.get("content") or "") if meta else ""
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    if body is not None:
        links = tuple(dict.fromkeys(_links(body)))
        for script in body.css("script, style"):
            script.decompose()
        for block in body.css(_BREAKS):
            block.insert_before("\n")
            block.insert_after("\n")
        lines = tuple(line for piece in body.text().split("\n") if (line := " ".join(piece.split())))
    return PostPage(page, State.OK, title or next(iter(lines), ""), title, account, when, lines, links)


def _links(body: LexborNode) -> Iterator[tuple[str, str]]:
    for anchor in body.css("a[href]"):
        address = (anchor.attributes.get("href") or "").strip()
        if address.startswith(("http://", "https://")):
            yield address, " ".join(anchor.text().split())


def _status(page: Page, text: str) -> PostPage:
    """As weibo's page for telephones gives a post: in a script alone."""
    found = _RENDERED.search(text)
    try:
        status = json.JSONDecoder().raw_decode(text, found.end())[0][0]["status"] if found else {}
        said, user = str(status.get("text", "")), str((status.get("user") or {}).get("screen_name", ""))
    except (ValueError, LookupError, AttributeError, TypeError):
        return PostPage(page, State.UNKNOWN, "")
    body = LexborHTMLParser(said).body
    line = " ".join(body.text().split()) if body else ""
    return PostPage(page, State.OK, line[:100], line, user, None, (line,) if line else ())


def _text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return " ".join(node.text().split()) if node else ""


def _notice(page: Page, tree: LexborHTMLParser) -> PostPage:
    tree.strip_tags(["script", "style", "noscript", "template"])
    title = _text(tree, "title")
    said = " ".join(f"{title} {tree.body.text(separator=' ') if tree.body else ''}".split())
    if _CHALLENGES.search(said):
        return PostPage(page, State.CHALLENGE, said[:100])
    for state, words in _NOTICES:
        if len(said) <= _NOTICE and (match := words.search(said)):
            return PostPage(page, state, said[max(match.start() - 10, 0) : match.end() + 60])
    return PostPage(page, State.UNKNOWN, said[:100])
