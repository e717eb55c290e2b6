"""What a crawl did not read though it might matter: absence is only told of a site of which nothing is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.facts.answers import Reach
from checks.facts.articles import is_article
from crawler.links import host_of
from crawler.pagers import same_list

if TYPE_CHECKING:
    from checks.site import Site

_NAME = 2, 16
"""Characters of a link's text by which it may be a column's name (our default)."""
_SURELY_NOTHING = frozenset({Reach.GONE, Reach.BROKEN, Reach.DEAD})


def unread(site: Site) -> str:
    """Why pages that matter may not have been read, in Chinese; '' when all that is linked by a short name was."""
    home = site.home_document
    if home is None or not site.archive.finished:
        return "采集没有完成"
    menus = {
        link.url
        for document in site.documents.values()
        if not is_article(document)
        for link in document.links
        if _NAME[0] <= len(link.text) <= _NAME[1] and not link.dated and host_of(link.url) == host_of(home.page.url)
        if document.listing is None or not same_list(link.url, document.page.url)
    }
    missing = sum(url not in site.answers for url in menus)
    if missing:
        return f"尚有 {missing} 个栏目样的链接没有采集"
    shut = sum(_is_shut(site, url) for url in menus)
    return f"有 {shut} 个栏目样的链接没有读到内容（拒绝访问、超时、转到站外等）" if shut else ""


def _is_shut(site: Site, url: str) -> bool:
    """Was the page asked for, and neither read nor surely nothing?"""
    answer = site.answers.of(url)
    if answer is None or answer.page.purpose not in ("home", "page") or answer.reach in _SURELY_NOTHING:
        return False
    if answer.reach is Reach.OK:
        return answer.page.url not in site.documents and "html" in answer.page.content_type.lower()
    return True
