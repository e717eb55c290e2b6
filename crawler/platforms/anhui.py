"""The platform of the Anhui province: a disclosure column whose list is a piece of HTML from `/site/label/8888`.

    <script> … url:'/site/label/8888', data:{labelName:'publicInfoList',siteId:'49631471',pageSize:15,…} … </script>
    /site/label/8888?labelName=publicInfoList&siteId=…&pageSize=15&pageIndex=1&organId=…&type=4&catId=…&file=…
    <ul class="xxgk_nav_list"><li><a class="title" href="/public/7011/123.html" title="…">…</a><span>2026-01-02</span>…
    <script>…pagination({pageCount:3,pageIndex:1…})</script>

The endpoint counts from 1; builds that count from 0 give the same page for 0 and 1, so 0 is never asked for.
"""

from __future__ import annotations

import re

from crawler.links import absolute
from crawler.pagers import query_value, with_query
from crawler.platforms import MORE_LIMIT, Listing

_LABEL = "/site/label/8888"
_ADDRESS = re.compile(
    rf"[\"']([^\"'\s<>]{{0,200}}{_LABEL}\?[^\"'\s<>]{{0,900}}labelName=publicInfoList[^\"'\s<>]{{0,900}})[\"']"
)
_PLACE = re.compile(rf"[\"']([^\"'\s<>?]{{0,200}}{_LABEL})[\"']")
_DATA = re.compile(r"\{([^{}]{0,2000}?\blabelName[\"']?\s*:\s*[\"']publicInfoList[\"'][^{}]{0,2000})\}")
_OPTION = re.compile(r"[\"']?\b([A-Za-z_]\w*)[\"']?\s*:\s*(?:'([^']*)'|\"([^\"]*)\"|(\w+))")
_PAGES = re.compile(r"\bpageCount[\"']?\s*[:=]\s*[\"']?(\d+)")
_OWN = re.compile(r"href\s*=\s*[\"']?[^\"'>\s]{0,200}/public/\d+/\d+\.html", re.IGNORECASE)
_COLUMN = re.compile(r"/public/column/(\d+)")


def listings(text: str, url: str) -> list[Listing]:
    """The one list of a column, or of a piece of it; the items of a piece are its ordinary links.

    A whole page in the place of a piece is an error page."""
    if _LABEL not in url and _LABEL not in text:
        return []
    count = _PAGES.search(text)
    pages = int(count[1]) if count else None
    if _LABEL in url:
        if "<title" in text.lower():
            return []
        return [Listing((), None, _numbered(url, 2, pages or 0), "", pages)]
    first = _first(text.replace("&amp;", "&"), url)
    if not first:
        return []
    drawn = not _OWN.search(text)
    more = ((first,) if drawn else ()) + _numbered(first, 2, pages or (1 if drawn else MORE_LIMIT))
    return [Listing((), None, more, "", pages, drawn)]


def _first(text: str, url: str) -> str | None:
    """The address of the list's first page, which the page names whole or in pieces."""
    if address := _ADDRESS.search(text):
        found = absolute(url, address[1])
        return found and with_query(found, pageIndex="1")
    place, data = _PLACE.search(text), _DATA.search(text)
    if not place or not data:
        return None
    column = _COLUMN.search(url)
    known = {
        "organId": column[1] if column else "",
        "type": query_value(url, "type"),
        "catId": query_value(url, "catId"),
    }
    known = {name: value for name, value in known.items() if value}
    known |= {name: one or two or bare for name, one, two, bare in _OPTION.findall(data[1]) if one or two or bare}
    query = "&".join(f"{name}={value}" for name, value in (known | {"pageIndex": "1"}).items())
    return absolute(url, f"{place[1]}?{query}")


def _numbered(first: str, begin: int, pages: int) -> tuple[str, ...]:
    if query_value(first, "pageIndex") != "1":
        return ()
    return tuple(with_query(first, pageIndex=str(number)) for number in range(begin, min(pages, MORE_LIMIT) + 1))
