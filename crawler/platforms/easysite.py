"""中科汇联 EasySite: the first page has its list as links, the pager is a hidden field and buttons without addresses.

    <input type="hidden" name="article_paging_list_hidden" moduleid="17081" totalpage="6">
    <a onclick="queryArticleByCondition(this,'/zwgk/3b3662a6-2.html')" tagname="/zwgk/3b3662a6-2.html">下一页</a>
    <input type="hidden" id="eprotalCurrentPageId" value="374006">
    /eportal/ui?pageId=374006&currentPage=2&moduleId=17081&staticRequest=yes

What the buttons name goes first: its file name need not be the module's id. Without buttons the dynamic address is
asked for. `?page=N` and `index_N` are answered with the first page or not at all.
Directories reply in JSON to `/eportal/ui?…queryList.portlet&pageNo=1&pageSize=20` with `result[].url`.
"""

from __future__ import annotations

import re

from crawler.links import absolute
from crawler.pagers import query_value, with_query
from crawler.platforms import MORE_LIMIT, Listing
from crawler.platforms.replies import number, read_items, read_json
from crawler.text import lowered

_FIELD = re.compile(r"<input[^<>]{0,300}?\bname\s*=\s*[\"']?article_paging_list_hidden\b[^<>]{0,300}>", re.IGNORECASE)
_VALUE = r"\b{name}\s*=\s*[\"']?([\w-]+)"
_PAGES = re.compile(_VALUE.format(name="totalpage"), re.IGNORECASE)
_MODULE = re.compile(_VALUE.format(name="moduleid"), re.IGNORECASE)
_PAGE = re.compile(r"<input[^<>]{0,300}?\bid\s*=\s*[\"']?eprotalCurrentPageId\b[^<>]{0,300}>", re.IGNORECASE)
_PAGE_VALUE = re.compile(_VALUE.format(name="value"), re.IGNORECASE)
_BUTTON = re.compile(
    r"(?:queryArticleByCondition\s*\(\s*this\s*,\s*|\btagname\s*=\s*)[\"']([^\"'\[\]]{0,300}?)(\d{1,4})(\.s?html?)[\"']"
)
_DIRECTORY = re.compile(
    r"[\"']([^\"'\s<>]{0,200}/eportal/ui\?[^\"'\s<>]{0,500}queryList\.portlet[^\"'\s<>]{0,500})[\"']"
)


def listings(text: str, url: str) -> list[Listing]:
    """One list a hidden field, or the directory whose address the page shows, or one reply."""
    if "queryList.portlet" in url:
        return _reply(text, url)
    if "queryList.portlet" in text and (directory := _DIRECTORY.search(text)):
        first = absolute(url, directory[1].replace("&amp;", "&"))
        more = (with_query(first, pageNo="1"),) if first else ()
        return [Listing((), None, more, "", drawn=True)]
    if "article_paging_list_hidden" not in lowered(text):
        return []
    fields = list(_FIELD.finditer(text))
    begins = [0, *(field.start() for field in fields)]
    return [one for field, begin in zip(fields, begins, strict=False) if (one := _listing(text, url, field, begin))]


def _listing(text: str, url: str, field: re.Match[str], begin: int) -> Listing | None:
    count, module, page = _PAGES.search(field[0]), _MODULE.search(field[0]), _PAGE.search(text)
    if not count or not count[1].isdecimal():
        return None
    pages = int(count[1])
    numbers = range(2, min(pages, MORE_LIMIT) + 1)
    # Buttons stand right before or right after their field.
    button = _BUTTON.search(text, begin, field.start()) or _BUTTON.search(text, field.end(), field.end() + 4000)
    identity = _PAGE_VALUE.search(page[0]) if page else None
    if button:
        hrefs = [f"{button[1]}{number}{button[3]}" for number in numbers]
    elif module and identity:
        tail = f"moduleId={module[1]}&staticRequest=yes"
        hrefs = [f"/eportal/ui?pageId={identity[1]}&currentPage={number}&{tail}" for number in numbers]
    else:
        hrefs = []
    more = (absolute(url, href) for href in hrefs)
    return Listing((), None, tuple(address for address in more if address), module[1] if module else "", pages)


def _reply(text: str, url: str) -> list[Listing]:
    reply = read_json(text)
    if not isinstance(reply, dict) or "result" not in reply:
        return []
    items = read_items(reply["result"], url, "title name bt", "url", "publishDate pubDate fbrq date")
    total, page = number(reply.get("total") or reply.get("totalCount")), query_value(url, "pageNo")
    size = number(query_value(url, "pageSize")) or len(items)
    onward = page.isdecimal() and len(items) >= size > 0 and (total is None or int(page) * size < total)
    more = (with_query(url, pageNo=str(int(page) + 1)),) if onward else ()
    return [Listing(items, total, more, "", drawn=True)]
