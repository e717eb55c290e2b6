"""Content that must be disclosed is nowhere on the portal.

Fails          when no column, link or page is named like the item, or the only one found is empty or dead. The message
               says what was looked for, where, and the nearest thing found. Always a suspicion: a person confirms it.
Not measured   when the home page shows so few links that its menus are surely drawn by script, or when the crawl ended
               before every address with a column-like name was read; or when the disclosure platform is another host.
Blind spots    names outside the catalogue's synonyms; content inside pictures, scripts and documents.
Item           the catalogue's id: gk20-01 … gk20-15 (条例 Art. 20), platform-* (国办公开办函〔2019〕61号).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from checks.content.catalogue import Content, load_catalogue
from checks.facts.answers import Reach
from checks.facts.channels import Reading
from checks.rule import Verdict, failed, not_measured, passed, rule
from checks.site import Site
from crawler.links import host_of
from crawler.targets import Kind

_FEW_LINKS = 8
"""A portal's home page with fewer links draws its menus by script (our default)."""
_EXTRA = 8
"""Characters that a column's name may have around the item's name; a longer text is a headline."""
_TITLE_EXTRA = 24
_DECORATION = re.compile(r"[\W_]+")
_PLATFORM = {"政府信息公开", "信息公开", "政务公开", "政府信息公开专栏", "法定主动公开内容"}
_DEAD = {Reach.GONE, Reach.BROKEN, Reach.DEAD}


@rule(
    title="法定公开内容缺失",
    basis="《政府信息公开条例》第二十条；国办公开办函〔2019〕61号",
    fix="在政府信息公开平台设置相应栏目并发布该项内容。",
    kinds=(Kind.PORTAL,),
    certain=False,
)
def content_missing(site: Site) -> Iterator[Verdict]:
    home = site.home_document
    assert home is not None
    drawn = home.scripts or home.inline or home.frames or not home.links
    if len(home.links) < _FEW_LINKS and drawn:
        yield not_measured(f"首页只读到 {len(home.links)} 个链接，导航可能由脚本绘制，不评判内容有无。", home.page)
        return
    named = site.named
    for content in load_catalogue():
        yield _judge(site, content, named)


def _judge(site: Site, content: Content, named: dict[str, str]) -> Verdict:
    assert site.home_document is not None
    found = [(text, url) for text, url in named.items() if _is_called(text, content)]
    empty = []
    unasked = [text for text, url in found if _is_unasked(site, url)]
    for text, url in found:
        if text in unasked:
            continue
        if fault := _empty(site, url):
            empty.append((text, url, fault))
        else:
            document = site.documents.get(url)
            page = document.page if document else site.home_document.page
            return passed(f"有“{content.title}”：“{text}”（{url}）。", page, quote=text, item=content.id)
    looked = (
        f"在 {len(site.channels)} 个栏目、{len(named)} 个链接名称和页面标题中查找“{'、'.join(content.names[:6])}”等名称"
    )
    if empty:
        text, url, fault = empty[0]
        said = f"未见“{content.title}”（{content.basis}）：有“{text}”（{url}）而{fault}；{looked}。"
    else:
        said = f"未见“{content.title}”（{content.basis}）：{looked}，均无；最接近的是“{_nearest(content, named)}”。"
    reason = f"“{unasked[0]}”没有采集" if unasked else site.unread or _elsewhere(site)
    if reason:
        return not_measured(f"{reason}，不评判有无“{content.title}”。", site.home_document.page, item=content.id)
    return failed(said, site.home_document.page, item=content.id)


def _is_called(text: str, content: Content) -> bool:
    bare = _DECORATION.sub("", text)
    for name in content.names:
        if name in bare and len(bare) <= len(name) + (_EXTRA if len(name) < 6 else _TITLE_EXTRA):
            return True
    return False


def _is_unasked(site: Site, url: str) -> bool:
    """Is it an address of this site's own that the crawl did not come to?"""
    return site.home is not None and host_of(url) == host_of(site.home.url) and site.answers.of(url) is None


def _empty(site: Site, url: str) -> str:
    """Why what was found there is no content, or ''."""
    channel = next((channel for channel in site.channels if channel.document.page.url == url), None)
    if channel and channel.reading is Reading.EMPTY:
        return "栏目空白"
    answer = site.answers.of(url)
    return "打不开" if answer and answer.reach in _DEAD else ""


def _elsewhere(site: Site) -> str:
    """The portal's disclosure platform stands on a host that was not crawled."""
    assert site.home is not None and site.home_document is not None
    for link in site.home_document.links:
        if link.text in _PLATFORM and host_of(link.url) != host_of(site.home.url):
            return f"“{link.text}”在另一网站（{link.url}），没有采集"
    return ""


def _nearest(content: Content, named: dict[str, str]) -> str:
    short = [text for text in named if 2 <= len(text) <= 20]
    return max(
        short,
        key=lambda text: (max(SequenceMatcher(None, name, text).ratio() for name in content.names), text),
        default="",
    )
