"""开普 UCAP: a column that is an empty shell, filled from `/common/search/{channelId}` in JSON.

    <meta name="channelId" content="e5eb…"> … <input id="pageSize" type="hidden" value="20">
    /common/search/e5eb…?_isAgg=true&_isJson=true&_pageSize=20&_template=index&_rangeTimeGte=&_channelName=&page=1
    {"data":{"results":[{"title":…,"url":"//…","publishedTimeStr":"2026-01-02 10:00:00"},…],"total":41,"rows":20}}

Other sites have the endpoint at `/searchList/` or `/search/`. A column whose items are links of its page is paged by
`createPageHTML`, which is read with that family; a static list left in a comment beside the shell is none. Entry
pages and articles have the channel's id too: a shell has a place for a pager besides.
"""

from __future__ import annotations

import re

from crawler.links import absolute
from crawler.pagers import query_value, with_query
from crawler.platforms import MORE_LIMIT, Listing
from crawler.platforms.replies import number, read_items, read_json

_META = re.compile(
    r"<meta[^<>]{0,200}?\bname\s*=\s*[\"']?channelId[\"']?[^<>]{0,200}?\bcontent\s*=\s*[\"']?([0-9a-f]{32})\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"/(?:common/search|searchList|search)/(?=[\"'+\s]|[0-9a-f]{32}|\$\{)")
_ENDPOINTS = ("/common/search/", "/searchList/", "/search/")
_QUERY = "_isAgg=true&_isJson=true&_pageSize={size}&_template=index&_rangeTimeGte=&_channelName=&page=1"
_SIZE = re.compile(
    r"<input[^<>]{0,200}?\bid\s*=\s*[\"']?pageSize[\"']?[^<>]{0,200}?\bvalue\s*=\s*[\"']?(\d{1,3})\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"/c\w+/\d{6}/[\w-]+(?:/content)?\.s?html?$")
_PAGER = re.compile(r"\bid\s*=\s*[\"']?(?:page_div|pageSize)\b|\bpagination\b", re.IGNORECASE)
_OWN_PAGE = re.compile(r"<ucaptitle|\bname\s*=\s*[\"']?ArticleTitle\b", re.IGNORECASE)
_STATIC = 3
"""So many links to articles make a list in the page."""


def listings(text: str, url: str) -> list[Listing]:
    """The one list of a shell, or of a reply."""
    if "_isJson=" in url:
        return _reply(text, url)
    meta, named = _META.search(text[:20_000]), _NAMED.search(text)
    if not meta or not (named or _PAGER.search(text)) or _OWN_PAGE.search(text) or _static(text):
        return []
    size = _SIZE.search(text)
    endpoints = [named[0]] if named else _ENDPOINTS
    query = _QUERY.format(size=size[1] if size else 20)
    more = (absolute(url, f"{endpoint}{meta[1]}?{query}") for endpoint in endpoints)
    return [Listing((), None, tuple(address for address in more if address), "", drawn=True)]


def _reply(text: str, url: str) -> list[Listing]:
    reply = read_json(text)
    data = reply.get("data") if isinstance(reply, dict) else None
    if not isinstance(data, dict):
        return []
    items = read_items(data.get("results"), url, "title", "url", "publishedTimeStr publishedTime")
    total, page = number(data.get("total")), query_value(url, "page")
    size = len(items) or number(data.get("rows")) or 20
    pages = -(-total // size) if total is not None and page == "1" else None
    numbers = range(2, min(pages, MORE_LIMIT) + 1) if pages else ()
    return [Listing(items, total, tuple(with_query(url, page=str(n)) for n in numbers), "", pages, drawn=True)]


def _static(text: str) -> bool:
    """Does the page itself list articles?"""
    from selectolax.lexbor import LexborHTMLParser

    links = {
        link.attributes.get("href") or "" for link in LexborHTMLParser(text).css("li a[href], td a[href], dd a[href]")
    }
    return sum(_ARTICLE.search(href) is not None for href in links) >= _STATIC
