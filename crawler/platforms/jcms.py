"""大汉 JCMS / JPAGE: the list is inside a script block, further groups of it come from `dataproxy.jsp`.

    <div id="212860"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="…/dataproxy.jsp?page=1&…">]]>
    </nextgroup><recordset><record><![CDATA[<li><a href="/art/…" title="…">…</a><span>2026-01-02</span>]]></record>…
    $('#212860').jpage({totalRecord:4895,perPage:15,…})

Older builds keep the first group in an array and name the endpoint and its parameters in the call:

    var InitData49468=['<li>…</li>',…];
    $('#49468').jpage({totalRecord:1418,dataStore:InitData49468,groupSize:3,perPage:25,
        proxyUrl:'/module/jslib/jquery/jpage/dataproxy.jsp',ajaxParam:{col:1,webid:60,columnid:30067,…}})

The endpoint stands at `/module/web/jpage/`, `/module/jpage/` or `/module/jslib/jquery/jpage/` (also as
`morecolumndataproxy.jsp`), gives `groupSize` pages a call, and is asked by `page`, or by first and last record.
Replies are XML that is not reliably well-formed, so records are taken by pattern and each is read as a piece of
HTML; old builds reply with a JavaScript literal. Some count groups from 1 and repeat the first.
"""

from __future__ import annotations

import re

from crawler.links import absolute
from crawler.pagers import query_value, with_query
from crawler.platforms import MORE_LIMIT, Item, Listing
from crawler.platforms.replies import js_strings
from crawler.text import lowered

GROUP = 3
"""Pages that the script asks for at once where its call does not say."""

_BLOCK = re.compile(
    r"<script[^>]*type\s*=\s*[\"']?text/xml[\"']?[^>]*>(.*?)(?:</script>|\Z)", re.IGNORECASE | re.DOTALL
)
_REPLY = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<datastore\b", re.IGNORECASE)
_RECORD = re.compile(
    r"<record>\s*(?:<!\[CDATA\[((?:(?!<record>).)*?)\]\]>|((?:(?!<record>).)*?))\s*</record>", re.IGNORECASE | re.DOTALL
)
_GROUP = re.compile(r"<nextgroup>(?:(?!</nextgroup>).){0,200}?href\s*=\s*[\"']?([^\"'>\s]+)", re.IGNORECASE | re.DOTALL)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)", re.IGNORECASE)
_ID = re.compile(r"<div[^<>]{0,200}?\bid\s*=\s*[\"']?([\w-]+)[^<>]{0,200}>\s*$", re.IGNORECASE)
_PAGER = re.compile(r"\(\s*[\"']#([\w-]+)[\"']\s*\)\s*\.jpage\s*\(\s*\{(.{0,5000}?)\}\s*\)", re.DOTALL)
_OPTION = re.compile(r"\b([A-Za-z_]\w*)\s*:\s*(?:'([^']*)'|\"([^\"]*)\"|([\w./-]+))")
_PARAMETERS = re.compile(r"\bajaxParam\s*:\s*(?:\{(.*?)(?:\}|$)|(\w+))", re.DOTALL)
_SCRIPT = re.compile(r"src\s*=\s*[\"']?([^\"'>\s]{0,200}/jpage/)[\w./-]{0,200}\.js", re.IGNORECASE)
_ARRAY = re.compile(r"\[\s*['\"]")
_COUNT = re.compile(r"totalRecord[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|\d{1,2}-\d{1,2}")


def listings(text: str, url: str) -> list[Listing]:
    """Lists inline in a page, or the one list that a `dataproxy.jsp` reply is."""
    if _REPLY.match(text):
        return [Listing(_items(_records(text), url), _number(_TOTAL.search(text)), (), "", drawn=True)]
    if "dataproxy.jsp" in url.lower():
        records = _literal(text, 0)
        return [Listing(_items(records, url), _number(_COUNT.search(text)), (), "", drawn=True)] if records else []
    if ".jpage" not in text and "<datastore" not in lowered(text):
        return []
    calls = {match[1]: match[2] for match in _PAGER.finditer(text)}
    found = []
    for block in _BLOCK.finditer(text):
        if "<datastore" in block[1].lower():
            before = _ID.search(text, max(0, block.start() - 500), block.start())
            container = before[1] if before else ""
            found.append(_inline(text, url, container, block[1], calls.pop(container, "")))
    return found + [_called(text, url, container, call) for container, call in calls.items() if _COUNT.search(call)]


def _inline(text: str, url: str, container: str, store: str, call: str) -> Listing:
    records, total = _records(store), _number(_COUNT.search(call) or _TOTAL.search(store))
    group = _GROUP.search(store)
    if group:
        more = _groups(group[1].replace("&amp;", "&"), url, len(records), total)
    else:
        more = _asked(text, url, call, len(records), total or 0)
    return Listing(_items(records, url), total, more, container, drawn=True)


def _called(text: str, url: str, container: str, call: str) -> Listing:
    """A list whose first group is in an array, or nowhere."""
    store = re.search(r"\bdataStore\s*:\s*(\w+)", call)
    kept = re.search(rf"\b{store[1]}\s*=\s*(?=\[)", text) if store else None
    records, total = _literal(text, kept.end()) if kept else [], _number(_COUNT.search(call))
    more = _asked(text, url, call, len(records), total or 0)
    return Listing(_items(records, url), total, more, container, drawn=True)


def _records(store: str) -> list[str]:
    return [match[1] or match[2] or "" for match in _RECORD.finditer(store)]


def _literal(text: str, start: int) -> list[str]:
    """Records of the first array of strings from `start` on."""
    array = _ARRAY.search(text, start)
    return [one for one in js_strings(text, array.start()) if "<a" in one.lower()] if array else []


def _items(records: list[str], url: str) -> tuple[Item, ...]:
    return tuple(item for record in records if (item := _item(record, url)))


def _item(record: str, url: str) -> Item | None:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(record)
    for link in tree.css("a[href]"):
        address = absolute(url, link.attributes.get("href") or "")
        title = " ".join((link.attributes.get("title") or link.text()).split())
        if address and title:
            return Item(title, address, _day([node.text() for node in tree.css("span,b,td,em,i,li")]))
    return None


def _day(texts: list[str]) -> str:
    return next((match[0] for text in texts if (match := _DATE.search(text))), "")


def _groups(href: str, url: str, size: int, total: int | None) -> tuple[str, ...]:
    """The group that is linked and those after it: one more than the total needs, for builds that count from 1."""
    first = absolute(url, href)
    if first is None or (total is not None and total <= size):
        return ()
    count = -(-total // size) if total and size else 1
    return tuple(_shifted(first, number) for number in range(min(count, MORE_LIMIT)))


def _shifted(first: str, by: int) -> str:
    """The address of a later group: the page number, or first and last record, moved on."""
    start, end, page = (query_value(first, name) for name in ("startrecord", "endrecord", "page"))
    if start.isdecimal() and end.isdecimal():
        step = by * (int(end) - int(start) + 1)
        return with_query(first, startrecord=str(int(start) + step), endrecord=str(int(end) + step))
    return with_query(first, page=str(int(page) + by)) if page.isdecimal() else first


def _asked(text: str, url: str, call: str, have: int, total: int) -> tuple[str, ...]:
    """Groups by first and last record, as the script asks for them after the `have` records that are here."""
    options = {name: one or two or bare for name, one, two, bare in reversed(_OPTION.findall(call))}
    size, group = int(_digits(options.get("perPage")) or 15), int(_digits(options.get("groupSize")) or GROUP)
    script = _SCRIPT.search(text)
    proxy = options.get("proxyUrl") or (script[1] + "dataproxy.jsp" if script else "")
    given = _PARAMETERS.search(call)
    kept = re.search(rf"\b{given[2]}\s*=\s*\{{(.*?)\}}", text, re.DOTALL) if given and given[2] else given
    if not proxy or not kept or not size or not group:
        return ()
    parameters = "&".join(f"{name}={one or two or bare}" for name, one, two, bare in _OPTION.findall(kept[1] or ""))
    more = []
    for start in range(have + 1, total + 1, size * group)[:MORE_LIMIT]:
        end = min(start + size * group - 1, total)
        more.append(absolute(url, f"{proxy}?startrecord={start}&endrecord={end}&perpage={size}&{parameters}"))
    return tuple(address for address in more if address)


def _digits(text: str | None) -> str:
    return text if text and text.isdecimal() else ""


def _number(match: re.Match[str] | None) -> int | None:
    return int(match[1]) if match else None
