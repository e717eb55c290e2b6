"""博达 VSB: dynamic lists keep their page in `PAGENUM`, static ones number their files downwards.

    list.jsp?totalpage=17&PAGENUM=2&urltype=tree.TreeTempUrl&wbtreeid=1029        page 2 of 17
    tzgg.htm  →  tzgg/16.htm (page 2 of 17)  →  …  →  tzgg/1.htm (the last)        共245条  1/17

Items are ordinary links (`/info/1037/6799.htm`, `content.jsp?…wbnewsid=…`).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.links import absolute
from crawler.pagers import query_value, with_query
from crawler.platforms import MORE_LIMIT, Listing
from crawler.text import lowered

_LINK = re.compile(
    r"href\s*=\s*[\"']?([^\"'>\s]{0,200}\.jsp\?[^\"'>\s]{0,300}\bPAGENUM=\d+[^\"'>\s]{0,300})", re.IGNORECASE
)
_TOTAL = re.compile(r"共\s{0,9}(?:<[^<>]{1,100}>\s{0,9}){0,3}(\d{1,7})\s{0,9}(?:<[^<>]{1,100}>\s{0,9}){0,3}条")
_NEXT = re.compile(
    r"<a\b[^<>]{0,200}?href\s*=\s*[\"']?(?P<href>(?:[^\"'>\s]{0,200}/)?(?P<number>\d{1,4})\.html?)[\"']?[^<>]{0,200}>(?:\s|<[^<>]{1,100}>){0,9}下一?页",
    re.IGNORECASE,
)


def listings(text: str, url: str) -> list[Listing]:
    """The one list of a page."""
    total = _TOTAL.search(text)
    count = int(total[1]) if total else None
    for link in _LINK.finditer(text) if ".jsp?" in lowered(text) else ():
        address = absolute(url, link[1].replace("&amp;", "&"))
        pages = query_value(address, "totalpage") if address else ""
        if address and pages.isdecimal():
            return [_dynamic(address, url, int(pages), count)]
    return _static(text, url, count)


def _dynamic(address: str, url: str, pages: int, total: int | None) -> Listing:
    here = query_value(url, "PAGENUM") or "1"
    numbers = range(2, min(pages, MORE_LIMIT) + 1) if here == "1" else ()
    return Listing((), total, tuple(with_query(address, PAGENUM=str(number)) for number in numbers), "", pages)


def _static(text: str, url: str, total: int | None) -> list[Listing]:
    """All pages, however many, so that none of them passes for a page of its own."""
    onward = _NEXT.search(text) if "下页" in text or "下一页" in text else None
    address = absolute(url, onward["href"]) if onward else None
    if not onward or not address:
        return []
    folder, _, _ = urlsplit(address).path.rpartition("/")
    own, _, name = urlsplit(url).path.rpartition("/")
    stem, number = name.partition(".")[0], int(onward["number"])
    if not re.search(r"/\d+\.html?$", address) or folder not in (f"{own}/{stem}", own):
        return []
    if folder == own and (not stem.isdecimal() or int(stem) != number + 1):
        return []
    more = tuple(re.sub(r"\d+(?=\.html?$)", str(down), address) for down in range(number, 0, -1))
    return [Listing((), total, more, "", number + 1 if folder != own else None)]
