"""大汉 JCMS / JPAGE: the list is inside a script block, further groups of it come from `dataproxy.jsp`.

    <div id="212860"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="…/dataproxy.jsp?page=1&…">]]>
    </nextgroup><recordset><record><![CDATA[<li><a href="/art/…" title="…">…</a><span>2026-01-02</span>]]></record>…
    $('#212860').jpage({totalRecord:4895,perPage:15,…})

Replies are not reliably well-formed, so records are taken by pattern and each is read as a piece of HTML.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.links import absolute
from crawler.platforms import Item, Listing

MORE_LIMIT = 20
"""Addresses of further groups that are named at most."""

_BLOCK = re.compile(r"<script[^>]*type\s*=\s*[\"']?text/xml[\"']?[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_REPLY = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<datastore\b", re.IGNORECASE)
_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*</record>", re.IGNORECASE | re.DOTALL)
_GROUP = re.compile(r"<nextgroup>.*?href\s*=\s*[\"']?([^\"'>\s]+)", re.IGNORECASE | re.DOTALL)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)", re.IGNORECASE)
_ID = re.compile(r"<div[^>]*\bid\s*=\s*[\"']?([\w-]+)[^>]*>\s*$", re.IGNORECASE)
_PAGER = re.compile(r"\(\s*[\"']#([\w-]+)[\"']\s*\)\s*\.jpage\s*\(\s*\{(.*?)\}\s*\)", re.DOTALL)
_COUNT = re.compile(r"\btotalRecord\s*:\s*[\"']?(\d+)", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|\d{1,2}-\d{1,2}")


def listings(text: str, url: str) -> list[Listing]:
    """Lists inline in a page, or the one list that a `dataproxy.jsp` reply is."""
    if _REPLY.match(text):
        return [_listing(text, url, "", _number(_TOTAL.search(text)), follow=False)]
    totals = {match[1]: _number(_COUNT.search(match[2])) for match in _PAGER.finditer(text)}
    found = []
    for block in _BLOCK.finditer(text):
        if "<datastore" in block[1].lower():
            before = _ID.search(text, max(0, block.start() - 500), block.start())
            container = before[1] if before else ""
            total = totals.get(container, _number(_TOTAL.search(block[1])))
            found.append(_listing(block[1], url, container, total, follow=True))
    return found


def _listing(store: str, url: str, container: str, total: int | None, *, follow: bool) -> Listing:
    records = [match[1] or match[2] or "" for match in _RECORD.finditer(store)]
    items = tuple(item for record in records if (item := _item(record, url)))
    group = _GROUP.search(store) if follow else None
    more = _groups(group[1].replace("&amp;", "&"), url, len(records), total) if group else ()
    return Listing(items, total, more, container)


def _item(record: str, url: str) -> Item | None:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(record)
    for link in tree.css("a[href]"):
        address = absolute(url, link.attributes.get("href") or "")
        title = " ".join((link.attributes.get("title") or link.text()).split())
        if address and title:
            return Item(title, address, _day([node.text() for node in tree.css("span,b,td,em,i")]))
    return None


def _day(texts: list[str]) -> str:
    return next((match[0] for text in texts if (match := _DATE.search(text))), "")


def _groups(href: str, url: str, size: int, total: int | None) -> tuple[str, ...]:
    """The group that is linked and those after it: one more than the total needs, for builds that count from 1.

    There the first of them repeats the `size` records that are here."""
    first = absolute(url, href)
    if first is None or (total is not None and total <= size):
        return ()
    count = -(-total // size) if total and size else 1
    return tuple(_shifted(first, number) for number in range(min(count, MORE_LIMIT)))


def _shifted(first: str, by: int) -> str:
    """The address of a later group: the page number, or first and last record, moved on."""
    parts = urlsplit(first)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    start, end = query.get("startrecord", ""), query.get("endrecord", "")
    if start.isdigit() and end.isdigit():
        step = by * (int(end) - int(start) + 1)
        query |= {"startrecord": str(int(start) + step), "endrecord": str(int(end) + step)}
    elif query.get("page", "").isdigit():
        query["page"] = str(int(query["page"]) + by)
    return urlunsplit(parts._replace(query=urlencode(query, safe="/:,")))


def _number(match: re.Match[str] | None) -> int | None:
    return int(match[1]) if match else None
